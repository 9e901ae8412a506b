from __future__ import annotations

import pytest
from tea_bench import TODAY, ask, bench_of, plan_of
from tea_library import tea_holdings

from advisor.answer.pipeline import answer_question
from advisor.answer.retrieve import fetch
from advisor.answer.select import choose
from advisor.search.ranking import rank
from advisor.types import MissingKind


def selected(bench, question: str):
    plan = plan_of(bench.reader, question)
    return choose(rank(fetch(plan, bench), plan, bench.holdings), plan, bench)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("云岭2024年茶园面积是多少？", "r-yl-2024"),
        ("云岭2023年上半年茶叶产值是多少？", "tea-paper-s001"),
        ("新建茶园每亩补助多少钱？", "yl-measures-2024-s001"),
        ("茶叶里能不能加色素？", "tea-law-s001"),
        ("生产台账要保存多久？", "tea-law-s002"),
        ("云岭2024年培训了多少采茶工？", "tea-news-s001"),
    ],
)
def test_what_is_held_is_chosen_and_nothing_is_missing(tea_bench, question, best):
    selection = selected(tea_bench, question)
    assert selection.held
    assert selection.main[0] == best
    assert selection.missing == ()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("云岭2022年茶园面积是多少？", ("2022年",)),
        ("望潮2024年茶园面积是多少？", ("望潮",)),
        ("云岭2023年茶叶产值是多少？", ("2023年",)),
    ],
)
def test_what_is_missing_is_named_as_the_question_named_it(tea_bench, question, named):
    selection = selected(tea_bench, question)
    assert not selection.held
    assert selection.main == ()
    labels = "".join(one.label for one in selection.missing)
    assert all(word in labels for word in named)


def test_the_asked_slot_is_missing_where_the_subject_is_held(tea_bench):
    selection = selected(tea_bench, "冷链仓库给多少钱支持？")
    assert not selection.held
    assert MissingKind.SLOT in {one.kind for one in selection.missing}


def test_a_plan_does_not_answer_what_is_done(tea_bench):
    assert not selected(tea_bench, "云岭实际已经建成多少个绿茶交易市场？").held


def test_taking_the_answer_away_makes_the_advisor_abstain():
    whole, less = bench_of(tea_holdings()), bench_of(tea_holdings(without=("tea-news-s001",)))
    question = "云岭2024年培训了多少采茶工？"
    assert not ask(whole, question).status.abstained
    assert ask(less, question).status.abstained


def test_an_empty_library_holds_nothing():
    everything = tuple(tea_holdings().passages)
    answer = answer_question("云岭2024年茶园面积是多少？", bench_of(tea_holdings(without=everything)), as_of=TODAY)
    assert answer.status.abstained
    assert answer.citations == ()
    assert answer.text
