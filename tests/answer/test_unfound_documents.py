"""Documents that were looked for and not found: the answer says so, and does not pass off a neighbour."""

from __future__ import annotations

import pytest
from tea_bench import ask

from advisor.types import ClaimKind, Status


@pytest.mark.parametrize(
    "question",
    [
        "云岭市茶文化纲要写了什么？",
        "云岭出台茶文化纲要了吗？",
        "咱们的茶文化纲要出台了没？",
    ],
)
def test_a_document_looked_for_and_not_found_is_said_to_be_so(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.status is Status.INSUFFICIENT
    assert [one.source_id for one in answer.citations] == ["yl-outline"]
    assert answer.claims[0].kind is ClaimKind.GAP
    assert "没有找到" in answer.text
    assert answer.warnings == ()


@pytest.mark.parametrize(
    "question",
    [
        "云岭有哪些茶叶政策？",
        "云岭扶持措施文号是多少？",
        "云岭2024年培训了多少采茶工？",
        "北桥出台茶产业发展办法了吗？",
        "茶叶里能不能加色素？",
    ],
)
def test_what_is_held_is_not_answered_by_a_document_not_found(tea_bench, question):
    answer = ask(tea_bench, question)
    assert "yl-outline" not in [one.source_id for one in answer.citations]
    assert "查找过" not in answer.text
