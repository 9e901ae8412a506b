"""The layers of the support model, on the tokens of one text: arrays of (tokens, width) and weights by name.

A layer's weights are (in, out) in memory: rows times such a matrix take half as long as times its transpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import pi, sqrt

import numpy as np

from advisor.grounding.lexemes import Floats

Weights = Mapping[str, Floats]

# Tokens further apart than this are all as far.
FURTHEST = 16
_ZERO, _ONE, _CUBED = np.float32(0), np.float32(1), np.float32(0.044715)
_STEEPNESS = np.float32(-2 * sqrt(2 / pi))
_LEAST_SPREAD = np.float32(1e-5)


def layer(rows: Floats, weights: Weights, name: str) -> Floats:
    """A linear layer."""
    made = rows @ weights[f"{name}.weight"]
    made += weights[f"{name}.bias"]
    return np.asarray(made)


def relu(values: Floats) -> Floats:
    """The values with all below zero set to zero, in place."""
    return np.asarray(np.maximum(values, _ZERO, out=values))


def normalised(rows: Floats, weights: Weights, name: str) -> Floats:
    """Layer norm: each row with mean 0 and variance 1, then scaled and shifted."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred)[:, None] / np.float32(rows.shape[1])
    centred /= np.sqrt(spread + _LEAST_SPREAD)
    centred *= weights[f"{name}.weight"]
    centred += weights[f"{name}.bias"]
    return np.asarray(centred)


def softmax(scores: Floats) -> Floats:
    """Shares that sum to one along the last axis, in place."""
    scores -= np.maximum.reduce(scores, axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= np.add.reduce(scores, axis=-1, keepdims=True)
    return scores


def by_head(rows: Floats, heads: int) -> Floats:
    """(tokens, width) -> (heads, tokens, width of a head)."""
    return rows.reshape(len(rows), heads, -1).transpose(1, 0, 2)


def with_neighbours(rows: Floats, weights: Weights, name: str) -> Floats:
    """Each row, and what is made of it with the row before and the row after."""
    width = rows.shape[1]
    beside = np.zeros((len(rows), 3 * width), dtype=np.float32)
    beside[1:, :width] = rows[:-1]
    beside[:, width : 2 * width] = rows
    beside[:-1, 2 * width :] = rows[1:]
    return np.asarray(rows + relu(layer(beside, weights, name)))


def block(rows: Floats, weights: Weights, name: str) -> Floats:
    """A transformer block: each token takes in what the others of its text say, led by how far away they stand."""
    distances = weights[f"{name}.distances"].T
    heads, tokens = len(distances), len(rows)
    asked, offered, said = (
        by_head(one, heads)
        for one in np.split(
            layer(normalised(rows, weights, f"{name}.before_attention"), weights, f"{name}.attending"), 3, axis=1
        )
    )
    bearing = asked @ offered.transpose(0, 2, 1)
    bearing *= np.float32(1 / sqrt(asked.shape[2]))
    bearing += _by_distance(distances, tokens)
    found = (softmax(bearing) @ said).transpose(1, 0, 2).reshape(rows.shape)
    rows = rows + layer(found, weights, f"{name}.attended")
    widened = _gelu(layer(normalised(rows, weights, f"{name}.before_widening"), weights, f"{name}.widened"))
    return np.asarray(rows + layer(widened, weights, f"{name}.narrowed"))


def _by_distance(distances: Floats, tokens: int) -> Floats:
    """(heads, tokens, tokens) from what each head holds of each distance, from FURTHEST before to FURTHEST after."""
    places = np.arange(tokens)
    apart = np.minimum(np.maximum(places[None, :] - places[:, None], -FURTHEST), FURTHEST)
    return distances[:, apart + FURTHEST]


def _gelu(values: Floats) -> Floats:
    """GELU in its approximation by tanh (Hendrycks and Gimpel 2016), written with one exp."""
    inner = values * values
    inner *= _CUBED
    inner += _ONE
    inner *= values
    inner *= _STEEPNESS
    np.exp(inner, out=inner)
    inner += _ONE
    return np.asarray(values / inner)
