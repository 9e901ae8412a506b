"""The small calibrated model that turns what was measured of a claim and its passages into a probability of support.

A small transformer reads the claim by itself, and the passages as one text; then each token of the claim looks, twice, for the held
tokens that bear on it, led by how the two fit, and is compared with what it found; mean, maximum and two weighted means
of the tokens are joined with the measures of the whole. A second output tells denial from silence. Trained by
`python -m evals.grounding_model.fit`; this module only reads the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np

from advisor.grounding.alignment import Alignment
from advisor.grounding.layers import Weights, block, by_head, layer, normalised, relu, softmax, with_neighbours
from advisor.grounding.lexemes import OWN_FEATURES, Floats
from advisor.grounding.tokens import Tokens

WEIGHTS = Path(__file__).with_name("model") / "support.npz"
MOST_TOKENS = 64
CONTEXTS, ROUNDS, HEADS = 3, 2, 8
# Claims and passages are asked again and again while one answer or draft is checked; a passage of 60 tokens takes 300 kB.
_MOST_KEPT, _MOST_JUDGED = 64, 512


class _Shown(NamedTuple):
    """What tokens are found by, and what is found, in one round: (heads, tokens, width of a head)."""

    offered: Floats
    said: Floats


class Judgement(NamedTuple):
    """Probability that the passages support the claim, and that, if they do not, they say otherwise."""

    supported: float
    denied: float


# One sentence of a draft is held against the same passage for itself and for its clauses.
_JUDGED: dict[tuple[Tokens, Tokens, bytes], Judgement] = {}


class _Model(NamedTuple):
    weights: Weights
    scale: float
    shift: float


@cache
def _model() -> _Model:
    with np.load(WEIGHTS) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "calibration"}
        scale, shift = (float(value) for value in stored["calibration"])
    return _Model({name: _laid_out(array) for name, array in weights.items()}, scale, shift)


def _laid_out(array: Floats) -> Floats:
    """Weights as they are multiplied with, (in, out), from (out, in) or, over three neighbours, (out, in, place)."""
    if array.ndim == 3:
        return np.ascontiguousarray(array.transpose(2, 1, 0)).reshape(-1, len(array))
    return np.ascontiguousarray(array.T) if array.ndim == 2 else array


def weigh(aligned: Alignment, measures: Floats) -> Judgement:
    """What the model holds of a claim; `measures`: of the whole. Tokens beyond MOST_TOKENS are not read."""
    if not len(aligned.rows):
        return Judgement(0.0, 0.0)
    if not aligned.claim or not aligned.held:
        return _judgement(shortened(aligned), measures)
    asked = aligned.claim, aligned.held, measures.tobytes()
    known = _JUDGED.get(asked)
    if known is None:
        if len(_JUDGED) >= _MOST_JUDGED:
            _JUDGED.clear()
        known = _JUDGED[asked] = _judgement(shortened(aligned), measures)
    return known


def _judgement(aligned: Alignment, measures: Floats) -> Judgement:
    model = _model()
    supported, denied = _forward(aligned, measures, model.weights)
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


def _forward(aligned: Alignment, measures: Floats, weights: Weights) -> tuple[float, float]:
    """The logits for support and for denial."""
    claim = _claim(aligned, weights)
    held = (
        _held(aligned.held) if aligned.held else _shown(_read(aligned.held_vectors, aligned.held_own, weights), weights)
    )
    for number in range(ROUNDS):
        found = _looked_up(claim, held[number], aligned.relations, weights, f"rounds.{number}")
        compared = np.concatenate([claim, found, claim * found], axis=1)
        claim = claim + relu(layer(compared, weights, f"rounds.{number}.compared"))
        claim = with_neighbours(claim, weights, f"rounds.{number}.beside")
        claim = block(claim, weights, f"rounds.{number}.block")
    shares = softmax((claim @ weights["attention.weight"]).T)
    whole = relu(layer(measures, weights, "measures"))
    gathered = np.concatenate([claim.mean(axis=0), claim.max(axis=0), (shares @ claim).reshape(-1), whole])
    last = relu(layer(gathered, weights, "joined"))
    supported, denied = (float(layer(last, weights, name)[0]) for name in ("out", "denied"))
    return supported, denied


def _claim(aligned: Alignment, weights: Weights) -> Floats:
    """The claim's tokens as they are read by themselves, each with how it fits the passages."""
    own = aligned.rows[:, :OWN_FEATURES]
    tokens = _claimed(aligned.claim) if aligned.claim else _read(aligned.claim_vectors, own, weights)
    return with_neighbours(tokens[:MOST_TOKENS] + relu(layer(aligned.rows, weights, "rows")), weights, "beside_fitted")


@lru_cache(maxsize=_MOST_KEPT)
def _claimed(tokens: Tokens) -> Floats:
    return _read(tokens.vectors(), tokens.own, _model().weights)


@lru_cache(maxsize=_MOST_KEPT)
def _held(tokens: Tokens) -> Sequence[_Shown]:
    weights = _model().weights
    return _shown(_read(tokens.vectors(), tokens.own, weights), weights)


def _read(vectors: Floats, own: Floats, weights: Weights) -> Floats:
    """The tokens of a text as it is read by itself."""
    tokens = vectors @ weights["words.weight"] + layer(own, weights, "own")
    tokens = with_neighbours(relu(tokens), weights, "beside")
    for number in range(CONTEXTS):
        tokens = block(tokens, weights, f"contexts.{number}")
    return normalised(tokens, weights, "settled")


def _shown(tokens: Floats, weights: Weights) -> Sequence[_Shown]:
    """What the tokens of passages show in each round."""
    return [
        _Shown(*(by_head(layer(tokens, weights, f"rounds.{number}.{name}"), HEADS) for name in _Shown._fields))
        for number in range(ROUNDS)
    ]


def _looked_up(claim: Floats, held: _Shown, relations: Floats, weights: Weights, name: str) -> Floats:
    """What each token of the claim finds in the held ones: their mean, weighted by how much each bears on it."""
    if not relations.shape[2]:
        return np.zeros_like(claim)
    asked = by_head(layer(claim, weights, f"{name}.asked"), HEADS)
    bearing = asked @ held.offered.transpose(0, 2, 1)
    bearing *= np.float32(1 / sqrt(asked.shape[2]))
    bearing += (weights[f"{name}.led.weight"].T @ relations.reshape(len(relations), -1)).reshape(bearing.shape)
    return np.asarray((softmax(bearing) @ held.said).transpose(1, 0, 2).reshape(claim.shape))
