from __future__ import annotations

import math

import pytest

from advisor.errors import BadInput
from evals.core.comparison import compare_results


def run_of(item, result, values, **more):
    return result([item(str(number), {"right": value}) for number, value in enumerate(values)], **more)


def measured(comparison, key="right"):
    return next(one for one in comparison.measures if one.measure.key == key)


def test_lost_and_won_items_are_listed(item, result):
    comparison = compare_results(run_of(item, result, [1, 1, 0, 0]), run_of(item, result, [1, 0, 1, 0]))
    one = measured(comparison)
    assert [change.item.id for change in one.lost] == ["1"]
    assert [change.item.id for change in one.won] == ["2"]
    assert not one.is_worse
    assert not one.is_better


def test_a_significant_fall_is_worse_and_a_rise_better(item, result):
    before, after = [1.0] * 20, [0.0] * 8 + [1.0] * 12
    assert measured(compare_results(run_of(item, result, before), run_of(item, result, after))).is_worse
    assert measured(compare_results(run_of(item, result, after), run_of(item, result, before))).is_better


def test_slower_is_worse_where_lower_is_better(item, result):
    fast = result([item(str(n), {"ms": 10.0 + n}) for n in range(20)])
    slow = result([item(str(n), {"ms": 20.0 + n}) for n in range(20)])
    one = measured(compare_results(fast, slow), "ms")
    assert one.is_worse
    assert len(one.lost) == 20


def test_items_not_in_common_are_counted_and_left_out(item, result):
    first = result([item(key, {"right": 1.0}) for key in "abc"])
    second = result([item(key, {"right": 1.0}) for key in "bcde"])
    comparison = compare_results(first, second)
    assert (comparison.common, comparison.only_first, comparison.only_second) == (2, ("a",), ("d", "e"))
    assert measured(comparison).paired.items == 2


def test_what_could_not_be_judged_this_time_is_named_not_guessed(item, result):
    comparison = compare_results(run_of(item, result, [1.0, 1.0, math.nan]), run_of(item, result, [math.nan, 1.0, 1.0]))
    one = measured(comparison)
    assert one.fell_silent == ("0",)
    assert one.paired.items == 1


def test_measures_whose_items_depend_on_the_system_are_not_paired(item, result):
    run = result([item("a", {"precision": 1.0, "right": 1.0})])
    assert [one.measure.key for one in compare_results(run, run).measures] == ["right"]


def test_different_tasks_sets_and_columns(item, result):
    run = run_of(item, result, [1.0])
    with pytest.raises(BadInput, match="任务不同"):
        compare_results(run, run_of(item, result, [1.0], task="other"))
    with pytest.raises(BadInput, match="没有共同的条目"):
        compare_results(run, result([item("x", {"right": 1.0})]))
    with pytest.raises(BadInput, match="没有名为“judge”的列"):
        compare_results(run, run, column="judge")
    notes = compare_results(run, run_of(item, result, [1.0], set_sha256="1" * 64)).notes
    assert "题集文件内容不同" in notes[0]
