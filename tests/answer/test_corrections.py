from __future__ import annotations

import pytest
from tea_bench import ask, bench_of, cited
from tea_library import tea_holdings

from advisor.types import ClaimKind, Status


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("云岭茶叶产值是不是已经达到50亿元了？", "50亿元", "12亿元"),
        ("既然云岭2024年茶园面积有500万亩，该怎么管？", "500万亩", "50万亩"),
        ("听说新建茶园每亩补助900元，对吗？", "900元", "600元"),
    ],
)
def test_a_wrong_figure_taken_for_granted_is_corrected(tea_bench, question, wrong, right):
    answer = ask(tea_bench, question)
    assert answer.status is Status.PREMISE_CORRECTED
    correction = answer.claims[0]
    assert correction.kind is ClaimKind.CORRECTION
    assert wrong in correction.text
    assert right in correction.text
    assert correction.citations


@pytest.mark.parametrize(
    "question",
    ["云岭2024年茶园面积是不是50万亩？", "听说新建茶园每亩补助600元，对吗？", "云岭2023年上半年茶叶产值是12亿元吧？"],
)
def test_a_right_figure_is_confirmed_and_not_corrected(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert not any(claim.kind is ClaimKind.CORRECTION for claim in answer.claims)


def test_a_plan_taken_for_fact_is_corrected_in_words_that_say_what_is_wrong(tea_bench):
    answer = ask(tea_bench, "听说云岭绿茶交易市场已经建成了，是吗？")
    assert answer.status is Status.PREMISE_CORRECTED
    assert "规划" in answer.claims[0].text
    assert "建成" in answer.claims[0].text


def test_a_scope_blown_up_is_corrected():
    bench = bench_of(tea_holdings())
    answer = ask(bench, "云岭毛尖是全国产量最高的绿茶，对吗？")
    assert answer.status is Status.PREMISE_CORRECTED


def test_what_a_source_is_known_to_have_wrong_is_not_confirmed(tea_bench):
    answer = ask(tea_bench, "云岭毛尖是不是全省产量最高的绿茶？")
    assert answer.status is Status.PREMISE_CORRECTED
    assert cited(answer)[0] == "r-out-2024"
    assert "n-best" in {notice.id for notice in answer.notices}


def test_an_assertion_nothing_decides_is_neither_confirmed_nor_corrected(tea_bench):
    answer = ask(tea_bench, "听说云岭要办茶叶飞行大赛，对吗？")
    assert answer.status is not Status.PREMISE_CORRECTED
    assert answer.status is not Status.ANSWERED


def test_what_the_asker_says_of_their_own_case_is_not_corrected(tea_bench):
    answer = ask(tea_bench, "我们镇有900亩茶园，新建茶园能申请补助吗？")
    assert answer.status is not Status.PREMISE_CORRECTED
    assert not any(claim.kind is ClaimKind.GAP for claim in answer.claims)
