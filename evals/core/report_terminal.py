"""Reports for the terminal, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.core.comparison import Comparison, ItemChange, MeasureComparison
from evals.core.measures import Role, TableShown, shown, shown_of_item
from evals.core.report_view import (
    NO_INTERVAL,
    Case,
    Cell,
    difference_shown,
    group_tables,
    item_count,
    measure_rows,
    worst_cases,
)
from evals.core.results import RunResult

CASES_SHOWN = 10
CHANGES_SHOWN = 10
_LONGEST_PASSAGE = 200
_LONGEST_PART, _LEAST, _LEAST_NAME = 18, 4, 8
_BREAKS = re.compile(r"[\n ]|(?<=条)，")


def show_run(result: RunResult, console: Console, *, cases: int = CASES_SHOWN) -> None:
    """Print the measures of a run, its tables and its worst cases."""
    config = result.config
    console.print(Text(f"{config.task_label}（{config.set_name}，{item_count(result)}条）", style="bold"))
    columns = [column.label for column in config.columns]
    for role, title in ((Role.HEADLINE, "主要指标"), (Role.DETAIL, "其他指标")):
        rows = measure_rows(result, role)
        if rows:
            cells = [[row.measure.label, *(_cell(cell) for cell in row.cells)] for row in rows]
            console.print(_table(title, ["指标", *columns], cells, width=console.width))
    console.print(Text(f"方括号内是95%的置信区间；{NO_INTERVAL}", style="dim"))
    for group in group_tables(result):
        cells = [[name, *(f"{cell.value} {cell.items}".strip() for cell in row)] for name, row in group.rows]
        console.print(_table(group.title, [group.title, *group.header], cells, width=console.width))
    for shown_table in result.aggregate.tables:
        show_table(shown_table, console)
    for fact in result.aggregate.facts:
        console.print(Text(f"{fact.label}：{fact.value}"))
    _show_cases(worst_cases(result), console, cases)


def show_table(table: TableShown, console: Console) -> None:
    """Print one table of a report."""
    console.print(_table(table.title, table.header, table.rows, width=console.width))
    if table.note:
        console.print(Text(table.note, style="dim"))


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print what changed between two runs, and the items lost and won."""
    title = (
        f"{comparison.second.task_label}：{_run_name(comparison, first=True)} → {_run_name(comparison, first=False)}"
    )
    header = ["指标", "共同条目", "前", "后", "差 [95%区间]", "退步/进步", "p", "结论"]
    console.print(_table(title, header, [comparison_row(one) for one in comparison.measures], width=console.width))
    for line in (*comparison_notes(comparison), NO_INTERVAL):
        console.print(Text(line, style="dim"))
    for one in comparison.measures:
        show_changes(f"{one.measure.label}：退步的条目", one.lost, one, console)
        show_changes(f"{one.measure.label}：进步的条目", one.won, one, console)


def comparison_row(one: MeasureComparison) -> list[str]:
    """The cells of one measure of a comparison."""
    unit, paired = one.measure.unit, one.paired
    interval = difference_shown(paired, unit)
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
        item, measure = change.item, one.measure
        console.print(Text(f"  {item.id}　{item.text}"))
        console.print(
            Text(
                f"    {shown_of_item(change.before, measure)} → {shown_of_item(change.after, measure)}　{item.outcome}"
            )
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


def _show_cases(cases: Sequence[Case], console: Console, most: int) -> None:
    console.print(Text(_cases_title(len(cases), most), style="bold"))
    for case in cases[:most]:
        console.print(Text("　".join(filter(None, (_number(case), case.kind, case.text))), style="bold"))
        for label, item in case.versions:
            expected = f"（应为：{item.expected}）" if item.expected and item.badness else ""
            console.print(Text(f"  {label}：{item.outcome}{expected}"))
            for reason in item.reasons:
                console.print(Text(f"    原因：{reason}", style="dim"))
        for passage in case.versions[0][1].passages[:1]:
            text = passage.text if len(passage.text) <= _LONGEST_PASSAGE else f"{passage.text[:_LONGEST_PASSAGE]}…"
            console.print(Text(f"    来源 {passage.label}：{text}", style="dim"))


def _cases_title(found: int, most: int) -> str:
    if not found:
        return "没有发现有问题的条目。"
    return f"有问题的条目{found}条" + (f"，列出最重的{most}条：" if found > most else "，最重的在前：")


def _number(case: Case) -> str:
    return f"编号{case.id}" if case.id != case.text else ""


def _cell(cell: Cell) -> str:
    return "\n".join(filter(None, (cell.value, cell.interval, cell.items)))


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> Table:
    """A table that fits the screen: figures and intervals stay whole, names and headers are folded."""
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for place, (name, room) in enumerate(zip(header, _widths(header, rows, width), strict=True)):
        justify: Literal["left", "right"] = "left" if place == 0 else "right"
        table.add_column(Text(name), justify=justify, overflow="fold", width=room)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int | None]:
    """What each column needs, then what it would like, the names first; nothing is said where even needs do not fit."""
    columns = list(zip(header, *rows, strict=True))
    needs = [_LEAST_NAME, *(max([_LEAST, *map(_longest_part, cells)]) for _, *cells in columns[1:])]
    likes = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in columns]
    # Each column has a space of padding and an edge.
    spare = width - sum(needs) - 2 * len(header) - 1
    if spare < 0:
        return [None] * len(header)
    widths: list[int | None] = []
    for need, like in zip(needs, likes, strict=True):
        more = min(spare, max(0, like - need))
        spare -= more
        widths.append(need + more)
    return widths


def _longest_part(cell: str) -> int:
    """Width of the longest part that must not be broken, texts of more than a few words aside."""
    return max((cell_len(part) for part in _BREAKS.split(cell) if cell_len(part) <= _LONGEST_PART), default=1)
