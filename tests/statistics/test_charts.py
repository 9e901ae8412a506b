from __future__ import annotations

from advisor.library.tables import IndicatorKind
from advisor.statistics.charts import ChartKind, chart_of
from tests.statistics.made import ESTIMATE, RATE, TWO_YEARS, indicator, row, tables


def chart(*rows, kind=None, of="茶叶销售额", sort=IndicatorKind.LEVEL):
    shown = [tables(*rows).shown(one) for one in rows]
    return chart_of(shown, indicator(of, sort), kind=kind)


def rates(*years_and_values, **changes):
    return [
        row("茶叶销售额增速", "云岭", str(year), value, "%", comparability=RATE, **changes)
        for year, value in years_and_values
    ]


def test_points_of_one_definition_are_joined_unless_a_year_is_missing():
    drawn = chart(*rates((2020, 5), (2021, 6), (2022, 7), (2024, 8)), of="茶叶销售额增速", sort=IndicatorKind.GROWTH)
    assert drawn.kind is ChartKind.LINE
    (series,) = drawn.series
    assert [point.joined for point in series.points] == [False, True, True, False]
    assert any("1处前后两点" in note and "没有连线" in note for note in drawn.notes)


def test_levels_that_may_not_be_compared_are_never_joined():
    drawn = chart(*(row("茶叶销售额", "云岭", str(year), year, comparability=TWO_YEARS) for year in range(2020, 2024)))
    assert drawn.kind is ChartKind.BAR
    assert not any(point.joined for point in drawn.series[0].points)


def test_each_definition_is_a_series_of_its_own_and_named():
    drawn = chart(
        *rates((2020, 5), (2021, 6), definition="甲"),
        *rates((2022, 7), (2023, 8), definition="乙"),
        of="茶叶销售额增速",
    )
    assert [one.label for one in drawn.series] == ["云岭（甲）", "云岭（乙）"]
    assert [[point.joined for point in one.points] for one in drawn.series] == [[False, True], [False, True]]


def test_expected_figures_are_a_series_of_their_own():
    drawn = chart(
        row("茶叶销售额", "云岭", "2022", 9),
        row("茶叶销售额", "云岭", "2023", 10, qualifier="预计", comparability=ESTIMATE),
    )
    assert [(one.label, one.planned) for one in drawn.series] == [("云岭", False), ("云岭（预计数）", True)]
    assert "浅色为预计数或目标数，不是实绩。" in drawn.notes


def test_one_sort_of_period_is_drawn_and_the_rest_is_said_to_be_left():
    drawn = chart(
        row("茶叶销售额", "云岭", "2022", 9),
        row("茶叶销售额", "云岭", "2023", 10),
        row("茶叶销售额", "云岭", "2023H1", 4),
    )
    assert [point.label for one in drawn.series for point in one.points] == ["2022年", "2023年"]
    assert drawn.notes[0] == "只画全年数；另有1条（半年）时段或单位不同，没有画。"


def test_values_come_to_one_unit():
    drawn = chart(row("茶叶销售额", "云岭", "2023", 1.5, "万亿元"), row("茶叶销售额", "山城", "2023", 5000))
    assert drawn.unit in ("亿元", "万亿元")
    ratio = drawn.series[0].points[0].value / drawn.series[1].points[0].value
    assert round(ratio, 6) == 3


def test_bars_begin_at_zero_and_a_flat_line_says_that_it_does_not():
    rows = rates((2020, 100.0), (2021, 101.0), (2022, 102.0))
    assert chart(*rows, kind=ChartKind.BAR).zero_based
    line = chart(*rows, kind=ChartKind.LINE)
    assert not line.zero_based
    assert "纵轴没有从零开始。" in line.notes


def test_nothing_dated_gives_no_chart():
    assert chart(row("茶叶销售额", "云岭", "undated", 9)) is None
    assert chart() is None


def test_the_sources_stand_under_the_chart_once():
    drawn = chart(row("茶叶销售额", "云岭", "2022", 9), row("茶叶销售额", "云岭", "2023", 9, source_id="news"))
    assert drawn.source_note == "来源：资料bulletin；资料news"


def test_bars_are_told_apart_by_definition_and_not_by_place():
    drawn = chart(
        row("茶叶销售额", "茶县", "2023", 9, definition="普查"),
        row("茶叶销售额", "水县", "2023", 8, definition="普查"),
        row("茶叶销售额", "云岭", "2023", 7, qualifier="预计"),
    )
    assert [one.definition for one in drawn.series] == ["普查", "普查", "预计数"]
