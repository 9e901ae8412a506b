"""Each token of a claim held against the token of the passages that fits it best, and how well it fits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.figures import entails_figure
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.thesaurus import contraries_of, mean_the_same
from advisor.grounding.times import entails as entails_time
from advisor.grounding.tokens import OWN_FEATURES, Floats, TokenKind, Tokens

_SAME_MEANING, _LIKE, _SHARED, _NEXT, _NEXT_BUT_ONE = 0.8, 0.5, 0.3, 0.4, 0.2
_AROUND = 4
_PAIR_FEATURES = 18 + 8
TOKEN_FEATURES = OWN_FEATURES * 3 + _PAIR_FEATURES


def align(claim: Tokens, passages: Sequence[Tokens]) -> Floats:
    """A row of TOKEN_FEATURES for each token of the claim; no row for a claim without tokens."""
    rows = len(claim.words)
    held = passages[0] if len(passages) == 1 else _joined(passages)
    if not rows or not held.words:
        return np.zeros((rows, TOKEN_FEATURES), dtype=np.float32)
    exact = (claim.ids[:, None] == held.ids[None, :]).astype(np.float32)
    shared = _shared_characters(claim, held)
    meaning = _same_meaning(claim, held)
    cosine = claim.vectors @ held.vectors.T
    fits, clashes = _typed(claim, held)
    contrary = _contraries(claim, held)
    likeness = np.maximum(exact, fits) + _SAME_MEANING * meaning + _LIKE * np.maximum(cosine, 0) + _SHARED * shared
    likeness -= clashes
    near = _diagonal(likeness, 1) * _NEXT
    score = likeness + near + _diagonal(likeness, 2) * _NEXT_BUT_ONE
    best = score.argmax(axis=1)
    at = (np.arange(rows), best)
    steps = np.diff(best, prepend=best[0])
    pair = np.stack(
        [
            exact.max(axis=1), shared.max(axis=1), meaning.max(axis=1), cosine.max(axis=1), fits.max(axis=1),
            clashes.max(axis=1), contrary.max(axis=1), exact[at], shared[at], meaning[at], cosine[at], fits[at],
            clashes[at], contrary[at], near[at], likeness[at], np.clip(steps / 10, -2, 2), steps == 1,
        ],
        axis=1,
    )  # fmt: skip
    together = _together(claim, held, best)
    return np.concatenate(
        [claim.own, held.own[best], _around(held.own, best), pair.astype(np.float32), together], axis=1
    )


_CONTENT_WORD = -3


def _together(claim: Tokens, held: Tokens, best: NDArray[np.intp]) -> Floats:
    """Whether what stands together in the claim stands together in the passages too: each token with its neighbours.

    For the content word before and the one after, in the claim's clause: the same clause held, the same sentence held,
    how far apart; and whether there is such a word. What is said of one thing here and of another there stands apart.
    """
    rows = len(claim.words)
    features = np.zeros((rows, 8), dtype=np.float32)
    content = np.flatnonzero(claim.own[:, _CONTENT_WORD] == 0)
    for column, step in ((0, -1), (4, 1)):
        for at, row in enumerate(content):
            other = content[at + step] if 0 <= at + step < len(content) else -1
            if other < 0 or claim.clauses[other] != claim.clauses[row]:
                continue
            here, there = best[row], best[other]
            features[row, column : column + 4] = (
                1.0,
                held.clauses[here] == held.clauses[there],
                held.sentences[here] == held.sentences[there],
                min(abs(int(here) - int(there)) / 10, 2.0),
            )
    return features


def _joined(passages: Sequence[Tokens]) -> Tokens:
    """The tokens of several passages as those of one."""
    listed: list[tuple[str, tuple[int, ...]]] = []
    words: dict[str, tuple[int, ...]] = {}
    start = 0
    for one in passages:
        listed += [(word, tuple(row + start for row in rows)) for word, rows in one.listed]
        for word, rows in one.word_at.items():
            words[word] = (*words.get(word, ()), *(row + start for row in rows))
        start += len(one.words)
    return Tokens(
        words=tuple(word for one in passages for word in one.words),
        spans=tuple(span for one in passages for span in one.spans),
        kinds=tuple(kind for one in passages for kind in one.kinds),
        things=tuple(thing for one in passages for thing in one.things),
        own=np.concatenate([one.own for one in passages]),
        clauses=_numbered_on([one.clauses for one in passages]),
        sentences=_numbered_on([one.sentences for one in passages]),
        ids=np.concatenate([one.ids for one in passages]),
        characters=np.concatenate([one.characters for one in passages]),
        vectors=np.concatenate([one.vectors for one in passages]),
        listed=tuple(listed),
        word_at=words,
    )


def _numbered_on(numbers: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Numbers of several passages, each passage going on where the one before ended."""
    start, moved = 0, []
    for one in numbers:
        moved.append(one + start)
        start += int(one.max(initial=-1)) + 1
    return np.concatenate(moved)


def _shared_characters(claim: Tokens, held: Tokens) -> NDArray[np.float32]:
    """Share of a claim token's characters (the first four) that a held token has."""
    same = claim.characters[:, :, None, None] == held.characters[None, None, :, :]
    present = same.any(axis=3) & (claim.characters != 0)[:, :, None]
    return np.asarray(present.sum(axis=1) / np.maximum((claim.characters != 0).sum(axis=1), 1)[:, None], np.float32)


def _same_meaning(claim: Tokens, held: Tokens) -> NDArray[np.float32]:
    found = np.zeros((len(claim.words), len(held.words)), dtype=np.float32)
    for own, rows in claim.listed:
        for other, columns in held.listed:
            if mean_the_same(own, other):
                for row in rows:
                    found[row, columns] = 1
    return found


def _contraries(claim: Tokens, held: Tokens) -> NDArray[np.float32]:
    found = np.zeros((len(claim.words), len(held.words)), dtype=np.float32)
    for own, rows in claim.listed:
        for other in contraries_of(own):
            if columns := held.word_at.get(other):
                for row in rows:
                    found[row, columns] = 1
    return found


def _typed(claim: Tokens, held: Tokens) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where figures, times and places fit each other, and where they are of one sort and do not."""
    fits = np.zeros((len(claim.words), len(held.words)), dtype=np.float32)
    clashes = np.zeros_like(fits)
    for row, (kind, own) in enumerate(zip(claim.kinds, claim.things, strict=True)):
        if kind is TokenKind.WORD:
            continue
        for column, (other_kind, other) in enumerate(zip(held.kinds, held.things, strict=True)):
            if kind is other_kind:
                if _entails(other, own):
                    fits[row, column] = 1
                elif _comparable(other, own):
                    clashes[row, column] = 1
    return fits, clashes


def _entails(held: str | Quantity | PeriodMention, claimed: str | Quantity | PeriodMention) -> bool:
    if isinstance(held, Quantity) and isinstance(claimed, Quantity):
        return entails_figure(held, claimed)
    if isinstance(held, PeriodMention) and isinstance(claimed, PeriodMention):
        return entails_time(held, claimed)
    return held == claimed


def _comparable(held: str | Quantity | PeriodMention, claimed: str | Quantity | PeriodMention) -> bool:
    if isinstance(held, Quantity) and isinstance(claimed, Quantity):
        return comparable_units(held, claimed)
    return True


def _diagonal(likeness: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """For each pair of tokens, how alike their neighbours at a distance are, on both sides."""
    summed = np.zeros_like(likeness)
    summed[step:, step:] += likeness[:-step, :-step]
    summed[:-step, :-step] += likeness[step:, step:]
    return summed


def _around(own: Floats, best: NDArray[np.intp]) -> Floats:
    """The features of what stands around each best token, the largest of each."""
    places = best[:, None] + np.arange(-_AROUND, _AROUND + 1)[None, :]
    return np.asarray(own[np.clip(places, 0, len(own) - 1)].max(axis=1))
