"""What a sentence takes over: place, time and document of its heading and of the sentences before it."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.check.scene import SceneReader, Told
from advisor.check.splitting import UnitKind, bare, split
from advisor.search.holdings import Holdings


def read(draft: str, holdings: Holdings) -> list[Told]:
    reader, units = SceneReader(holdings, today=date(2026, 11, 23)), split(draft)
    if units[0].kind is UnitKind.HEADING:
        reader.title(bare(units[0].text))
    return [told for unit in units if (told := reader.read(unit)).unit.kind is not UnitKind.HEADING]


def test_place_and_time_are_carried_within_a_paragraph_only(tea: Holdings) -> None:
    first, second, third = read("2024年，北桥市茶园扩大。面积达到25万亩。\n产量也有增长。", tea)
    assert (first.places, second.places, third.places) == (("北桥",), ("北桥",), ("云岭",))
    assert [one.label for one in second.periods] == ["2024年"]
    assert third.periods == ()


def test_the_title_names_the_place_of_the_draft(tea: Holdings) -> None:
    (told,) = read("北桥市茶产业情况报告\n茶园面积25万亩。", tea)
    assert told.places == ("北桥",)


def test_a_heading_gives_its_place(tea: Holdings) -> None:
    (told,) = read("茶产业情况报告\n一、望潮市做法\n对冷链运输费用补助一半。", tea)
    assert told.places == ("望潮",)


def test_our_city_and_that_document_are_spelled_out_in_the_claim_alone(tea: Holdings) -> None:
    first, second = read("《茶叶质量法》自2018年7月1日起施行。该法规定，我市茶企应当建立台账。", tea)
    assert second.source_ids == ("tea-law",)
    assert second.bound
    assert second.claims == ("《茶叶质量法》规定，云岭市茶企应当建立台账。",)
    assert second.unit.text == "该法规定，我市茶企应当建立台账。"
    assert second.as_written(second.claims[0]) == second.unit.text
    assert first.as_written("《茶叶质量法》") == "《茶叶质量法》"


def test_a_rule_goes_on_about_the_document_before(tea: Holdings) -> None:
    _, second = read("《茶叶质量法》自2018年7月1日起施行。台账应当保存三年。", tea)
    assert second.source_ids == ("tea-law",)
    assert not second.bound


@pytest.mark.parametrize(
    ("text", "places"),
    [("茶叶产量居全国第一。", ()), ("《北桥市茶产业发展办法》已印发。", ()), ("东溪县茶园面积20万亩。", ("东溪县",))],
)
def test_places_named_in_titles_or_ranks_are_no_scene(tea: Holdings, text: str, places: tuple[str, ...]) -> None:
    assert SceneReader(tea, today=date(2026, 11, 23)).places_in(text) == places


def test_after_a_semicolon_the_document_and_its_time_go_on(tea: Holdings) -> None:
    _, second = read("《茶叶质量法》提出，到2028年建设冷链仓库10个；培育示范茶园20个。", tea)
    assert second.source_ids
    assert second.claims[0].startswith("《茶叶质量法》提出，到2028年")
    assert second.as_written(second.claims[0]) == "培育示范茶园20个。"


def test_after_a_full_stop_nothing_is_put_before_a_sentence(tea: Holdings) -> None:
    _, second = read("《茶叶质量法》提出，到2028年建设冷链仓库10个。培育示范茶园20个。", tea)
    assert second.claims == ("培育示范茶园20个。",)


def test_a_kind_of_document_at_the_head_of_a_sentence_points_back(tea: Holdings) -> None:
    first, second = read("《茶叶质量法》自2018年7月1日起施行。\n法第三条规定，茶企应当建立台账。", tea)
    assert second.source_ids == first.source_ids
    assert second.bound


def test_an_abbreviation_and_a_lead_in_are_not_looked_up(tea: Holdings) -> None:
    first, second = read(
        "据《茶叶质量法》（以下简称茶叶法），茶企应当建立台账。\n以下做法只作历史参考：茶农应当公示茶叶产地。", tea
    )
    assert "以下简称" not in first.claims[0]
    assert second.claims == ("茶农应当公示茶叶产地。",)


def test_last_year_is_looked_up_as_a_year_and_quoted_as_written(tea: Holdings) -> None:
    (told,) = read("去年，北桥市茶园面积25万亩。", tea)
    assert told.claims == ("2025年，北桥市茶园面积25万亩。",)
    assert [one.label for one in told.periods] == ["2025年"]
    assert told.as_written("稿中写“2025年”，来源写“2025年产量”") == "稿中写“去年”，来源写“2025年产量”"


def test_the_year_of_the_title_is_this_year(tea: Holdings) -> None:
    (told,) = read("2024年北桥市茶产业情况报告\n今年茶园面积25万亩。", tea)
    assert told.claims == ("2024年茶园面积25万亩。",)


def test_a_time_that_is_no_date_is_not_that_of_the_sentence_before(tea: Holdings) -> None:
    _, second = read("2024年，北桥市茶园扩大。两次普查之间，茶农减少三成。", tea)
    assert second.periods == ()


def test_who_reports_when_is_no_time_of_the_fact(tea: Holdings) -> None:
    (told,) = read("茶业报2020年报道，茶园2019年扩大到25万亩。", tea)
    assert [one.label for one in told.periods] == ["2019年"]


def test_a_city_grade_is_not_our_city(tea: Holdings) -> None:
    (told,) = read("望潮市2020年的若干措施把国家级、省级示范茶园和市级示范茶园都纳入支持。", tea)
    assert told.places == ("望潮",)


def test_a_sentence_on_grades_stays_in_the_place_of_its_heading(tea: Holdings) -> None:
    _, second = read("茶产业情况报告\n一、望潮市做法\n省级、市级示范茶园分别奖励。它还鼓励冷链运输。", tea)
    assert second.places == ("望潮",)
