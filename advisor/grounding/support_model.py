"""The small calibrated model that turns what was measured of a claim and its passages into a probability of support.

The mean logit of networks that read claim and passages side by side: each token of the claim looks, twice, for the held
tokens that bear on it, led by how the two fit, and is compared with what it found; mean, maximum and two weighted means
of the tokens are joined with the measures of the whole. A second output tells denial from silence. Trained by
`python -m evals.grounding_model.fit`; this module only reads the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.alignment import Alignment
from advisor.grounding.tokens import Floats, Tokens

WEIGHTS = Path(__file__).with_name("model") / "support.npz"
MOST_TOKENS = 64
ROUNDS, HEADS = 2, 4
_ZERO = np.float32(0)
# Passages are asked again and again while one answer or draft is checked; a passage of 60 tokens takes 180 kB.
_MOST_KEPT = 64


class _Held(NamedTuple):
    """What the tokens of passages are found by, and what is found, in one round: (networks, heads, tokens, width)."""

    offered: Floats
    said: Floats


class Judgement(NamedTuple):
    """Probability that the passages support the claim, and that, if they do not, they say otherwise."""

    supported: float
    denied: float


class _Model(NamedTuple):
    """`networks`: the weights of all networks by name, stacked: the first axis counts the networks."""

    networks: Mapping[str, Floats]
    scale: float
    shift: float


@cache
def _model() -> _Model:
    with np.load(WEIGHTS) as stored:
        numbers = dict.fromkeys(name.split("/", 1)[0] for name in stored.files if name.startswith("network"))
        networks = _stacked([_network(stored, one) for one in numbers])
        scale, shift = (float(value) for value in stored["calibration"])
    return _Model(networks, scale, shift)


def _network(stored: Mapping[str, NDArray[np.generic]], number: str) -> Mapping[str, Floats]:
    return {
        name.removeprefix(f"{number}/"): stored[name].astype(np.float32)
        for name in stored
        if name.startswith(f"{number}/")
    }


def _stacked(networks: Sequence[Mapping[str, Floats]]) -> Mapping[str, Floats]:
    """Biases get an axis for the tokens."""
    stacked = {name: np.stack([one[name] for one in networks]) for name in networks[0]}
    return {name: array[:, None] if name.endswith("_bias") else array for name, array in stacked.items()}


def weigh(aligned: Alignment, measures: Floats) -> Judgement:
    """What the model holds of a claim; `measures`: of the whole. Tokens beyond MOST_TOKENS are not read."""
    model, claim = _model(), shortened(aligned)
    if not len(claim.rows):
        return Judgement(0.0, 0.0)
    supported, denied = (float(read.mean()) for read in _forward(claim, measures, model.networks))
    return Judgement(_probability(model.scale * supported + model.shift), _probability(denied))


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def shortened(aligned: Alignment) -> Alignment:
    """The alignment of the first MOST_TOKENS tokens of the claim."""
    if len(aligned.rows) <= MOST_TOKENS:
        return aligned
    return aligned._replace(
        rows=aligned.rows[:MOST_TOKENS],
        relations=aligned.relations[:, :MOST_TOKENS],
        claim_vectors=aligned.claim_vectors[:MOST_TOKENS],
    )


def _forward(aligned: Alignment, measures: Floats, weights: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """The logits of each network, for support and for denial.

    All networks at once, (networks, tokens, width): arrays this small cost by the call.
    """
    claim = aligned.claim_vectors @ weights["words"] + aligned.rows @ weights["rows"] + weights["rows_bias"]
    claim = _with_neighbours(_relu(claim), weights, "claim_beside")
    held = _kept(aligned.held) if aligned.held else _held(aligned.held_vectors, aligned.held_own, weights)
    for number in range(ROUNDS):
        found = _looked_up(claim, held[number], aligned.relations, weights, number)
        compared = np.concatenate([claim, found, claim * found], axis=2)
        claim = claim + _relu(_layer(compared, weights, f"compared_{number}"))
        claim = _with_neighbours(claim, weights, f"beside_{number}")
    attention = claim @ weights["attention"]
    attention = np.exp(attention - np.maximum.reduce(attention, axis=1, keepdims=True))
    attention /= np.add.reduce(attention, axis=1, keepdims=True)
    weighted = attention.transpose(0, 2, 1) @ claim
    whole = _relu(measures @ weights["measures"] + weights["measures_bias"][:, 0])
    mean = np.add.reduce(claim, axis=1) / np.float32(claim.shape[1])
    gathered = np.concatenate([mean, np.maximum.reduce(claim, axis=1), weighted.reshape(len(claim), -1), whole], axis=1)
    last = _relu(_layer(gathered[:, None], weights, "joined"))
    supported, denied = (_layer(last, weights, name)[:, 0, 0] for name in ("out", "denied"))
    return supported, denied


@lru_cache(maxsize=_MOST_KEPT)
def _kept(held: Tokens) -> list[_Held]:
    return _held(held.vectors(), held.own, _model().networks)


def _held(vectors: Floats, own: Floats, weights: Mapping[str, Floats]) -> list[_Held]:
    """What the held tokens show and what they say, for each round."""
    held = _relu(vectors @ weights["words"] + own @ weights["own"] + weights["own_bias"])
    held = _with_neighbours(held, weights, "held_beside")
    return [
        _Held(*(_by_head(_layer(held, weights, f"{name}_{number}")) for name in _Held._fields))
        for number in range(ROUNDS)
    ]


def _looked_up(claim: Floats, held: _Held, relations: Floats, weights: Mapping[str, Floats], number: int) -> Floats:
    """What each token of the claim finds in the held ones: their mean, weighted by how much each bears on it."""
    networks, tokens, width = claim.shape
    if not relations.shape[2]:
        return np.zeros_like(claim)
    asked = _by_head(_layer(claim, weights, f"asked_{number}"))
    led = weights[f"led_{number}"].reshape(networks * HEADS, -1) @ relations.reshape(len(relations), -1)
    bearing = asked @ held.offered.transpose(0, 1, 3, 2)
    bearing *= np.float32(1 / sqrt(asked.shape[3]))
    bearing += led.reshape(bearing.shape)
    bearing -= np.maximum.reduce(bearing, axis=3, keepdims=True)
    np.exp(bearing, out=bearing)
    bearing /= np.add.reduce(bearing, axis=3, keepdims=True)
    return np.asarray((bearing @ held.said).transpose(0, 2, 1, 3).reshape(networks, tokens, width))


def _layer(rows: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    return np.asarray(rows @ weights[name] + weights[f"{name}_bias"])


def _by_head(rows: Floats) -> Floats:
    """(networks, tokens, width) -> (networks, heads, tokens, width of a head)."""
    return rows.reshape(*rows.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)


def _with_neighbours(rows: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    """Each row, and what is made of it with the row before and the row after."""
    return np.asarray(rows + _relu(_layer(_neighbours(rows), weights, name)))


def _neighbours(rows: Floats) -> Floats:
    """Each row with the row before and the row after it, side by side; zeros beyond the ends."""
    width = rows.shape[2]
    beside = np.zeros((*rows.shape[:2], 3 * width), dtype=np.float32)
    beside[:, 1:, :width] = rows[:, :-1]
    beside[:, :, width : 2 * width] = rows
    beside[:, :-1, 2 * width :] = rows[:, 1:]
    return beside


def _relu(values: Floats) -> Floats:
    """The values with all below zero set to zero, in place."""
    return np.asarray(np.maximum(values, _ZERO, out=values))
