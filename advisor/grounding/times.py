"""Periods of a claim held against periods of passages."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.grounding.content import aligned
from advisor.grounding.faults import Fault, absent, otherwise, slight
from advisor.grounding.periods import PeriodMention, period_covers, same_period
from advisor.grounding.reading import Clause, Reading
from advisor.types import PeriodKind

_WHOLE = {PeriodKind.HALF_YEAR, PeriodKind.QUARTERS, PeriodKind.MONTHS, PeriodKind.SPAN}
_ALIKE = 0.45
_CLEARLY = 0.25


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


def _part(mention: PeriodMention) -> str:
    label = mention.period.label
    return label.split("年", 1)[1] if "年" in label and label[:4].isdecimal() else label


def _year(mention: PeriodMention) -> str | None:
    return (mention.period.start or "")[:4] or None


def _year_end(mention: PeriodMention) -> bool:
    return mention.period.kind is PeriodKind.YEAR or (mention.period.end or "").endswith("12-31")


def disagree(held: PeriodMention, claimed: PeriodMention) -> bool:
    """Whether two dated times exclude each other."""
    dated = held.period.start and claimed.period.start and not held.relative and not claimed.relative
    return bool(dated) and not entails(held, claimed) and not entails(claimed, held)


def time_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every time the claim names."""
    readings = [*passages, *([said] if said else [])]
    faults = []
    for mention in claim.periods:
        if any(title.span[0] <= mention.span[0] < title.span[1] for title in claim.titles):
            continue
        supporting = [(reading, one) for reading in readings for one in reading.periods if entails(one, mention)]
        if not supporting:
            faults.append(_missing(mention, claim, passages, readings))
        elif fault := _misplaced(mention, claim, passages):
            faults.append(fault)
    return [fault for fault in faults if fault is not None]


def _missing(
    mention: PeriodMention, claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading]
) -> Fault | None:
    feature = "date" if mention.period.kind in {PeriodKind.POINT, PeriodKind.MONTH} else "period"
    if mention.relative:
        return slight(feature, f"“{mention.text}”没有年份，无法与来源核对", mention.span)
    if mention.text in {"年度", "年初", "年末", "年底"}:
        return None
    if any(mention.text.strip("“”") in reading.text for reading in readings):
        return None
    others = [(reading, one) for reading in passages for one in reading.periods if disagree(one, mention)]
    if others:
        held, other = _nearest(claim, mention, others)
        return otherwise(feature, mention.text, mention.span, held, other.span)
    return absent(feature, "时间", mention.text, mention.span)


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
    spoken = own_periods(held, other)
    if not spoken or any(not disagree(one, mention) for one in spoken):
        return None
    rivals = [score for score, reading, one in ranked if any(entails(p, mention) for p in own_periods(reading, one))]
    if max(rivals, default=0.0) > best - _CLEARLY:
        return None
    return otherwise("period", mention.text, mention.span, held, spoken[0].span)


def own_periods(reading: Reading, clause: Clause) -> tuple[PeriodMention, ...]:
    """The times a clause is of: its own, else those of the nearest clause before it that has any."""
    if clause.periods:
        return clause.periods
    before = [one for one in reading.clauses if one.start < clause.start and one.periods]
    return before[-1].periods if before else ()
