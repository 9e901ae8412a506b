"""What `advisor stats` and `advisor ledger` show: figures with their source and definition, and the office's sign-offs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from advisor.cli_edge import say
from advisor.errors import BadInput, reason_of
from advisor.library.record import Record
from advisor.settings import Settings, switch_off_outside_calls
from advisor.statistics.charts import ChartKind, chart_of
from advisor.statistics.export import csv_text, mark_words, publish_words
from advisor.statistics.ledger import Ledger, LedgerAction, LedgerEvent
from advisor.statistics.lookup import Statistics
from advisor.statistics.types import ShownFigure, StatisticsResult

if TYPE_CHECKING:
    from advisor.library.tables import Indicator

_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_Overflow = Literal["fold"]
_FOLD: _Overflow = "fold"


class LedgerCommand(StrEnum):
    """What `advisor ledger` does."""

    LIST = "list"
    MARK = "mark"
    REMOVE = "remove"
    UNDO = "undo"
    HISTORY = "history"


def open_statistics() -> tuple[Statistics, Ledger]:
    """The tables of the workspace and its ledger; builds the index where there is none."""
    switch_off_outside_calls()
    settings = Settings.load()
    if not settings.record_path.is_file():
        from advisor.index.build import build

        say("还没有索引，先建立一次……")
        build(settings, progress=say)
    ledger = Ledger(settings.ledger_path)
    with Record.open(settings.record_path) as record:
        tables = Statistics.of(record)
    return tables.with_marks(ledger.marks(tables)), ledger


def stats(
    indicator: str | None,
    *,
    regions: Sequence[str],
    more: Sequence[str] = (),
    since: int | None,
    until: int | None,
    plot: Path | None,
    chart: str | None,
    csv: Path | None,
    as_json: bool,
) -> None:
    """Look an indicator up, or list the indicators where none is given.

    `more`: words behind the indicator; with --region they are further regions (--region 鞍山 大连).
    """
    if more and not regions:
        raise BadInput(f"多写了“{'、'.join(more)}”；指标写成一个词，地区写在 --region 后面。")
    regions = [name for text in (*regions, *more) for name in _BETWEEN_NAMES.split(text) if name]
    if indicator is None:
        if plot or csv or regions or since is not None or until is not None:
            raise BadInput("没有写指标；请写指标名称，运行 advisor stats --list 看全部指标。")
        _list(open_statistics()[0].listing(), as_json=as_json)
        return
    if plot is not None:
        from advisor.statistics.plotting import check_target

        check_target(plot)
    result = open_statistics()[0].find(indicator, regions=regions, since=since, until=until)
    if csv is not None:
        _write_csv(result, csv)
    if plot is not None:
        _plot(result, plot, ChartKind(chart) if chart else None)
    if as_json:
        print(json.dumps(result.to_contract(), ensure_ascii=False))
    else:
        print_result(result)


def _list(listed: Sequence[tuple[Indicator, int]], *, as_json: bool) -> None:
    if as_json:
        entries = [
            {
                "indicator": one.name,
                "definition": one.definition,
                "aliases": list(one.aliases),
                "kind": one.kind.value,
                "figures": count,
            }
            for one, count in listed
        ]
        print(json.dumps({"indicators": entries}, ensure_ascii=False))
        return
    table = Table(Column("指标", overflow=_FOLD), Column("条数", justify="right"), Column("含义", overflow=_FOLD))
    for one, count in listed:
        table.add_row(one.name, str(count), one.definition or "")
    console = Console()
    console.print(table)
    console.print(f"共{len(listed)}个指标。用法：advisor stats 指标 [--region 地区] [--since 年份]", markup=False)


def _write_csv(result: StatisticsResult, path: Path) -> None:
    try:
        path.write_text(csv_text([*result.figures, *result.growth, *result.also]), encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(f"不能写入“{path}”（{reason_of(error)}）；请检查权限或换一个位置。") from error
    say(f"表已存为 {path}")


def _plot(result: StatisticsResult, path: Path, kind: ChartKind | None) -> None:
    from advisor.statistics.plotting import plot

    chart = chart_of(result.figures, result.indicator, kind=kind)
    if chart is None:
        raise BadInput(f"没有可画的“{result.indicator.name}”；请换地区或年份。")
    say("正在画图……")
    plot(chart, path)
    say(f"图已存为 {path}")


def print_result(result: StatisticsResult) -> None:
    """A lookup for a terminal."""
    console = Console(highlight=False)
    console.print(result.indicator.name, style="bold", markup=False)
    if result.understood:
        _line(console, result.understood)
    if result.indicator.definition:
        _line(console, f"含义：{result.indicator.definition}")
    if result.figures:
        _print_figures(console, result.figures)
    for note in _notes_on(result.figures):
        _line(console, note)
    _titled(console, "公布的增速", (_told(one) for one in result.growth))
    _titled(console, "计算", (one.text for one in result.worked))
    for group in result.definitions:
        _titled(console, group.title, [*(_told(one) for one in group.figures), f"用哪个：{group.guidance}"])
    _titled(console, "没有收录", (one.text for one in result.missing), style="yellow")
    if result.not_to_confuse:
        _line(console, f"\n易混、不能混用的指标：{'、'.join(result.not_to_confuse)}")
    _titled(console, "提示", result.notices, style="yellow")


def _print_figures(console: Console, figures: Sequence[ShownFigure]) -> None:
    """The figures as a table, their sources numbered below it: eight columns would not fit a terminal."""
    places = {_place(one): number for number, one in enumerate({_place(one): one for one in figures}.values(), start=1)}
    names = ("地区", "时段", "数值", "性质", "口径说明", "来源")
    table = Table(
        Column("编号", no_wrap=True), *(Column(name, overflow=_FOLD) for name in names), box=SIMPLE_HEAD, pad_edge=False
    )
    for one in figures:
        cells = [f"{one.row.id}{' ✓' if one.mark else ''}", one.row.region, one.row.period.label, one.quantity]
        cells += [one.standing.value, one.row.definition or "未说明", f"[{places[_place(one)]}]"]
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    for place, number in places.items():
        _line(console, f"[{number}] {place}")
    for one in figures:
        if one.mark:
            _line(console, f"✓ 本单位认定 {one.row.id}：{mark_words(one.mark)}，{publish_words(one.mark)}")


def _place(one: ShownFigure) -> str:
    return f"{one.source}，{one.row.locator}，{one.basis}"


def _notes_on(figures: Iterable[ShownFigure]) -> list[str]:
    """Each note on comparability once, with the rows it is on."""
    rows: dict[str, list[str]] = {}
    for one in figures:
        if one.row.comparability:
            rows.setdefault(one.row.comparability, []).append(one.row.id)
    if len(rows) == 1:
        return [f"使用限制：{note}" for note in rows]
    return [f"使用限制（{'、'.join(ids)}）：{note}" for note, ids in rows.items()]


def _told(one: ShownFigure) -> str:
    row = one.row
    definition = f"（{row.definition}）" if row.definition else ""
    return f"{row.region}{row.period.label}{row.indicator}{one.quantity}{definition}，{one.source}"


def _titled(console: Console, title: str, lines: Iterable[str], *, style: str = "") -> None:
    listed = list(lines)
    if not listed:
        return
    console.print(f"\n{title}", style="bold", markup=False)
    for line in listed:
        _line(console, f"· {line}", style=style)


def _line(console: Console, text: str, *, style: str = "") -> None:
    console.print(text, style=style, markup=False, soft_wrap=True)


def ledger(
    command: LedgerCommand,
    row_id: str | None,
    *,
    by: str | None,
    may_publish: bool,
    note: str,
    as_json: bool,
) -> None:
    """List, mark, remove, take back, or show the history of the office's signed-off figures."""
    tables, book = open_statistics()
    match command:
        case LedgerCommand.LIST:
            _list_ledger(tables, book, as_json=as_json)
        case LedgerCommand.HISTORY:
            _history(book.events(), as_json=as_json)
        case LedgerCommand.MARK:
            figure = tables.row(_row_id(row_id))
            if figure is None:
                raise BadInput(f"没有编号为“{row_id}”的数；运行 advisor stats 指标，看第一列的编号。")
            _done(book.mark(figure, by=_by(by), may_publish=may_publish, note=note), as_json=as_json)
        case LedgerCommand.REMOVE:
            _done(book.remove(_row_id(row_id), by=_by(by), note=note), as_json=as_json)
        case LedgerCommand.UNDO:
            _done(book.undo(by=_by(by)), as_json=as_json)
        case _:
            assert_never(command)


def _row_id(row_id: str | None) -> str:
    if row_id is None:
        raise BadInput("没有写数的编号；运行 advisor stats 指标，看第一列的编号，如 f019。")
    return row_id


def _by(by: str | None) -> str:
    if by is None:
        raise BadInput("没有写由谁认定；请加 --by 单位或姓名。")
    return by


def _done(event: LedgerEvent, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(event.model_dump(mode="json"), ensure_ascii=False))
    else:
        print(event_words(event))


def event_words(event: LedgerEvent) -> str:
    """One event of the ledger in words."""
    note = f"；备注：{event.note}" if event.note else ""
    match event.action:
        case LedgerAction.MARK:
            publish = "可公开" if event.may_publish else "仅内部使用"
            return f"{event.at} {event.by}认定：{event.figure}（{event.row_id}，{publish}）{note}"
        case LedgerAction.REMOVE:
            return f"{event.at} {event.by}取消认定：{event.figure}（{event.row_id}）{note}"
        case LedgerAction.UNDO:
            return f"{event.at} {event.by}撤销第{event.undone}步：{event.figure}（{event.row_id}）"
    assert_never(event.action)


def _list_ledger(tables: Statistics, book: Ledger, *, as_json: bool) -> None:
    marks = book.marks(tables)
    if as_json:
        print(json.dumps({"signed_off": [one.model_dump(mode="json") for one in marks.values()]}, ensure_ascii=False))
        return
    if not marks:
        print("台账里还没有认定的数。用法：advisor ledger mark 编号 --by 单位 [--publish]")
        return
    table = Table(*(Column(name, overflow=_FOLD) for name in ("编号", "认定的数", "认定人和时间", "可否公开", "备注")))
    for one in marks.values():
        table.add_row(one.row_id, one.as_marked, mark_words(one), publish_words(one), one.note)
    Console().print(table)


def _history(events: Sequence[LedgerEvent], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"events": [one.model_dump(mode="json") for one in events]}, ensure_ascii=False))
        return
    for one in events:
        print(f"{one.number}. {event_words(one)}")
    if not events:
        print("台账里还没有记录。")
