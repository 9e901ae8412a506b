"""Who does something: asked for, and told."""

from __future__ import annotations

import pytest

from advisor.search.doers import doing_asked, tells_who


@pytest.mark.parametrize(
    "text", ["茶业发展谁牵头", "茶叶标识归谁管", "茶园由哪个部门验收认定", "办法要向谁备案", "卖假茶由什么机关处罚"]
)
def test_it_is_asked_who_does_something(text):
    assert doing_asked(text) is not None


@pytest.mark.parametrize("text", ["茶业发展怎么牵头", "谁都可以开店吗", "茶叶协会会长是谁", "补助多少钱"])
def test_other_questions_ask_for_no_doer(text):
    assert doing_asked(text) is None


@pytest.mark.parametrize(
    ("question", "passage", "told"),
    [
        ("茶业发展谁牵头", "茶业发展由市农业农村局牵头，有关部门配合。", True),
        ("茶业发展谁牵头", "支持茶企建设冷链仓库。", False),
        ("办法要向谁备案", "规范性文件由各级政府报上一级政府备案。", True),
        ("办法要向谁备案", "规范性文件要写明施行日期。", False),
        ("茶叶标识归谁管", "茶叶标识由县级以上市场监管部门监督管理。", True),
        ("茶叶标识归谁管", "茶叶标识应当写明产地。", False),
        ("卖假茶由哪个部门处罚", "卖假茶的，由市场监管部门责令改正，处五万元罚款。", True),
    ],
)
def test_a_passage_tells_who_does_it_or_does_not(question, passage, told):
    doing = doing_asked(question)
    assert doing is not None
    assert tells_who(passage, doing) is told
