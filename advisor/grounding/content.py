"""How much of what a claim says stands in the passages, weighted by rarity, and which of its words stand nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.reading import STOP, Clause, Reading, is_content, once_a_reading
from advisor.grounding.thesaurus import entailed, listed_in, meanings

Rarity = Callable[[str], float]
Synonyms = Mapping[str, Sequence[str]]

COMMON = frozenset(
    "发展进行工作加强推动促实施提高支持建设开展相关有关重要主要可能以及通过情况方面方式问题要求内容进一步积极不断形成其中包括同时目前"
    "需要应当可以达实现做法措施政策"
)
_COMMON_WEIGHT, _WEIGHT = 0.5, 1.0
_SYNONYM_COVER, _CHARACTER_COVER = 0.9, 0.4
_RUN_COVER = 0.5
_WHOLE_CLAUSE, _LEAST_WEIGHT = 3.0, 0.5
_SAME_FIGURE = 0.3


@dataclass(frozen=True, slots=True)
class Coverage:
    """Share of a claim's content that the passages carry: overall, in its worst clause, and the runs they lack."""

    overall: float
    worst: float
    runs: tuple[tuple[int, int, float], ...]

    @property
    def longest(self) -> float:
        """Weight of the heaviest run that stands nowhere."""
        return max((weight for _, _, weight in self.runs), default=0.0)


def cover(
    claim: Reading,
    passages: Sequence[Reading],
    *,
    skip: Sequence[tuple[int, int]],
    rarity: Rarity | None = None,
    synonyms: Synonyms | None = None,
) -> tuple[Coverage, Coverage]:
    """Coverage of a claim by the very words of passages, and by words of the same meaning too.

    `skip`: spans that are compared otherwise.
    """
    weights = _weights(claim.folded, skip, rarity)
    covered = _covered(claim.folded, passages)
    exact = _coverage(claim, weights, covered)
    for start, end in _synonym_spans(claim, passages, synonyms):
        for position in range(start, end):
            covered[position] = max(covered[position], _SYNONYM_COVER)
    return exact, _coverage(claim, weights, covered)


def _coverage(claim: Reading, weights: list[float], covered: list[float]) -> Coverage:
    found = [weight * cover for weight, cover in zip(weights, covered, strict=True)]
    whole_clauses = [
        (clause.start, clause.end, total)
        for clause in claim.clauses
        if (total := sum(weights[clause.start : clause.end])) >= _WHOLE_CLAUSE
    ]
    total = sum(weights)
    return Coverage(
        overall=sum(found) / total if total >= _LEAST_WEIGHT else 1.0,
        worst=min((sum(found[start:end]) / weight for start, end, weight in whole_clauses), default=1.0),
        runs=_runs(weights, covered),
    )


def _weights(text: str, skip: Sequence[tuple[int, int]], rarity: Rarity | None) -> list[float]:
    weights = [_WEIGHTS[character] for character in text]
    if rarity is not None:
        for position in range(len(text) - 1):
            if weights[position] and weights[position + 1]:
                weights[position] *= rarity(text[position : position + 2])
    for start, end in skip:
        weights[start:end] = [0.0] * (end - start)
    return weights


class _Weights(dict[str, float]):
    """Weight of a character by itself, filled as characters are met."""

    def __missing__(self, character: str) -> float:
        weight = 0.0 if not is_content(character) else _COMMON_WEIGHT if character in COMMON else _WEIGHT
        self[character] = weight
        return weight


_WEIGHTS = _Weights()


def _covered(text: str, readings: Sequence[Reading]) -> list[float]:
    """For each character 0..1: in a pair that stands in a passage, in a pair with stop words between, or alone."""
    covered = [0.0] * len(text)
    pairs = frozenset().union(*(reading.grams for reading in readings))
    characters = frozenset().union(*(reading.characters for reading in readings))
    previous = -1
    for position, character in enumerate(text):
        if character in STOP:
            continue
        if not is_content(character):
            previous = -1
            continue
        if character in characters:
            covered[position] = max(covered[position], _CHARACTER_COVER)
        if previous >= 0 and text[previous] + character in pairs:
            covered[position] = covered[previous] = 1.0
        previous = position
    return covered


@once_a_reading
def listed_words(reading: Reading) -> tuple[tuple[str, int, int], ...]:
    """Words of the thesaurus in a text, each with where it starts and ends."""
    return tuple(listed_in(reading.folded))


@once_a_reading
def lets_mean(reading: Reading) -> frozenset[str | int]:
    """Everything that the words of a passage let a claim mean."""
    return frozenset().union(*(entailed(word) for word, _, _ in listed_words(reading)))


def _synonym_spans(claim: Reading, passages: Sequence[Reading], synonyms: Synonyms | None) -> list[tuple[int, int]]:
    """Where words of the claim stand that some word of the passages means or entails."""
    held = [lets_mean(passage) for passage in passages]
    found = [
        (start, end)
        for word, start, end in listed_words(claim)
        if any(not senses.isdisjoint(meanings(word)) for senses in held)
    ]
    for word, others in (synonyms or {}).items():
        start = claim.folded.find(word)
        if start >= 0 and any(other in passage.folded for passage in passages for other in others):
            found.append((start, start + len(word)))
    return found


def _runs(weights: list[float], covered: list[float]) -> tuple[tuple[int, int, float], ...]:
    runs: list[tuple[int, int, float]] = []
    start, weight, end = -1, 0.0, 0
    for position, (own, cover) in enumerate(zip(weights, covered, strict=True)):
        if own == 0.0:
            continue
        if cover < _RUN_COVER:
            start = position if start < 0 else start
            weight += own * (1 - cover)
            end = position + 1
        elif start >= 0:
            runs.append((start, end, weight))
            start, weight = -1, 0.0
    if start >= 0:
        runs.append((start, end, weight))
    return tuple(runs)


def likeness(claim: frozenset[str], held: frozenset[str]) -> float:
    """Share of the claim's pairs that the held text has; 0 when the claim has none."""
    return len(claim & held) / len(claim) if claim else 0.0


def _shares(figures: set[tuple[float, str]], held: Clause) -> bool:
    return bool(figures) and any((one.value, one.unit) in figures for one in held.quantities)


def aligned(clause: Clause, passages: Sequence[Reading]) -> Sequence[tuple[float, Reading, Clause]]:
    """Clauses of the passages by likeness to a clause of the claim, best first; those without likeness are left out."""
    return _aligned(clause, tuple(passages))


@lru_cache(maxsize=1_024)
def _aligned(clause: Clause, passages: tuple[Reading, ...]) -> tuple[tuple[float, Reading, Clause], ...]:
    figures = {(one.value, one.unit) for one in clause.quantities}
    scored = [
        (likeness(clause.grams, held.grams) + _SAME_FIGURE * _shares(figures, held), passage, held)
        for passage in passages
        for held in passage.clauses
    ]
    return tuple(sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0]))
