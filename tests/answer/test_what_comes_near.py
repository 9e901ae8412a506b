"""What comes near and is not what was asked, on the bundled library."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.types import ClaimKind, Status

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def ask(advisor):
    return lambda question: advisor.ask(question, as_of=AS_OF)


@pytest.mark.parametrize("question", ["鞍山2024年GDP实际增长多少", "鞍山2024年社零实际增长多少"])
def test_a_target_does_not_stand_for_an_outcome(ask, question):
    answer = ask(question)
    assert answer.status is Status.INSUFFICIENT
    assert answer.claims[0].kind is ClaimKind.GAP
    assert answer.claims[1].text.startswith("最接近的记载是")
    assert "目标" in answer.claims[1].text


def test_a_forecast_does_not_stand_for_a_target(ask):
    assert ask("鞍山2026年社会消费品零售总额增长目标是多少").status is Status.INSUFFICIENT


def test_a_target_that_is_held_is_told(ask):
    answer = ask("鞍山2024年社零增长目标是多少")
    assert answer.status is Status.ANSWERED
    assert "9%" in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    ["鞍山是不是首批现代商贸流通体系试点城市", "鞍山有没有获批国家电子商务示范城市", "鞍山是不是跨境电商综试区"],
)
def test_another_standing_is_not_the_one_asked_about(ask, question):
    answer = ask(question)
    assert answer.status is Status.INSUFFICIENT
    assert answer.claims[0].kind is ClaimKind.GAP


def test_a_standing_that_a_source_gives_is_told(ask):
    assert ask("岫岩到底是不是国家电子商务进农村综合示范县？").status is Status.ANSWERED


def test_a_multiple_is_worked_out_of_one_passage_that_gives_both_years(ask):
    answer = ask("2020年全国快递业务量是2015年的几倍")
    assert answer.status is Status.ANSWERED
    assert "833.6亿件÷206.7亿件" in answer.claims[0].text


def test_alternatives_of_a_rule_are_not_divided(ask):
    answer = ask("直播间卖假冒食品，赔几倍")
    assert all(claim.kind is not ClaimKind.CALCULATION for claim in answer.claims)
    assert "10倍" in answer.claims[0].text


@pytest.mark.parametrize("question", ["海城属于2020年度示范县对吧", "直播间不公示真正卖货的是谁，罚款20万对吗？"])
def test_what_speaks_of_another_thing_corrects_nothing(ask, question):
    assert all(claim.kind is not ClaimKind.CORRECTION for claim in ask(question).claims)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("社会团体每年什么时候报工作报告、接受年检？", "3月31日前"),
        ("违反价格法第十四条会怎么处罚？", "第四十条"),
        ("快递末端网点用不用办营业执照，多久备案，不备案罚多少", "情节严重的罚款1万元至5万元"),
        ("直播虚假宣传按反不正当竞争法最高罚多少，虚假广告呢", "广告费"),
    ],
)
def test_what_is_asked_is_answered_in_every_part(ask, question, word):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert word in answer.text


def test_another_indicator_is_no_answer_however_near_it_comes(ask):
    answer = ask("鞍山市2024年末常住人口有多少万？")
    assert answer.status is Status.INSUFFICIENT
    assert "户籍" not in answer.text


def test_a_figure_asked_for_in_quite_other_words_is_found(ask):
    answer = ask("鞍山户口本上60岁以上的，2024年底是多少人？")
    assert answer.status is Status.ANSWERED
    assert "105.5649万人" in answer.claims[0].text
