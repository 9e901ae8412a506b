"""Reports for the terminal, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.core.comparison import Comparison, ItemChange, MeasureComparison
from evals.core.measures import Role, TableShown, label_of, shown, shown_of_item
from evals.core.report_view import Case, Cell, group_tables, item_count, measure_rows, worst_cases
from evals.core.results import RunResult

CASES_SHOWN = 10
CHANGES_SHOWN = 10
_LONGEST_PASSAGE = 200


def show_run(result: RunResult, console: Console, *, cases: int = CASES_SHOWN) -> None:
    """Print the measures of a run, its tables and its worst cases."""
    config = result.config
    console.print(Text(f"{config.task_label}（{config.set_name}，{item_count(result)}条）", style="bold"))
    columns = [column.label for column in config.columns]
    for role, title in ((Role.HEADLINE, "主要指标"), (Role.DETAIL, "其他指标")):
        rows = measure_rows(result, role)
        if rows:
            table = _table(title, ["指标", *columns])
            for row in rows:
                table.add_row(Text(row.measure.label), *(_cell(cell) for cell in row.cells))
            console.print(table)
    for group in group_tables(result):
        table = _table(group.title, [group.title, *group.header])
        for name, cells in group.rows:
            table.add_row(Text(name), *(Text(f"{cell.value} {cell.items}".strip()) for cell in cells))
        console.print(table)
    for shown_table in result.aggregate.tables:
        show_table(shown_table, console)
    for fact in result.aggregate.facts:
        console.print(Text(f"{fact.label}：{fact.value}"))
    _show_cases(worst_cases(result), result, console, cases)


def show_table(table: TableShown, console: Console) -> None:
    """Print one table of a report."""
    printed = _table(table.title, table.header)
    for row in table.rows:
        printed.add_row(*(Text(cell) for cell in row))
    console.print(printed)
    if table.note:
        console.print(Text(table.note, style="dim"))


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print what changed between two runs, and the items lost and won."""
    title = (
        f"{comparison.second.task_label}：{_run_name(comparison, first=True)} → {_run_name(comparison, first=False)}"
    )
    table = _table(title, ["指标", "共同条目", "前", "后", "差 [95%区间]", "退步/进步", "p", "结论"])
    for one in comparison.measures:
        table.add_row(*(Text(cell) for cell in comparison_row(one)))
    console.print(table)
    for line in comparison_notes(comparison):
        console.print(Text(line, style="dim"))
    for one in comparison.measures:
        show_changes(f"{one.measure.label}：退步的条目", one.lost, one, console)
        show_changes(f"{one.measure.label}：进步的条目", one.won, one, console)


def comparison_row(one: MeasureComparison) -> list[str]:
    """The cells of one measure of a comparison."""
    unit, paired = one.measure.unit, one.paired
    difference = paired.difference
    interval = f"{shown(difference.value, unit)} [{shown(difference.low, unit)}，{shown(difference.high, unit)}]"
    changed = f"{len(one.lost)}/{len(one.won)}"
    values = [shown(paired.first, unit), shown(paired.second, unit)]
    return [one.measure.label, str(paired.items), *values, interval, changed, _p(paired.p), conclusion(one)]


def conclusion(one: MeasureComparison) -> str:
    """The finding in words."""
    if one.is_worse:
        return "显著变差"
    if one.is_better:
        return "显著变好"
    return "差别不显著" if one.lost or one.won else "没有变化"


def comparison_notes(comparison: Comparison) -> list[str]:
    """What a reader must know besides the figures."""
    notes = [
        f"共同条目{comparison.common}条；只在前一次的{len(comparison.only_first)}条，"
        f"只在后一次的{len(comparison.only_second)}条，均不计入。"
    ]
    silent = [f"{one.measure.label}{len(one.fell_silent)}条" for one in comparison.measures if one.fell_silent]
    if silent:
        notes.append(f"前一次有数、后一次没有数（未能评判或不再适用），未计入比较：{'，'.join(silent)}。")
    return [*notes, *comparison.notes]


def show_changes(
    title: str, changes: Sequence[ItemChange], one: MeasureComparison, console: Console, *, most: int = CHANGES_SHOWN
) -> None:
    """Print items that changed: question or claim, values before and after, and why."""
    if not changes:
        return
    console.print(Text(f"{title}（{len(changes)}条）", style="bold"))
    for change in changes[:most]:
        item, unit = change.item, one.measure.unit
        console.print(Text(f"  {item.id}　{item.text}"))
        console.print(
            Text(f"    {shown_of_item(change.before, unit)} → {shown_of_item(change.after, unit)}　{item.outcome}")
        )
        for reason in item.reasons:
            console.print(Text(f"    原因：{reason}", style="dim"))
    if len(changes) > most:
        console.print(Text(f"  另有{len(changes) - most}条。", style="dim"))


def _p(p: float) -> str:
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def _run_name(comparison: Comparison, *, first: bool) -> str:
    config = comparison.first if first else comparison.second
    return f"{config.started:%Y-%m-%d %H:%M}（{config.versions.commit or '无版本号'}）"


def _show_cases(cases: Sequence[Case], result: RunResult, console: Console, most: int) -> None:
    console.print(Text(f"有问题的条目{len(cases)}条，列出前{min(most, len(cases))}条", style="bold"))
    for case in cases[:most]:
        console.print(Text(f"{case.id}　{label_of(case.kind, result.config.labels)}　{case.text}", style="bold"))
        for label, item in case.versions:
            expected = f"（应为：{item.expected}）" if item.expected else ""
            console.print(Text(f"  {label}：{item.outcome}{expected}"))
            for reason in item.reasons:
                console.print(Text(f"    原因：{reason}", style="dim"))
        for passage in case.versions[0][1].passages[:1]:
            text = passage.text if len(passage.text) <= _LONGEST_PASSAGE else f"{passage.text[:_LONGEST_PASSAGE]}…"
            console.print(Text(f"    来源 {passage.label}：{text}", style="dim"))


def _cell(cell: Cell) -> Text:
    return Text("\n".join(filter(None, (f"{cell.value} {cell.interval}".strip(), cell.items))))


def _table(title: str, header: Sequence[str]) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    for number, name in enumerate(header):
        table.add_column(Text(name), justify="left" if number == 0 else "right")
    return table
