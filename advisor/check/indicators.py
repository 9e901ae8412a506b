"""A clause that states one published figure: its indicator, place, time and value against a row of the statistics.

The engine reads words; a row knows what its figure counts. A clause that says nothing beyond the row is borne out by it,
whatever verb it uses (增长0.3%, 增速为0.3%), and other rows of the same indicator then do not contradict it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.check.candidates import pairs, periods_of
from advisor.check.rounding import rounds
from advisor.check.scene import Told
from advisor.check.synonyms import in_words_of
from advisor.grounding import ANY_DAY, Bound, Quantity, find_periods, find_quantities, same_quantity
from advisor.search.holdings import Holdings
from advisor.text import normalise
from advisor.types import Passage, Period, PeriodKind, StatisticsRow

_GROWTH = re.compile(r"增速|增长率|增幅$")
_GROWS = re.compile(r"(?:同比|比上年|较上年|年均|累计)?(?:增长|增速|上升|提高|增幅|下降|减少|回落)")
_EXPECTS = re.compile(r"预计|目标|计划|规划|力争|初步|左右|预期|安排")
_FALLS = re.compile(r"下降|减少|负增长|回落")
_WORDS_AROUND = re.compile(
    r"实现|达到?|完成|突破|超过|为|是|有|约|近|余|多|左右|共|总量|总额为|累计|已|预计|全市|全省|全国|全年|同比|比上年|较上年|增长|增速|上升|提高|下降|减少|其中|的|了|在|市|省|县|区|全|年|末|底|上半年|下半年|季度|为了|规模|水平|数量|总数|人口为|由|占"
)
_LEFT_OVER = 3
_MOSTLY = 0.5


def states_row(told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a clause says just what a statistics row says: indicator, place, time and value (rounded or not).

    The row is the passage's own, or one that a statement tells among others (三次产业比例).
    """
    if passage.row is not None:
        held = find_quantities(passage.text.split("（")[0])
        return not _is_untold(told, claim, passage.row) and _states(told, claim, passage.row, held, holdings)
    hedged = bool(_EXPECTS.search(passage.text))
    rows = (row for row in holdings.rows_told_by(passage) if row.unit == "%")
    return any(
        _states(told, claim, row, find_quantities(f"{row.value:g}{row.unit}"), holdings)
        for row in rows
        if not (hedged and _is_untold(told, claim, row))
    )


def _states(told: Told, claim: str, row: StatisticsRow, held: Sequence[Quantity], holdings: Holdings) -> bool:
    claim = in_words_of(claim, row.indicator)
    name = _named(claim, row, holdings) or _named_in_part(told, claim, row)
    quantity = _quantity(claim, held)
    if name is None or quantity is None or not _of_its_time(told, claim, row.period):
        return False
    return len(_rest(told, claim, name, quantity)) <= _LEFT_OVER


def names_another_row(claim: str, passage: Passage, found: Sequence[Passage]) -> bool:
    """Whether what a clause counts is what another row counts, and not this one: 用类 beside rows of 穿类 and 用类."""
    if passage.row is None:
        return False
    own = pairs(_WORDS_AROUND.sub("，", re.split(r"\d", claim)[0])) - pairs(passage.text)
    period, region = (passage.row.period.start, passage.row.period.end), passage.row.region
    beside = (
        one
        for one in found
        if one.row is not None
        and one.id != passage.id
        and (one.row.period.start, one.row.period.end, one.row.region) == (*period, region)
    )
    return bool(own) and any(own <= pairs(one.text) for one in beside)


def gives_another_figure(claim: str, passage: Passage) -> bool:
    """Whether a row's own figure is not the one exact figure of a claim: its note may name that of another row."""
    own = find_quantities(claim)
    if passage.row is None or len(own) != 1 or own[0].bound is not Bound.EXACT:
        return False
    held = find_quantities(passage.text.split("（")[0])
    alike = [one for one in held if one.family is own[0].family]
    return bool(alike) and alike[-1].bound is Bound.EXACT and _quantity(claim, held) is None


def rival_rows(passage: Passage, holdings: Holdings) -> list[StatisticsRow]:
    """Rows of the same indicator, place and time as that of a passage, its own left out."""
    row = passage.row or next((one for one in holdings.rows if one.statement_ref == passage.ref), None)
    if row is None:
        return []
    return [one for one in holdings.rows if one.id != row.id and _alike(one, row)]


def _alike(one: StatisticsRow, other: StatisticsRow) -> bool:
    same = (one.indicator, one.region) == (other.indicator, other.region)
    return same and (one.period.start, one.period.end) == (other.period.start, other.period.end)


def _named(claim: str, row: StatisticsRow, holdings: Holdings) -> str | None:
    """The words of the claim that name the row's indicator; a growth rate is named by its level and a verb."""
    text = normalise(claim)
    base = _GROWTH.sub("", row.indicator)
    if (base != row.indicator) != bool(_GROWS.search(text)):
        return None
    forms = holdings.lexicon.synonyms(normalise(base))
    return next((form for form in sorted(forms, key=len, reverse=True) if form in text), None)


def _named_in_part(told: Told, claim: str, row: StatisticsRow) -> str | None:
    """The end of an indicator's name (吞吐量) in a claim whose sentence or heading gives the rest of it (西柳服装批发市场)."""
    name = normalise(row.indicator)
    around = normalise("".join((*told.claims, *told.unit.headings, told.topic)))
    for length in range(len(name), 2, -1):
        tail, rest = name[-length:], name[:-length]
        if tail in normalise(claim):
            wanted = pairs(rest)
            return tail if len(wanted & pairs(around)) >= _MOSTLY * len(wanted) else None
    return None


def _quantity(claim: str, held: Sequence[Quantity]) -> Quantity | None:
    """The one figure of the claim, where it is the last one held."""
    own = find_quantities(claim)
    if len(own) != 1 or not held:
        return None
    turned = held[-1].model_copy(update={"value": -held[-1].value}) if _FALLS.search(claim) else held[-1]
    fits = same_quantity(own[0], turned) or rounds(turned, own[0])
    return own[0] if fits else None


def _of_its_time(told: Told, claim: str, held: Period) -> bool:
    wanted = periods_of(claim) or told.periods
    if held.kind is PeriodKind.UNDATED or not wanted:
        return not wanted
    return any((one.start, one.end) == (held.start, held.end) for one in wanted)


def _is_untold(told: Told, claim: str, row: StatisticsRow) -> bool:
    """Whether a row is only expected, and a sentence does not say so."""
    expected = _EXPECTS.search((row.qualifier or "").replace("左右", ""))
    return bool(expected) and not _EXPECTS.search(f"{claim}{told.claims[0]}")


def _rest(told: Told, claim: str, name: str, quantity: Quantity) -> str:
    """What a claim says beyond place, time, indicator and value."""
    text = claim[: quantity.span[0]] + "，" + claim[quantity.span[1] :]
    for period in reversed(find_periods(text, today=ANY_DAY)):
        text = text[: period.span[0]] + "，" + text[period.span[1] :]
    text = normalise(text).replace(name, "，")
    for place in told.places:
        text = text.replace(place, "，")
    return re.sub(r"[^\u3400-\u9fff]", "", _WORDS_AROUND.sub("", text))
