"""A list is told whole where its items are held, and said to be a bare total where they are not."""

from __future__ import annotations

from tea_bench import ask, with_statements
from tea_library import said

from advisor.types import Modality, Status

COUNT = said("tea-rule#s030", "二(一)", "评茶比赛的评分原则共3条。", asks="评茶比赛有哪些原则")
ITEMS = [
    said(f"tea-rule#s03{number}", f"二(一){number}", text, modality=Modality.REQUIRED)
    for number, text in enumerate(("香气优先，汤色其次。", "盲评，两人一组。", "当场公布分数。"), start=1)
]
OTHER = said("tea-rule#s039", "二(二)", "比赛每年办一次。")


def _answer(question, passages):
    return ask(with_statements(*passages), question)


def _cited(answer):
    return [key.rpartition("-")[2] for claim in answer.claims for key in claim.passage_ids]


def test_the_items_below_a_heading_follow_the_sentence_that_counts_them():
    answer = _answer("评茶比赛有哪些评分原则？", [COUNT, *ITEMS, OTHER])
    assert answer.status is Status.ANSWERED
    assert _cited(answer)[:4] == ["s030", "s031", "s032", "s033"]
    assert "比赛每年办一次" not in answer.text


def test_only_the_sentence_that_counts_answers_how_many():
    answer = _answer("评茶比赛的评分原则共几条？", [COUNT, *ITEMS, OTHER])
    assert "香气优先" not in answer.text


def test_items_that_are_not_held_are_said_not_to_be():
    answer = _answer("评茶比赛有哪些评分原则？", [COUNT, OTHER])
    assert answer.status is Status.PARTLY_ANSWERED
    assert "只记到总数“3条”，没有逐项收录" in answer.text
    told = _answer("评茶比赛的3条评分原则都有哪些？", [COUNT, OTHER])
    assert told.status is Status.INSUFFICIENT
