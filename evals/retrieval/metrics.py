"""How early the right passage comes: values of every question, and means with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG
from numpy.typing import NDArray

from advisor.types import Data

_RESAMPLES = 2000
_MEASURES = {"R@1": R @ 1, "R@5": R @ 5, "R@10": R @ 10, "R@50": R @ 50, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}
NAMES = tuple(_MEASURES)
Values = dict[str, NDArray[np.float64]]
"""Measure -> one value a question, in the order of the questions."""


class Interval(Data):
    """A mean and its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.mean:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


def measure(run: Mapping[str, Mapping[str, float]], gold: Mapping[str, Collection[str]]) -> Values:
    """Values of every question of `gold`. Any one of its gold passages will do: they count as one passage."""
    judged = {key: {"gold": 1} for key in gold}
    merged = {key: _merged(run.get(key, {}), wanted) for key, wanted in gold.items()}
    values = {name: dict.fromkeys(gold, 0.0) for name in NAMES}
    named = {str(one): name for name, one in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), judged, merged):
        values[named[str(metric.measure)]][metric.query_id] = metric.value
    return {name: np.array([of_query[key] for key in gold]) for name, of_query in values.items()}


def interval(values: Sequence[float] | NDArray[np.float64], *, seed: int = 0) -> Interval:
    """The mean of a sample, or of paired differences, with its bootstrap interval."""
    sample = np.asarray(values, dtype=float)
    if not len(sample):
        return Interval(mean=float("nan"), low=float("nan"), high=float("nan"))
    picks = np.random.default_rng(seed).integers(len(sample), size=(_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), [2.5, 97.5])
    return Interval(mean=float(sample.mean()), low=float(low), high=float(high))


def _merged(scores: Mapping[str, float], wanted: Collection[str]) -> dict[str, float]:
    """The ranking with its best gold passage named `gold` and its other gold passages left out."""
    kept = {key: score for key, score in scores.items() if key not in wanted}
    found = [score for key, score in scores.items() if key in wanted]
    return {**kept, **({"gold": max(found)} if found else {})}
