from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tea_library import year

from advisor.search.filters import Filters, admitted, overlaps
from advisor.types import Area, Category, Period, PeriodKind, Rank, Validity


def ids(tea, **conditions) -> set[str]:
    return admitted(tea.passages.values(), tea.sources, Filters(**conditions))


def test_no_condition_lets_everything_through(tea):
    assert Filters().empty
    assert ids(tea) == set(tea.passages)


@pytest.mark.parametrize(
    ("conditions", "held", "left_out"),
    [
        ({"regions": ("北桥",)}, "bq-measures-s001", "yl-measures-2024-s001"),
        ({"areas": (Area.LOGISTICS,)}, "tea-paper-s003", "tea-paper-s001"),
        ({"source_kinds": (Category.LAW,)}, "tea-law-s001", "tea-rule-s001"),
        ({"ranks": (Rank.DEPARTMENTAL_RULE,)}, "tea-rule-s001", "tea-law-s001"),
        ({"validity": (Validity.IN_FORCE,)}, "yl-measures-2024-s001", "yl-measures-2015-s001"),
        ({"source_ids": ("tea-news",)}, "tea-news-s001", "tea-paper-s001"),
        ({"period": year(2024)}, "r-yl-2024", "r-yl-2023"),
    ],
)
def test_each_condition_narrows(tea, conditions, held, left_out):
    found = ids(tea, **conditions)
    assert held in found
    assert left_out not in found


def test_any_value_of_one_field_suffices_and_all_fields_must_hold(tea):
    both = ids(tea, regions=("云岭", "北桥"), period=year(2024))
    assert {"r-yl-2024", "r-bq-2024"} <= both
    assert ids(tea, regions=("北桥",), validity=(Validity.EXPIRED,)) == set()


def test_an_undated_period_overlaps_nothing():
    undated = Period(kind=PeriodKind.UNDATED, label="未注明")
    assert not overlaps(undated, year(2024))
    assert not overlaps(undated, undated)


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1))


@given(DAYS, st.integers(0, 900), DAYS, st.integers(0, 900))
def test_periods_overlap_when_they_share_a_day(first, length, second, other_length):
    one, other = span(first, length), span(second, other_length)
    shares = first <= second + timedelta(other_length) and second <= first + timedelta(length)
    assert overlaps(one, other) == overlaps(other, one) == shares


def span(start: date, length: int) -> Period:
    end = start + timedelta(length)
    return Period(kind=PeriodKind.SPAN, start=start.isoformat(), end=end.isoformat(), label="一段")
