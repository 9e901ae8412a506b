from __future__ import annotations

import pytest

from advisor.errors import BadInput
from tests.statistics.made import row, tables


@pytest.fixture
def names():
    return tables(row("茶叶销售额", "云岭", "2023", 10)).names


def test_an_indicator_goes_by_name_alias_and_synonym(names):
    for asked in ("茶叶销售额", "茶叶卖了多少", "茶叶成交金额", " 茶叶 销售额 "):
        assert names.resolve(asked).indicator.name == "茶叶销售额", asked
    assert names.resolve("茶叶销售额增长率").indicator.name == "茶叶销售额增速"


def test_a_name_of_several_indicators_brings_all_of_them(names):
    found = names.resolve("茶叶总额")
    assert [found.indicator.name, *(one.name for one in found.also)] == ["茶叶销售额", "茶叶网上销售额"]


def test_places_in_the_name_become_regions(names):
    found = names.resolve("云岭市茶叶销售额")
    assert (found.indicator.name, found.regions) == ("茶叶销售额", ("云岭",))


def test_a_slip_of_the_pen_is_taken_for_the_one_that_is_clearly_nearest(names):
    found = names.resolve("常住人口占全市的比例重")
    assert found.indicator.name == "常住人口占全市比重"
    assert found.by_likeness


def test_an_unknown_name_gives_one_line_with_the_near_ones(names):
    with pytest.raises(BadInput) as raised:
        names.resolve("茶叶")
    assert raised.value.message.startswith("没有名为“茶叶”的指标；相近的有：")
    assert "茶叶销售额" in raised.value.message
    with pytest.raises(BadInput, match="也没有相近的"):
        names.resolve("xyz")
    with pytest.raises(BadInput, match="没有写指标"):
        names.resolve("  ")


def test_growth_belongs_to_the_level_it_is_named_after(names):
    assert [one.name for one in names.growth_of("茶叶销售额")] == ["茶叶销售额增速"]
    assert names.growth_of("茶叶") == []
    assert [one.name for one in names.share_of("常住人口")] == ["常住人口占全市比重"]


def test_a_text_names_the_longest_indicator(names):
    mentioned = names.mentioned("2023年云岭茶叶成交金额增长率是多少，茶农有多少")
    assert [[one.name for one in each.indicators] for each in mentioned] == [["茶叶销售额增速"], ["茶农"]]
    shared = names.mentioned("云岭茶叶总额")
    assert [one.name for one in shared[0].indicators] == ["茶叶销售额", "茶叶网上销售额"]
