from __future__ import annotations

import math

import pytest

from evals.core.aggregating import aggregate
from evals.core.intervals import auroc
from evals.core.measures import Measure, Role, Statistic, Unit, maybe, shown, shown_of_item

RIGHT = Measure(key="right", label="答对率")
SCORE = Measure(key="score", label="分", role=Role.COLUMN)
AREA = Statistic(Measure(key="area", label="区分能力"), ("right", "score"), auroc)


def found(estimates, measure, group="", column="main"):
    return next((e for e in estimates if (e.measure, e.group, e.column) == (measure, group, column)), None)


def test_not_judged_is_counted_and_not_averaged(item):
    items = [item(key, {"right": value}) for key, value in zip("abcd", [1.0, 0.0, math.nan, None], strict=True)]
    estimate = found(aggregate(items, [RIGHT]), "right")
    assert (estimate.value, estimate.items, estimate.not_judged) == (0.5, 2, 1)


def test_a_measure_nobody_has_a_say_in_has_no_value(item):
    estimate = found(aggregate([item("a", {})], [RIGHT]), "right")
    assert (estimate.value, estimate.items, estimate.low) == (None, 0, None)


def test_groups_by_kind_and_tag(item):
    items = [
        item("a", {"right": 1.0}, kind="figure", tags=("hard",)),
        item("b", {"right": 0.0}, kind="date", tags=("hard", "late")),
        item("c", {"right": 1.0}, kind="date"),
    ]
    estimates = aggregate(items, [RIGHT])
    assert found(estimates, "right", "kind:figure").value == 1.0
    assert found(estimates, "right", "kind:date").value == 0.5
    assert found(estimates, "right", "tag:hard").items == 2
    assert found(estimates, "right", "tag:late").low is None, "one item has no interval"


def test_columns_are_never_mixed(item):
    items = [item("a", {"right": 1.0}), item("a", {"right": 0.0}, column="judge")]
    estimates = aggregate(items, [RIGHT])
    assert found(estimates, "right").value == 1.0
    assert found(estimates, "right", column="judge").value == 0.0


def test_a_statistic_reads_the_items_with_all_its_inputs(item):
    rows = [(1.0, 0.9), (0.0, 0.4), (1.0, 0.3), (None, 0.1), (math.nan, 0.2)]
    items = [item(str(n), {"right": right, "score": score}) for n, (right, score) in enumerate(rows)]
    estimate = found(aggregate(items, [RIGHT, SCORE], [AREA]), "area")
    assert (estimate.value, estimate.items, estimate.not_judged) == (0.5, 3, 1)
    assert found(aggregate(items, [RIGHT, SCORE], [AREA]), "score") is None


def test_a_statistic_of_few_items_has_no_interval(item):
    rows = [(1.0, 0.9), (0.0, 0.4), (1.0, 0.3), (0.0, 0.2)]
    items = [item(str(n), {"right": right, "score": score}) for n, (right, score) in enumerate(rows)]
    few, many = (found(aggregate(some, [RIGHT, SCORE], [AREA]), "area") for some in (items, items * 10))
    assert (few.value, few.low) == (0.75, None)
    assert many.low is not None


def test_resampling_that_always_gives_the_same_is_no_interval(item):
    rows = [(1.0, 0.9), (0.0, 0.4)] * 10
    items = [item(str(n), {"right": right, "score": score}) for n, (right, score) in enumerate(rows)]
    assert found(aggregate(items, [RIGHT, SCORE], [AREA]), "area").low is None


@pytest.mark.parametrize(("value", "mark"), [(0.0, "✓"), (1.0, "✗")])
def test_a_mark_says_good_or_bad_whichever_way_is_better(value, mark):
    declined = Measure(key="false_abstention", label="误拒率", higher_is_better=False)
    assert shown_of_item(value, declined) == mark
    assert shown_of_item(value, RIGHT) != mark


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.931, Unit.SHARE, "93.1%"),
        (23.6, Unit.MILLISECONDS, "24 ms"),
        (17.0, Unit.COUNT, "17"),
        (2.5, Unit.COUNT, "2.50"),
        (None, Unit.SHARE, "—"),
        (math.nan, Unit.SHARE, "—"),
    ],
)
def test_values_as_shown(value, unit, text):
    assert shown(value, unit) == text


def test_yes_and_no_as_values():
    assert (maybe(True), maybe(False), maybe(None)) == (1.0, 0.0, None)
