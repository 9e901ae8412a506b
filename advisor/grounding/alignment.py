"""Each token of a claim held against the token of the passages that fits it best, and how well it fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.figures import entails_figure
from advisor.grounding.lexemes import PLACE
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.thesaurus import contraries_of, meanings
from advisor.grounding.times import entails as entails_time
from advisor.grounding.tokens import OWN_FEATURES, Floats, Thing, Tokens

_SAME_MEANING, _LIKE, _SHARED, _NEXT, _NEXT_BUT_ONE = 0.8, 0.5, 0.3, 0.4, 0.2
_PAIR_FEATURES, _TOGETHER_FEATURES = 18, 8
TOKEN_FEATURES = OWN_FEATURES * 3 + _PAIR_FEATURES + _TOGETHER_FEATURES
# Layers of what is measured of each pair of tokens, in the order of the features.
_EXACT, _CHARACTERS, _MEANING, _COSINE, _FITS, _CLASHES, _CONTRARY, _NEAR, _LIKENESS = range(9)
# Likeness is a sum of the others, and left out of what a model is given of every pair.
RELATIONS = _LIKENESS


class Alignment(NamedTuple):
    """A claim's tokens against those of its passages.

    `rows` (tokens of the claim, TOKEN_FEATURES): each token with the one that fits it best; `relations` (RELATIONS,
    tokens of the claim, held tokens): how every two fit; unit vectors of the words of both; `held_own` (held tokens,
    OWN_FEATURES): what is known of each held token by itself; `claim`, `held`: the tokens themselves, where
    they are at hand.
    """

    rows: Floats
    relations: Floats
    claim_vectors: Floats
    held_vectors: Floats
    held_own: Floats
    claim: Tokens | None = None
    held: Tokens | None = None


def align(claim: Tokens, passages: Sequence[Tokens]) -> Alignment:
    """The alignment of a claim; one without rows for a claim without tokens."""
    held = passages[0] if len(passages) == 1 else _joined(tuple(passages))
    vectors = claim.vectors(), held.vectors()
    features = np.zeros((len(claim.words), TOKEN_FEATURES), dtype=np.float32)
    if not claim.words or not held.words:
        nothing = np.zeros((RELATIONS, len(claim.words), len(held.words)), dtype=np.float32)
        return Alignment(features, nothing, *vectors, held.own, claim, held)
    layers, best = _fitting(claim, held, *vectors)
    _fill(features, claim, held, layers, best)
    return Alignment(features, layers[:RELATIONS], *vectors, held.own, claim, held)


def _fill(features: Floats, claim: Tokens, held: Tokens, layers: Floats, best: NDArray[np.intp]) -> None:
    """The rows of an alignment, from all that was measured."""
    rows = len(claim.words)
    steps = best.copy()
    steps[1:] -= best[:-1]
    steps[0] = 0
    features[:, :OWN_FEATURES] = claim.own
    features[:, OWN_FEATURES : 2 * OWN_FEATURES] = held.own[best]
    features[:, 2 * OWN_FEATURES : 3 * OWN_FEATURES] = held.around[best]
    pair = features[:, 3 * OWN_FEATURES :]
    pair[:, :_NEAR] = np.maximum.reduce(layers[:_NEAR], axis=2).T
    pair[:, _NEAR : _NEAR + len(layers)] = layers[:, np.arange(rows), best].T
    pair[:, 16] = np.maximum(np.minimum(steps / 10, 2), -2)
    pair[:, 17] = steps == 1
    _together(claim, held, best, features[:, -_TOGETHER_FEATURES:])


def _fitting(
    claim: Tokens, held: Tokens, claim_vectors: Floats, held_vectors: Floats
) -> tuple[Floats, NDArray[np.intp]]:
    """The layers of measures of every pair of tokens, and the held token that fits each of the claim's best."""
    layers = np.zeros((9, len(claim.words), len(held.words)), dtype=np.float32)
    np.equal(claim.ids()[:, None], held.ids()[None, :], out=layers[_EXACT], casting="unsafe")
    _shared_characters(claim, held, layers[_CHARACTERS])
    _mark(layers[_MEANING], _same_meaning(claim, held))
    np.matmul(claim_vectors, held_vectors.T, out=layers[_COSINE])
    _typed(claim, held, layers[_FITS], layers[_CLASHES])
    _mark(layers[_CONTRARY], _contraries(claim, held))
    likeness = layers[_LIKENESS]
    np.maximum(layers[_EXACT], layers[_FITS], out=likeness)
    likeness += _SAME_MEANING * layers[_MEANING]
    likeness += _LIKE * np.maximum(layers[_COSINE], 0)
    likeness += _SHARED * layers[_CHARACTERS]
    likeness -= layers[_CLASHES]
    padded = np.zeros((len(claim.words) + 4, len(held.words) + 4), dtype=np.float32)
    padded[2:-2, 2:-2] = likeness
    np.multiply(padded[1:-3, 1:-3] + padded[3:-1, 3:-1], _NEXT, out=layers[_NEAR])
    score = likeness + layers[_NEAR] + (padded[:-4, :-4] + padded[4:, 4:]) * _NEXT_BUT_ONE
    return layers, score.argmax(axis=1)


def _together(claim: Tokens, held: Tokens, best: NDArray[np.intp], features: Floats) -> None:
    """Whether what stands together in the claim stands together in the passages too: each token with its neighbours.

    For the content word before and the one after, in the claim's clause: the same clause held, the same sentence held,
    how far apart; and whether there is such a word. What is said of one thing here and of another there stands apart.
    """
    first, second = claim.content
    if not len(first):
        return
    here, there = best[first], best[second]
    found = np.empty((len(first), 4), dtype=np.float32)
    found[:, 0] = 1.0
    found[:, 1] = held.clauses[here] == held.clauses[there]
    found[:, 2] = held.sentences[here] == held.sentences[there]
    found[:, 3] = np.minimum(np.abs(here - there) / 10, 2.0)
    features[second, :4] = found
    features[first, 4:] = found


@lru_cache(maxsize=64)
def _joined(passages: tuple[Tokens, ...]) -> Tokens:
    """The tokens of several passages as those of one; kept, for many claims are held against the same passages."""
    listed: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for one in passages:
        listed += [(word, tuple(row + start for row in rows)) for word, rows in one.listed]
        start += len(one.words)
    own = np.concatenate([one.own for one in passages])
    own[:, PLACE] = np.arange(start) / max(1, start)
    return Tokens(
        words=tuple(word for one in passages for word in one.words),
        spans=tuple(span for one in passages for span in one.spans),
        kinds=tuple(kind for one in passages for kind in one.kinds),
        things=tuple(thing for one in passages for thing in one.things),
        own=own,
        clauses=_numbered_on([one.clauses for one in passages]),
        sentences=_numbered_on([one.sentences for one in passages]),
        lexemes=[lexemes for one in passages for lexemes in one.lexemes],
        listed=tuple(listed),
    )


def _numbered_on(numbers: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Numbers of several passages, each passage going on where the one before ended."""
    start, moved = 0, []
    for one in numbers:
        moved.append(one + start)
        start += int(one.max(initial=-1)) + 1
    return np.concatenate(moved)


def _shared_characters(claim: Tokens, held: Tokens, shared: Floats) -> None:
    """Share of a claim token's characters (the first four) that a held token has."""
    width, columns = len(held.words), held.character_at.get
    present = [row * width + column for row, character in claim.characters for column in columns(character, ())]
    counted = np.bincount(present, minlength=shared.size).reshape(shared.shape)
    np.divide(counted, claim.lengths[:, None], out=shared)


def _mark(found: Floats, places: Sequence[int]) -> None:
    """Set places of a table, counted through all its rows, to one."""
    if places:
        found.reshape(-1)[places] = 1


def _same_meaning(claim: Tokens, held: Tokens) -> list[int]:
    senses, width = held.senses.get, len(held.words)
    return [
        row * width + column
        for word, rows in claim.listed
        for sense in meanings(word)
        for column in senses(sense, ())
        for row in rows
    ]


def _contraries(claim: Tokens, held: Tokens) -> list[int]:
    columns, width = held.word_at.get, len(held.words)
    return [
        row * width + column
        for word, rows in claim.listed
        for other in contraries_of(word)
        for column in columns(other, ())
        for row in rows
    ]


def _typed(claim: Tokens, held: Tokens, fits: Floats, clashes: Floats) -> None:
    """Where figures, times and places fit each other, and where they are of one sort and do not."""
    for row, kind, own in claim.typed:
        for column, other_kind, other in held.typed:
            if kind is other_kind:
                if _entails(other, own):
                    fits[row, column] = 1
                elif _comparable(other, own):
                    clashes[row, column] = 1


def _entails(held: Thing, claimed: Thing) -> bool:
    if isinstance(held, Quantity) and isinstance(claimed, Quantity):
        return entails_figure(held, claimed)
    if isinstance(held, PeriodMention) and isinstance(claimed, PeriodMention):
        return entails_time(held, claimed)
    return held == claimed


def _comparable(held: Thing, claimed: Thing) -> bool:
    if isinstance(held, Quantity) and isinstance(claimed, Quantity):
        return comparable_units(held, claimed)
    return True
