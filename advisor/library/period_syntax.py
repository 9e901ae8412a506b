"""How a period is written in knowledge files (`2022H1`, `2021Q1..2021Q3`, `2021-12-31`), and how a reader reads it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from advisor.types import Period, PeriodKind

_YEAR = re.compile(r"(\d{4})")
_HALF = re.compile(r"(\d{4})H([12])")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_MONTH = re.compile(r"(\d{4})(?:-|M)(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

_QUARTER_NAMES = ("一季度", "二季度", "三季度", "四季度")


def parse_period(text: str) -> Period:
    """Read the period syntax of docs/knowledge-format.md. Raises ValueError for anything else."""
    text = text.strip()
    if text == "undated":
        return Period(kind=PeriodKind.UNDATED, label="时间不详")
    if ".." not in text:
        return _single(text)
    first, _, last = text.partition("..")
    if first and last:
        return _between(_single(first), _single(last))
    return _open(first, last)


def parse_day(text: str) -> tuple[date, date]:
    """First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Raises ValueError for anything else."""
    period = _single(text)
    if period.kind not in (PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.POINT) or "M" in text:
        raise ValueError(text)
    return date.fromisoformat(period.start or ""), date.fromisoformat(period.end or "")


def _single(text: str) -> Period:
    if match := _YEAR.fullmatch(text):
        return _months(PeriodKind.YEAR, int(match[1]), 1, 12, f"{match[1]}年")
    if match := _HALF.fullmatch(text):
        half = int(match[2])
        label = f"{match[1]}年{'上' if half == 1 else '下'}半年"
        return _months(PeriodKind.HALF_YEAR, int(match[1]), 6 * half - 5, 6 * half, label)
    if match := _QUARTER.fullmatch(text):
        quarter = int(match[2])
        label = f"{match[1]}年{_QUARTER_NAMES[quarter - 1]}"
        return _months(PeriodKind.QUARTERS, int(match[1]), 3 * quarter - 2, 3 * quarter, label)
    if match := _MONTH.fullmatch(text):
        month = int(match[2])
        return _months(PeriodKind.MONTH, int(match[1]), month, month, f"{match[1]}年{month}月")
    if match := _DAY.fullmatch(text):
        return _point(date(int(match[1]), int(match[2]), int(match[3])))
    raise ValueError(text)


def _months(kind: PeriodKind, year: int, first: int, last: int, label: str) -> Period:
    start = date(year, first, 1)
    end = date(year, last, monthrange(year, last)[1])
    return Period(kind=kind, start=start.isoformat(), end=end.isoformat(), label=label)


def _point(day: date) -> Period:
    """A single day. The last day of a year is read as the year's end, since stock figures are published so."""
    at_year_end = (day.month, day.day) == (12, 31)
    label = f"{day.year}年末" if at_year_end else f"{day.year}年{day.month}月{day.day}日"
    return Period(kind=PeriodKind.POINT, start=day.isoformat(), end=day.isoformat(), label=label)


def _between(first: Period, last: Period) -> Period:
    if not (first.start and last.end and first.start <= last.end):
        raise ValueError("the end lies before the start")
    kind = PeriodKind.SPAN
    label = f"{first.label}至{last.label}"
    same_year = first.start[:4] == last.end[:4]
    if first.kind is last.kind is PeriodKind.YEAR:
        label = f"{first.start[:4]}—{last.start[:4]}年" if last.start else label
    elif same_year and first.kind is last.kind is PeriodKind.QUARTERS:
        kind, label = PeriodKind.QUARTERS, _quarters_label(first, last)
    elif same_year and first.kind is last.kind is PeriodKind.MONTH:
        kind = PeriodKind.MONTHS
        label = f"{first.start[:4]}年{int(first.start[5:7])}—{int(last.end[5:7])}月"
    return Period(kind=kind, start=first.start, end=last.end, label=label)


def _quarters_label(first: Period, last: Period) -> str:
    start, end = int((first.start or "")[5:7]) // 3, int((last.end or "")[5:7]) // 3 - 1
    year = (first.start or "")[:4]
    if start == 0 and end == 2:
        return f"{year}年前三季度"
    return f"{year}年{_QUARTER_NAMES[start]}至{_QUARTER_NAMES[end]}"


def _open(first: str, last: str) -> Period:
    if first:
        start = _single(first)
        return Period(kind=PeriodKind.SPAN, start=start.start, label=f"{start.label}起")
    end = _single(last)
    return Period(kind=PeriodKind.SPAN, end=end.end, label=f"截至{end.label}")
