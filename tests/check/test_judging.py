"""Verdicts on sentences of a draft about the imaginary city."""

from __future__ import annotations

import pytest

from advisor.check.types import CheckedSentence, FindingKind, SentenceKind, SentenceVerdict


def said(sentence: CheckedSentence) -> str:
    return "".join((*sentence.reasons, *(f"{one.text}{one.advice}" for one in sentence.findings)))


@pytest.mark.parametrize(
    "draft",
    [
        "2023年上半年，云岭市茶叶产值为12亿元。",
        "2024年，全市茶园面积达到50万亩，茶叶产量3万吨，增长6.5%。",
        "茶叶生产者应当建立生产台账，台账保存不少于三年。",
        "对新建茶园每亩给予600元补助。",
        "云岭茶叶协会会长为周明远。",
        "北桥市茶园面积2024年为25万亩。",
        "东溪县茶园面积20万亩。",
    ],
)
def test_what_the_library_says_is_supported_with_its_source(check, draft: str) -> None:
    (sentence,) = check(draft).sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED
    assert sentence.citations
    assert all(cited.quote for cited in sentence.citations)


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("2023年上半年，云岭市茶叶产值为21亿元。", "12亿元"),
        ("2023年上半年，云岭市茶叶产值为12万元。", "12亿元"),
        ("云岭茶叶协会会长为周远明。", "周明远"),
        ("云岭毛尖是全国产量最高的绿茶。", "全省"),
        ("在茶叶中添加色素的，处五万元以上五十万元以下罚款。", "二十万元"),
        ("云岭市已建成绿茶交易市场。", "规划"),
    ],
)
def test_what_the_library_says_otherwise_is_contradicted_and_the_right_form_given(
    check, draft: str, right: str
) -> None:
    (sentence,) = check(draft).sentences
    assert sentence.verdict is SentenceVerdict.CONTRADICTED
    assert right in said(sentence)
    assert any(one.kind is FindingKind.CONTRADICTION for one in sentence.findings)


@pytest.mark.parametrize("draft", ["2024年，云岭市茶叶出口额为3亿元。", "云岭市建成茶叶博物馆。"])
def test_what_is_not_held_is_not_found(check, draft: str) -> None:
    (sentence,) = check(draft).sentences
    assert sentence.verdict is SentenceVerdict.NOT_FOUND
    assert any(one.kind is FindingKind.WITHOUT_SOURCE for one in sentence.findings)


def test_a_figure_of_another_place_contradicts_nothing(check) -> None:
    (sentence,) = check("望潮市2024年茶园面积为50万亩。").sentences
    assert sentence.verdict is SentenceVerdict.NOT_FOUND


def test_a_sentence_that_leaves_out_place_and_time_takes_them_over(check) -> None:
    draft = "2024年，云岭市茶产业稳步发展。茶园面积达到50万亩。"
    remark, figure = check(draft).sentences
    assert remark.kind is SentenceKind.FORMULA
    assert figure.verdict is SentenceVerdict.SUPPORTED
    assert figure.text == "茶园面积达到50万亩。"
    assert figure.citations[0].quote.startswith("2024年云岭")


def test_of_several_facts_the_one_without_a_source_is_named(check) -> None:
    draft = "2024年，云岭市茶园面积达到50万亩，带动就业9万人。"
    (sentence,) = check(draft).sentences
    assert sentence.verdict is SentenceVerdict.NOT_FOUND
    assert "“带动就业9万人”没有找到来源" in said(sentence)
    (finding,) = [one for one in sentence.findings if one.kind is FindingKind.WITHOUT_SOURCE]
    assert draft[slice(*finding.span)] == "带动就业9万人"


def test_what_is_ascribed_to_a_document_must_stand_in_it(check) -> None:
    (sentence,) = check("根据《茶叶网上经营管理办法》，对新建茶园每亩给予600元补助。").sentences
    assert sentence.verdict is SentenceVerdict.NOT_FOUND


def test_what_is_intended_needs_no_source(check) -> None:
    (sentence,) = check("我市将继续扩大茶园面积，力争到2028年达到80万亩。").sentences
    assert sentence.verdict is SentenceVerdict.NOT_FACTUAL
    assert sentence.kind is SentenceKind.PROPOSAL


def test_notices_on_the_fact_are_shown_once(check) -> None:
    draft = (
        "云岭市茶园面积2024年为50万亩。\n2023年上半年，云岭市茶叶产值为12亿元。\n2023年上半年，我市茶叶产值为12亿元。"
    )
    sentences = check(draft).sentences
    notices = [one.text for sentence in sentences for one in sentence.findings if one.kind is FindingKind.NOTICE]
    assert "产值12亿元是上半年数，不能当作全年数。" in notices
    assert len(notices) == len(set(notices))


def test_a_sentence_in_another_language_is_not_checked_and_says_so(check) -> None:
    (sentence,) = check("The tea gardens of Yunling cover a large area and yield green tea.").sentences
    assert sentence.verdict is SentenceVerdict.NOT_CHECKED
    assert sentence.reasons


def test_a_rounded_figure_is_right(check, tea) -> None:
    (sentence,) = check("云岭市2024年茶叶产量增长6.5%。").sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED


def test_a_clause_that_leans_on_its_sentence_yields_to_a_denial_of_the_whole(check) -> None:
    (sentence,) = check("茶叶生产者应当建立生产台账，台账可以不保存。").sentences
    assert sentence.verdict in {SentenceVerdict.CONTRADICTED, SentenceVerdict.NOT_FOUND}


def test_a_clause_of_nothing_in_particular_that_leads_in_needs_no_source(check) -> None:
    (sentence,) = check("纠纷也在增多，2024年全市茶园面积达到50万亩。").sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED
    assert "没有单独核对" in said(sentence)


def test_what_a_source_leaves_open_needs_no_source(check) -> None:
    (sentence,) = check("2024年全市茶园面积达到50万亩，但没有注明统计口径。").sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED
    assert "没有写明什么" in said(sentence)


@pytest.mark.parametrize("lead", ["茶园已全部改造", "因为雨水好", "游客须凭证件入园"])
def test_a_leading_clause_that_states_something_needs_one(check, lead: str) -> None:
    (sentence,) = check(f"{lead}，2024年全市茶园面积达到50万亩。").sentences
    assert sentence.verdict is not SentenceVerdict.SUPPORTED


def test_last_year_is_held_against_the_year_it_means(check) -> None:
    right, wrong = check("2025年茶产业工作汇报\n去年全市茶园面积达到50万亩。\n去年全市茶园面积达到60万亩。").sentences[
        1:
    ]
    assert right.verdict is SentenceVerdict.SUPPORTED
    assert wrong.verdict is SentenceVerdict.CONTRADICTED


def test_the_words_in_dispute_are_marked_where_they_are_wrong(check) -> None:
    text = "2024年，云岭市茶园面积为50万亩，其中北桥市茶园面积为50万亩。"
    (sentence,) = check(text).sentences
    (finding,) = [one for one in sentence.findings if one.kind is FindingKind.CONTRADICTION]
    assert text[slice(*finding.span)] == "50万亩"
    assert finding.span[0] > text.index("北桥")
