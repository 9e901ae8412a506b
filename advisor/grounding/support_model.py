"""The small calibrated model that turns what was measured of a claim and its passages into a probability of support.

The mean of two models' logits. A network: a layer over each token of the claim, two layers over neighbouring tokens,
mean, maximum and two weighted means of them, joined with the measures of the whole, and a last layer. And boosted
trees over the measures of the whole and the mean, largest and smallest value of each token feature. Trained by
`python -m evals.grounding_model.fit`; this module only reads the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.tokens import Floats

WEIGHTS = Path(__file__).with_name("model") / "support.npz"
MOST_TOKENS = 64
_ZERO = np.float32(0)


class _Trees(NamedTuple):
    """Full trees side by side, one level after the other: below node n of tree t stand nodes 2n + 1 and 2n + 2.

    In every array the roots come first, then the left nodes below them, and so on; leaves follow in `value`.
    """

    number: int
    depth: int
    feature: NDArray[np.intp]
    threshold: Floats
    value: Floats
    step: NDArray[np.intp]
    base: float


class _Model(NamedTuple):
    network: Mapping[str, Floats]
    trees: _Trees
    scale: float
    shift: float


@cache
def _model() -> _Model:
    with np.load(WEIGHTS) as stored:
        network = {
            name.removeprefix("network/"): stored[name].astype(np.float32)
            for name in stored.files
            if "network/" in name
        }
        trees = _full({name.removeprefix("trees/"): stored[name] for name in stored.files if "trees/" in name})
        scale, shift = (float(value) for value in stored["calibration"])
    return _Model(network, trees, scale, shift)


def _full(stored: Mapping[str, NDArray[np.generic]]) -> _Trees:
    """The stored trees as full ones: a leaf above the last level stands for all that would be below it."""
    count, depth = len(stored["root"]), int(stored["depth"])
    trees = np.arange(count)
    nodes = [stored["root"]]
    for above in range(2**depth - 1):
        nodes += [stored["left"][trees, nodes[above]], stored["right"][trees, nodes[above]]]
    inner, leaves = nodes[: 2**depth - 1], nodes[2**depth - 1 :]
    return _Trees(
        number=count,
        depth=depth,
        feature=np.concatenate([stored["feature"][trees, node] for node in inner]).astype(np.intp),
        threshold=np.concatenate([stored["threshold"][trees, node] for node in inner]),
        value=np.concatenate([stored["value"][trees, node] for node in leaves]),
        step=count - trees,
        base=float(stored["base"]),
    )


def probability(tokens: Floats, measures: Floats) -> float:
    """Probability that the passages support the claim; `tokens`: a row a token, `measures`: of the whole."""
    model, rows = _model(), tokens[:MOST_TOKENS]
    if not len(rows):
        return 0.0
    logit = (_forward(rows, measures, model.network) + _grown(pooled(rows, measures), model.trees)) / 2
    return float(1 / (1 + np.exp(-(model.scale * logit + model.shift))))


def pooled(tokens: Floats, measures: Floats) -> Floats:
    """What the trees are asked with: the measures, then mean, largest and smallest value of each token feature."""
    return np.concatenate([measures, _mean(tokens), np.maximum.reduce(tokens), np.minimum.reduce(tokens)])


def _grown(values: Floats, trees: _Trees) -> float:
    """Sum of the leaves that the values lead to: every tree goes down one level at a time, all of them together."""
    node = np.arange(trees.number)
    for _ in range(trees.depth):
        higher = values.take(trees.feature.take(node)) > trees.threshold.take(node)
        node = 2 * node + trees.step + trees.number * higher
    return float(trees.value.take(node - len(trees.feature)).sum() + np.float32(trees.base))


def _forward(tokens: Floats, measures: Floats, weights: Mapping[str, Floats]) -> float:
    hidden = _relu(tokens @ weights["token"] + weights["token_bias"])
    for layer in ("first", "second"):
        hidden += _relu(_neighbours(hidden) @ weights[layer] + weights[f"{layer}_bias"])
    attention = hidden @ weights["attention"]
    attention = np.exp(attention - np.maximum.reduce(attention))
    weighted = (attention / np.add.reduce(attention)).T @ hidden
    whole = _relu(measures @ weights["measures"] + weights["measures_bias"])
    pooled = np.concatenate([_mean(hidden), np.maximum.reduce(hidden), weighted.ravel(), whole])
    last = _relu(pooled @ weights["joined"] + weights["joined_bias"])
    return float(last @ weights["out"] + weights["out_bias"][0])


# numpy's own `mean`, `max` and `sum` spend more on their arguments than on arrays as small as these.
def _mean(rows: Floats) -> Floats:
    return np.asarray(np.add.reduce(rows) / np.float32(len(rows)))


def _neighbours(hidden: Floats) -> Floats:
    """Each row with the row before and the row after it, side by side; zeros beyond the ends."""
    width = hidden.shape[1]
    beside = np.zeros((len(hidden), 3 * width), dtype=np.float32)
    beside[1:, :width] = hidden[:-1]
    beside[:, width : 2 * width] = hidden
    beside[:-1, 2 * width :] = hidden[1:]
    return beside


def _relu(values: Floats) -> Floats:
    """The values with all below zero set to zero, in place."""
    return np.asarray(np.maximum(values, _ZERO, out=values))
