"""The small calibrated model that turns what was measured of a claim and its passages into a probability of support.

The weighted mean of two sorts of models' logits. Networks that read claim and passages side by side: each token of the claim looks,
twice, for the held tokens that bear on it, led by how the two fit, and is compared with what it found; mean, maximum
and two weighted means of the tokens are joined with the measures of the whole. And boosted trees over these measures
and the mean, largest and smallest value of each feature of the tokens. Trained by `python -m evals.grounding_model.fit`;
this module only reads the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.alignment import Alignment
from advisor.grounding.tokens import Floats

WEIGHTS = Path(__file__).with_name("model") / "support.npz"
MOST_TOKENS = 64
ROUNDS, HEADS = 2, 4
TREES_SHARE = 0.25
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
    networks: tuple[Mapping[str, Floats], ...]
    trees: _Trees
    scale: float
    shift: float


@cache
def _model() -> _Model:
    with np.load(WEIGHTS) as stored:
        names = [name.split("/", 1)[0] for name in stored.files if name.startswith("network")]
        networks = tuple(_network(stored, one) for one in dict.fromkeys(names))
        trees = _full({name.removeprefix("trees/"): stored[name] for name in stored.files if "trees/" in name})
        scale, shift = (float(value) for value in stored["calibration"])
    return _Model(networks, trees, scale, shift)


def _network(stored: Mapping[str, NDArray[np.generic]], number: str) -> Mapping[str, Floats]:
    return {
        name.removeprefix(f"{number}/"): stored[name].astype(np.float32)
        for name in stored
        if name.startswith(f"{number}/")
    }


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


def probability(aligned: Alignment, measures: Floats) -> float:
    """Probability that the passages support the claim; `measures`: of the whole. Tokens beyond MOST_TOKENS are not read."""
    model, claim = _model(), shortened(aligned)
    if not len(claim.rows):
        return 0.0
    read = sum(_forward(claim, measures, network) for network in model.networks) / len(model.networks)
    logit = (1 - TREES_SHARE) * read + TREES_SHARE * _grown(pooled(claim.rows, measures), model.trees)
    return float(1 / (1 + np.exp(-(model.scale * logit + model.shift))))


def shortened(aligned: Alignment) -> Alignment:
    """The alignment of the first MOST_TOKENS tokens of the claim."""
    if len(aligned.rows) <= MOST_TOKENS:
        return aligned
    return aligned._replace(
        rows=aligned.rows[:MOST_TOKENS],
        relations=aligned.relations[:, :MOST_TOKENS],
        claim_vectors=aligned.claim_vectors[:MOST_TOKENS],
    )


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


def _forward(aligned: Alignment, measures: Floats, weights: Mapping[str, Floats]) -> float:
    claim = aligned.claim_vectors @ weights["words"] + aligned.rows @ weights["rows"] + weights["rows_bias"]
    claim = _with_neighbours(_relu(claim), weights, "claim_beside")
    held = aligned.held_vectors @ weights["words"] + aligned.held_own @ weights["own"] + weights["own_bias"]
    held = _with_neighbours(_relu(held), weights, "held_beside")
    for number in range(ROUNDS):
        found = _looked_up(claim, held, aligned.relations, weights, number)
        compared = np.concatenate([claim, found, claim * found], axis=1)
        claim = claim + _relu(compared @ weights[f"compared_{number}"] + weights[f"compared_{number}_bias"])
        claim = _with_neighbours(claim, weights, f"beside_{number}")
    attention = claim @ weights["attention"]
    attention = np.exp(attention - np.maximum.reduce(attention))
    weighted = (attention / np.add.reduce(attention)).T @ claim
    whole = _relu(measures @ weights["measures"] + weights["measures_bias"])
    gathered = np.concatenate([_mean(claim), np.maximum.reduce(claim), weighted.ravel(), whole])
    last = _relu(gathered @ weights["joined"] + weights["joined_bias"])
    return float(last @ weights["out"] + weights["out_bias"][0])


def _looked_up(claim: Floats, held: Floats, relations: Floats, weights: Mapping[str, Floats], number: int) -> Floats:
    """What each token of the claim finds in the held ones: their mean, weighted by how much each bears on it."""
    if not len(held):
        return np.zeros_like(claim)
    asked = _by_head(claim @ weights[f"asked_{number}"] + weights[f"asked_{number}_bias"])
    offered = _by_head(held @ weights[f"offered_{number}"] + weights[f"offered_{number}_bias"])
    said = _by_head(held @ weights[f"said_{number}"] + weights[f"said_{number}_bias"])
    led = np.tensordot(weights[f"led_{number}"], relations, axes=1)
    bearing = asked @ offered.transpose(0, 2, 1) / np.float32(sqrt(asked.shape[2])) + led
    bearing = np.exp(bearing - bearing.max(axis=2, keepdims=True))
    bearing /= bearing.sum(axis=2, keepdims=True)
    return np.asarray((bearing @ said).transpose(1, 0, 2).reshape(claim.shape))


def _by_head(rows: Floats) -> Floats:
    """(tokens, width) -> (heads, tokens, width of a head)."""
    return rows.reshape(len(rows), HEADS, -1).transpose(1, 0, 2)


def _with_neighbours(rows: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    """Each row, and what is made of it with the row before and the row after."""
    return np.asarray(rows + _relu(_neighbours(rows) @ weights[name] + weights[f"{name}_bias"]))


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
