"""Rates, intervals and tables over the scored items of a set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table

from advisor.types import Data
from evals.questions.expectations import ItemScore
from evals.questions.items import Item

RESAMPLES = 2000
_SEED = 20261123


class Scored(Data):
    """One item, its answer's text and score, and how long the answer took."""

    item: Item
    answer: str
    score: ItemScore
    seconds: float


class Rate(Data):
    """A share of items, with its bootstrap 95 % interval; `value` is None where no item counts."""

    name: str
    items: int
    value: float | None
    low: float | None = None
    high: float | None = None


class Summary(Data):
    """What is reported of a run."""

    rates: tuple[Rate, ...]
    kinds: tuple[Rate, ...]
    tags: tuple[Rate, ...]
    latency_p50_s: float
    latency_p95_s: float


# What counts, as a number between 0 and 1; None where the item has no say in this rate.
Measure = Callable[[Scored], float | None]


def _of_answerable(measure: Measure) -> Measure:
    return lambda scored: None if scored.item.must_abstain else measure(scored)


def _right(scored: Scored) -> float:
    return float(scored.score.right)


def _vital_recall(scored: Scored) -> float | None:
    return scored.score.vital_found / scored.score.vital_asked if scored.score.vital_asked else None


def _wrongly_abstained(scored: Scored) -> float:
    return float(scored.score.abstained and not scored.score.status_right)


def _maybe(flag: bool | None) -> float | None:
    return None if flag is None else float(flag)


MEASURES: dict[str, Measure] = {
    "right": _right,
    "right, answerable": _of_answerable(_right),
    "right, to be refused": lambda scored: _right(scored) if scored.item.must_abstain else None,
    "answerable rate": _of_answerable(lambda scored: 1 - _wrongly_abstained(scored)),
    "false abstention": _of_answerable(_wrongly_abstained),
    "abstention recall": lambda scored: float(scored.score.abstained) if scored.item.must_abstain else None,
    "status allowed": lambda scored: float(scored.score.status_right),
    "all vital facts": _of_answerable(lambda scored: float(scored.score.vital_right)),
    "share of vital facts": _of_answerable(_vital_recall),
    "nothing forbidden": lambda scored: float(scored.score.nothing_forbidden),
    "asked item first": lambda scored: _maybe(scored.score.first_right),
    "concise": lambda scored: float(scored.score.concise),
    "gold source cited": lambda scored: _maybe(scored.score.gold_source_cited),
    "gold place cited": lambda scored: _maybe(scored.score.gold_place_cited),
}


def summarise(results: Sequence[Scored]) -> Summary:
    """Every rate of a run. Raises ValueError for an empty run."""
    if not results:
        raise ValueError("no item was scored")
    seconds = np.array([scored.seconds for scored in results])
    kinds = sorted({scored.item.kind for scored in results})
    tags = sorted({tag for scored in results for tag in scored.item.tags})
    return Summary(
        rates=tuple(_rate(name, measure, results) for name, measure in MEASURES.items()),
        kinds=tuple(_rate(kind, _right, [s for s in results if s.item.kind == kind]) for kind in kinds),
        tags=tuple(_rate(tag, _right, [s for s in results if tag in s.item.tags]) for tag in tags),
        latency_p50_s=float(np.percentile(seconds, 50)),
        latency_p95_s=float(np.percentile(seconds, 95)),
    )


def show(summary: Summary, results: Sequence[Scored], console: Console, *, failures: int) -> None:
    """Print the tables and the first failures with their reasons."""
    console.print(_table("Development set", "rate", summary.rates))
    console.print(f"latency p50 {summary.latency_p50_s * 1000:.0f} ms, p95 {summary.latency_p95_s * 1000:.0f} ms")
    console.print(_table("Right, by kind", "kind", summary.kinds))
    console.print(_table("Right, by tag", "tag", summary.tags))
    wrong = [scored for scored in results if not scored.score.right]
    console.print(f"{len(wrong)} of {len(results)} items are not right; showing {min(failures, len(wrong))}")
    for scored in wrong[:failures]:
        console.print(f"{scored.item.id} {scored.item.question}", markup=False, style="bold")
        for reason in scored.score.reasons:
            console.print(f"    {reason}", markup=False)


def _rate(name: str, measure: Measure, results: Sequence[Scored]) -> Rate:
    values = [value for scored in results if (value := measure(scored)) is not None]
    if not values:
        return Rate(name=name, items=0, value=None)
    sample = np.array(values)
    chance = np.random.default_rng(_SEED)
    means = chance.choice(sample, size=(RESAMPLES, len(sample))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Rate(name=name, items=len(values), value=float(sample.mean()), low=float(low), high=float(high))


def _table(title: str, first_column: str, rates: Sequence[Rate]) -> Table:
    table = Table(title=title)
    table.add_column(first_column)
    for column in ("items", "share", "95 % interval"):
        table.add_column(column, justify="right")
    for rate in rates:
        share = "-" if rate.value is None else f"{rate.value:.1%}"
        interval = "" if rate.low is None or rate.high is None else f"{rate.low:.1%} to {rate.high:.1%}"
        table.add_row(rate.name, str(rate.items), share, interval)
    return table
