"""Several figures of the tables at once: places in order, years one by one, definitions side by side; what lacks is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact
from advisor.answer.composers.published import limits, missing_figure
from advisor.answer.composers.tables import TableReading, asks_for_these, called, passages_of, read_tables, rows_about
from advisor.answer.composers.variants import times_of_places
from advisor.library.tables import Indicator
from advisor.statistics.amounts import amount_of
from advisor.statistics.comparability import not_realised, obstacle
from advisor.statistics.missing import PARTS_OF_A_YEAR
from advisor.types import (
    Answer,
    Calculation,
    Claim,
    Data,
    Passage,
    Period,
    PeriodKind,
    QuestionPlan,
    StatisticsRow,
    Status,
)

_LEAST = re.compile(r"最[少低小慢]|倒数|从[低小少]到")
_TOTAL = re.compile(r"合计|市辖区")
_MOST_SHOWN = 4
_ARITHMETIC = {Calculation.DIFFERENCE, Calculation.RATIO, Calculation.SUM, Calculation.SHARE}


def compose_series(answer: Answer, bench: Bench) -> Composition | None:
    """A ranking, or the figures slot by slot, where the question names an indicator of the tables and several slots of it."""
    plan = answer.plan
    reading = read_tables(plan, bench) if plan is not None else None
    if plan is None or reading is None:
        return None
    if reading.ranks:
        return _ranking(reading, plan, bench)
    return _slots(reading, plan, bench)


def _ranking(reading: TableReading, plan: QuestionPlan, bench: Bench) -> Composition | None:
    if len(reading.groups) != 1 or len(reading.periods) > 1:
        return None
    period = reading.periods[0] if reading.periods else None
    indicators = reading.groups[0]
    inside = _children(reading, indicators, bench) if len(reading.regions) == 1 else []
    if len(indicators) > 1 and len(reading.regions) == 1:
        rows, missing = [_single(rows_about([one], reading.regions[0], period, bench)) for one in indicators], []
    else:
        places = inside or list(reading.regions)
        rows = [_single(rows_about(indicators[:1], place, period, bench)) for place in places]
        missing = [place for place, row in zip(places, rows, strict=True) if row is None and not inside]
    held = [row for row in rows if row is not None]
    if len(held) + len(missing) < 2 or not held:
        return None
    return _ordered(held, missing, reading, plan, bench)


def _children(reading: TableReading, indicators: Sequence[Indicator], bench: Bench) -> list[str]:
    """The places directly inside the one named that have figures; totals of several are left out."""
    outer = reading.regions[0]
    held = [name for one in indicators for name in bench.holdings.tables.regions_of(one.name)]
    ancestors = bench.holdings.vocabulary.ancestors
    return [name for name in dict.fromkeys(held) if ancestors(name)[:1] == (outer,) and not _TOTAL.search(name)]


def _single(rows: Sequence[StatisticsRow]) -> StatisticsRow | None:
    return next((row for row in rows if not_realised(row) is None), None)


def _ordered(
    held: Sequence[StatisticsRow], missing: Sequence[str], reading: TableReading, plan: QuestionPlan, bench: Bench
) -> Composition:
    forbidden = [pair for pair in pairwise(held) if _not_to_be_ranked(*pair)]
    ordered = sorted(held, key=lambda row: amount_of(row).value, reverse=not _LEAST.search(plan.text))
    times = [period.label for period in reading.periods]
    claims = [missing_figure(place, times, called(plan, reading.groups[0])) for place in missing]
    passages = passages_of(ordered, bench)[:_MOST_SHOWN]
    claims += [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    if forbidden:
        claims += limits(forbidden[0], bench)
    partly = bool(missing or forbidden)
    return Composition(claims=tuple(claims), status=Status.PARTLY_ANSWERED if partly else Status.ANSWERED)


def _not_to_be_ranked(first: StatisticsRow, second: StatisticsRow) -> bool:
    """Whether two figures may not stand in one order; parts of one whole (三次产业) may, though their indicators differ."""
    if first.indicator != second.indicator and first.source_id == second.source_id:
        return not amount_of(first).comparable_with(amount_of(second))
    return obstacle(first, second) is not None


def _slots(reading: TableReading, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """Each thing, place and time asked, one after the other; None for a single figure or a calculation: others compose it."""
    if plan.calculation in _ARITHMETIC and not _is_part_of_a_name(reading):
        return None
    if plan.calculation is Calculation.RANK and not asks_for_these(reading, plan):
        return None
    own_times = times_of_places(plan)
    slots = [
        _slot(group, region, period, reading, bench)
        for group in reading.groups
        for region in reading.regions
        for period in _times(group, reading)
        if own_times.get(region) in (None, period)
    ]
    held = [one for one in slots if one.passages]
    figures = sum(len(one.passages) for one in held)
    if not any((*one.passages, *one.parts) for one in slots) or figures + len(slots) - len(held) < 2:
        return None
    if len(reading.regions) == 2 and len(reading.groups) == 1 and figures == len(slots) == 2:
        return None
    claims = [
        claim
        for group in reading.groups
        for region in reading.regions
        for claim in _told([one for one in slots if (one.group, one.region) == (group, region)], plan, bench)
    ]
    unique = list({claim.text: claim for claim in claims}.values())[: bench.settings.max_claims]
    partly = len(held) < len(slots)
    return Composition(claims=tuple(unique), status=Status.PARTLY_ANSWERED if partly else Status.ANSWERED)


class _Slot(Data):
    """One thing, place and time: the figures for it, and those for a part of the year where there is none for the whole."""

    group: tuple[Indicator, ...]
    region: str
    period: Period | None
    passages: tuple[Passage, ...]
    parts: tuple[Passage, ...] = ()


def _times(group: Sequence[Indicator], reading: TableReading) -> Sequence[Period | None]:
    """The times asked; none stands for the newest, where several things are asked or one name means several."""
    return reading.periods or ([None] if len(group) > 1 or len(reading.groups) > 1 else [])


def _slot(
    group: tuple[Indicator, ...], region: str, period: Period | None, reading: TableReading, bench: Bench
) -> _Slot:
    wanted = [*group, *(_rates(group, bench) if reading.grows and len(reading.groups) > 1 else [])]
    if period is None:
        newest = [_newest(rows_about([one], region, None, bench)) for one in wanted]
        rows, parts = [row for row in newest if row is not None], []
    else:
        rows = rows_about(wanted, region, period, bench)
        parts = [] if rows else _within(rows_about(wanted, region, None, bench), period)
    return _Slot(
        group=group,
        region=region,
        period=period,
        passages=tuple(passages_of(rows, bench)),
        parts=tuple(passages_of(parts, bench)),
    )


def _rates(group: Sequence[Indicator], bench: Bench) -> list[Indicator]:
    return [rate for one in group for rate in bench.holdings.tables.names.growth_of(one.name)]


def _newest(rows: Sequence[StatisticsRow]) -> StatisticsRow | None:
    realised = [row for row in rows if not_realised(row) is None]
    return max(realised, key=lambda row: row.period.end or "", default=None)


def _within(rows: Sequence[StatisticsRow], year: Period) -> list[StatisticsRow]:
    """The rows for parts of a year."""
    if year.kind is not PeriodKind.YEAR or not year.start or not year.end:
        return []
    return [row for row in rows if row.period.kind in PARTS_OF_A_YEAR and row.period.covers_year(int(year.start[:4]))]


def _told(own: Sequence[_Slot], plan: QuestionPlan, bench: Bench) -> list[Claim]:
    """What is held of one thing for a place, time by time, and in one sentence what is not."""
    lacking = [one for one in own if not one.passages]
    held = [fact(passage, bench, fills_slot=bool(one.passages)) for one in own for passage in one.passages or one.parts]
    if not lacking:
        return held
    times = [one.period.label for one in lacking if one.period]
    return [*held, missing_figure(lacking[0].region, times, called(plan, lacking[0].group))]


def _is_part_of_a_name(reading: TableReading) -> bool:
    """Whether the word that reads like a calculation belongs to the indicator: 人均GDP asks for no division."""
    return any(word in one.name for one in reading.indicators for word in ("人均", "占", "比重", "增量"))
