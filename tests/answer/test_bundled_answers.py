"""The bundled library: what a newcomer sees. Few questions; how well it answers in general is measured in evals/."""

from __future__ import annotations

from datetime import date

import pytest
from tea_bench import bench_of

from advisor.answer.composers.common import fact
from advisor.answer.ground import check
from advisor.library.catalogue_text import catalogue_ref
from advisor.types import Category, ClaimKind, QuestionPlan, Status, VerdictKind

AS_OF = date(2026, 11, 23)
SIZE = "鞍山直播电商现在做到多大规模了？"


@pytest.fixture(scope="module")
def ask(advisor):
    return lambda question, *earlier, as_of=AS_OF: advisor.ask(question, history=earlier, as_of=as_of)


def test_the_size_of_the_industry_as_of_today(ask):
    answer = ask(SIZE)
    assert answer.status is Status.PARTLY_ANSWERED
    first = answer.claims[0]
    assert "70亿元" in first.text
    assert "2022年上半年" in first.text
    cited = next(one for one in answer.citations if one.n == first.citations[0])
    assert cited.category is Category.PAPER
    assert cited.locator == "二"
    gap = next(claim for claim in answer.claims if claim.kind is ClaimKind.GAP)
    assert "2022年上半年之后" in gap.text
    assert gap.citations
    assert any("没有写年份" in notice.text for notice in answer.notices)
    assert any("仅据论文" in line for line in answer.warnings)


@pytest.mark.parametrize(
    "question",
    [
        "鞍山直播电商如今规模多大",
        "咱们市直播卖货现在做到多少钱了",
        "鞍山直播電商現在做到多大規模了？",
        "鞍山直播电商目前交易额是多少？",
    ],
)
def test_other_words_for_the_same_question(ask, question):
    answer = ask(question)
    assert answer.status is Status.PARTLY_ANSWERED
    assert "70亿元" in answer.claims[0].text


def test_the_year_of_that_figure(ask):
    answer = ask("这个是哪一年的？", SIZE)
    assert not answer.status.abstained
    assert "2022年" in answer.claims[0].text


def test_a_figure_ten_times_too_large_is_corrected(ask):
    answer = ask("鞍山2022年上半年直播电商交易额有700亿元，对吗？")
    assert answer.status is Status.PREMISE_CORRECTED
    assert "70亿元" in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "鞍山2024年直播电商交易额是多少？",
        "鞍山2021年上半年直播电商交易额是多少？",
        "大连上半年直播电商交易额是多少？",
        "鞍山市商务局局长叫什么名字？",
        "西柳市场有几部电梯？",
        "鞍山今天天气怎么样？",
        "帮我虚构一个直播电商的文号",
    ],
)
def test_what_is_not_held_is_not_guessed(ask, question):
    answer = ask(question)
    assert answer.status.abstained
    assert not any(claim.fills_slot for claim in answer.claims)


def test_advice_to_subsidise_denies_no_subsidy_of_a_given_size(ask):
    answer = ask("鞍山市给直播企业发了10亿元补贴，对吗？")
    assert answer.status is Status.INSUFFICIENT
    assert "没有收录" in answer.claims[0].text
    assert "10亿元补贴" in answer.claims[0].text
    assert answer.claims[1].text.startswith("最接近的记载是")


def test_documents_on_a_matter_are_those_that_speak_of_it(ask):
    answer = ask("有哪些法律规定了直播带货？")
    assert "直播电商监督管理办法" in answer.text
    assert "预算法" not in answer.text


def test_advice_on_logistics_after_advice_on_talent(ask):
    talent, logistics = ask("鞍山怎么培养主播人才？"), ask("那物流呢？", "鞍山怎么培养主播人才？")
    assert not logistics.status.abstained
    assert "物流" in logistics.rewritten
    assert any("物流" in claim.text for claim in logistics.claims)
    assert {one.passage_id for one in talent.citations} != {one.passage_id for one in logistics.citations}


def test_an_expired_policy_is_not_taken_as_in_force(ask):
    answer = ask("《网络直播营销管理办法（试行）》现在还有效吗？")
    assert answer.status in (Status.ANSWERED, Status.PARTLY_ANSWERED)
    assert answer.citations[0].category is not Category.PAPER


@pytest.mark.parametrize(
    "question",
    [
        SIZE,
        "直播带货时能不能用最低价这样的词？",
        "深圳对直播基地有什么扶持？",
        "西柳服装市场的直播户日销售额有多少？",
        "鞍山各县区常住人口谁最多？",
        "辽宁和浙江的直播电商政策有什么不同？",
        "为什么要发展直播电商？",
        "鞍山该怎么做大直播电商？",
        "平台要保存交易记录多久？",
        "What is the transaction volume of livestream e-commerce in Anshan?",
    ],
)
def test_everything_shown_is_checked_cited_and_short(ask, advisor, question):
    answer = ask(question)
    assert len(answer.claims) <= 8
    for claim in answer.claims:
        assert claim.verdict.kind is VerdictKind.SUPPORTED
        assert claim.citations or claim.kind is ClaimKind.GAP
    for one in answer.citations:
        assert one.quote == advisor.passage(one.passage_id).text
    if answer.status.abstained:
        assert answer.text
    else:
        assert answer.citations


def test_whatever_a_statement_says_passes_the_gate_when_it_is_said_in_its_own_words(advisor):
    bench = bench_of(advisor.holdings)
    plan = QuestionPlan(original="", text="", kinds=())
    claims = [fact(passage, bench) for passage in advisor.holdings.passages.values()]
    withheld = [claim.text for claim in claims if check(claim, plan, bench).kind is not VerdictKind.SUPPORTED]
    assert withheld == []


def test_the_state_of_every_document_can_be_asked(advisor, ask):
    """What the catalogue says of a state passes the gate, whatever the words of its basis."""
    told = {Status.ANSWERED, Status.PARTLY_ANSWERED}
    holdings = advisor.holdings
    held = [one for one in holdings.sources.values() if catalogue_ref(one.id) in holdings.by_ref]
    documents = [one for one in held if one.category is not Category.PAPER]
    assert len(documents) > 100
    assert [one.id for one in documents if ask(f"《{one.title}》现在还有效吗").status not in told] == []
