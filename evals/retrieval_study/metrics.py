"""How early the right passage comes: values of every question, and means with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.types import Data

NAMES = ("R@1", "R@5", "R@10", "R@50", "MRR@10", "nDCG@10")
Values = dict[str, NDArray[np.float64]]
"""Measure -> one value a question, in the order of the questions."""

_CUT = 10
_RESAMPLES = 2000


class Interval(Data):
    """A mean and its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.mean:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


def measure(run: Mapping[str, Mapping[str, float]], gold: Mapping[str, Collection[str]]) -> Values:
    """Values of every question of `gold`. Any one of its gold passages will do, so only the first one found counts."""
    ranks = np.array([rank_of_gold(run.get(key, {}), wanted) for key, wanted in gold.items()])
    recalls = {f"R@{depth}": (ranks <= depth).astype(float) for depth in (1, 5, 10, 50)}
    near = ranks <= _CUT
    return {
        **recalls,
        "MRR@10": np.where(near, 1 / ranks, 0.0),
        "nDCG@10": np.where(near, 1 / np.log2(ranks + 1), 0.0),
    }


def rank_of_gold(scores: Mapping[str, float], wanted: Collection[str]) -> float:
    """The rank, from 1, of the first gold passage; infinite where none was found. Ties go by id, as in the program."""
    ordered = sorted(scores, key=lambda key: (-scores[key], key))
    return next((float(at) for at, key in enumerate(ordered, start=1) if key in wanted), np.inf)


def interval(values: Sequence[float] | NDArray[np.float64], *, seed: int = 0) -> Interval:
    """The mean of a sample, or of paired differences, with its bootstrap interval."""
    sample = np.asarray(values, dtype=float)
    if not len(sample):
        return Interval(mean=float("nan"), low=float("nan"), high=float("nan"))
    picks = np.random.default_rng(seed).integers(len(sample), size=(_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), [2.5, 97.5])
    return Interval(mean=float(sample.mean()), low=float(low), high=float(high))
