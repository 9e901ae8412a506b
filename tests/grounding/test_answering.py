"""The model that tells whether a passage answers a question: what is general about it, not how well it was taught."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.grounding.answering import answering

KEPT = "茶叶生产者应当建立生产台账，台账保存不少于三年。"
FINED = "在茶叶中添加色素的，处五万元以上二十万元以下罚款。"
GROWN = "2024年云岭市茶园面积为32万亩。"


def test_the_passage_that_tells_what_is_asked_comes_first():
    for question, right in (
        ("生产台账要留多久", KEPT),
        ("往茶叶里加色素会罚多少钱", FINED),
        ("云岭2024年有多少亩茶园", GROWN),
    ):
        held = [KEPT, FINED, GROWN]
        odds = answering(question, held)
        assert held[odds.index(max(odds))] == right


def test_a_passage_on_something_else_hardly_answers():
    [right, wrong] = answering("往茶叶里加色素会罚多少钱", [FINED, GROWN])
    assert right - wrong > 2


def test_each_passage_is_judged_by_itself():
    together = answering("生产台账要留多久", [KEPT, FINED])
    assert together == [*answering("生产台账要留多久", [KEPT]), *answering("生产台账要留多久", [FINED])]
    assert answering("生产台账要留多久", []) == []


@given(st.text(max_size=30), st.text(max_size=60))
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_asked_and_held(question, passage):
    [odds] = answering(question, [passage])
    assert -40 < odds < 40
