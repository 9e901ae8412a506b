"""Small results to read, write, compare and render."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from evals.core.aggregating import aggregate
from evals.core.measures import MAIN, Column, ItemResult, Measure, Role, Unit
from evals.core.provenance import RunVersions
from evals.core.results import Aggregate, RunConfig, RunResult

RIGHT = Measure(key="right", label="答对率", meaning="答对的比例。", role=Role.HEADLINE, gated=True)
SPEED = Measure(key="ms", label="用时", unit=Unit.MILLISECONDS, higher_is_better=False)
LOOSE = Measure(key="precision", label="准确率", paired=False)

Values = Mapping[str, float | None]


def make_item(key: str, values: Values, **more: object) -> ItemResult:
    wrong = values.get("right") == 0
    given = {"text": f"问题{key}", "badness": 1.0 if wrong else 0.0, "kind": "figure"} | more
    return ItemResult(id=key, values=dict(values), **given)


def make_result(items: list[ItemResult], **more: object) -> RunResult:
    measures = (RIGHT, SPEED, LOOSE)
    given: dict[str, object] = {
        "task": "demo",
        "task_label": "演示",
        "set_name": "small",
        "set_sha256": "0" * 64,
        "started": datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        "versions": RunVersions(commit="abc"),
        "columns": (Column(key=MAIN, label="本系统"),),
        "labels": {"figure": "问数字"},
    }
    config = RunConfig(measures=measures, **(given | more))
    return RunResult(config=config, items=tuple(items), aggregate=Aggregate(estimates=aggregate(items, measures)))


@pytest.fixture
def item() -> Callable[..., ItemResult]:
    return make_item


@pytest.fixture
def result() -> Callable[..., RunResult]:
    return make_result
