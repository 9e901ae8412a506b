from __future__ import annotations

import pytest

from advisor.errors import BadInput
from advisor.statistics.types import Standing, WorkedKind
from advisor.types import Basis, Certainty, Notice
from tests.statistics.made import ESTIMATE, TWO_YEARS, row, tables

SALES = (
    row("茶叶销售额", "云岭", "2021", 8, id="f001", comparability=TWO_YEARS),
    row("茶叶销售额", "云岭", "2023", 10, id="f002", comparability=TWO_YEARS),
    row("茶叶销售额", "山城", "2023H1", 4, id="f003"),
    row("茶叶销售额增速", "云岭", "2023", 6.5, "%", id="f004"),
)


def test_every_figure_comes_with_source_place_basis_definition_and_note():
    result = tables(*SALES).find("茶叶销售额", regions=["云岭"], since=2023)
    (figure,) = result.figures
    assert (figure.quantity, figure.title, figure.row.locator) == ("10亿元", "资料bulletin", "正文")
    assert figure.basis == "仅见原文片段"
    contract = result.to_contract()["figures"][0]
    assert contract["comparability"] == TWO_YEARS
    assert contract["period"] == "2023年"


def test_regions_and_years_narrow_and_what_lacks_is_named():
    result = tables(*SALES).find("茶叶销售额", regions=["云岭", "山城", "水县"], since=2020, until=2023)
    assert [one.row.id for one in result.figures] == ["f001", "f002", "f003"]
    texts = [one.text for one in result.missing]
    assert texts[0] == "没有收录水县的“茶叶销售额”，各年都没有。收录了的地区：云岭、山城。"
    assert "没有收录云岭2020年、2022年的“茶叶销售额”。" in texts
    assert "山城2023年只有2023年上半年的“茶叶销售额”，没有收录全年数。" in texts
    assert "没有收录山城2020—2022年的“茶叶销售额”。" in texts


def test_years_after_the_last_figure_are_missing_too():
    result = tables(*SALES, row("茶农", "云岭", "2025", 9, "人")).find("茶叶销售额", regions=["云岭"], since=2023)
    assert [one.text for one in result.missing] == ["没有收录云岭2024年的“茶叶销售额”。最近一期是2023年。"]


def test_growth_is_cited_as_published_and_not_worked_out():
    result = tables(*SALES).find("茶叶销售额", regions=["云岭"])
    assert [one.quantity for one in result.growth] == ["6.5%"]
    (growth,) = [one for one in result.worked if one.kind is WorkedKind.GROWTH]
    assert growth.published
    assert "公布为6.5%" in growth.text
    assert "25%" not in growth.text


def test_growth_without_a_published_rate_is_refused_with_the_reason():
    result = tables(*SALES[:2]).find("茶叶销售额")
    (growth,) = result.worked
    assert growth.refused
    assert f"资料注明“{TWO_YEARS}”" in growth.text


def test_two_figures_of_one_place_and_time_stand_side_by_side_with_their_use():
    expected = row("茶叶销售额", "云岭", "2023", 11, qualifier="预计", comparability=ESTIMATE, source_id="report")
    paper = row("茶叶销售额", "云岭", "2023", 12, source_id="paper", basis=Basis.PAPER_ONLY)
    result = tables(SALES[1], expected, paper).find("茶叶销售额")
    (group,) = result.definitions
    assert group.title == "云岭2023年“茶叶销售额”有3个数"
    assert [one.standing for one in group.figures] == [Standing.OFFICIAL, Standing.EXPECTED, Standing.PAPER]
    assert "10亿元为统计机构公布数，写实绩、作比较首选" in group.guidance
    assert "只能写“预计”" in group.guidance
    assert "只能写“据论文”" in group.guidance


def test_other_indicators_of_the_same_name_are_shown_beside_and_look_alikes_named():
    online = row("茶叶网上销售额", "云岭", "2023", 3)
    result = tables(SALES[1], online).find("茶叶总额")
    assert [one.row.indicator for one in result.also] == ["茶叶网上销售额"]
    assert result.definitions[-1].title == "同一叫法的几个指标：茶叶销售额、茶叶网上销售额"
    assert tables(SALES[1], online).find("茶叶销售额").not_to_confuse == ("茶叶网上销售额",)


def test_notices_on_the_rows_travel_with_them():
    notice = Notice(
        id="n1", text="不能混用。", certainty=Certainty.USAGE, concerns=("indicator:茶叶销售额",), instead="分开写。"
    )
    assert tables(*SALES, notices=(notice,)).find("茶叶销售额").notices == ("不能混用。建议：分开写。",)
    assert tables(*SALES, row("茶农", "云岭", "2023", 1, "人"), notices=(notice,)).find("茶农").notices == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"regions": ["火星"]}, "不认识地区“火星”"),
        ({"since": 20}, "年份“20”不对"),
        ({"since": 2024, "until": 2020}, "起始年份2024晚于截止年份2020"),
    ],
)
def test_bad_input_gives_one_line(asked, told):
    with pytest.raises(BadInput, match=told):
        tables(*SALES).find("茶叶销售额", **asked)


def test_the_list_holds_indicators_with_figures_only():
    assert [(one.name, count) for one, count in tables(*SALES).listing()] == [("茶叶销售额", 3), ("茶叶销售额增速", 1)]
