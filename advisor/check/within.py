"""What disagrees inside a draft: one indicator with two values, and parts that do not add up to their total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from advisor.check import texts
from advisor.check.candidates import pairs, periods_of
from advisor.check.clauses import facts_of, without_filler
from advisor.check.rounding import rounds
from advisor.check.scene import Told
from advisor.check.types import Finding, FindingKind, Severity
from advisor.grounding import Bound, Quantity, UnitFamily, find_quantities, same_quantity
from advisor.types import Data

_MEASURED = {UnitFamily.MONEY, UnitFamily.PEOPLE, UnitFamily.COUNT, UnitFamily.PERCENT, UnitFamily.AREA}
_LEADS_UP = re.compile(r"(?:为|是|达到?|实现|突破|超过|共有?|有|约|近|累计|已|预计|完成|增至|提高到?|[，,：:\s])+$")
_NAMED_BEHIND = re.compile(r"的(?P<name>[\u3400-\u9fff]{2,}?)(?=基础上?|规模|水平|目标|[，,；;。]|$)")
_REFERS_BACK = re.compile(r"(?:在|对|按)?(?:前面|前文|上文|前述|上述|前头|以上)(?:所[列说述提]|[说提讲列写]到?)?的?")
_HAN_BEHIND = re.compile(r"的?[\u3400-\u9fff]{2,}?(?=[，,；;。、]|也|都|均|要|应|将|已|是|$)")
_PART_OF_IT = ("其中", "当中")
_LONGEST_NAME = 18
_SAME_NAME = 0.75
_FEWEST_PAIRS = 2
_TOTAL = re.compile(r"(?:合计|总计|共计|总共|一共|总数|总量|共)[^\d，,。；]{0,8}$")
_ALL_PARTS = re.compile(r"分别|由.{1,40}组成|即|包括")
_FEW_ROUNDINGS = 0.006


class Stated(Data):
    """A figure as the draft states it: of what, where, when."""

    name: str
    quantity: Quantity
    places: tuple[str, ...]
    when: tuple[tuple[str | None, str | None], ...]
    sentence: str
    number: int
    refers_back: bool = False
    """Whether the draft says that it has given the figure before (前述, 上文所列)."""


def disagreements(told: Sequence[Told]) -> Iterator[tuple[int, Finding]]:
    """Findings by the number of the unit they belong to: figures that an earlier sentence gives otherwise."""
    seen: list[Stated] = []
    for number, one in enumerate(told):
        for stated in _stated(one, number):
            earlier = next((before for before in seen if _disagree(before, stated)), None)
            if earlier is not None:
                yield number, _finding(one, stated, earlier)
            seen.append(stated)


def _stated(told: Told, number: int) -> Iterator[Stated]:
    """The figures of a unit that stand alone of their kind in their clause.

    Two of one sentence are told apart by it (国家级的200万元，省级的100万元), as are kinds counted in other units.
    """
    for claim in told.claims:
        for fact in facts_of(without_filler(claim)):
            text = max(fact.claims[:2], key=len) if len(fact.claims) > 1 else fact.claims[0]
            if fact.text.startswith(_PART_OF_IT):
                continue
            quantities = [one for one in find_quantities(fact.text) if one.family in _MEASURED]
            alone = Counter(one.family for one in quantities)
            for quantity in quantities:
                name = _without_places(
                    f"{told.topic}{_name(text if quantity.text in text else fact.text, quantity)}", told
                )
                back = _REFERS_BACK.match(fact.text)
                if back is not None:
                    name = _named_again(fact.text[back.end() :], quantity)
                periods = periods_of(text) or told.periods
                dated = len(periods) == 1 or back is not None
                if alone[quantity.family] == 1 and len(pairs(name)) >= _FEWEST_PAIRS and dated:
                    when = tuple((one.start, one.end) for one in periods)
                    yield Stated(
                        name=name,
                        quantity=quantity,
                        places=told.places[:1],
                        when=when,
                        sentence=told.unit.text,
                        number=number,
                        refers_back=back is not None,
                    )


def _named_again(text: str, quantity: Quantity) -> str:
    """What a figure that was given before is of: what stands before it, or behind it (前述108家乡镇服务站)."""
    start = text.find(quantity.text)
    behind = _HAN_BEHIND.match(text, start + len(quantity.text))
    return text[:start] or (behind.group()[:_LONGEST_NAME] if behind else "")


def _name(text: str, quantity: Quantity) -> str:
    """What stands right before a figure in its clause, or behind it with 的: 直播电商交易额 of 交易额为90亿元 and 90亿元的交易额."""
    start = text.find(quantity.text)
    if behind := _NAMED_BEHIND.match(text, start + len(quantity.text)):
        return behind["name"][:_LONGEST_NAME]
    before = re.split(r"[，,；;]", text[:start])[-1]
    bare = _LEADS_UP.sub("", before)
    if bare.endswith("的"):
        return ""  # of what stands behind it (安排的5000万元资金), not of what was told before
    return re.sub(r".*(?:年|月|季度|上半年|下半年|期间|末|底|全市|我市)", "", bare)[-_LONGEST_NAME:]


def _without_places(name: str, told: Told) -> str:
    for place in told.places:
        name = re.sub(f"{re.escape(place)}[省市县]?", "", name)
    return name


def _disagree(first: Stated, second: Stated) -> bool:
    one, other = first.quantity, second.quantity
    if second.refers_back:
        return _is_said_again(first, second)
    if first.number == second.number or one.unit != other.unit:
        return False
    if first.when != second.when or first.places != second.places or one.base_unit.base != other.base_unit.base:
        return False
    if one.family is not other.family or same_quantity(one, other) or rounds(one, other) or rounds(other, one):
        return False
    if {one.bound, other.bound} != {Bound.EXACT} and abs(one.value - other.value) < 0.15 * max(one.value, other.value):
        return False
    ours, theirs = pairs(first.name), pairs(second.name)
    return 2 * len(ours & theirs) / ((len(ours) + len(theirs)) or 1) >= _SAME_NAME or _ends_alike(first, second)


def _is_said_again(first: Stated, second: Stated) -> bool:
    """Whether a figure that is said to stand before is another than the one that stands there."""
    one, other = first.quantity, second.quantity
    if one.base_unit.base != other.base_unit.base or one.family is not other.family:
        return False
    if same_quantity(one, other) or rounds(one, other) or rounds(other, one):
        return False
    wanted = pairs(second.name)
    return len(wanted & pairs(first.name)) >= _SAME_NAME * len(wanted)


def _ends_alike(first: Stated, second: Stated) -> bool:
    """Whether one name is the other with the subject left out: 交易额 after 直播电商."""
    short, long = sorted((first.name, second.name), key=len)
    return len(short) >= 3 and long.endswith(short) and abs(first.number - second.number) <= 1


def _finding(told: Told, stated: Stated, earlier: Stated) -> Finding:
    start = told.unit.text.find(stated.quantity.text)
    offset = told.unit.span[0]
    span = (offset + start, offset + start + len(stated.quantity.text)) if start >= 0 else told.unit.span
    text = texts.DISAGREE.format(
        subject=stated.name, here=stated.quantity.text, sentence=_short(earlier.sentence), there=earlier.quantity.text
    )
    return Finding(
        kind=FindingKind.DISAGREEMENT, severity=Severity.ERROR, span=span, text=text, advice=texts.DISAGREE_ADVICE
    )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 30 else f"{sentence[:30]}……"


def wrong_sum(told: Told) -> Iterator[Finding]:
    """A total in a sentence that its parts exceed, or do not make where the sentence names them all."""
    text = told.unit.text
    quantities = [one for one in find_quantities(text) if one.family in _MEASURED and one.high is None]
    total = next((one for one in quantities if _TOTAL.search(text[: one.span[0]])), None)
    if total is None or total.family is UnitFamily.PERCENT:
        return
    parts = [one for one in quantities if one.span[0] > total.span[1] and one.base_unit.base == total.base_unit.base]
    if len(parts) < 2 or not re.search(r"其中|分别|包括|即", text[total.span[1] :]):
        return
    added = sum(one.value * one.base_unit.factor for one in parts)
    whole = total.value * total.base_unit.factor
    apart = abs(added - whole) > _FEW_ROUNDINGS * whole
    if (added > whole and apart) or (apart and _ALL_PARTS.search(text[total.span[1] :])):
        shown = f"{added / (total.value and whole / total.value):g}{total.written_unit}"
        offset = told.unit.span[0]
        yield Finding(
            kind=FindingKind.SUM,
            severity=Severity.WARNING,
            span=(offset + total.span[0], offset + total.span[1]),
            text=texts.SUM_WRONG.format(sum=shown, total=total.text),
            advice=texts.SUM_ADVICE,
        )
