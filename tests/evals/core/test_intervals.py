from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.core.intervals import (
    auroc,
    compare_paired,
    f1,
    mean_interval,
    measure_interval,
    percentile,
    sign_test,
    statistic_interval,
)


def test_a_mean_lies_in_its_interval_and_a_seed_repeats_it():
    values = [0.0, 1.0] * 50
    first, again = (mean_interval(values, seed=1) for _ in range(2))
    assert first == again
    assert first.value == 0.5
    assert 0.38 < first.low < 0.45 < 0.55 < first.high < 0.62


def test_more_items_make_the_interval_narrower():
    few, many = mean_interval([0.0, 1.0] * 10), mean_interval([0.0, 1.0] * 1000)
    assert many.high - many.low < (few.high - few.low) / 5


def test_an_interval_of_very_many_items_is_drawn_in_blocks():
    assert mean_interval(np.ones(5000)).value == 1.0


def test_no_items_have_no_mean():
    assert math.isnan(mean_interval([]).value)


def test_all_right_is_not_surely_right():
    # Wilson for 3 of 3: 3 / (3 + 1.96^2).
    found = measure_interval([1.0, 1.0, 1.0])
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(3 / (3 + 1.959964**2), abs=1e-5)
    assert measure_interval([0.0] * 3).high == pytest.approx(1 - found.low)


@pytest.mark.parametrize(
    ("labels", "scores", "area"),
    [
        ([1, 1, 0, 0], [0.9, 0.8, 0.2, 0.1], 1.0),
        ([1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9], 0.0),
        ([1, 0], [0.5, 0.5], 0.5),
        ([1, 1, 0], [0.9, 0.3, 0.5], 0.5),
        ([1, 1, 0, 0], [0.9, 0.4, 0.4, 0.1], 0.875),
    ],
)
def test_area_under_the_curve(labels, scores, area):
    assert auroc(np.array(labels, float), np.array(scores)) == area


def test_area_is_not_defined_with_one_label():
    assert math.isnan(auroc(np.ones(3), np.ones(3)))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_area_counts_pairs(rows):
    labels, scores = (np.array(column, float) for column in zip(*rows, strict=True))
    pairs = [(p > n) + (p == n) / 2 for p in scores[labels == 1] for n in scores[labels == 0]]
    found = auroc(labels, scores)
    assert math.isnan(found) if not pairs else found == pytest.approx(sum(pairs) / len(pairs))


def test_f1_of_one_hit_one_miss_one_false_alarm():
    assert f1(np.array([1.0, 1.0, 0.0, 0.0]), np.array([1.0, 0.0, 1.0, 0.0])) == 0.5
    assert math.isnan(f1(np.zeros(2), np.zeros(2)))


def test_a_statistic_is_resampled_by_item():
    labels, scores = [1.0] * 30 + [0.0] * 30, [0.8] * 25 + [0.2] * 35
    found = statistic_interval([labels, scores], auroc)
    assert found.value == pytest.approx(1 - 5 / 60)
    assert found.low < found.value < found.high <= 1.0


def test_a_statistic_of_nothing_is_not_defined():
    assert math.isnan(statistic_interval([[], []], auroc).value)
    assert percentile(50)(np.array([1.0, 2.0, 9.0])) == 2.0


@pytest.mark.parametrize(
    ("won", "lost", "p"), [(0, 0, 1.0), (0, 5, 0.0625), (0, 6, 0.03125), (3, 3, 1.0), (1, 7, 18 / 256)]
)
def test_exact_sign_test(won, lost, p):
    assert sign_test(won, lost) == pytest.approx(p)


def test_six_lost_and_none_won_is_significant_five_is_not():
    before = [1.0] * 100
    six, five = ([0.0] * lost + [1.0] * (100 - lost) for lost in (6, 5))
    worse = compare_paired(before, six)
    assert (worse.won, worse.lost, worse.p) == (0, 6, 0.03125)
    assert worse.difference.value == pytest.approx(-0.06)
    assert worse.significant
    assert not compare_paired(before, five).significant


def test_no_change_is_never_significant():
    same = compare_paired([0.3, 0.7, 1.0], [0.3, 0.7, 1.0])
    assert same.p == 1.0
    assert same.difference.low == same.difference.high == 0.0
    assert not same.significant


def test_graded_values_are_tested_by_exchange():
    before = np.linspace(0.3, 0.9, 40)
    assert compare_paired(before, before - 0.1).significant
    shaken = before + np.where(np.arange(40) % 2, 0.1, -0.1)
    assert not compare_paired(before, shaken).significant


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=40))
def test_exchanging_the_runs_exchanges_won_and_lost(rows):
    first, second = [row[0] for row in rows], [row[1] for row in rows]
    there, back = compare_paired(first, second), compare_paired(second, first)
    assert (there.won, there.lost, there.p) == (back.lost, back.won, back.p)
    assert there.difference.value == pytest.approx(-back.difference.value)
