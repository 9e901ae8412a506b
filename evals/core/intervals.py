"""Chance: bootstrap intervals over items, statistics of whole sets, and the paired comparison of two runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from advisor.types import Data

Floats = NDArray[np.float64]

RESAMPLES = 2000
SEED = 20261123
LEVEL = 0.95
SIGNIFICANT = 0.05
FEWEST = 6
"""Resampling fewer items than this tells nothing of chance; no smaller number of pairs can differ significantly."""

_PERMUTATIONS = 10_000
# Limits the memory of one block of resamples to some tens of megabytes.
_BLOCK = 4_000_000


class Interval(Data):
    """A quantity with its 95 % percentile bootstrap interval, all in the quantity's own unit. NaN: not defined."""

    value: float
    low: float
    high: float


class PairedDifference(Data):
    """Second run minus first run over the items both have a number for."""

    items: int
    first: float
    second: float
    difference: Interval
    won: int
    lost: int
    p: float

    @property
    def has_interval(self) -> bool:
        """Whether the interval says something: enough items, and not the same difference on each of them."""
        return self.items >= FEWEST and self.difference.low < self.difference.high

    @property
    def significant(self) -> bool:
        """Whether chance is a poor explanation: the interval excludes 0 and p < 0.05."""
        excludes = self.difference.low > 0 or self.difference.high < 0
        return excludes and self.p < SIGNIFICANT


def mean_interval(values: Sequence[float] | Floats, *, seed: int = SEED) -> Interval:
    """The mean of item values. NaN for no items."""
    sample = np.asarray(values, dtype=float)
    if not len(sample):
        return _UNDEFINED
    return _interval(float(sample.mean()), _resampled_means(sample, seed))


def measure_interval(values: Sequence[float] | Floats, *, seed: int = SEED) -> Interval:
    """The mean of item values, as reported: bootstrap, but Wilson's bounds where all are 0 or all are 1.

    Resampling cannot see beyond what it was given: three right out of three would be "100 %, surely".
    """
    sample = np.asarray(values, dtype=float)
    if not len(sample) or not (np.all(sample == 1) or np.all(sample == 0)):
        return mean_interval(sample, seed=seed)
    square = NormalDist().inv_cdf(0.5 + LEVEL / 2) ** 2
    unseen = square / (len(sample) + square)
    value = float(sample[0])
    return Interval(value=value, low=1 - unseen if value else 0.0, high=1.0 if value else unseen)


def statistic_interval(
    columns: Sequence[Sequence[float] | Floats], statistic: Callable[..., float], *, seed: int = SEED
) -> Interval:
    """A statistic of whole columns, resampling items. NaN where it is not defined on the items themselves."""
    arrays = [np.asarray(column, dtype=float) for column in columns]
    size = len(arrays[0]) if arrays else 0
    value = statistic(*arrays) if size else math.nan
    if math.isnan(value):
        return _UNDEFINED
    chance = np.random.default_rng(seed)
    picks = (chance.integers(size, size=size) for _ in range(RESAMPLES))
    drawn = np.array([statistic(*(array[pick] for array in arrays)) for pick in picks])
    return _interval(value, drawn)


def compare_paired(first: Sequence[float], second: Sequence[float], *, seed: int = SEED) -> PairedDifference:
    """Compare two runs item by item; `first[i]` and `second[i]` belong to the same item and are numbers.

    p comes from the exact McNemar (sign) test where all values are 0 or 1, else from random exchange of signs.
    """
    before, after = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    differences = after - before
    won, lost = int((differences > 0).sum()), int((differences < 0).sum())
    binary = bool(np.isin(np.concatenate([before, after]), (0.0, 1.0)).all())
    return PairedDifference(
        items=len(differences),
        first=float(before.mean()) if len(before) else math.nan,
        second=float(after.mean()) if len(after) else math.nan,
        difference=mean_interval(differences, seed=seed),
        won=won,
        lost=lost,
        p=sign_test(won, lost) if binary else _exchange_test(differences, seed),
    )


def sign_test(won: int, lost: int) -> float:
    """Two-sided exact p that `won` and `lost` come from a fair coin; 1 where nothing changed."""
    changed = won + lost
    tail = sum(math.comb(changed, count) for count in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / 2**changed)


def auroc(labels: Floats, scores: Floats) -> float:
    """The chance that an item of label 1 scores above one of label 0, ties counting half. NaN where a label lacks."""
    positives, negatives = scores[labels > 0.5], np.sort(scores[labels <= 0.5])
    if not len(positives) or not len(negatives):
        return math.nan
    below = np.searchsorted(negatives, positives, side="left")
    not_above = np.searchsorted(negatives, positives, side="right")
    return float((below + not_above).sum() / (2 * len(positives) * len(negatives)))


def f1(wanted: Floats, found: Floats) -> float:
    """The harmonic mean of precision and recall of `found` for `wanted`, both 0 or 1. NaN where neither occurs."""
    total = float(wanted.sum() + found.sum())
    return math.nan if not total else float(2 * (wanted * found).sum() / total)


def percentile(rank: float) -> Callable[[Floats], float]:
    """The statistic that gives a percentile, 0..100."""
    return lambda values: float(np.percentile(values, rank)) if len(values) else math.nan


_UNDEFINED = Interval(value=math.nan, low=math.nan, high=math.nan)


def _interval(value: float, drawn: Floats) -> Interval:
    defined = drawn[~np.isnan(drawn)]
    if not len(defined):
        return Interval(value=value, low=math.nan, high=math.nan)
    tail = 50 * (1 - LEVEL)
    low, high = np.percentile(defined, [tail, 100 - tail])
    return Interval(value=value, low=float(low), high=float(high))


def _resampled_means(sample: Floats, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    rows = max(1, _BLOCK // len(sample))
    blocks = [
        sample[chance.integers(len(sample), size=(min(rows, RESAMPLES - start), len(sample)))].mean(axis=1)
        for start in range(0, RESAMPLES, rows)
    ]
    return np.concatenate(blocks)


def _exchange_test(differences: Floats, seed: int) -> float:
    """How often a random exchange of the two runs, item by item, gives a difference at least as large."""
    changed = differences[differences != 0]
    if not len(changed):
        return 1.0
    chance = np.random.default_rng(seed)
    rows = max(1, _BLOCK // len(changed))
    reached, observed = 0, abs(float(changed.sum())) - 1e-12
    for start in range(0, _PERMUTATIONS, rows):
        signs = chance.integers(2, size=(min(rows, _PERMUTATIONS - start), len(changed))) * 2 - 1
        reached += int((np.abs(signs @ changed) >= observed).sum())
    return (reached + 1) / (_PERMUTATIONS + 1)
