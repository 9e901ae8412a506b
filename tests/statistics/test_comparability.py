from __future__ import annotations

import pytest

from advisor.statistics.comparability import may_be_joined, obstacle, obstacle_to_growth
from tests.statistics.made import CENSUS, ESTIMATE, RATE, TWO_SOURCES, TWO_YEARS, row


def test_a_note_on_two_years_forbids_two_years_and_not_two_places():
    then, now = (row("茶叶销售额", "云岭", year, 10, comparability=TWO_YEARS) for year in ("2022", "2023"))
    elsewhere = row("茶叶销售额", "山城", "2023", 5, comparability=TWO_YEARS)
    assert obstacle(then, now) == f"资料注明“{TWO_YEARS}”"
    assert obstacle(now, elsewhere) is None


def test_a_note_on_sources_forbids_two_sources_of_one_year():
    one = row("茶叶销售额", "云岭", "2023", 10, comparability=TWO_SOURCES)
    same = row("茶叶销售额", "山城", "2023", 7, comparability=TWO_SOURCES)
    other = same.model_copy(update={"source_id": "news"})
    assert obstacle(one, same) is None
    assert obstacle(one, other) == f"资料注明“{TWO_SOURCES}”"


def test_an_expected_figure_is_never_set_against_a_realised_one():
    expected = row("茶叶销售额", "云岭", "2023", 10, qualifier="预计", comparability=ESTIMATE)
    realised = row("茶叶销售额", "山城", "2023", 7)
    assert obstacle(expected, realised) == "一个是预计数，一个是实绩，不能放在一起计算"
    target = row("茶叶销售额", "山城", "2023", 7, qualifier="目标")
    assert "目标数" in (obstacle(expected, target) or "")
    assert obstacle(expected, row("茶叶销售额", "山城", "2023", 7, qualifier="预计", comparability=ESTIMATE)) is None


def test_a_census_goes_with_a_census_only():
    then, now = (
        row("常住人口", "云岭", day, 100, "万人", definition=definition, comparability=CENSUS)
        for day, definition in (("2010-11-01", "第六次普查"), ("2020-11-01", "第七次普查"))
    )
    year_end = row("常住人口", "云岭", "2022-12-31", 99, "万人", definition="年鉴", comparability=CENSUS)
    assert obstacle(then, now) is None
    assert obstacle(now, year_end) == f"资料注明“{CENSUS}”"


@pytest.mark.parametrize(
    ("first", "second"),
    [("2022", "2023H1"), ("2022H1", "2023H2"), ("2021Q1..2021Q3", "2022Q1..2022Q2"), ("2022", "undated")],
)
def test_stretches_of_different_length_or_season_are_not_worked_with(first, second):
    assert obstacle(row("茶农", "云岭", first, 1, "人"), row("茶农", "云岭", second, 2, "人")) is not None


def test_the_same_season_of_two_years_may_be():
    assert obstacle(row("茶农", "云岭", "2022H1", 1, "人"), row("茶农", "云岭", "2023H1", 2, "人")) is None


def test_different_units_are_no_matter_of_scale():
    assert obstacle(row("茶农", "云岭", "2022", 1, "万人"), row("茶农", "山城", "2022", 2, "人")) is None
    assert "单位不同" in (obstacle(row("茶农", "云岭", "2022", 1, "元"), row("茶农", "山城", "2022", 2, "人")) or "")


def test_published_rates_of_two_years_may_be_subtracted_and_joined():
    then, now = (row("茶叶销售额增速", "云岭", year, 5, "%", comparability=RATE) for year in ("2022", "2023"))
    assert obstacle(then, now) is None
    assert may_be_joined(then, now)


def test_growth_asks_for_one_definition():
    then = row("茶农", "云岭", "2022", 1, "人", definition="户数普查")
    now = row("茶农", "云岭", "2023", 2, "人", definition="抽样")
    assert obstacle(then, now) is None
    assert "口径说明不同" in (obstacle_to_growth(then, now) or "")
    assert not may_be_joined(then, now)
    assert obstacle_to_growth(now, now) == "两个数是同一时段的"
