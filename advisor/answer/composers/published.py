"""Growth as published, and why nothing is worked out where the tables forbid it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, gap, sentence
from advisor.answer.composers.tables import TableReading, called, is_level, passages_of, read_tables, rows_about
from advisor.library.tables import Indicator
from advisor.statistics.comparability import not_realised, obstacle
from advisor.statistics.working import growth_between
from advisor.types import (
    Answer,
    Calculation,
    Claim,
    ClaimKind,
    Missing,
    MissingKind,
    Passage,
    Period,
    QuestionPlan,
    StatisticsRow,
    Status,
)

_WORKED_OUT = {Calculation.DIFFERENCE, Calculation.RATIO, Calculation.GROWTH}
_WORKS = re.compile(r"减去?(?!少)|除以|相减|一半|翻(了|番)|增速|增长")
_NOTE_SHOWN = 2


def compose_published(answer: Answer, bench: Bench) -> Composition | None:
    """For growth, differences and multiples of a table's indicator: the rate published, else what the tables forbid."""
    plan = answer.plan
    reading = read_tables(plan, bench) if plan is not None else None
    if plan is None or reading is None or reading.ranks or len(reading.regions) != 1:
        return None
    if _asks_one_rate(reading):
        # What a question asserts is first held against the sources.
        return None if plan.assumes and plan.asserted_figures else _growth_of_one_time(reading, plan, bench)
    if len(reading.groups) == 1 and len(reading.periods) == 1 and not plan.calculation:
        return _only_derived_held(reading, plan, answer, bench)
    if plan.calculation in _WORKED_OUT or _WORKS.search(plan.text):
        return _between_times(reading, plan, bench)
    return None


def compose_rate(answer: Answer, bench: Bench) -> Composition | None:
    """The published rate for a question that asserts one, where nothing it asserts was to be corrected."""
    plan = answer.plan
    reading = read_tables(plan, bench) if plan is not None else None
    if plan is None or reading is None or reading.ranks or len(reading.regions) != 1 or not _asks_one_rate(reading):
        return None
    return _growth_of_one_time(reading, plan, bench)


def _asks_one_rate(reading: TableReading) -> bool:
    return len(reading.groups) == 1 and len(reading.periods) <= 1 and reading.grows


_LEVEL_TOO = re.compile(r"(?:以?及其?|和|与|[、，])(?:同比|比上年)?(?:增速|增长|增幅|涨幅)")


def _growth_of_one_time(reading: TableReading, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """The growth published for the time asked, or the newest, with the level where both are asked (零售额及增速).

    None where none is published: then other sources may speak.
    """
    (region,), period = reading.regions, next(iter(reading.periods), None)
    levels = [one for one in reading.groups[0] if is_level(one)]
    growth = [rate for one in levels for rate in bench.holdings.tables.names.growth_of(one.name)]
    rows = rows_about(growth, region, period, bench)
    if period is None:
        newest = max((row.period.end or "" for row in rows if not_realised(row) is None), default="")
        rows = [row for row in rows if newest and row.period.end == newest]
    passages = passages_of(rows, bench)
    if not passages:
        return None
    if period is not None and _LEVEL_TOO.search(plan.text):
        passages = [*passages_of(rows_about(levels, region, period, bench), bench), *passages]
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    return Composition(claims=tuple(claims), status=Status.ANSWERED)


def _only_derived_held(reading: TableReading, plan: QuestionPlan, answer: Answer, bench: Bench) -> Composition | None:
    """A level is asked that is not held, and what was found is derived from it (its growth, increase, share).

    That is said; the other figure is shown, and never passed off as the level.
    """
    (region,), (period,) = reading.regions, reading.periods
    levels = [one for one in reading.groups[0] if is_level(one)]
    if not levels or not answer.selection.main or rows_about(levels, region, period, bench):
        return None
    found = bench.holdings.rows_told_by(bench.holdings.passages[answer.selection.main[0]])
    derived = [row for row in found if any(_is_derived(row.indicator, one.name) for one in levels)]
    if not derived or len(derived) < len(found):
        return None
    growth = [rate for one in levels for rate in bench.holdings.tables.names.growth_of(one.name)]
    shown = passages_of([*derived[:1], *rows_about(growth, region, period, bench)], bench)
    claims = [missing_figure(region, [period.label], called(plan, levels)), *(fact(one, bench) for one in shown)]
    return Composition(claims=tuple(claims), status=Status.INSUFFICIENT)


def _is_derived(indicator: str, level: str) -> bool:
    return indicator != level and indicator.startswith(level)


def _between_times(reading: TableReading, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """Two figures that the tables forbid to work with: the published rate if it answers, the figures, and the note."""
    pair = _pair(reading, bench)
    if pair is None:
        return None
    earlier, later = pair
    if obstacle(earlier, later) is None and earlier.indicator == later.indicator:
        return _worked_out(earlier, later, bench) if plan.calculation is Calculation.GROWTH else None
    answering = _published_between(earlier, later, plan, bench)
    nearby = [] if answering else _published_near(later, plan, bench)
    shown = [*passages_of([*answering, *nearby], bench), *passages_of([later, earlier], bench)]
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(shown)]
    claims += limits([later, earlier], bench)
    if answering:
        return Composition(claims=tuple(claims), status=Status.ANSWERED)
    return Composition(claims=tuple(claims), status=Status.PARTLY_ANSWERED)


def _worked_out(earlier: StatisticsRow, later: StatisticsRow, bench: Bench) -> Composition | None:
    """The growth between two levels that nothing forbids to compare, with its formula; the published rate goes before it."""
    rates = [rate for rate in _rates(later, bench) if rate.period.end == later.period.end]
    passages = passages_of([earlier, later], bench)
    if rates or not passages:
        return None
    tables = bench.holdings.tables
    worked = growth_between(tables.shown(earlier), tables.shown(later))
    if worked.refused:
        return None
    claim = Claim(
        text=worked.text,
        kind=ClaimKind.CALCULATION,
        passage_ids=tuple(passage.id for passage in passages),
        fills_slot=True,
    )
    facts = [fact(passage, bench) for passage in passages]
    return Composition(claims=(claim, *facts), status=Status.ANSWERED)


def _pair(reading: TableReading, bench: Bench) -> tuple[StatisticsRow, StatisticsRow] | None:
    """The two figures to be worked with: of one indicator at two times, or of two indicators."""
    region = reading.regions[0]
    levels = [one for one in reading.indicators if is_level(one)]
    times = sorted(reading.periods, key=lambda period: period.end or "")
    if len(levels) == 1 and len(times) == 2:
        found = [_one(rows_about(levels, region, time, bench)) for time in times]
    elif len(levels) == 2 and len(times) == 2:
        found = _crossed(levels, times, region, bench)
    else:
        return None
    first, second = found
    return None if first is None or second is None else (first, second)


def _crossed(
    levels: Sequence[Indicator], times: Sequence[Period], region: str, bench: Bench
) -> list[StatisticsRow | None]:
    """Each of two indicators at the time at which it is held."""
    straight = [_one(rows_about([one], region, time, bench)) for one, time in zip(levels, times, strict=True)]
    if all(straight):
        return straight
    return [_one(rows_about([one], region, time, bench)) for one, time in zip(levels, reversed(times), strict=True)]


def _one(rows: Sequence[StatisticsRow]) -> StatisticsRow | None:
    """The realised figure; else the first there is."""
    return next((row for row in rows if not_realised(row) is None), rows[0] if rows else None)


def _rates(row: StatisticsRow, bench: Bench) -> list[StatisticsRow]:
    tables = bench.holdings.tables
    return [
        rate for one in tables.names.growth_of(row.indicator) for rate in tables.rows_of(one.name, region=row.region)
    ]


def _published_between(
    earlier: StatisticsRow, later: StatisticsRow, plan: QuestionPlan, bench: Bench
) -> list[StatisticsRow]:
    """Rates published for just this stretch: of the later year over the year before it, or between the two times."""
    if plan.calculation is not Calculation.GROWTH and not _IN_PER_CENT.search(plan.text):
        return []
    start, end = earlier.period.end or "", later.period.end or ""
    consecutive = start[4:] == end[4:] and int(end[:4]) - int(start[:4]) == 1
    return [
        rate
        for rate in _rates(later, bench)
        if (consecutive and (rate.period.start, rate.period.end) == (later.period.start, later.period.end))
        or (rate.period.start, rate.period.end) == (earlier.period.start, later.period.end)
    ]


_IN_PER_CENT = re.compile(r"百分|%|增速|增长率|增幅|几个点")


def _published_near(later: StatisticsRow, plan: QuestionPlan, bench: Bench) -> list[StatisticsRow]:
    """The rate published for the later time, over another base than asked; of use where growth is asked."""
    if plan.calculation is not Calculation.GROWTH:
        return []
    return [rate for rate in _rates(later, bench) if rate.period.end == later.period.end][:1]


def limits(rows: Sequence[StatisticsRow], bench: Bench) -> list[Claim]:
    """What the tables say against working with the rows, each note once; citing the row it is on."""
    claims: dict[str, Claim] = {}
    for row in rows:
        passage = _with_its_note(row, bench)
        if passage is not None and row.comparability:
            claims.setdefault(row.comparability, _limit(row, passage))
    return list(claims.values())[:_NOTE_SHOWN]


def _with_its_note(row: StatisticsRow, bench: Bench) -> Passage | None:
    """The passage that has the row's note: its own, or one of another row of the indicator where a digest tells of this one."""
    same = (one for one in bench.holdings.rows if one.indicator == row.indicator)
    for one in (row, *same):
        passage = bench.holdings.passage_of(one)
        if passage is not None and row.comparability and row.comparability in passage.text:
            return passage
    return None


def _limit(row: StatisticsRow, passage: Passage) -> Claim:
    # One sentence: the mark that cites it belongs to the whole of the note.
    note = (row.comparability or "").rstrip("。").replace("。", "；")
    text = sentence(f"{row.indicator}的使用限制是：{note}")
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=(passage.id,))


def missing_figure(region: str, times: Sequence[str], name: str) -> Claim:
    """The sentence that the figures of a place are not held for these times."""
    return gap(Missing(kind=MissingKind.PERIOD, label=f"{region}{'、'.join(times)}“{name}”"))
