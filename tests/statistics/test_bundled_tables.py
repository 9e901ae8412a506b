"""The room over the figures that ship with the program."""

from __future__ import annotations

import re

import pytest

from advisor.statistics.amounts import amount_of
from advisor.statistics.comparability import may_be_joined
from advisor.statistics.types import WorkedKind


@pytest.fixture(scope="module")
def bundled(advisor):
    return advisor.statistics()


def test_every_indicator_of_the_list_is_found_under_its_own_name(bundled):
    for one, count in bundled.listing():
        found = bundled.find(one.name)
        assert found.indicator.name == one.name
        assert len(found.figures) == count


def test_no_growth_is_worked_out_of_levels_that_the_tables_forbid_to_divide(bundled):
    for name in ("网上零售额", "地区生产总值", "社会消费品零售总额", "直播电商交易规模"):
        for one in bundled.find(name).worked:
            if one.kind is WorkedKind.GROWTH:
                assert one.published or one.refused, one.text


def test_no_two_levels_of_the_monitored_platforms_are_joined(bundled):
    figures = bundled.find("网上零售额").figures
    assert not any(may_be_joined(a.row, b.row) for a in figures for b in figures if a.row.id != b.row.id)


def test_a_formula_shown_comes_out(bundled):
    (share,) = [one for one in bundled.find("GDP", since=2022, until=2022).worked if one.kind is WorkedKind.SHARE]
    part, whole = (amount_of(bundled.row(key).row).value for key in share.row_ids)
    told = re.search(r"([\d.]+)%", share.text)
    assert told is not None
    assert float(told[1]) == pytest.approx(100 * part / whole, abs=0.005)


def test_the_city_s_share_that_is_published_is_cited(bundled):
    worked = bundled.find("常住人口", regions=["鞍山", "海城"]).worked
    (share,) = [one for one in worked if one.kind is WorkedKind.SHARE]
    assert share.published
    assert "32.11%" in share.text


def test_an_office_s_mark_shows_in_the_lookup_and_answers_the_memo(built_home, tmp_path, monkeypatch):
    import shutil

    from advisor import Advisor
    from advisor.settings import Settings

    home = tmp_path / "home"
    shutil.copytree(built_home, home)
    own = Advisor.open(Settings(home=home), briefly=True)
    assert own.signed_off("地区生产总值", "鞍山", "2022") is None
    own.ledger().mark(own.statistics().row("f019"), by="市统计局", may_publish=True)
    shown = [one for one in own.statistics().find("GDP", regions=["鞍山"]).figures if one.mark]
    assert [one.row.id for one in shown] == ["f019"]
    found = own.signed_off("地区生产总值", "鞍山", "2022年", to_publish=True)
    assert found is not None
    assert found.quantity == "1863.2亿元"
