"""From item values to estimates: every measure over all items, every kind and every tag."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from evals.core.intervals import FEWEST, Interval, measure_interval, statistic_interval
from evals.core.measures import (
    Estimate,
    ItemResult,
    Measure,
    Role,
    Statistic,
    is_not_judged,
    is_number,
)

# Intervals of groups smaller than this say nothing; the value is still given.
_SMALLEST_GROUP = 2


def aggregate(
    items: Sequence[ItemResult], measures: Sequence[Measure], statistics: Sequence[Statistic] = ()
) -> tuple[Estimate, ...]:
    """Estimates of every column: measures and statistics over all items, measures again by kind and by tag."""
    estimates: list[Estimate] = []
    for column in dict.fromkeys(item.column for item in items):
        own = [item for item in items if item.column == column]
        for group, members in groups_of(own):
            estimates += [
                _mean(measure, members, column, group) for measure in measures if measure.role is not Role.COLUMN
            ]
            if not group:
                estimates += [_statistic(statistic, members, column) for statistic in statistics]
    return tuple(one for one in estimates if not one.group or one.items or one.not_judged)


def groups_of(items: Sequence[ItemResult]) -> Iterator[tuple[str, list[ItemResult]]]:
    """All items under the empty name, then those of each kind (`kind:...`) and of each tag (`tag:...`)."""
    yield "", list(items)
    for kind in sorted({item.kind for item in items if item.kind}):
        yield f"kind:{kind}", [item for item in items if item.kind == kind]
    for tag in sorted({tag for item in items for tag in item.tags}):
        yield f"tag:{tag}", [item for item in items if tag in item.tags]


def _mean(measure: Measure, items: Sequence[ItemResult], column: str, group: str) -> Estimate:
    values = [item.values.get(measure.key) for item in items]
    numbers = [value for value in values if value is not None and is_number(value)]
    return _estimate(
        measure, column, group, measure_interval(numbers), len(numbers), sum(is_not_judged(value) for value in values)
    )


def _statistic(statistic: Statistic, items: Sequence[ItemResult], column: str) -> Estimate:
    rows = [[item.values.get(key) for key in statistic.inputs] for item in items]
    complete = [row for row in rows if all(is_number(value) for value in row)]
    failed = sum(any(is_not_judged(value) for value in row) for row in rows)
    columns = [[value for value in column_values if value is not None] for column_values in zip(*complete, strict=True)]
    interval = statistic_interval(columns, statistic.function)
    # Of few items resampling draws the same again and again, and would show no doubt at all.
    if len(complete) < FEWEST:
        interval = interval.model_copy(update={"low": math.nan, "high": math.nan})
    return _estimate(statistic.measure, column, "", interval, len(complete), failed)


def _estimate(measure: Measure, column: str, group: str, interval: Interval, items: int, not_judged: int) -> Estimate:
    estimate = Estimate(measure=measure.key, column=column, group=group, items=items, not_judged=not_judged)
    if not is_number(interval.value):
        return estimate
    update: dict[str, float] = {"value": interval.value}
    if items >= _SMALLEST_GROUP and interval.low < interval.high:
        update |= {"low": interval.low, "high": interval.high}
    return estimate.model_copy(update=update)
