"""What a report says, before it is laid out: the same for the page and the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.types import Data
from evals.core.charts import Bar, Chart, bar_chart
from evals.core.intervals import FEWEST, PairedDifference
from evals.core.measures import (
    Column,
    Estimate,
    ItemResult,
    Measure,
    PassageShown,
    Role,
    Unit,
    label_of,
    shown,
    shown_of_item,
)
from evals.core.results import RunResult

MOST_CASES = 60
NO_INTERVAL = "没有方括号的，是条目太少，或每次重抽结果都一样，给不出区间。"
_CHARTS_BY_KIND, _CHARTS_BY_TAG = 2, 1


class Cell(Data):
    """A figure as shown: value, interval in brackets, and how many items it stands on."""

    value: str
    interval: str = ""
    items: str = ""


class MeasureRow(Data):
    """A measure with its figure in every column."""

    measure: Measure
    cells: tuple[Cell, ...]


class GroupTable(Data):
    """Measures by kind or by tag: one row a group."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


class Case(Data):
    """One item with what came of it in every column, worst first."""

    id: str
    text: str
    kind: str
    versions: tuple[tuple[str, ItemResult], ...]

    @property
    def shared(self) -> list[PassageShown]:
        """The passages that every column was given: shown once."""
        first, *others = (item for _, item in self.versions)
        return [one for one in first.passages if all(one in other.passages for other in others)]

    def own(self, item: ItemResult) -> list[PassageShown]:
        """The passages of one column that not every column was given."""
        shared = self.shared
        return [one for one in item.passages if one not in shared]


def measure_rows(result: RunResult, role: Role) -> list[MeasureRow]:
    """The measures of a role that any column has a figure for."""
    rows = []
    for measure in result.config.measures:
        if measure.role is not role:
            continue
        found = [result.estimate(measure.key, column=column.key) for column in result.config.columns]
        if any(one is not None and (one.items or one.not_judged) for one in found):
            rows.append(MeasureRow(measure=measure, cells=tuple(cell_of(one, measure) for one in found)))
    return rows


def cell_of(estimate: Estimate | None, measure: Measure) -> Cell:
    """An estimate as shown; a dash where there is none."""
    if estimate is None:
        return Cell(value="—")
    interval = ""
    if estimate.low is not None and estimate.high is not None:
        interval = f"[{shown(estimate.low, measure.unit)}，{shown(estimate.high, measure.unit)}]"
    silent = f"，另{estimate.not_judged}条未能评判" if estimate.not_judged else ""
    return Cell(value=shown(estimate.value, measure.unit), interval=interval, items=f"{estimate.items}条{silent}")


def difference_shown(paired: PairedDifference, unit: Unit) -> str:
    """A paired difference with its interval, or why there is none."""
    gap = paired.difference
    if paired.has_interval:
        return f"{shown(gap.value, unit)} [{shown(gap.low, unit)}，{shown(gap.high, unit)}]"
    return shown(gap.value, unit) if paired.items >= FEWEST else f"{shown(gap.value, unit)} 题太少"


def headline_charts(result: RunResult) -> list[Chart]:
    """The headline shares of all columns, then the first of them by kind and by tag."""
    shares = [
        measure
        for measure in result.config.measures
        if measure.role is Role.HEADLINE and measure.unit is Unit.SHARE and _overall(result, measure)
    ]
    columns = result.config.columns
    legend = [column.label for column in columns] if len(columns) > 1 else []
    charts = []
    if shares:
        overall = [_bars(result, measure, "", measure.label) for measure in shares]
        charts.append(bar_chart("主要指标", overall, legend=legend))
    for prefix, title, most in (("kind:", "按类型", _CHARTS_BY_KIND), ("tag:", "按标签", _CHARTS_BY_TAG)):
        groups = _groups(result, prefix)
        for measure in [one for one in shares if _varies(result, one, groups)][:most]:
            bars = [_bars(result, measure, group, _group_label(result, group)) for group in groups]
            by_value = sorted((group for group in bars if group), key=lambda group: group[0].value)
            charts.append(bar_chart(f"{title}：{measure.label}（低者在前）", by_value, legend=legend))
    return charts


def group_tables(result: RunResult) -> list[GroupTable]:
    """The headline measures by kind and by tag, of the first column."""
    column = result.config.columns[0]
    measures = [one for one in result.config.measures if one.role is Role.HEADLINE]
    tables = []
    for prefix, title in (("kind:", "按类型"), ("tag:", "按标签")):
        groups = _groups(result, prefix)
        wanted = [one for one in measures if _varies(result, one, groups)]
        if not wanted:
            continue
        rows = tuple(
            (
                _group_label(result, group),
                tuple(cell_of(result.estimate(one.key, column=column.key, group=group), one) for one in wanted),
            )
            for group in _lowest_first(result, wanted[0], groups)
        )
        tables.append(GroupTable(title=title, header=tuple(one.label for one in wanted), rows=rows))
    return tables


def worst_cases(result: RunResult) -> list[Case]:
    """Every item with something wrong in any column, the worst first."""
    by_id: dict[tuple[str, str], list[ItemResult]] = {}
    for item in result.items:
        # Two files may give one id to different questions.
        by_id.setdefault((item.id, item.text), []).append(item)
    faulty = [items for items in by_id.values() if max(item.badness for item in items) > 0]
    faulty.sort(key=lambda items: (-max(item.badness for item in items), items[0].id))
    labels = {column.key: column.label for column in result.config.columns}
    return [
        Case(
            id=items[0].id,
            text=items[0].text,
            kind=label_of(items[0].kind, result.config.labels),
            versions=tuple((labels.get(item.column, item.column), item) for item in items),
        )
        for items in faulty
    ]


def not_judged(result: RunResult) -> int:
    """The largest number of items that a judge could not judge, over all measures."""
    return max((one.not_judged for one in result.aggregate.estimates if not one.group), default=0)


def item_count(result: RunResult) -> int:
    """Number of different items."""
    return len({item.id for item in result.items})


def values_of(item: ItemResult, measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """Label and value of everything measured on one item; a plain yes or no as a mark."""
    return [(measure.label, shown_of_item(value, measure)) for measure, value in _measured(item, measures)]


def shortfalls_of(item: ItemResult, measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """Those shares of an item that are not as good as can be, or could not be judged."""
    return [
        (measure.label, shown_of_item(value, measure))
        for measure, value in _measured(item, measures)
        if measure.unit is Unit.SHARE and value != float(measure.higher_is_better)
    ]


def _measured(item: ItemResult, measures: Sequence[Measure]) -> Iterator[tuple[Measure, float]]:
    described = {measure.key: measure for measure in measures if measure.role is not Role.COLUMN}
    for key, value in item.values.items():
        if value is not None and key in described:
            yield described[key], value


def _bars(result: RunResult, measure: Measure, group: str, label: str) -> list[Bar]:
    return list(_each_bar(result, measure, group, label, result.config.columns))


def _each_bar(result: RunResult, measure: Measure, group: str, label: str, columns: Sequence[Column]) -> Iterable[Bar]:
    for number, column in enumerate(columns):
        estimate = result.estimate(measure.key, column=column.key, group=group)
        if estimate is None or estimate.value is None:
            continue
        cell = cell_of(estimate, measure)
        text = f"{cell.value}　{estimate.items}条"
        yield Bar(label=label, value=estimate.value, low=estimate.low, high=estimate.high, series=number, text=text)


def _overall(result: RunResult, measure: Measure) -> bool:
    found = (result.estimate(measure.key, column=column.key) for column in result.config.columns)
    return any(one is not None and one.value is not None for one in found)


def _groups(result: RunResult, prefix: str) -> list[str]:
    return list(dict.fromkeys(one.group for one in result.aggregate.estimates if one.group.startswith(prefix)))


def _varies(result: RunResult, measure: Measure, groups: Sequence[str]) -> bool:
    """Whether a measure says something about at least two groups."""
    column = result.config.columns[0].key
    found = (result.estimate(measure.key, column=column, group=group) for group in groups)
    return sum(one is not None and one.value is not None for one in found) > 1


def _lowest_first(result: RunResult, measure: Measure, groups: Sequence[str]) -> list[str]:
    """Groups by the value of a measure; those without one come last."""
    column = result.config.columns[0].key

    def value(group: str) -> float:
        estimate = result.estimate(measure.key, column=column, group=group)
        return 2.0 if estimate is None or estimate.value is None else estimate.value

    return sorted(groups, key=value)


def _group_label(result: RunResult, group: str) -> str:
    return label_of(group.partition(":")[2], result.config.labels)
