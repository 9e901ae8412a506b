from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stages import composed, shown, with_claim
from tea_bench import ask

from advisor.answer.ground import passes
from advisor.types import Claim, ClaimKind, Status, Verdict, VerdictKind

VALUE = "云岭茶叶产值有多大？"
DIFFERENCE = "云岭和北桥2024年茶园面积相差多少？"


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("据论文，2023年上半年云岭市茶叶产值为21亿元。", "tea-paper-s001"),
        ("据论文，2023年上半年云岭市茶叶产值为12万元。", "tea-paper-s001"),
        ("据论文，2024年上半年云岭市茶叶产值为12亿元。", "tea-paper-s001"),
        ("据论文，2023年云岭市茶叶产值为12亿元。", "tea-paper-s001"),
        ("据论文，2023年上半年北桥市茶叶产值为12亿元。", "tea-paper-s001"),
        ("据论文，2023年上半年全省茶叶产值为12亿元。", "tea-paper-s001"),
        ("据论文，云岭毛尖是全国产量最高的绿茶。", "tea-paper-s007"),
        ("据论文，云岭市已经建成绿茶交易市场。", "tea-paper-s006"),
        ("根据《茶叶质量法》第八条，可以在茶叶中添加色素。", "tea-law-s001"),
        ("根据《茶叶质量法》第九条，不得在茶叶中添加色素。", "tea-law-s001"),
        ("根据《茶叶安全条例》第八条，不得在茶叶中添加色素。", "tea-law-s001"),
        ("据《云岭统计公报》，2024年北桥茶园面积为50万亩。", "r-yl-2024"),
        ("据《云岭统计公报》，2024年云岭茶园面积超过60万亩。", "r-yl-2024"),
        ("据论文，云岭茶叶协会会长为王大勇。", "tea-paper-s002"),
    ],
)
def test_a_fact_altered_after_composing_is_withheld_and_counted(tea_bench, text, passage):
    before = ask(tea_bench, VALUE)
    answer = with_claim(tea_bench, VALUE, text, passage)
    assert text not in {claim.text for claim in answer.claims}
    assert text in {claim.text for claim in answer.dropped}
    assert text not in answer.text
    assert any("1句" in line for line in answer.warnings)
    assert [claim.text for claim in answer.claims] == [claim.text for claim in before.claims]


@pytest.mark.parametrize(
    "text",
    [
        "两者相差26万亩（50万亩－25万亩）。",
        "两者相差20万亩（50万亩－30万亩）。",
        "两者相差25万亩。",
        "两者合计25万亩（50万亩＋25万亩）。",
    ],
)
def test_a_calculation_is_recomputed_from_the_cited_figures(tea_bench, text):
    answer = with_claim(tea_bench, DIFFERENCE, text, "r-yl-2024", "r-bq-2024", kind=ClaimKind.CALCULATION)
    assert text in {claim.text for claim in answer.dropped}


def test_a_calculation_whose_operand_is_not_cited_is_withheld(tea_bench):
    text = "两者相差25万亩（50万亩－25万亩）。"
    answer = with_claim(tea_bench, "云岭茶园面积是多少？", text, "r-yl-2024", kind=ClaimKind.CALCULATION)
    assert text in {claim.text for claim in answer.dropped}


def test_a_correction_may_only_deny_what_was_asserted(tea_bench):
    question = "云岭茶叶产值是不是已经达到50亿元了？"
    right = "据论文，2023年上半年云岭市茶叶产值为12亿元。"
    wrong, fair = f"不是“60亿元”。{right}", f"不是“50亿元”。{right}"
    denied = with_claim(tea_bench, question, wrong, "tea-paper-s001", kind=ClaimKind.CORRECTION)
    assert wrong in {claim.text for claim in denied.dropped}
    kept = with_claim(tea_bench, question, fair, "tea-paper-s001", kind=ClaimKind.CORRECTION)
    assert fair in {claim.text for claim in kept.claims}


def test_a_gap_may_only_name_what_was_asked(tea_bench):
    question = "望潮2024年茶园面积是多少？"
    strange = "资料库没有收录2012年“茶园面积”的资料。"
    answer = with_claim(tea_bench, question, strange, kind=ClaimKind.GAP)
    assert strange in {claim.text for claim in answer.dropped}


def test_a_gap_that_the_cited_passage_fills_is_withheld(tea_bench):
    denied = "资料库没有收录云岭2024年“茶园面积”的资料。"
    answer = with_claim(tea_bench, "云岭2024年茶园面积是多少？", denied, "r-yl-2024", kind=ClaimKind.GAP)
    assert denied in {claim.text for claim in answer.dropped}


def test_a_recommendation_needs_its_evidence(tea_bench):
    text = "据论文，建议建设茶叶机场。"
    answer = with_claim(tea_bench, "茶叶冷链怎么做？", text, "tea-paper-s003", kind=ClaimKind.RECOMMENDATION)
    assert text in {claim.text for claim in answer.dropped}


def test_a_fact_without_a_passage_is_withheld(tea_bench):
    text = "云岭市茶叶产值为12亿元。"
    assert text in {claim.text for claim in with_claim(tea_bench, VALUE, text).dropped}


def test_when_the_gate_takes_all_nothing_is_answered(tea_bench):
    answer = composed(tea_bench, VALUE)
    wrong = tuple(claim.model_copy(update={"text": "据论文，云岭市茶叶产值为99亿元。"}) for claim in answer.claims)
    done = shown(answer.model_copy(update={"claims": wrong}), tea_bench)
    assert done.status is Status.INSUFFICIENT
    assert done.claims == done.citations == done.notices == ()
    assert "99" not in done.text


def test_a_correction_that_fails_leaves_no_corrected_status(tea_bench):
    answer = composed(tea_bench, "云岭茶叶产值是不是已经达到50亿元了？")
    assert answer.status is Status.PREMISE_CORRECTED
    fact = Claim(text="据论文，云岭茶叶协会会长为周明远。", kind=ClaimKind.FACT, passage_ids=("tea-paper-s002",))
    done = shown(answer.model_copy(update={"claims": (fact,)}), tea_bench)
    assert done.status is Status.PARTLY_ANSWERED


@given(st.sampled_from(list(VerdictKind)), st.floats(min_value=0, max_value=1), st.sampled_from(list(ClaimKind)))
def test_only_what_was_checked_and_supported_passes(kind, score, claim_kind):
    claim = Claim(text="茶叶。", kind=claim_kind, verdict=Verdict(kind=kind, score=score))
    assert passes(claim) == (kind is VerdictKind.SUPPORTED)
    assert not passes(claim.model_copy(update={"verdict": None}))


@pytest.mark.parametrize(
    "question",
    [
        VALUE,
        DIFFERENCE,
        "茶叶冷链怎么做？",
        "云岭旧办法还有效吗？",
        "云岭2022年茶园面积是多少？",
        "云岭各县茶园面积谁最大？",
    ],
)
def test_everything_shown_was_checked_and_what_the_composers_say_passes(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.claims
    assert {claim.verdict.kind for claim in answer.claims} == {VerdictKind.SUPPORTED}
    assert answer.dropped == ()
