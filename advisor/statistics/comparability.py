"""Whether two published figures may be worked with, and if not why: read from the notes that travel with the rows."""

from __future__ import annotations

import re

from advisor.statistics.amounts import amount_of
from advisor.types import PeriodKind, StatisticsRow

_FORBIDS = re.compile(r"不[得可能].{0,12}?(?:相加|相减|相除|相比|计算)")
_OF_TIME = re.compile(r"年份|两年|两期|同期|期间|\d{4}年")
_OF_SOURCE = re.compile(r"来源")
_PAIR = re.compile(r"(?P<one>[\u4e00-\u9fff]{2,6}?)数与(?P<other>[\u4e00-\u9fff]{2,8}?)数不[得可能]")
_WITH_REALISED = re.compile(r"实绩")
_PUBLISHED_RATE = re.compile(r"直接引用")
_NOT_YET = ("目标", "预计")
_MONTHS_A_YEAR = 12


def not_realised(row: StatisticsRow) -> str | None:
    """目标 or 预计 where the figure is no realised one; else None."""
    return next((word for word in _NOT_YET if word in (row.qualifier or "")), None)


def same_time(first: StatisticsRow, second: StatisticsRow) -> bool:
    """Whether two rows are about one stretch or point of time, known for both."""
    one, other = first.period, second.period
    return bool(one.end) and (one.start, one.end) == (other.start, other.end)


def obstacle(first: StatisticsRow, second: StatisticsRow) -> str | None:
    """Why the two figures may not be subtracted or divided, as a Chinese clause; None where nothing forbids it."""
    if not amount_of(first).comparable_with(amount_of(second)):
        return f"单位不同（{first.unit}、{second.unit}）"
    kinds = not_realised(first), not_realised(second)
    if kinds[0] != kinds[1]:
        named = "、".join(f"{kind}数" if kind else "实绩" for kind in kinds)
        return f"一个是{named.replace('、', '，一个是')}，不能放在一起计算"
    return _obstacle_of_time(first, second) or _forbidden(first, second)


def obstacle_to_growth(first: StatisticsRow, second: StatisticsRow) -> str | None:
    """Why no growth may be worked out from two levels of one indicator; stricter than a difference: one definition only."""
    if same_time(first, second):
        return "两个数是同一时段的"
    found = obstacle(first, second)
    if found is None and first.definition != second.definition:
        return f"两个数的口径说明不同（{first.definition or '未说明'}；{second.definition or '未说明'}）"
    return found


def may_be_joined(first: StatisticsRow, second: StatisticsRow) -> bool:
    """Whether a line may join two points of a chart: published rates of one definition, or levels free of obstacles."""
    if first.definition != second.definition or not_realised(first) != not_realised(second):
        return False
    return _obstacle_of_time(first, second) is None and _forbidden(first, second) is None


def _obstacle_of_time(first: StatisticsRow, second: StatisticsRow) -> str | None:
    one, other = first.period, second.period
    if same_time(first, second):
        return None
    if PeriodKind.UNDATED in (one.kind, other.kind):
        return "来源没有注明时间"
    points = {PeriodKind.POINT, PeriodKind.MONTH}
    if {one.kind, other.kind} <= points:
        return None
    if (one.kind, _stretch(first)) != (other.kind, _stretch(second)):
        return f"时段不同（{one.label}、{other.label}）"
    return None


def _stretch(row: StatisticsRow) -> tuple[str, int]:
    """The part of the year a period covers: where it begins, and its length in months."""
    start, end = row.period.start or "", row.period.end or ""
    if not start or not end:
        return "", 0
    years = int(end[:4]) - int(start[:4])
    return start[5:7], years * _MONTHS_A_YEAR + int(end[5:7]) - int(start[5:7])


def _forbidden(first: StatisticsRow, second: StatisticsRow) -> str | None:
    """The clause of a note that forbids to work with this pair, quoted as the tables have it."""
    for row in (first, second):
        for clause in (row.comparability or "").split("；"):
            if _FORBIDS.search(clause) and _applies(clause, first, second):
                return f"资料注明“{clause}”"
    return None


def _applies(clause: str, first: StatisticsRow, second: StatisticsRow) -> bool:
    """Whether a forbidding clause is about this pair: figures of two times, of two sources, or of two sorts."""
    if _PUBLISHED_RATE.search(clause):
        return False
    if pair := _PAIR.search(clause):
        held = [pair["one"] in (row.definition or "") for row in (first, second)]
        return held[0] != held[1]
    if _WITH_REALISED.search(clause):
        return not_realised(first) != not_realised(second)
    other_time = not same_time(first, second)
    other_source = first.source_id != second.source_id
    of_time, of_source = bool(_OF_TIME.search(clause)), bool(_OF_SOURCE.search(clause))
    if not of_time and not of_source:
        return other_time or other_source or first.indicator != second.indicator
    return (of_time and other_time) or (of_source and other_source)
