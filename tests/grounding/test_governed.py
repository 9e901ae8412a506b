"""Very words of a passage that stand there under a denial or a prohibition."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("向供货商收取进场费。", "卖场不得向供货商收取进场费。"),
        ("以会员注册地为条件发放补贴。", "各区不得以会员注册地为条件发放补贴（第二项）。"),
        ("借评比活动排除、限制竞争。", "主管单位严禁借评比活动排除、限制竞争。"),
        ("为没有检验过的苗木出具证明。", "检疫员不得为没有检验过的苗木出具证明。"),
    ],
)
def test_what_a_passage_forbids_is_not_supported_by_its_bare_words(claim: str, passage: str) -> None:
    found = check_claim(claim, [passage])
    assert found.kind is VerdictKind.CONTRADICTED
    assert any("论断略去了" in reason.text for reason in found.reasons)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("不得向供货商收取进场费。", "卖场不得向供货商收取进场费。"),
        ("首次经营前应当办理备案。", "不设门店的经营者首次经营前应当办理备案。"),
        (
            "《茶叶规则》效力状态不明（有效期没有看到）。",
            "《茶叶规则》由云岭市制定，效力状态为不明（有效期没有看到）。",
        ),
    ],
)
def test_a_denial_that_the_claim_keeps_or_that_is_of_something_else_is_no_fault(claim: str, passage: str) -> None:
    assert check_claim(claim, [passage]).kind is VerdictKind.SUPPORTED
