"""What the statistics tables hold for a question that names their indicators: the rows of the very places and times asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.answer.bench import Bench
from advisor.library.tables import Indicator, IndicatorKind
from advisor.search.kinds import unit_families
from advisor.statistics.comparability import not_realised
from advisor.statistics.lookup import Statistics
from advisor.text import normalise
from advisor.types import (
    Calculation,
    Data,
    Passage,
    Period,
    PeriodKind,
    QuestionKind,
    QuestionPlan,
    StatisticsRow,
)

OF_FIGURES = {QuestionKind.FIGURE, QuestionKind.CALCULATION, QuestionKind.COMPARISON}
_A_BARE_NAME = (QuestionKind.OTHER,)
_RANKS = re.compile(r"最[大多高快好小少低慢]|排[个一]?[下序名]|排序|从[多大高少小低]到")
_GROWTH = re.compile(r"增速|增长|增幅|涨幅|同比|增长率|(?:[涨降增减]|上升|下降|减少|提高)了?(?:多少|几|百分)")
_OF_A_DOCUMENT = re.compile(r"^(?:规划|计划|纲要|方案|意见)")
_LONGEST_STRETCH = 12
_CHANGES = {Calculation.DIFFERENCE, Calculation.RATIO, Calculation.GROWTH}


class TableReading(Data):
    """A question as the tables understand it. `groups`: the indicators of each name in the question."""

    groups: tuple[tuple[Indicator, ...], ...]
    regions: tuple[str, ...]
    periods: tuple[Period, ...]
    grows: bool
    ranks: bool

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators named, each once."""
        return tuple(dict.fromkeys(one for group in self.groups for one in group))


def read_tables(plan: QuestionPlan, bench: Bench) -> TableReading | None:
    """The question read against the tables; None where it names no indicator of theirs, or asks for no figure."""
    ranks = bool(_RANKS.search(plan.text))
    if plan.bound or plan.article or not (ranks or _asks_a_figure(plan)):
        return None
    tables = bench.holdings.tables
    mentioned = tables.names.mentioned(plan.text)
    if not mentioned:
        return None
    grows = bool(_GROWTH.search(plan.text))
    groups = tuple(dict.fromkeys(one.indicators for one in mentioned))
    if len(groups) == 1 and not grows and not _is_of_the_family(groups[0], tables.names.rest_of(plan.text)):
        return None
    regions = plan.regions or _only_region(groups, tables)
    if not regions:
        return None
    works = plan.calculation in _CHANGES or (grows and any(is_level(one) for group in groups for one in group))
    return TableReading(
        groups=groups,
        regions=regions,
        periods=tuple(_periods(plan, groups, regions, tables, works=works)),
        grows=grows,
        ranks=ranks,
    )


def _asks_a_figure(plan: QuestionPlan) -> bool:
    """Whether a figure is asked, named bare with its time (大连2023年末常住人口), or to be confirmed."""
    if set(plan.kinds) & OF_FIGURES or (plan.kinds == _A_BARE_NAME and plan.periods):
        return True
    return QuestionKind.YES_NO in plan.kinds and bool(plan.asserted_figures)


_SAID_OF_TIME = {"time_length": "time"}
_OF_ANY = {"percent", "percentage_points", "ratio", "multiple", "rank"}


def _is_of_the_family(indicators: Sequence[Indicator], rest: str) -> bool:
    """Whether a figure of the indicators can have the unit that the rest of the question asks for.

    直播基地 counts bases, and is no answer to their area. Shares, multiples and ranks are asked of any indicator.
    """
    wanted = {_SAID_OF_TIME.get(family, family) for family in unit_families(rest)}
    return not wanted or bool(wanted & _OF_ANY) or any(one.unit_family in wanted for one in indicators)


def _only_region(groups: Iterable[Sequence[Indicator]], tables: Statistics) -> tuple[str, ...]:
    """The one region that has figures of the indicators named, where there is but one."""
    held = {region for group in groups for one in group for region in tables.regions_of(one.name)}
    return tuple(held) if len(held) == 1 else ()


def _periods(
    plan: QuestionPlan,
    groups: Sequence[Sequence[Indicator]],
    regions: Sequence[str],
    tables: Statistics,
    *,
    works: bool,
) -> Iterable[Period]:
    """The times asked, each once; a time that only names a plan (十四五规划) is none.

    A stretch of years is its years; where a change over it is asked (`works`), its first and last.
    """
    asked: dict[tuple[str | None, str | None], tuple[Period, bool]] = {}
    named = [one for group in groups for one in group]
    named += [rate for one in named for rate in tables.names.growth_of(one.name)] if works else []
    for period in plan.periods:
        if _names_a_plan(period, plan.text):
            continue
        is_held = any(tables.rows_of(one.name, region=region, period=period) for one in named for region in regions)
        for part in [period] if is_held else _parts(period, works=works):
            asked.setdefault((part.start, part.end), (part, is_held or part.label in plan.text or part is not period))
    # A time that is only meant (今年写材料要用2024年的数) and for which nothing is held is none that is asked.
    explicit = [period for period, counts in asked.values() if counts]
    return explicit or [period for period, _ in asked.values()]


def _names_a_plan(period: Period, text: str) -> bool:
    start = text.find(period.label)
    return start >= 0 and bool(_OF_A_DOCUMENT.match(text[start + len(period.label) :]))


def _parts(period: Period, *, works: bool) -> list[Period]:
    years = years_of(period)
    return [years[0], years[-1]] if works and len(years) > 1 else years


def years_of(period: Period) -> list[Period]:
    """The years of a stretch of several whole years; else the period itself."""
    if period.kind is not PeriodKind.SPAN or not period.start or not period.end:
        return [period]
    first, last = int(period.start[:4]), int(period.end[:4])
    if (
        not 0 < last - first < _LONGEST_STRETCH
        or not period.start.endswith("01-01")
        or not period.end.endswith("12-31")
    ):
        return [period]
    return [
        Period(kind=PeriodKind.YEAR, start=f"{year}-01-01", end=f"{year}-12-31", label=f"{year}年")
        for year in range(first, last + 1)
    ]


def rows_about(
    indicators: Iterable[Indicator], region: str, period: Period | None, bench: Bench
) -> list[StatisticsRow]:
    """The rows of the indicators for one place and time, realised figures before expected ones."""
    tables = bench.holdings.tables
    found = [row for one in indicators for row in tables.rows_of(one.name, region=region, period=period)]
    return sorted(found, key=lambda row: not_realised(row) is not None)


def passages_of(rows: Iterable[StatisticsRow], bench: Bench) -> list[Passage]:
    """The passages that stand for rows, each once: those of the tables themselves before text that says the same."""
    found = [passage for row in rows if (passage := bench.holdings.passage_of(row)) is not None]
    found.sort(key=lambda passage: passage.row is None)
    return list({passage.id: passage for passage in found}.values())


def is_level(indicator: Indicator) -> bool:
    """Whether the indicator is an amount, of which growth may be asked."""
    return indicator.kind in (IndicatorKind.LEVEL, IndicatorKind.COUNT)


def called(plan: QuestionPlan, indicators: Sequence[Indicator]) -> str:
    """What the question calls the thing: the indicator's own name where it says it, else its own words."""
    name = indicators[0].name
    return name if normalise(name) in plan.text else plan.phrase or plan.text


_KIND_OF_CALCULATION = {Calculation.RANK: IndicatorKind.RANK, Calculation.SHARE: IndicatorKind.SHARE}


def asks_for_these(reading: TableReading, plan: QuestionPlan) -> bool:
    """Whether the figures of the indicators named are what is asked, and not their rank or share (全国排第几)."""
    wanted = _KIND_OF_CALCULATION.get(plan.calculation) if plan.calculation else None
    if wanted is None or any("人均" in one.name for one in reading.indicators):
        return True
    return any(one.kind is wanted for one in reading.indicators)


def the_slot(reading: TableReading) -> tuple[Sequence[Indicator], str, Period] | None:
    """Indicator, place and time where exactly one of each is asked."""
    if len(reading.groups) != 1 or len(reading.regions) != 1 or len(reading.periods) != 1:
        return None
    return reading.groups[0], reading.regions[0], reading.periods[0]


def tables_first(passages: list[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """The passages with the table's own figure for the slot asked before text that tells of it."""
    if not passages or passages[0].row is not None:
        return passages
    reading = read_tables(plan, bench)
    slot = the_slot(reading) if reading is not None else None
    if slot is None:
        return passages
    indicators, region, period = slot
    own = passages_of(rows_about(indicators, region, period, bench), bench)
    if not own or passages[0] in own:
        return passages
    return [*own, *(one for one in passages if one not in own)]
