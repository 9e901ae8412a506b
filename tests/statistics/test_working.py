from __future__ import annotations

import re

import pytest

from advisor.statistics.types import WorkedKind
from tests.statistics.made import TWO_SOURCES, row, tables


def worked(*rows, asked: str = "茶叶销售额"):
    return tables(*rows).find(asked).worked


def test_two_places_give_a_difference_with_its_formula():
    (one,) = worked(row("茶叶销售额", "云岭", "2023", 1.2, "万亿元"), row("茶叶销售额", "山城", "2023", 8000))
    assert one.kind is WorkedKind.DIFFERENCE
    assert one.text == "2023年，云岭比山城多4000亿元（1.2万亿元－8000亿元）。"


def test_different_definitions_are_named_beside_the_result():
    (one,) = worked(
        row("茶叶销售额", "云岭", "2023", 3, definition="甲"), row("茶叶销售额", "山城", "2023", 2, definition="乙")
    )
    assert one.text.endswith("口径说明不同（云岭：甲；山城：乙），只作参考。")


def test_three_places_are_ranked_and_equals_share_a_place():
    (one,) = worked(
        *(row("茶叶销售额", name, "2023", value) for name, value in (("茶县", 2), ("山城", 5), ("水县", 2)))
    )
    assert one.kind is WorkedKind.RANK
    assert "1. 山城5亿元，2. 茶县2亿元，2. 水县2亿元" in one.text
    assert "（5亿元－2亿元）" in one.text


def test_a_place_is_a_share_of_the_one_it_lies_in_and_no_rival_of_it():
    found = worked(row("茶叶销售额", "云岭", "2023", 10), row("茶叶销售额", "茶县", "2023", 4, qualifier="近"))
    assert [one.text for one in found] == ["2023年茶县占云岭的比重约为40.00%（4亿元÷10亿元）。"]


def test_a_published_share_goes_before_our_own():
    people = (row("常住人口", "云岭", "2020", 100, "万人"), row("常住人口", "茶县", "2020", 33, "万人"))
    published = row("常住人口占全市比重", "茶县", "2020", 33.2, "%")
    (share,) = worked(*people, published, asked="常住人口")
    assert share.published
    assert "公布为33.2%" in share.text


def test_what_the_notes_forbid_is_refused_with_the_reason():
    (one,) = worked(
        row("茶叶销售额", "云岭", "2023", 3, comparability=TWO_SOURCES),
        row("茶叶销售额", "山城", "2023", 2, comparability=TWO_SOURCES, source_id="news"),
    )
    assert one.refused
    assert TWO_SOURCES in one.text
    assert not re.search(r"多\d", one.text)


def test_growth_is_worked_out_where_nothing_speaks_against_it_and_said_to_be_ours():
    (one,) = worked(row("茶农", "云岭", "2022", 100, "人"), row("茶农", "云岭", "2023", 125, "人"), asked="茶农")
    assert one.text == "云岭茶农2022年到2023年的增长按两个水平数计算为25%（（125人－100人）÷100人），不是公布的增速。"


def test_no_growth_from_nothing():
    (one,) = worked(row("茶农", "云岭", "2022", 0, "人"), row("茶农", "云岭", "2023", 125, "人"), asked="茶农")
    assert one.refused
    assert "基数为零" in one.text


@pytest.mark.parametrize("asked", ["茶叶全国名次"])
def test_ranks_are_not_subtracted(asked):
    assert worked(row(asked, "云岭", "2023", 3, "位"), row(asked, "山城", "2023", 5, "位"), asked=asked) == ()


def test_rates_differ_in_points():
    found = worked(
        row("茶叶销售额增速", "云岭", "2023", 7.5, "%"),
        row("茶叶销售额增速", "山城", "2023", 5, "%"),
        asked="茶叶销售额增速",
    )
    assert found[0].text == "2023年，云岭比山城高2.5个百分点（7.5%－5%）。"


def test_a_place_with_several_realised_figures_is_left_out_and_said_to_be():
    found = worked(
        row("茶叶销售额", "茶县", "2023", 5),
        row("茶叶销售额", "山城", "2023", 3),
        row("茶叶销售额", "水县", "2023", 2),
        row("茶叶销售额", "水县", "2023", 4, source_id="news"),
    )
    assert found[0].text == "2023年，茶县比山城多2亿元（5亿元－3亿元）。水县同期有几个数，没有列入。"


def test_a_realised_figure_stands_for_its_place_beside_an_expected_one():
    found = worked(
        row("茶叶销售额", "茶县", "2023", 5),
        row("茶叶销售额", "茶县", "2023", 9, qualifier="预计"),
        row("茶叶销售额", "山城", "2023", 3),
    )
    assert found[0].text == "2023年，茶县比山城多2亿元（5亿元－3亿元）。"
