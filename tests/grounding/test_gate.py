from __future__ import annotations

import pytest

from advisor.grounding import (
    CheckContext,
    check_calculation,
    check_correction,
    check_fact,
    check_gap,
    check_recommendation,
)
from advisor.types import VerdictKind

SUPPORTED, CONTRADICTED = VerdictKind.SUPPORTED, VerdictKind.CONTRADICTED
EAST = "2021年东山县网络零售额为120亿元。"
WEST = "2021年西山县网络零售额约80亿元。"


def test_a_fact_rests_on_its_passage() -> None:
    assert check_fact("东山县2021年网络零售额为120亿元。", [EAST]).kind is SUPPORTED
    assert check_fact("东山县2021年网络零售额为210亿元。", [EAST]).kind is CONTRADICTED


@pytest.mark.parametrize(
    "claim",
    [
        "两者相差约40亿元（120亿元－80亿元）。",
        "两者合计约200亿元（120亿元＋80亿元）。",
        "前者是后者的约1.50倍（120亿元÷80亿元）。",
        "占比约为66.67%（80亿元÷120亿元）。",
        "增幅为50%（（120亿元－80亿元）÷80亿元）。",
    ],
)
def test_a_calculation_that_comes_out(claim: str) -> None:
    assert check_calculation(claim, [EAST, WEST]).kind is SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "两者相差约50亿元（120亿元－80亿元）。",
        "两者相差约40亿元（130亿元－90亿元）。",
        "两者相差约40亿元。",
        "占比约为60%（80亿元÷120亿元）。",
        "前者是后者的1.5倍（120亿元÷0亿元）。",
    ],
)
def test_a_calculation_that_does_not(claim: str) -> None:
    assert check_calculation(claim, [EAST, WEST]).kind is not SUPPORTED


def test_the_operands_cited_must_stand_in_the_formula() -> None:
    claim = "两者相差约40亿元（120亿元－80亿元）。"
    assert check_calculation(claim, [EAST, WEST], operands=("120亿元", "约80亿元")).kind is SUPPORTED
    assert check_calculation(claim, [EAST, WEST], operands=("120亿元", "70亿元")).kind is not SUPPORTED


def test_a_calculation_names_the_places_of_its_passages() -> None:
    claim = "2021年东山县比南海县多40亿元（120亿元－80亿元）。"
    assert check_calculation(claim, [EAST, WEST]).kind is not SUPPORTED


def test_a_correction_denies_what_was_asked_and_says_what_is_held() -> None:
    question = "东山县2021年网络零售额是不是有300亿元？"
    good = "不是“300亿元”。2021年东山县网络零售额为120亿元。"
    assert check_correction(good, [EAST], question=question).kind is SUPPORTED
    assert check_correction(good.replace("300", "500"), [EAST], question=question).kind is not SUPPORTED
    assert check_correction(good.replace("120", "130"), [EAST], question=question).kind is CONTRADICTED


def test_reasons_of_a_correction_point_into_the_whole_claim() -> None:
    claim = "不是“300亿元”。2021年东山县网络零售额为130亿元。"
    found = check_correction(claim, [EAST], question="有300亿元吗")
    [reason] = [one for one in found.reasons if one.feature == "figure"]
    assert reason.claim_span is not None
    assert claim[slice(*reason.claim_span)] == "130亿元"


def test_a_gap_names_what_was_asked() -> None:
    question = "东山县2023年的网络零售额是多少 东山 2023年"
    assert check_gap("资料库没有收录2023年“网络零售额”的资料。", [EAST], question=question).kind is SUPPORTED
    assert check_gap("资料库没有收录2024年“网络零售额”的资料。", [EAST], question=question).kind is not SUPPORTED
    assert check_gap("资料库没有收录“会长姓名”这一内容。", [EAST], question=question).kind is not SUPPORTED


def test_a_gap_that_its_own_passage_fills() -> None:
    claim = "资料库没有收录2021年“网络零售额”的资料。"
    found = check_gap(claim, [EAST], question="2021年网络零售额是多少")
    assert found.kind is CONTRADICTED


def test_a_gap_after_the_latest_figure() -> None:
    context = CheckContext(period_label="2021年")
    claim = "资料库没有收录2021年之后的同一数据，上述数字不能当作目前的情况。"
    assert check_gap(claim, [EAST], question="现在多少", context=context).kind is SUPPORTED
    assert check_gap(claim.replace("2021", "2025"), [EAST], question="现在多少", context=context).kind is not SUPPORTED


def test_advice_needs_evidence_and_no_rule_against_it() -> None:
    passage = "建议对直播间统一组织比价，要求商家在其他平台下架。"
    rule = "平台不得要求商家在其他平台下架商品。"
    assert check_recommendation(passage, [passage]).kind is SUPPORTED
    assert check_recommendation(passage, [passage], prohibitions=[rule]).kind is CONTRADICTED
    assert check_recommendation("建议新建十个产业园。", [passage]).kind is not SUPPORTED
