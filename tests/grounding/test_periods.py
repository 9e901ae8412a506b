from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.grounding import find_periods, period_covers, same_period
from advisor.types import Period, PeriodKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2022年上半年", "half_year", "2022-01-01", "2022-06-30"),
        ("2022年1-6月", "half_year", "2022-01-01", "2022-06-30"),
        ("2022H1", "half_year", "2022-01-01", "2022-06-30"),
        ("2021年末", "point", "2021-12-31", "2021-12-31"),
        ("2022年7月", "month", "2022-07-01", "2022-07-31"),
        ("2022-07", "month", "2022-07-01", "2022-07-31"),
        ("二〇二二年七月", "month", "2022-07-01", "2022-07-31"),
        ("2020年4月29日", "point", "2020-04-29", "2020-04-29"),
        ("2023-08-01", "point", "2023-08-01", "2023-08-01"),
        ("2015-2019年", "span", "2015-01-01", "2019-12-31"),
        ("2016至2020年", "span", "2016-01-01", "2020-12-31"),
        ("2021年5月至2022年3月", "span", "2021-05-01", "2022-03-31"),
        ("2023年7至11月", "months", "2023-07-01", "2023-11-30"),
        ("2020年前七个月", "months", "2020-01-01", "2020-07-31"),
        ("2024年前5个月", "months", "2024-01-01", "2024-05-31"),
        ("2024年前三季度", "quarters", "2024-01-01", "2024-09-30"),
        ("2024年第一季度", "quarters", "2024-01-01", "2024-03-31"),
        ("“十三五”期间", "span", "2016-01-01", "2020-12-31"),
        ("十五五规划", "span", "2026-01-01", "2030-12-31"),
        ("二〇二二年", "year", "2022-01-01", "2022-12-31"),
        ("22年鞍山", "year", "2022-01-01", "2022-12-31"),
        ("2021鞍山", "year", "2021-01-01", "2021-12-31"),
        ("去年", "year", "2025-01-01", "2025-12-31"),
        ("今年上半年", "half_year", "2026-01-01", "2026-06-30"),
        ("前年12月", "month", "2024-12-01", "2024-12-31"),
        ("近三年", "span", "2023-01-01", "2026-11-23"),
    ],
)
def test_one_period(text: str, kind: str, start: str, end: str) -> None:
    [mention] = find_periods(text, today=TODAY)
    assert (mention.period.kind.value, mention.period.start, mention.period.end) == (kind, start, end)


@pytest.mark.parametrize("text", ["上半年", "一季度", "5月11日", "12月", "6月末"])
def test_a_missing_year_is_flagged(text: str) -> None:
    [mention] = find_periods(text, today=TODAY)
    assert mention.year_missing
    assert mention.period.start is None


@pytest.mark.parametrize("text", ["有效期3年", "工作满22年以上", "3.15万", "2022家企业", "三个月内"])
def test_lengths_of_time_are_no_periods(text: str) -> None:
    assert find_periods(text, today=TODAY) == []


def test_relative_is_told_apart() -> None:
    mentions = find_periods("去年比2019年多", today=TODAY)
    assert [mention.relative for mention in mentions] == [True, False]


def test_named_periods_go_first() -> None:
    [mention] = find_periods("规划期内建成", today=TODAY, named={"规划期": ("2021-01-01", "2025-12-31")})
    assert (mention.text, mention.period.start) == ("规划期", "2021-01-01")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (f"于{day.year}年{day.month}月{day.day}日印发", f"({day.isoformat()})"):
        [mention] = find_periods(text, today=TODAY)
        assert mention.period.start == mention.period.end == day.isoformat()


@given(st.text(alphabet="0123456789年月日上下半末底初第一二三四季度至到-十五前去今近 “”个", max_size=24))
def test_any_text_is_read_and_spans_do_not_overlap(text: str) -> None:
    last = 0
    for mention in find_periods(text, today=TODAY):
        assert last <= mention.span[0] < mention.span[1] <= len(text)
        last = mention.span[1]


def _year(year: int) -> Period:
    return Period(kind=PeriodKind.YEAR, start=f"{year}-01-01", end=f"{year}-12-31", label=f"{year}年")


def test_covering_and_sameness() -> None:
    half = find_periods("2022年上半年", today=TODAY)[0].period
    undated = Period(kind=PeriodKind.UNDATED, label="目前")
    assert period_covers(_year(2022), half)
    assert not period_covers(half, _year(2022))
    assert not period_covers(_year(2022), undated)
    assert not same_period(undated, undated)
    assert same_period(_year(2022), find_periods("二〇二二年度", today=TODAY)[0].period)
