"""Figures as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from advisor.statistics.types import Mark, ShownFigure

COLUMNS = (
    "编号", "指标", "地区", "时段", "起", "止", "数值", "单位", "修饰", "口径说明", "使用限制", "数的性质", "来源", "出处",
    "所见", "本单位认定", "可否公开",
)  # fmt: skip
# Told to a spreadsheet by a first character that says UTF-8; else Chinese is garbled there.
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(figures: Iterable[ShownFigure]) -> str:
    """The figures with everything that belongs to them, a row each. No cell begins as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for one in figures:
        writer.writerow([_safe(cell) for cell in _cells(one)])
    return _BYTE_ORDER_MARK + stream.getvalue()


def _cells(one: ShownFigure) -> tuple[str, ...]:
    row, mark = one.row, one.mark
    return (
        row.id, row.indicator, row.region, row.period.label, row.period.start or "", row.period.end or "", one.value_text,
        row.unit, row.qualifier or "", row.definition or "", row.comparability or "", one.standing.value, one.title,
        row.locator, one.basis, mark_words(mark) if mark else "", _publishable(mark),
    )  # fmt: skip


def mark_words(mark: Mark) -> str:
    """Who signed a figure off and when, and whether it has changed since."""
    changed = "，表中的数已变，须重新认定" if mark.changed else ""
    return f"{mark.by}（{mark.at}）{changed}"


def publish_words(mark: Mark) -> str:
    """Whether a signed-off figure may be published."""
    return "可公开" if mark.may_publish else "仅内部使用"


def _publishable(mark: Mark | None) -> str:
    return publish_words(mark) if mark else ""


def _safe(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run; a negative number is none."""
    if not cell.startswith(_FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
