"""Periods of a claim held against periods of passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from advisor.grounding.content import aligned
from advisor.grounding.faults import Fault, absent, otherwise, slight
from advisor.grounding.periods import PeriodMention, period_covers, same_period
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import Clause, Reading
from advisor.grounding.units import UnitFamily
from advisor.types import PeriodKind

_WHOLE = {PeriodKind.HALF_YEAR, PeriodKind.QUARTERS, PeriodKind.MONTHS, PeriodKind.SPAN}
_PARTS = {PeriodKind.HALF_YEAR, PeriodKind.QUARTERS, PeriodKind.MONTHS, PeriodKind.MONTH}
_NO_AMOUNT = {UnitFamily.CLAUSE, UnitFamily.TIME}
_OVER_TIME = {
    UnitFamily.MONEY,
    UnitFamily.PERCENT,
    UnitFamily.POINTS,
    UnitFamily.MULTIPLE,
    UnitFamily.VISITS,
    UnitFamily.WEIGHT,
}
_PLACES = {"", "位", "名"}
_EVENT = re.compile(
    "举办|举行|召开|成立|开业|启动|签约|落户|建成|投产|投资|发布|印发|出台|揭牌|开幕|参加|获|评为|上线|拍卖|捐|处罚"
)
_ALIKE = 0.45
_CLEARLY = 0.25


class _Amounts(NamedTuple):
    """Whether figures hang on a time, and whether they are such as add up over months (sales, not an event's)."""

    named: bool
    add_up: bool


def entails(held: PeriodMention, claimed: PeriodMention) -> bool:
    """Whether a time said in a passage lets a claim say its own: the same, or a day put as its month or year."""
    if held.relative or claimed.relative:
        return held.relative and claimed.relative and same_period(held.period, claimed.period)
    if held.year_missing or claimed.year_missing:
        return _part(held) == _part(claimed)
    if same_period(held.period, claimed.period):
        return True
    if _year_end(held) and _year_end(claimed) and _year(held) == _year(claimed):
        return True
    return held.period.kind not in _WHOLE and period_covers(claimed.period, held.period)


_LAST_DAY = re.compile(r"^(?:(?P<month>[13578]|1[02])月31|(?P<short>[469]|11)月30|(?P<shortest>2)月2[89])日$")


def _part(mention: PeriodMention) -> str:
    label = mention.period.label
    part = label.split("年", 1)[1] if "年" in label and label[:4].isdecimal() else label
    last = _LAST_DAY.match(part)
    return f"{next(filter(None, last.groups()))}月末" if last else part


def _year(mention: PeriodMention) -> str | None:
    return (mention.period.start or "")[:4] or None


def _year_end(mention: PeriodMention) -> bool:
    point = mention.period.kind is PeriodKind.POINT and (mention.period.end or "").endswith("12-31")
    return point or mention.period.kind is PeriodKind.YEAR


def disagree(held: PeriodMention, claimed: PeriodMention) -> bool:
    """Whether two dated times exclude each other."""
    dated = held.period.start and claimed.period.start and not held.relative and not claimed.relative
    return bool(dated) and not entails(held, claimed) and not entails(claimed, held)


def time_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every time the claim names."""
    faults = []
    for mention in claim.periods:
        if any(title.span[0] <= mention.span[0] < title.span[1] for title in claim.titles):
            continue
        if _supported(mention, claim, passages, said):
            faults.append(_misplaced(mention, claim, passages))
        else:
            faults.append(_missing(mention, claim, passages, said))
    return [fault for fault in faults if fault is not None]


def _supported(mention: PeriodMention, claim: Reading, passages: Sequence[Reading], said: Reading | None) -> bool:
    """Whether a time stands in the passages, or in the catalogue where the catalogue knows none more exact."""
    amounts = _amounts(mention, claim)
    held = _dated_first([one for reading in passages for one in reading.periods], mention)
    if any(_lets_say(one, mention, amounts) for one in held):
        return True
    listed = said.periods if said else ()
    supporting = [one for one in listed if _lets_say(one, mention, amounts)]
    if not supporting or not amounts.named or not _narrower(mention, said):
        return bool(supporting)
    return any(one.period.kind is not PeriodKind.POINT for one in supporting if one in _labels(said))


def _dated_first(held: Sequence[PeriodMention], claimed: PeriodMention) -> list[PeriodMention]:
    """The times of passages that bear on a claimed one: a bare 年末 says nothing of 2020年末 where 2023年末 stands too."""
    dated = {_part(one) for one in held if _has_a_year(one)}
    return [one for one in held if not (one.year_missing and _has_a_year(claimed) and _part(one) in dated)]


def _has_a_year(mention: PeriodMention) -> bool:
    return not mention.year_missing and not mention.relative


def _labels(said: Reading | None) -> list[PeriodMention]:
    """The times of the catalogue entry that stand in no title."""
    if said is None:
        return []
    titles = [title.span for title in said.titles]
    return [one for one in said.periods if not any(first <= one.span[0] < last for first, last in titles)]


def _narrower(mention: PeriodMention, said: Reading | None) -> bool:
    """Whether the catalogue gives the passages a part of this time."""
    return any(_within(one, mention) for one in _labels(said))


def _lets_say(held: PeriodMention, claimed: PeriodMention, amounts: _Amounts) -> bool:
    """Whether one time lets a claim say another of these amounts: what is sold in a month is not sold in a year."""
    monthly = held.period.kind is PeriodKind.MONTH and not same_period(held.period, claimed.period)
    return not (monthly and amounts.add_up) and entails(held, claimed)


def _amounts(mention: PeriodMention, claim: Reading) -> _Amounts:
    """What a claim counts in this time: from its clause to the end of its sentence or the next time."""
    home = claim.clause_at(mention.span[0])
    if home is None:
        return _Amounts(False, False)
    later = [one.span[0] for one in claim.periods if one.span[0] > mention.span[0] and not one.year_missing]
    end = min([*later, max(clause.end for clause in claim.clauses if clause.sentence == home.sentence)])
    found = [one for one in claim.quantities if home.start <= one.span[0] < end and _is_amount(one)]
    once = _EVENT.search(claim.folded, home.start, end)
    return _Amounts(bool(found), not once and any(one.family in _OVER_TIME for one in found))


def _is_amount(quantity: Quantity) -> bool:
    if quantity.family is UnitFamily.RANK:
        return quantity.written_unit in _PLACES
    return quantity.family not in _NO_AMOUNT


def _within(part: PeriodMention, whole: PeriodMention) -> bool:
    """Whether a time is a part of another: a half-year, quarters or months of a year, its year written or not."""
    if part.period.kind not in _PARTS or whole.period.kind is not PeriodKind.YEAR:
        return False
    return part.year_missing or period_covers(whole.period, part.period)


def _is_written(mention: PeriodMention, reading: Reading, amounts: _Amounts) -> bool:
    """Whether the words of a time stand in a text; with an amount, not as part of a longer time (2022年上半年)."""
    words = mention.text.strip("“”")
    parts = _WHOLE | {PeriodKind.MONTH} if amounts.add_up else _WHOLE
    start = reading.text.find(words)
    while start >= 0:
        around = [one for one in reading.periods if one.span[0] <= start < one.span[1]]
        if not amounts.named or not any(one.period.kind in parts and one.text != words for one in around):
            return True
        start = reading.text.find(words, start + 1)
    return False


_OTHER_TIME, _PART_FOR_WHOLE = 0.5, 1.0


def _missing(mention: PeriodMention, claim: Reading, passages: Sequence[Reading], said: Reading | None) -> Fault | None:
    amounts = _amounts(mention, claim)
    readings = list(passages)
    if said is not None and not (amounts.named and _narrower(mention, said)):
        readings.append(said)
    feature = "date" if mention.period.kind in {PeriodKind.POINT, PeriodKind.MONTH} else "period"
    if mention.relative:
        return slight(feature, f"“{mention.text}”没有年份，无法与来源核对", mention.span)
    if mention.text in {"年度", "年初", "年末", "年底"}:
        return None
    if any(_is_written(mention, reading, amounts) for reading in readings):
        return None
    others = [(reading, one) for reading in passages for one in reading.periods if _excludes(one, mention, amounts)]
    if not others and said is not None:
        others = [(said, one) for one in said.periods if amounts.named and _within(one, mention)]
    if others:
        held, other = _nearest(claim, mention, others)
        # The figure of a month is never that of the year; of two times that differ, each may be another's.
        sureness = _PART_FOR_WHOLE if _too_narrow(other, mention, amounts) else _OTHER_TIME
        return otherwise(feature, mention.text, mention.span, held, other.span, sureness=sureness)
    return absent(feature, "时间", mention.text, mention.span)


def _too_narrow(held: PeriodMention, claimed: PeriodMention, amounts: _Amounts) -> bool:
    """Whether amounts of one time are not those of the whole year that the claim names; an event's month is."""
    counts = amounts.add_up if held.period.kind is PeriodKind.MONTH else amounts.named
    return counts and _within(held, claimed)


def _excludes(held: PeriodMention, claimed: PeriodMention, amounts: _Amounts) -> bool:
    return disagree(held, claimed) or _too_narrow(held, claimed, amounts)


def _nearest(
    claim: Reading, mention: PeriodMention, others: Sequence[tuple[Reading, PeriodMention]]
) -> tuple[Reading, PeriodMention]:
    """The time that stands where the passage speaks of the same thing; one of the same kind before another."""
    clause = claim.clause_at(mention.span[0])
    grams = clause.grams if clause else frozenset()

    def rank(item: tuple[Reading, PeriodMention]) -> tuple[bool, float]:
        reading, other = item
        home = reading.clause_at(other.span[0])
        shared = len(grams & home.grams) / (len(grams) or 1) if home else 0.0
        return other.period.kind is mention.period.kind, shared

    return max(others, key=rank)


def _misplaced(mention: PeriodMention, claim: Reading, passages: Sequence[Reading]) -> Fault | None:
    """The time is named in the passage, but what the claim says of it is said there of another time."""
    clause = claim.clause_at(mention.span[0])
    if clause is None:
        return None
    ranked = aligned(clause, passages)
    if not ranked or ranked[0][0] < _ALIKE:
        return None
    best, held, other = ranked[0]
    spoken = tuple(one for one in own_periods(held, other) if not _names_a_document(held, one))
    amounts = _amounts(mention, claim)
    if not spoken or not all(disagree(one, mention) or _too_narrow(one, mention, amounts) for one in spoken):
        return None
    rivals = [score for score, reading, one in ranked if any(entails(p, mention) for p in own_periods(reading, one))]
    if max(rivals, default=0.0) > best - _CLEARLY:
        return None
    sureness = _PART_FOR_WHOLE if all(_too_narrow(one, mention, amounts) for one in spoken) else _OTHER_TIME
    return otherwise("period", mention.text, mention.span, held, spoken[0].span, sureness=sureness)


_DOCUMENT_OF = re.compile(
    "[^，,。；;：:、]{0,14}?(?:意见|措施|报告|规划|计划|方案|办法|指南|公报|通知|条例|决定|纲要|要点|报道)"
)


def _names_a_document(reading: Reading, mention: PeriodMention) -> bool:
    """Whether a year only tells which document is meant (2025年直播电商意见), and not when something is so."""
    return bool(_DOCUMENT_OF.match(reading.folded, mention.span[1]))


def own_periods(reading: Reading, clause: Clause) -> tuple[PeriodMention, ...]:
    """The times a clause is of: its own, else those of the nearest clause before it that has any."""
    if clause.periods:
        return clause.periods
    before = [one for one in reading.clauses if one.start < clause.start and one.periods]
    return before[-1].periods if before else ()
