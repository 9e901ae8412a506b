"""Measures: what the paper advises is bounded by today's rules, and what needs conditions brings them along."""

from __future__ import annotations

import pytest

from advisor.memo.conditions import Proposal, proposals_in, words_of
from advisor.memo.types import Memo, SentenceKind


def paragraph(memo: Memo, lead: str):
    return next(
        one for section in memo.sections for part in section.parts for one in part.paragraphs if one.lead == lead
    )


def numbers(desk, ids) -> set[str]:
    return {desk.holdings.passages[key].ref for key in ids}


def test_a_measure_that_rules_limit_is_the_papers_word_with_the_rule_and_what_to_do_instead(drafted, desk) -> None:
    memo = drafted("培育直播电商龙头企业", areas=("龙头企业",))
    told = paragraph(memo, "培育龙头企业")
    text = told.text
    assert "论文建议通过政策引导" in text
    assert "但是，《中华人民共和国" in text or "但是，《公平竞争审查条例》" in text
    assert "建议让条件对各类经营者开放" in text
    limiting = [one for one in told.sentences if "不得给特定经营者" in one.text]
    assert numbers(desk, limiting[0].passage_ids) == {"fcr-783#s006"}


def test_a_subsidy_brings_its_conditions_with_their_rules(drafted, desk) -> None:
    memo = drafted("加强主播培训", areas=("人才",))
    told = paragraph(memo, "引进急需的高级人才")
    condition = told.sentences[-1]
    for word in ("公开征求意见", "公平竞争审查", "合法性审核", "有效期", "奖励"):
        assert word in condition.text
    assert condition.kind is SentenceKind.RECOMMENDATION
    assert {"biz-env-722#s004", "fcr-783#s013", "gbf-2018-37#s004", "ln-clean-237#s001"} == numbers(
        desk, condition.passage_ids
    )


def test_an_official_paper_orders_and_does_not_cite_the_paper_for_what_it_orders(drafted) -> None:
    memo = drafted("促进直播电商发展", "意见", areas=("人才", "龙头企业", "物流"), addressees=("各县（市）区人民政府",))
    text = "".join(one.text for one in memo.sentences() if one.kind is SentenceKind.RECOMMENDATION)
    assert "论文建议" not in text
    assert not any(one.text.startswith("建议") for one in paragraph(memo, "加强末端配送").sentences)


def test_rules_come_in_the_order_of_authority(drafted, desk) -> None:
    memo = drafted("加快发展直播电商")
    ranks = ["法律", "行政法规", "部门规章", "地方政府规章", "规范性文件"]
    for section in memo.sections:
        for one in (p for part in section.parts if part.area for p in part.paragraphs):
            first = [
                ranks.index(desk.holdings.sources[desk.holdings.passages[key].source_id].rank)
                for sentence in one.sentences
                if not sentence.connective and sentence.kind is SentenceKind.FACT and "论文" not in sentence.text
                for key in sentence.passage_ids
                if desk.holdings.sources[desk.holdings.passages[key].source_id].rank
            ]
            assert first == sorted(first)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("对直播企业给予奖励。", (Proposal.SUBSIDY,)),
        ("对本地企业给予融资倾斜。", (Proposal.PREFERENCE,)),
        ("把失信企业列入黑名单。", (Proposal.RESTRICTION,)),
        ("加强末端配送。", ()),
    ],
)
def test_what_needs_conditions_is_known_by_its_words(text: str, kinds: tuple[Proposal, ...]) -> None:
    assert proposals_in(text) == kinds
    assert bool(words_of(text)) is bool(kinds)


def test_rules_on_the_very_topic_come_before_the_measures_of_the_index(drafted) -> None:
    memo = drafted("未成年人保护")
    text = paragraph(memo, "落实有关现行规定").text
    assert "不得为未满16周岁的未成年人提供直播发布者账号注册服务" in text
