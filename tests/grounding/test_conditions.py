"""Rules told without their condition."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.conditions import condition_faults
from advisor.grounding.gate import WRITTEN_FROM, check_fact
from advisor.grounding.reading import read_together
from advisor.types import VerdictKind

RULE = "市场开办者明知摊主出售病死畜禽却不制止的，要与摊主承担连带责任。"
FINE = "仓库不配备消防设施、不培训值班人员等，拒不改正或者情节严重的，处1万元以上5万元以下罚款。"


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("市场开办者要与摊主承担连带责任。", RULE, False),
        ("市场开办者明知摊主出售病死畜禽却不制止的，要与摊主承担连带责任。", RULE, True),
        ("对卖病死猪鸡的商户睁一只眼闭一只眼，市场开办者要跟着担责。", RULE, True),
        ("仓库不配备消防设施的，处1万元以上5万元以下罚款。", FINE, False),
        ("仓库不配备消防设施，情节严重的，处1万元以上5万元以下罚款。", FINE, True),
    ],
)
def test_a_condition_that_a_rule_sets_has_to_be_told(claim: str, passage: str, told: bool) -> None:
    reading, held = read_together(claim, [passage])
    assert bool(condition_faults(reading, held)) is not told


def test_a_rule_without_its_condition_is_not_shown_as_a_models_sentence() -> None:
    found = check_fact("市场开办者要与摊主承担连带责任。", [RULE], shown_from=WRITTEN_FROM)
    assert found.kind is not VerdictKind.SUPPORTED
    assert any("另有条件" in reason.text and reason.passage_span for reason in found.reasons)


def test_it_lowers_no_score_where_the_condition_is_told() -> None:
    assert check_claim(RULE, [RULE]).score == 1.0
