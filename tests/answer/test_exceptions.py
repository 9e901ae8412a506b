"""A rule asked about comes with the statement of its article that takes cases out of it, and with no other."""

from __future__ import annotations

import pytest
from tea_bench import ask, with_statements
from tea_library import said

from advisor.types import Modality

RULE = said(
    "tea-rule#s020",
    "第九条",
    "消费者网购茶叶，可以七日内无理由退货。",
    modality=Modality.ALLOWED,
    asks="网购茶叶能退货吗",
)
EXCEPTION = said(
    "tea-rule#s021", "第九条", "网购茶叶无理由退货不适用于定制茶饼和拆封茶样。", modality=Modality.PROVIDED
)
OTHER_DUTY = said(
    "tea-rule#s022",
    "第九条",
    "不适用的茶样种类要由经营者显著标注并经县级市场监管部门核对。",
    modality=Modality.REQUIRED,
)
ELSEWHERE = said("tea-rule#s023", "第十二条", "散装毛茶收购不适用产地公示。", modality=Modality.PROVIDED)


def _cited(question: str) -> list[str]:
    bench = with_statements(RULE, EXCEPTION, OTHER_DUTY, ELSEWHERE)
    return [one.passage_id for one in ask(bench, question).citations]


@pytest.mark.parametrize("question", ["网购茶叶可以退货吗？", "网购茶叶能不能无理由退货？"])
def test_the_exception_comes_with_the_rule(question):
    cited = _cited(question)
    assert {RULE.id, EXCEPTION.id} <= set(cited)
    assert OTHER_DUTY.id not in cited


@pytest.mark.parametrize("question", ["茶叶里能不能加色素？", "网上卖茶叶要公示产地吗？", "生产台账要保存多久？"])
def test_another_rule_brings_no_exception_to_this_one(question):
    assert not {EXCEPTION.id, OTHER_DUTY.id} & set(_cited(question))
