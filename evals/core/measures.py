"""What is measured, and the value of every measure on every item.

A value is a number; None where the item has no say in the measure; NaN where a judge was asked and could not judge.
NaN is counted and shown, and enters no average.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ConfigDict, Field

from advisor.types import Data
from evals.core.intervals import percentile

NOT_JUDGED = math.nan
"""The value of an item on which a judge failed."""

MAIN = "main"
"""The key of the column of a run that reports one system only."""


class Unit(StrEnum):
    """What the numbers of a measure count."""

    SHARE = "share"
    MILLISECONDS = "ms"
    COUNT = "count"


class Role(StrEnum):
    """Where a measure is shown: first and in the chart, in the table, or nowhere (it only feeds a statistic)."""

    HEADLINE = "headline"
    DETAIL = "detail"
    COLUMN = "column"


class Measure(Data):
    """A quantity with one value an item, reported as the mean over the items that have a say."""

    key: str
    label: str = Field(description="Chinese name, as a reader sees it")
    meaning: str = Field(default="", description="one Chinese sentence: what a high value means")
    unit: Unit = Unit.SHARE
    role: Role = Role.DETAIL
    higher_is_better: bool = True
    gated: bool = Field(default=False, description="a significant paired drop fails the regression gate")
    paired: bool = Field(
        default=True, description="the item alone decides whether it has a say, so that two runs can be paired"
    )


@dataclass(frozen=True)
class Statistic:
    """A quantity of a whole set that is no mean of item values (AUROC, F1, a percentile).

    `function` takes the arrays of the measures named in `inputs`, over the items that have a number in all of them, and
    gives one number, NaN where it is not defined.
    """

    measure: Measure
    inputs: tuple[str, ...]
    function: Callable[..., float]


def latency(label: str, *, ends: str) -> tuple[Statistic, ...]:
    """Median and 95th percentile of the measure `milliseconds`; `ends` says what is done by then, in Chinese."""
    return tuple(
        Statistic(
            Measure(
                key=f"milliseconds_p{rank}",
                label=f"{label} p{rank}",
                meaning=f"{rank}%的问题在这个时间内{ends}。",
                unit=Unit.MILLISECONDS,
                higher_is_better=False,
            ),
            ("milliseconds",),
            percentile(rank),
        )
        for rank in (50, 95)
    )


class PassageShown(Data):
    """A passage as a report shows it beside a claim: where it stands, and its words."""

    label: str
    text: str


class ItemResult(Data):
    """One question or claim in one column of a run: its values, and the evidence a person needs to judge them."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    id: str
    text: str = Field(description="the question or claim")
    column: str = MAIN
    kind: str = ""
    tags: tuple[str, ...] = ()
    values: dict[str, float | None] = Field(default_factory=dict)
    badness: float = Field(default=0.0, ge=0, le=1, description="0: nothing wrong, not listed; 1: the worst of cases")
    expected: str = Field(default="", description="what would have been right, in Chinese")
    outcome: str = Field(default="", description="what came out, in Chinese")
    answer: str = Field(default="", description="the system's text, where it wrote one")
    reasons: tuple[str, ...] = ()
    passages: tuple[PassageShown, ...] = ()


class Column(Data):
    """A system or a second judge whose figures stand in a column of their own."""

    key: str
    label: str


class Estimate(Data):
    """A measure over a group of items, with its 95 % bootstrap interval. `value` is None where no item has a say."""

    measure: str
    column: str = MAIN
    group: str = Field(default="", description="empty: all items; else kind:... or tag:...")
    items: int = Field(description="items that have a number")
    not_judged: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None


class TableShown(Data):
    """A table of a report that is no list of measures, such as a confusion table."""

    title: str
    note: str = ""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Fact(Data):
    """One line about a run as a whole: pairs a second, items left out."""

    label: str
    value: str


def maybe(flag: bool | None) -> float | None:
    """A yes or no as a value; None stays None."""
    return None if flag is None else float(flag)


def is_number(value: float | None) -> bool:
    """Whether a value enters averages: neither None nor NaN."""
    return value is not None and not math.isnan(value)


def is_not_judged(value: float | None) -> bool:
    """Whether a judge was asked and could not judge."""
    return value is not None and math.isnan(value)


def shown(value: float | None, unit: Unit) -> str:
    """A value as a reader sees it: 93.1%, 24 ms, 17; a dash where there is none."""
    if not is_number(value):
        return "—"
    assert value is not None
    match unit:
        case Unit.SHARE:
            return f"{100 * value:.1f}%"
        case Unit.MILLISECONDS:
            return f"{value:.0f} ms"
        case Unit.COUNT:
            return f"{value:.0f}" if float(value).is_integer() else f"{value:.2f}"


def shown_of_item(value: float | None, measure: Measure) -> str:
    """A value of one item as a reader sees it: a plain yes or no as a mark for good or bad, what was not judged said."""
    if is_not_judged(value):
        return "未能评判"
    if measure.unit is Unit.SHARE and value in (0.0, 1.0):
        return "✓" if bool(value) is measure.higher_is_better else "✗"
    return shown(value, measure.unit)


def label_of(key: str, labels: Mapping[str, str]) -> str:
    """The Chinese name of a kind or tag, or the key itself."""
    return labels.get(key, key)
