"""Figures of a claim held against figures of passages: the number, what it measures, the place and time it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.grounding.articles import find_articles
from advisor.grounding.content import COMMON
from advisor.grounding.cues import CueKind
from advisor.grounding.derived import is_derived, lies_between_years, spans_years
from advisor.grounding.faults import Fault, absent, contrary, otherwise, slight
from advisor.grounding.measured import Measured, measured
from advisor.grounding.numerals import fold_width, read_numeral
from advisor.grounding.quantity import (
    Bound,
    Quantity,
    bases,
    common_bases,
    comparable_units,
    contrary_bounds,
    same_quantity,
)
from advisor.grounding.reading import Reading
from advisor.grounding.times import disagree
from advisor.grounding.times import entails as entails_time
from advisor.grounding.units import UnitFamily

_MEASURES_THE_SAME = 0.3
_CLEARLY = 2
_SURELY = 0.75
_MAY_BE_A_CASE = {UnitFamily.TIME, UnitFamily.RANK}
_FAR, _ABOUT = 0.5, 0.06
# 约326.4万 is said of 326.41万 by people who round as they please.
_LEAST_ABOUT = 0.005
_REMAINDERS = frozenset({"余", "多", "来", "还多", "出头", "挂零", "有余"})
_LESS_THAN = frozenset({"不到", "不足", "未达", "不满"})
_FEW = 12
_BETWEEN = 10
_NEAR_FRACTION = 0.03
_SETS = re.compile("不得?(?:少|低|小|超|高|多|大)[于过]|至[少多]|最[低少高多长短]|以[下内]|之内|内|上限|封顶|满")
_WITH_FRACTION = re.compile(r"\d+\.\d+")
_FROM = ("从", "由", "自")
_BECAME = re.compile("[到至为]")


def entails_figure(held: Quantity, claimed: Quantity) -> bool:
    """Whether a figure said in a passage lets a claim say its own: the same, or 超过, 不超过, 近 that hold of it."""
    # A fraction (三分之一) is a percentage too, so that nothing is left to say of units that cannot be compared.
    if not comparable_units(held, claimed):
        return False
    if same_quantity(held, claimed) or _rounds_to_fraction(held, claimed) or _is_end_of(held, claimed):
        return True
    if _are_opposite(held, claimed):
        return True  # a fall told with its word (减少8.79%); that there is such a word, `change` sees to
    if held.high is not None or claimed.high is not None or _is_threshold(held, claimed):
        return False
    (own, _), (said, _) = common_bases(held, claimed)
    if not said:
        return False
    ratio = own / said
    if claimed.bound is Bound.OVER and held.bound not in {Bound.UP_TO, Bound.NEARLY}:
        return 1 <= ratio <= 1 + _reach(claimed)
    if claimed.bound is Bound.UP_TO and claimed.family is not UnitFamily.RANK and held.bound is not Bound.OVER:
        return 1 - _reach(claimed) <= ratio <= 1
    if claimed.bound is Bound.ABOUT and claimed.family is not UnitFamily.RANK:
        return abs(ratio - 1) <= _about(claimed) and held.bound in {Bound.EXACT, Bound.ABOUT}
    return claimed.bound is Bound.NEARLY and held.bound is not Bound.OVER and _nearly(claimed) <= ratio < 1


def _are_opposite(held: Quantity, claimed: Quantity) -> bool:
    (own, _), (said, _) = common_bases(held, claimed)
    return min(own, said) < 0 and abs(own + said) <= 1e-6 * abs(said)


def _reach(claimed: Quantity) -> float:
    """How far a figure may lie beyond the one that a claim bounds: 一半以上 of two thirds, 三万多 of less than four."""
    if claimed.approximator in _REMAINDERS:
        return min(_FAR, 1 / max(1.0, float(f"{bases(claimed)[0]:e}".split("e")[0])))
    return _FAR


def _about(claimed: Quantity) -> float:
    """How far 约 reaches: one unit of the last digit written, so that 约1.40 is not said of 1.46, as 约1.4 may be."""
    written = _WITH_FRACTION.search(fold_width(claimed.text).replace(",", ""))
    digits = written.group() if written else f"{claimed.value:.9e}".partition("e")[0].rstrip("0")
    number = digits.replace(".", "").strip("-").lstrip("0") or "1"
    return max(_LEAST_ABOUT, min(_ABOUT, 1 / int(number)))


def _nearly(claimed: Quantity) -> float:
    return 0.5 if claimed.approximator in _LESS_THAN else 0.9


def _is_end_of(held: Quantity, claimed: Quantity) -> bool:
    """Whether a claim names the upper or the lower end of a range (上限十万元, 起步一万元)."""
    if held.high is None or claimed.high is not None:
        return False
    (low, high), (own, _) = common_bases(held, claimed)
    at_low, at_high = abs(own - low) <= 1e-6 * max(own, 1), abs(own - high) <= 1e-6 * max(own, 1)
    return (at_high and claimed.bound is Bound.UP_TO) or (at_low and claimed.bound is Bound.OVER)


def _rounds_to_fraction(held: Quantity, claimed: Quantity) -> bool:
    """三分之一 said of 33.3%, which is the fraction cut to its digits; 三分之一左右 of 33.1%, which is near it."""
    if not claimed.written_unit.endswith("分之") or held.family is not UnitFamily.PERCENT or held.high is not None:
        return False
    if claimed.bound is Bound.ABOUT:
        return abs(held.value - claimed.value) <= _NEAR_FRACTION * claimed.value
    digits = len(f"{held.value:g}".partition(".")[2])
    return claimed.bound is held.bound is Bound.EXACT and round(claimed.value, digits) == held.value


def _is_threshold(held: Quantity, claimed: Quantity) -> bool:
    """Whether a figure is a limit that is set (满16周岁, 不少于3年), not an estimate: another one does not follow."""
    if held.base_unit.base == claimed.base_unit.base == "岁" or held.approximator == claimed.approximator == "以上":
        return True
    return held.bound is claimed.bound and held.approximator is not None and bool(_SETS.match(held.approximator))


def figure_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every figure the claim names."""
    held = [one for passage in passages for one in measured(passage)]
    claimed = [one.quantity for one in measured(claim)]
    catalogue = measured(said) if said else ()
    superlatives = [cue.span for cue in claim.of_kind(CueKind.SUPERLATIVE)]
    named = [*(one.span for one in claim.titles), *(one.span for one in find_articles(claim.text))]
    faults = []
    for one in measured(claim):
        start = one.quantity.span[0]
        if any(first <= start < last for first, last in named):
            continue
        if _is_a_rate(one.quantity, claim):
            faults.append(_other_in_the_row(one, held))
            continue
        if one.quantity.family is UnitFamily.RANK and any(first <= start < last for first, last in superlatives):
            continue
        others = [other for other in claimed if other is not one.quantity]
        faults.append(_fault(one, held, catalogue, passages, others))
    return [fault for fault in faults if fault is not None] + _turned_round(claim, passages)


# A、B等10家: A and B are examples of what is counted, so that a count beside them in the passage (是其中两家) is no rival.
_AND_OTHERS = "等"
_RATE = re.compile(r"[一1](?:年|个?月|天|日|周|个?星期|家|户|人|次|个|种|项|年度|学年|小时|个小时|度|份|方面|道|条)")
_ORDINAL = re.compile(r"第[一二三1-3]")
# 保存一年, 有效期一年: how long something lasts is a figure, though there is but one of it.
_LASTS = re.compile(r"(?:保存|保留|留存|存放|[保只仅要]?留|期限[为是]?|为期|有效期[为是]?|任期[为是]?|届满|试行)$")
_NEXT = re.compile("[下上次前后][一1]?$")
_NUMBERED = frozenset("次期笔年批步件天个月回场道张版")


def _is_a_rate(quantity: Quantity, claim: Reading) -> bool:
    """Whether a one is no figure (一年十八万元, 一家企业), or an ordinal names a thing in a row (第一期, 第二年)."""
    if quantity.family is UnitFamily.RANK:
        return bool(_ORDINAL.match(quantity.text)) and quantity.written_unit[:1] in _NUMBERED
    if quantity.value == 1 and quantity.family is UnitFamily.TIME and _NEXT.search(claim.folded[: quantity.span[0]]):
        return True
    if quantity.family is UnitFamily.TIME and _LASTS.search(claim.folded[: quantity.span[0]]):
        return False
    return bool(_RATE.fullmatch(quantity.text)) and quantity.bound is Bound.EXACT


def _other_in_the_row(one: Measured, held: Sequence[Measured]) -> Fault | None:
    """第三批 of a thing where the passages have 第一批 of it and no third."""
    row = [
        other
        for other in held
        if one.quantity.family is UnitFamily.RANK is other.quantity.family and other.quantity.unit == one.quantity.unit
    ]
    best = max(row, key=lambda other: _likeness(one, other), default=None)
    if best is None or any(other.quantity.value == one.quantity.value for other in row):
        return None
    likeness = _likeness(one, best)
    if likeness < _MEASURES_THE_SAME:
        return None
    return otherwise(
        "figure", one.quantity.text, one.quantity.span, best.reading, best.quantity.span, sureness=likeness
    )


def _turned_round(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """由300家增加到1100家 the other way round."""
    changes = [(reading, pair) for reading in passages for pair in _changes(reading)]
    faults = []
    for first, second in _changes(claim):
        for reading, (old, new) in changes:
            if entails_figure(old, second) and entails_figure(new, first):
                span, held = (first.span[0], second.span[1]), (old.span[0], new.span[1])
                faults.append(otherwise("crossed", claim.text[span[0] : span[1]], span, reading, held))
                break
    return faults


def _changes(reading: Reading) -> list[tuple[Quantity, Quantity]]:
    """Pairs of figures of which the text says that one became the other."""
    pairs = pairwise(reading.quantities)
    return [
        (first, second)
        for first, second in pairs
        if first.span[1] <= second.span[0] <= first.span[1] + _BETWEEN
        and reading.folded[first.span[0] - 1 : first.span[0]] in _FROM
        and _BECAME.search(reading.folded[first.span[1] : second.span[0]])
    ]


def _fault(
    one: Measured,
    held: Sequence[Measured],
    catalogue: Sequence[Measured],
    passages: Sequence[Reading],
    others: Sequence[Quantity],
) -> Fault | None:
    supporting = [other for other in held if entails_figure(other.quantity, one.quantity)]
    rivals = [
        other
        for other in held
        if comparable_units(other.quantity, one.quantity) and not entails_figure(other.quantity, one.quantity)
    ]
    if supporting:
        best = max(supporting, key=lambda other: _likeness(one, other))
        unclaimed = [rival for rival in rivals if not any(entails_figure(rival.quantity, other) for other in others)]
        return _misbound(one, best, unclaimed) or _bound_changed(one, best)
    if any(entails_figure(other.quantity, one.quantity) for other in catalogue):
        return None
    if _enumerated(one.quantity, passages) or spans_years(one.quantity, passages) or _named_end(one, held):
        return None
    if lies_between_years(one.quantity, one.reading, passages) or (not rivals and _lists_what_it_counts(one)):
        return None
    if is_derived(one.quantity, one.reading, passages):
        return slight("figure", f"“{one.quantity.text}”不是来源的原数，可由来源的数字推算，请复核", one.quantity.span)
    return _missing(one, held, rivals, passages)


def _likeness(one: Measured, other: Measured) -> float:
    """How far two quantities measure the same, by the pairs and characters around them."""
    if not one.characters:
        return 0.5
    pairs = len(one.words & other.words) / len(one.words) if one.words else 0.5
    return 0.5 * pairs + 0.5 * len(one.characters & other.characters) / len(one.characters)


def _misbound(one: Measured, best: Measured, rivals: Sequence[Measured]) -> Fault | None:
    """The number stands in the passage, but of another thing, place or time than the claim says."""
    for rival in rivals:
        if _claims_of(one, rival) and _elsewhere(one, best):
            return _said_of_another(one, best, rival)
        if one.reading.folded[: one.quantity.span[0]].endswith(_AND_OTHERS):
            continue
        theirs = one.leading & rival.clause - best.leading
        ours = one.leading & best.clause - rival.sentence
        contrast = (best.clause | best.leading) - one.reading.grams
        comparable = not _elsewhere(one, rival) and not contrary_bounds(one.quantity, rival.quantity)
        if comparable and _tells(theirs, contrast) and not _tells(ours, ours):
            return _said_of_another(one, best, rival)
    return None


def _tells(pairs: frozenset[str], contrast: frozenset[str]) -> bool:
    """Whether words that lead up to one figure and not to another tell them apart: two pairs, or one against another."""
    return len(pairs) >= _CLEARLY or bool(contrast and any(not set(pair) & COMMON for pair in pairs))


def _claims_of(one: Measured, other: Measured) -> bool:
    """Whether place and time of the other figure are those that the claim names for its own."""
    place = not one.places or not other.places or bool(one.places & other.places)
    time = not any(disagree(held, claimed) for held in other.periods[:1] for claimed in one.periods[:1])
    same_thing = _likeness(one, other) >= _MEASURES_THE_SAME
    named = bool(one.places & other.places) or any(
        entails_time(held, claimed) for held in other.periods for claimed in one.periods
    )
    return place and time and same_thing and named if (one.places or one.periods) else True


def _elsewhere(one: Measured, other: Measured) -> bool:
    """Whether the other figure is of a place or time that excludes those the claim names."""
    place = bool(one.places and other.places) and not one.places & other.places
    return place or any(disagree(held, claimed) for held in other.periods[:1] for claimed in one.periods[:1])


def _said_of_another(one: Measured, best: Measured, rival: Measured) -> Fault:
    quantity = one.quantity
    text = f"“{quantity.text}”在来源中说的是另一事项；论断所说的这一项，来源写“{rival.quantity.text}”"
    return contrary("figure", text, quantity.span, rival.reading, rival.quantity.span)


_CAPPED = re.compile("最[高多长]|上限|封顶|至多|顶多|不[得会能]?超过?|以[内下]|之内|为限")


def _is_capped(one: Measured) -> bool:
    """Whether the words around a figure make it an upper limit, if not the words right beside it (最多可以拿到300万元)."""
    return bool(_CAPPED.search(one.reading.clauses[one.number].text)) or one.reading.folded[
        one.quantity.span[1] :
    ].startswith(_WITHIN)


_WITHIN = ("里", "之中")


def _bound_changed(one: Measured, best: Measured) -> Fault | None:
    quantity, held = one.quantity, best.quantity.bound
    if held is quantity.bound or quantity.bound in {Bound.ABOUT, Bound.NEARLY}:
        return None
    if held is Bound.UP_TO and quantity.bound is Bound.EXACT and not _is_capped(one):
        text = f"来源写“{best.quantity.text}”，论断略去了上限的限定"
        return slight("figure", text, quantity.span, keeps=0.8, held=best.reading, span=best.quantity.span)
    if quantity.bound is Bound.OVER and held is Bound.EXACT and quantity.high is None:
        text = f"来源写“{best.quantity.text}”，论断写成“{quantity.text}”"
        return slight("figure", text, quantity.span, held=best.reading, span=best.quantity.span)
    return None


def _enumerated(quantity: Quantity, passages: Sequence[Reading]) -> bool:
    """Whether a small count is the number of items that a passage enumerates without counting them."""
    if quantity.family not in {UnitFamily.COUNT, UnitFamily.PEOPLE} or not 2 <= quantity.value <= _FEW:
        return False
    wanted = int(quantity.value)
    for passage in passages:
        for clause in passage.clauses:
            marks = clause.text.count("、")
            joined = bool(re.search("[和及与]|以及", clause.text))
            counted = clause.quantities or re.search("一[个家种项名]", clause.text)
            if not counted and (marks or joined) and marks + joined + 1 == wanted:
                return True
    return False


_LAST_ITEM = re.compile("、[^、]*?(?:以及|[和及与])[^、]*$")


def _lists_what_it_counts(one: Measured) -> bool:
    """Whether a count stands right behind as many items, which are looked for by themselves (A、B和C三个方面)."""
    start = one.quantity.span[0]
    clause = one.reading.clause_at(start)
    if clause is None or one.quantity.family is not UnitFamily.COUNT:
        return False
    before = one.reading.folded[clause.start : start]
    return "、" in before and before.count("、") + bool(_LAST_ITEM.search(before)) + 1 == one.quantity.value


_HIGH = re.compile("最[高多]|封顶|上限|至多|顶格|以下")
_LOW = re.compile("最[低少]|起点|起步|下限|至少|起$|以上")
_NEAR_END = 6


def _named_end(one: Measured, held: Sequence[Measured]) -> bool:
    """Whether a figure is called the upper or lower end of a range that the passage gives (起点十万元, 封顶一百万元)."""
    quantity, text = one.quantity, one.reading.folded
    before, after = text[max(0, quantity.span[0] - _NEAR_END) : quantity.span[0]], text[quantity.span[1] :][:2]
    for other in held:
        if other.quantity.high is None or quantity.high is not None or not comparable_units(other.quantity, quantity):
            continue
        (low, high), (own, _) = common_bases(other.quantity, quantity)
        if (own == high and _HIGH.search(before + after)) or (own == low and _LOW.search(before + after)):
            return True
    return False


def _missing(one: Measured, held: Sequence[Measured], rivals: Sequence[Measured], passages: Sequence[Reading]) -> Fault:
    quantity = one.quantity
    for other in held:
        likeness = _likeness(one, other)
        if _same_digits(other.quantity, quantity) and likeness >= _MEASURES_THE_SAME:
            return otherwise("figure", quantity.text, quantity.span, other.reading, other.quantity.span, sureness=1.0)
    near = [rival for rival in rivals if rival.quantity.family is quantity.family]
    if near:
        best = max(near, key=lambda rival: (_claims_of(one, rival), _likeness(one, rival)))
        if _likeness(one, best) >= _MEASURES_THE_SAME or len({rival.quantity.value for rival in near}) == 1:
            # A count or a sum that stands nowhere is no less surely wrong for a like one that does stand there. One that
            # is set against a limit (400万元 under 不超过500万元) may be a case of it.
            counted = best.quantity.bound is Bound.EXACT and quantity.family not in _MAY_BE_A_CASE
            span, sureness = best.quantity.span, max(_SURELY if counted else 0.0, _likeness(one, best))
            return otherwise("figure", quantity.text, quantity.span, best.reading, span, sureness=sureness)
    small = quantity.family in {UnitFamily.COUNT, UnitFamily.PEOPLE} and quantity.value <= 3
    keeps = 0.6 if small else None
    return absent("figure", "数字", quantity.text, quantity.span, keeps=keeps)


def _same_digits(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities show the same number before their units (180家, 180人次)."""
    pattern = r"[\d.,]+|[〇零一二三四五六七八九十百千两]+"
    left, right = re.search(pattern, first.text), re.search(pattern, second.text)
    return (
        bool(left and right) and read_numeral(left.group()) == read_numeral(right.group()) if left and right else False
    )
