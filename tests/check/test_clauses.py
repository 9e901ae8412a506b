"""A sentence taken apart into facts, each completed by what stands before it."""

from __future__ import annotations

import pytest

from advisor.check.clauses import (
    facts_of,
    is_remark,
    is_specific,
    items_of,
    opening_of,
    tells_of_silence,
    without_filler,
    without_reporter,
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("据统计，近年来，茶园扩大。", "茶园扩大"),
        ("研究机构测算，茶园扩大。", "茶园扩大"),
        ("据第三方机构统计，茶园扩大。", "茶园扩大"),
        ("业内人士介绍，茶园扩大。", "茶园扩大"),
        ("市统计局测算，茶园扩大。", "市统计局测算，茶园扩大"),
        ("一是冷链不足。", "冷链不足"),
        ("其中，绿茶占八成", "绿茶占八成"),
        ("有研究认为，绿茶占八成", "绿茶占八成"),
        ("台账保存三年备查。", "台账保存三年"),
    ],
)
def test_openings_that_say_nothing_are_left_out(claim: str, wanted: str) -> None:
    assert without_filler(claim) == wanted


def test_time_and_subject_are_handed_on() -> None:
    first, second = facts_of("2024年，云岭市茶叶协会成立，是全省第一家茶叶协会")
    assert first.claims[0] == "2024年，云岭市茶叶协会成立"
    assert second.text == "是全省第一家茶叶协会"
    assert "2024年，云岭市茶叶协会是全省第一家茶叶协会" in second.claims
    assert second.claims[-1] == "是全省第一家茶叶协会"


def test_a_clause_with_its_own_time_keeps_it() -> None:
    _, second = facts_of("茶叶产量2023年为2万吨，2024年达到3万吨")
    assert "2024年茶叶产量达到3万吨" in second.claims


def test_who_reports_and_on_what_ground_open_every_fact() -> None:
    facts = facts_of("根据《茶叶质量法》第八条，不得添加色素，违者处罚款五万元")
    assert all(fact.claims[0].startswith("根据《茶叶质量法》第八条，") for fact in facts)


def test_a_condition_stays_with_what_follows_from_it() -> None:
    assert [fact.text for fact in facts_of("添加色素的，处五万元罚款")] == ["添加色素的，处五万元罚款"]


def test_a_number_with_a_thousands_comma_is_not_cut() -> None:
    assert len(facts_of("茶园面积2,000亩")) == 1


def test_what_a_sentence_is_about() -> None:
    assert "全国" in opening_of("从全国看，茶叶产量保持增长。")
    assert opening_of("云岭市茶园面积达到50万亩").endswith("云岭市茶园面积")


@pytest.mark.parametrize("text", ["发展较快", "整体态势良好", "2024年，茶产业保持增长势头", "取得明显成效"])
def test_remarks(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize("text", ["面积50万亩", "是全省第一家", "因此产量下降", "建成交易市场"])
def test_what_can_be_right_or_wrong_is_no_remark(text: str) -> None:
    assert not is_remark(text)


@pytest.mark.parametrize("text", ["但没有注明评价机构和年份", "只是没有给出覆盖口径", "未说明数据出处"])
def test_what_a_source_leaves_open(text: str) -> None:
    assert tells_of_silence(text)


@pytest.mark.parametrize("text", ["企业没有给出说法", "没有写明50万元的来源", "注明了评价机构", "尚未说明"])
def test_what_is_more_than_that(text: str) -> None:
    assert not tells_of_silence(text)


def test_specifics() -> None:
    assert is_specific("增长6.5%")
    assert is_specific("《茶叶质量法》")
    assert not is_specific("茶园扩大")


def test_what_only_names_stays_with_what_is_said_of_it() -> None:
    assert [one.text for one in facts_of("台账一类的生产资料，必须保存三年")] == ["台账一类的生产资料，必须保存三年"]
    assert len(facts_of("生产者接到通知，应当在三日内答复")) == 2


def test_a_verb_is_no_subject_that_later_clauses_take_over() -> None:
    _, second = facts_of("2023年增长9.8%，2024年增长8.6%")
    assert second.claims == ("2024年增长8.6%",)
    assert not second.bare


def test_nothing_is_no_fact() -> None:
    assert [one.text for one in facts_of("")] == [""]


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("媒体称2025年办了220多场", "2025年办了220多场"),
        ("2020年5月的报道说茶市有摊位2万个", "2020年5月茶市有摊位2万个"),
        ("公开资料显示只增长0.3%", "只增长0.3%"),
        ("媒体2025年报道全市近3万人种茶", "2025年全市近3万人种茶"),
        ("新茶社2020年报道，茶市2019年销售7亿元", "茶市2019年销售7亿元"),
        ("论文认为茶园应当扩大", "论文认为茶园应当扩大"),
        ("公开资料显示", "公开资料显示"),
    ],
)
def test_the_press_is_no_part_of_what_it_reports(clause: str, wanted: str) -> None:
    assert without_reporter(clause) == wanted


def test_what_changed_from_one_year_to_another_is_two_items() -> None:
    (fact,) = facts_of("绿茶比重由2020年的56.5%提高到2025年预计的64.1%")
    assert [item.claims for item in items_of(fact)] == [("2020年绿茶比重为56.5%",), ("2025年绿茶比重为64.1%",)]


def test_what_a_clause_is_said_of_is_not_left_out() -> None:
    *_, last = facts_of("茶叶标识的规定，2026年1月16日公布，自3月20日起施行")
    assert last.claims[0] == "茶叶标识的规定，自3月20日起施行"
    assert "自3月20日起施行" in last.bare


def test_a_noun_with_a_denial_before_it_stays_with_what_is_said_of_it() -> None:
    assert len(facts_of("不需要办登记的小茶店，依茶叶法也不必纳税")) == 1


def test_what_a_standard_is_of_stays_with_it() -> None:
    assert len(facts_of("省级、市级示范茶园，当时的标准是分别奖励100万元、50万元")) == 1
