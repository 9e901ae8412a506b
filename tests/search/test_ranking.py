from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tea_bench import plan_of

from advisor.answer.retrieve import fetch
from advisor.search.ranking import LEAST_ODDS, LOOKED_AT, MOST_ODDS, authority, confidence, in_first_order, rank
from advisor.types import NEUTRAL_ODDS, Fit, Rank, ScoredPassage, Validity

UNIT = st.floats(min_value=0, max_value=1)


def order(bench, question: str) -> list[str]:
    plan = plan_of(bench.reader, question)
    return [one.passage.id for one in rank(fetch(plan, bench), plan, bench.holdings)]


def test_authority_follows_legal_rank(tea):
    law = tea.sources["tea-law"]
    levels = [authority(law.model_copy(update={"rank": one})) for one in (*Rank, None)]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == len(levels)


@pytest.mark.parametrize("validity", [Validity.SUPERSEDED, Validity.REPEALED, Validity.EXPIRED])
def test_what_is_no_longer_in_force_stands_below_its_like(tea, validity):
    law = tea.sources["tea-law"]
    assert authority(law.model_copy(update={"validity": validity})) < authority(law)


def test_a_passage_of_the_asked_place_and_year_comes_first(tea_bench):
    assert order(tea_bench, "云岭2024年茶园面积是多少？")[0] == "r-yl-2024"
    assert order(tea_bench, "北桥2024年茶园面积是多少？")[0] == "r-bq-2024"


def test_what_is_in_force_comes_before_what_it_replaced(tea_bench):
    found = order(tea_bench, "新建茶园每亩补助多少钱？")
    assert found.index("yl-measures-2024-s001") < found.index("yl-measures-2015-s001")


def test_a_document_that_is_named_comes_first_even_when_lapsed(tea_bench):
    assert order(tea_bench, "云岭旧办法对新建茶园每亩补助多少钱？")[0] == "yl-measures-2015-s001"


def test_the_law_comes_before_the_paper_where_a_rule_is_asked(tea_bench):
    found = order(tea_bench, "能不能给茶叶添加色素？")
    assert found.index("tea-law-s001") < found.index("tea-paper-s005")


def test_ranking_keeps_every_passage_and_is_repeatable(tea_bench):
    plan = plan_of(tea_bench.reader, "云岭茶叶冷链怎么做？")
    found = fetch(plan, tea_bench)
    once, again = (rank(list(one), plan, tea_bench.holdings) for one in (found, reversed(found)))
    assert [one.passage.id for one in once] == [one.passage.id for one in again]
    assert {one.passage.id for one in once} == {one.passage.id for one in found}


def test_the_answering_model_is_asked_of_the_first_and_of_them_alone(tea_bench):
    plan = plan_of(tea_bench.reader, "给茶叶染颜色会被罚多少？")
    found = fetch(plan, tea_bench)
    first = [one.passage.id for one in in_first_order(found, plan, tea_bench.holdings)]
    ranked = rank(found, plan, tea_bench.holdings)
    odds = {one.passage.id: one.fit.answers for one in ranked}
    assert all(LEAST_ODDS <= one <= MOST_ODDS for one in odds.values())
    assert all(odds[key] == LEAST_ODDS for key in first[LOOKED_AT:])
    assert odds["tea-law-s003"] == max(odds.values()) > 0
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_a_passage_that_plainly_comes_first_needs_no_model(tea_bench, tmp_path):
    plan = plan_of(tea_bench.reader, "茶叶里加色素罚多少钱？")
    found = fetch(plan, tea_bench)
    first = in_first_order(found, plan, tea_bench.holdings)
    assert rank(found, plan, tea_bench.holdings, model=tmp_path / "no model there") == first
    assert first[0].passage.id == "tea-law-s003"
    assert {one.fit.answers for one in first} == {NEUTRAL_ODDS}


def test_nothing_found_is_nothing_ranked(tea_bench):
    assert rank([], plan_of(tea_bench.reader, "茶叶"), tea_bench.holdings) == []


@given(UNIT, UNIT, UNIT)
def test_confidence_is_a_probability_that_grows_with_coverage(low, high, likeness):
    from tea_library import STATEMENTS

    low, high = sorted((low, high))

    def at(share: float) -> float:
        fit = Fit(coverage=share, text_coverage=share, ask_similarity=likeness)
        return confidence(ScoredPassage(passage=STATEMENTS[0], score=0.0, fit=fit))

    assert 0 < at(low) <= at(high) < 1


def test_confidence_grows_with_what_the_answering_model_holds():
    from tea_library import STATEMENTS

    low, high = (
        confidence(ScoredPassage(passage=STATEMENTS[0], score=0.0, fit=Fit(coverage=0.5, answers=odds)))
        for odds in (LEAST_ODDS, MOST_ODDS)
    )
    assert low < 0.1 < 0.3 < high
