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

from advisor.grounding.tokens import Floats

WEIGHTS = Path(__file__).with_name("model") / "support.npz"
MOST_TOKENS = 64


class _Model(NamedTuple):
    network: Mapping[str, Floats]
    trees: Mapping[str, Floats]
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
        trees = {name.removeprefix("trees/"): stored[name] for name in stored.files if "trees/" in name}
        scale, shift = (float(value) for value in stored["calibration"])
    return _Model(network, trees, scale, shift)


def probability(tokens: Floats, measures: Floats) -> float:
    """Probability that the passages support the claim; `tokens`: a row a token, `measures`: of the whole."""
    model, rows = _model(), tokens[:MOST_TOKENS]
    if not len(rows):
        return 0.0
    logit = (_forward(rows, measures, model.network) + _grown(pooled(rows, measures), model.trees)) / 2
    return float(1 / (1 + np.exp(-(model.scale * logit + model.shift))))


def pooled(tokens: Floats, measures: Floats) -> Floats:
    """What the trees are asked with: the measures, then mean, largest and smallest value of each token feature."""
    return np.concatenate([measures, tokens.mean(axis=0), tokens.max(axis=0), tokens.min(axis=0)])


def _grown(values: Floats, trees: Mapping[str, Floats]) -> float:
    """Sum of the leaves that the values lead to: every tree goes down one level at a time, all of them together."""
    each = np.arange(len(trees["root"]))
    node = np.zeros(len(each), dtype=np.int64)
    for _ in range(int(trees["depth"])):
        lower = values[trees["feature"][each, node]] <= trees["threshold"][each, node]
        node = np.where(lower, trees["left"][each, node], trees["right"][each, node])
    return float(trees["value"][each, node].sum() + trees["base"])


def _forward(tokens: Floats, measures: Floats, weights: Mapping[str, Floats]) -> float:
    hidden = _relu(tokens @ weights["token"] + weights["token_bias"])
    for layer in ("first", "second"):
        hidden = hidden + _relu(_neighbours(hidden) @ weights[layer] + weights[f"{layer}_bias"])
    attention = hidden @ weights["attention"]
    attention = np.exp(attention - attention.max(axis=0))
    weighted = (attention / attention.sum(axis=0)).T @ hidden
    whole = _relu(measures @ weights["measures"] + weights["measures_bias"])
    pooled = np.concatenate([hidden.mean(axis=0), hidden.max(axis=0), weighted.ravel(), whole])
    last = _relu(pooled @ weights["joined"] + weights["joined_bias"])
    return float(last @ weights["out"] + weights["out_bias"][0])


def _neighbours(hidden: Floats) -> Floats:
    """Each row with the row before and the row after it, side by side; zeros beyond the ends."""
    edge = np.zeros((1, hidden.shape[1]), dtype=np.float32)
    return np.concatenate([np.concatenate([edge, hidden[:-1]]), hidden, np.concatenate([hidden[1:], edge])], axis=1)


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0)
