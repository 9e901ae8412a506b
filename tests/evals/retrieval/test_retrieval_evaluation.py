from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.questions.items import Expectation, Item
from evals.retrieval.evaluate import evaluate
from evals.retrieval.generate import Found, Retrieved
from evals.retrieval.gold import GoldPassages


def retrieved(found, by_fact, key="q"):
    """`found`: refs, or (ref, words, meaning), best first."""
    rows = [one if isinstance(one, tuple) else (one, 1.0, 1.0) for one in found]
    union = tuple(dict.fromkeys(ref for stating in by_fact for ref in stating))
    vital = tuple((f"事实{n}",) for n in range(len(by_fact)))
    expect = Expectation(statuses=("answered",), vital=vital)
    return Retrieved(
        item=Item(id=key, question="问", kind="figure", expect=expect, as_of=date(2026, 11, 23)),
        gold=GoldPassages(id=key, gold_passages=union, by_fact=by_fact),
        found=tuple(Found(ref=ref, text=f"文{ref}", words=words, meaning=meaning) for ref, words, meaning in rows),
        gold_texts={ref: f"文{ref}" for ref in union},
        milliseconds=10.0,
    )


def main_item(*arguments, **more):
    return next(item for item in evaluate([retrieved(*arguments, **more)]) if item.column == "main")


def test_measures_worked_out_by_hand():
    values = main_item(["x", "a", "y", "b"], (("a",), ("b",), ("c",))).values
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert values["ndcg_10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / best)
    assert values["mrr_10"] == 0.5
    assert values["recall_5"] == values["recall_10"] == pytest.approx(2 / 3)
    assert values["ap"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert values["fact_recall_10"] == pytest.approx(2 / 3)


def test_one_passage_a_fact_is_enough():
    values = main_item(["a"], (("a", "b"),)).values
    assert values["fact_recall_10"] == 1.0
    assert values["recall_10"] == 0.5


def test_the_eleventh_comes_too_late():
    values = main_item([f"x{n}" for n in range(10)] + ["a"], (("a",),)).values
    assert values["fact_recall_10"] == values["ndcg_10"] == values["mrr_10"] == 0.0
    assert values["ap"] == pytest.approx(1 / 11)


def test_nothing_found_is_zero_not_missing():
    item = main_item([], (("a",),))
    assert item.values["ndcg_10"] == 0.0
    assert item.badness == 1.0
    assert item.outcome == "a 没有检索到"
    assert item.reasons == ("前10段里没有写明“事实0”的标准段落",)


def test_each_half_is_measured_by_its_own_order():
    found = [("x", 1.0, 0.9), ("a", 5.0, 0.0), ("b", 0.0, 0.5)]
    values = {item.column: item.values["mrr_10"] for item in evaluate([retrieved(found, (("a",),))])}
    assert values == {"main": 0.5, "words": 1.0, "meaning": 0.0}


def test_a_dropped_half_shows_although_the_order_is_right():
    found = [("a", 0.0, 0.9), ("x", 0.0, 0.5)]
    values = {item.column: item.values["fact_recall_10"] for item in evaluate([retrieved(found, (("a",),))])}
    assert values == {"main": 1.0, "words": 0.0, "meaning": 1.0}


def test_only_the_order_that_is_used_can_be_at_fault():
    items = evaluate([retrieved([("x", 1.0, 1.0), ("y", 1.0, 0.0)], (("a",),))])
    assert {item.column: item.badness for item in items} == {"main": 1.0, "words": 0.0, "meaning": 0.0}


@given(st.permutations([f"p{n}" for n in range(12)]), st.sets(st.integers(0, 11), min_size=1, max_size=4))
def test_values_are_shares_and_putting_gold_first_is_best(order, gold):
    wanted = tuple(f"p{n}" for n in sorted(gold))
    by_fact = tuple((ref,) for ref in wanted)
    given_order = main_item(order, by_fact).values
    ideal = main_item([*wanted, *(ref for ref in order if ref not in wanted)], by_fact).values
    for key in ("ndcg_10", "mrr_10", "recall_10", "ap", "fact_recall_10"):
        assert 0 <= given_order[key] <= ideal[key] + 1e-9
        assert ideal[key] == pytest.approx(1.0)
