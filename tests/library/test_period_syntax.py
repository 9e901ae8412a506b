from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.library.period_syntax import parse_day, parse_period
from advisor.types import PeriodKind


@pytest.mark.parametrize(
    ("written", "kind", "start", "end", "label"),
    [
        ("2019", PeriodKind.YEAR, "2019-01-01", "2019-12-31", "2019年"),
        ("2022H1", PeriodKind.HALF_YEAR, "2022-01-01", "2022-06-30", "2022年上半年"),
        ("2022H2", PeriodKind.HALF_YEAR, "2022-07-01", "2022-12-31", "2022年下半年"),
        ("2022Q1", PeriodKind.QUARTERS, "2022-01-01", "2022-03-31", "2022年一季度"),
        ("2021Q1..2021Q3", PeriodKind.QUARTERS, "2021-01-01", "2021-09-30", "2021年前三季度"),
        ("2021Q2..2021Q3", PeriodKind.QUARTERS, "2021-04-01", "2021-09-30", "2021年二季度至三季度"),
        ("2024M01..2024M10", PeriodKind.MONTHS, "2024-01-01", "2024-10-31", "2024年1—10月"),
        ("2022-07", PeriodKind.MONTH, "2022-07-01", "2022-07-31", "2022年7月"),
        ("2024-02", PeriodKind.MONTH, "2024-02-01", "2024-02-29", "2024年2月"),
        ("2021-12-31", PeriodKind.POINT, "2021-12-31", "2021-12-31", "2021年末"),
        ("2020-04-29", PeriodKind.POINT, "2020-04-29", "2020-04-29", "2020年4月29日"),
        ("2016..2020", PeriodKind.SPAN, "2016-01-01", "2020-12-31", "2016—2020年"),
        ("2022-12..2023-01", PeriodKind.SPAN, "2022-12-01", "2023-01-31", "2022年12月至2023年1月"),
        ("2023-05-10..", PeriodKind.SPAN, "2023-05-10", None, "2023年5月10日起"),
        ("..2022-07", PeriodKind.SPAN, None, "2022-07-31", "截至2022年7月"),
        ("undated", PeriodKind.UNDATED, None, None, "时间不详"),
    ],
)
def test_reads_every_form(written, kind, start, end, label):
    period = parse_period(written)
    assert (period.kind, period.start, period.end, period.label) == (kind, start, end, label)


@pytest.mark.parametrize(
    "written", ["", "22", "2022-13", "2022-02-30", "2022Q5", "2022H3", "2020..2016", "2022年", "..", "abc", "2022-7"]
)
def test_refuses_everything_else(written):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the caller's to write
        parse_period(written)


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_a_span_of_days_keeps_its_ends(one, other):
    first, last = sorted((one, other))
    period = parse_period(f"{first.isoformat()}..{last.isoformat()}")
    assert (period.start, period.end) == (first.isoformat(), last.isoformat())
    assert period.covers_year(first.year)
    assert not period.covers_year(last.year + 1)


def test_a_catalogue_date_is_a_year_a_month_or_a_day():
    assert parse_day("2023-02") == (date(2023, 2, 1), date(2023, 2, 28))
    for written in ("2023H1", "2022..2023", "2023M02"):
        with pytest.raises(ValueError):  # noqa: PT011
            parse_day(written)
