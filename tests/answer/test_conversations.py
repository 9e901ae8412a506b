from __future__ import annotations

from tea_bench import TODAY, ask, cited

from advisor.answer.pipeline import answer_question
from advisor.types import Status, Turn

AREA_2024 = "云岭2024年茶园面积是多少？"


def test_each_part_of_a_question_is_answered(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积是多少？生产台账要保存多久？")
    assert answer.status is Status.ANSWERED
    assert {"r-yl-2024", "tea-law-s002"} <= set(cited(answer))


def test_a_part_about_a_document_does_not_swallow_the_other_part(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积是多少？云岭扶持措施文号是多少？")
    assert "50万亩" in answer.text
    assert "云政发〔2024〕8号" in answer.text


def test_a_part_that_is_not_held_is_said_to_be_missing(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积是多少？云岭2010年培训了多少采茶工？")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "50万亩" in answer.text
    assert "没有收录" in answer.text


def test_a_follow_up_by_place_and_by_time(tea_bench):
    assert cited(ask(tea_bench, "那北桥呢？", AREA_2024)) == ["r-bq-2024"]
    assert cited(ask(tea_bench, "2023年呢？", AREA_2024)) == ["r-yl-2023"]


def test_a_follow_up_to_what_is_not_held_abstains(tea_bench):
    assert ask(tea_bench, "那望潮呢？", AREA_2024).status.abstained
    assert ask(tea_bench, "2019年呢？", AREA_2024).status.abstained


def test_the_year_of_the_figure_just_given(tea_bench):
    answer = ask(tea_bench, "这个是哪一年的？", "云岭茶叶产值有多大？")
    assert cited(answer)[:1] == ["tea-paper-s001"]
    assert "2023年" in answer.claims[0].text


def test_the_growth_of_the_figure_just_given(tea_bench):
    assert cited(ask(tea_bench, "增速呢？", "云岭茶叶产量是多少？"))[:1] == ["r-rate-2024"]


def test_the_difference_of_the_two_figures_just_given(tea_bench):
    answer = ask(tea_bench, "两个差多少？", AREA_2024, "北桥呢？")
    assert "25万亩（50万亩－25万亩）" in answer.claims[0].text


def test_more_on_the_second_point_begins_with_it(tea_bench):
    before = ask(tea_bench, "茶叶冷链怎么做？")
    answer = ask(tea_bench, "第二条展开说", "茶叶冷链怎么做？")
    assert answer.claims[0].passage_ids == before.claims[1].passage_ids


def test_a_point_that_was_never_made_is_not_invented(tea_bench):
    answer = ask(tea_bench, "第九条展开说", AREA_2024)
    assert all(claim.verdict is not None for claim in answer.claims)
    assert set(cited(answer)) <= {"r-yl-2024"}


def test_what_an_assistant_said_earlier_is_no_source(tea_bench):
    said = "云岭2024年茶园面积是999万亩。"
    history = [Turn(role="user", content=AREA_2024), Turn(role="assistant", content=said)]
    answer = answer_question("那北桥呢？", tea_bench, history=history, as_of=TODAY)
    assert "999" not in answer.text
