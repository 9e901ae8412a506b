"""A reading cut into tokens for alignment: words, figures, times and places, each with what is known of it by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.content import listed_words
from advisor.grounding.cues import CueKind
from advisor.grounding.lexemes import (
    CHARACTERS,
    CUE_AT,
    OWN_FEATURES,
    PLACE,
    SAYS_LITTLE,
    Floats,
    Lexemes,
    TokenKind,
    lexemes_of,
)
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import STOP, Reading, is_content, once_a_reading
from advisor.grounding.thesaurus import entailed
from advisor.segmenting import words_of

__all__ = ["OWN_FEATURES", "Floats", "Thing", "TokenKind", "Tokens", "tokens_of"]

_AROUND = 4

Thing = str | Quantity | PeriodMention


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of a text, a row each in every array; `listed`: words of the thesaurus with the rows they stand on."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    kinds: tuple[TokenKind, ...]
    things: tuple[Thing, ...]
    own: Floats
    clauses: NDArray[np.int32]
    sentences: NDArray[np.int32]
    lexemes: Sequence[Lexemes]
    listed: tuple[tuple[str, tuple[int, ...]], ...]

    def vectors(self) -> Floats:
        """The unit vector of each token. Gathered when asked for: kept, they would be most of what a reading weighs."""
        found = [one.vectors() for one in self.lexemes]
        return found[0] if len(found) == 1 else np.concatenate(found)

    def ids(self) -> NDArray[np.int64]:
        """A number for each token's word that tells it from others."""
        found = [one.ids() for one in self.lexemes]
        return found[0] if len(found) == 1 else np.concatenate(found)

    @cached_property
    def characters(self) -> tuple[tuple[int, str], ...]:
        """The first four characters of each token, with the row of each."""
        return tuple((row, character) for row, word in enumerate(self.words) for character in word[:CHARACTERS])

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """How many characters of each token are compared."""
        return np.array([min(len(word), CHARACTERS) for word in self.words])

    @cached_property
    def character_at(self) -> Mapping[str, tuple[int, ...]]:
        """The rows in whose first four characters a character stands."""
        found: dict[str, tuple[int, ...]] = {}
        for row, word in enumerate(self.words):
            for character in set(word[:CHARACTERS]) if len(word) > 1 else word:
                found[character] = (*found[character], row) if character in found else (row,)
        return found

    @cached_property
    def word_at(self) -> Mapping[str, tuple[int, ...]]:
        """The rows on which each word stands."""
        found: dict[str, tuple[int, ...]] = {}
        for row, word in enumerate(self.words):
            found[word] = (*found[word], row) if word in found else (row,)
        return found

    @cached_property
    def senses(self) -> Mapping[str | int, tuple[int, ...]]:
        """The rows of the words that let a claim mean something, for each thing that it may mean."""
        found: dict[str | int, tuple[int, ...]] = {}
        for word, rows in self.listed:
            for sense in entailed(word):
                found[sense] = found[sense] + rows if sense in found else rows
        return found

    @cached_property
    def typed(self) -> tuple[tuple[int, TokenKind, Thing], ...]:
        """The rows of figures, times and places."""
        kinds = zip(self.kinds, self.things, strict=True)
        return tuple((row, kind, thing) for row, (kind, thing) in enumerate(kinds) if kind is not TokenKind.WORD)

    @cached_property
    def around(self) -> Floats:
        """The features of what stands around each token, up to four tokens away, the largest of each."""
        largest = self.own.copy()
        for step in range(1, min(_AROUND, len(self.words) - 1) + 1):
            np.maximum(largest[step:], self.own[:-step], out=largest[step:])
            np.maximum(largest[:-step], self.own[step:], out=largest[:-step])
        return largest

    @cached_property
    def content(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The rows of content words that have another one after them in their clause, and the rows of these others."""
        rows = np.flatnonzero(self.own[:, SAYS_LITTLE] == 0)
        first, second = rows[:-1], rows[1:]
        together = self.clauses[first] == self.clauses[second]
        return first[together], second[together]


@once_a_reading
def tokens_of(reading: Reading) -> Tokens:
    """The tokens of a reading."""
    found = _tokens(reading)
    spans = tuple(span for _, span, _, _ in found)
    words, kinds = tuple(word for word, _, _, _ in found), tuple(kind for _, _, kind, _ in found)
    lexemes = lexemes_of(words, kinds)
    row_at = _row_at(len(reading.folded), spans)
    own = lexemes.own()
    _mark_cues(reading, own, row_at)
    if found:
        own[:, PLACE] = np.arange(len(found)) / len(found)
    starts, ends = [clause.start for clause in reading.clauses], reading.sentence_ends
    return Tokens(
        words=words,
        spans=spans,
        kinds=kinds,
        things=tuple(thing for _, _, _, thing in found),
        own=own,
        clauses=np.array([bisect_right(starts, start) - 1 for start, _ in spans], dtype=np.int32),
        sentences=np.array([bisect_left(ends, start) for start, _ in spans], dtype=np.int32),
        lexemes=(lexemes,),
        listed=tuple(_listed(reading, row_at)),
    )


def _tokens(reading: Reading) -> list[tuple[str, tuple[int, int], TokenKind, Thing]]:
    """Figures, times and places whole; the rest as jieba cuts it; marks left out."""
    found: list[tuple[str, tuple[int, int], TokenKind, Thing]] = []
    taken: set[int] = set()
    for span, kind, thing in _typed(reading):
        if taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            found.append((reading.folded[slice(*span)], span, kind, thing))
    for word, start, end in words_of(reading.folded):
        if not _says_something(word):
            continue
        if not taken or taken.isdisjoint(range(start, end)):
            found.append((word, (start, end), TokenKind.WORD, word))
            continue
        for position in range(start, end):
            if position not in taken:
                character = reading.folded[position]
                found.append((character, (position, position + 1), TokenKind.WORD, character))
    return sorted(found, key=lambda one: one[1]) if taken else found


@lru_cache(maxsize=65_536)
def _says_something(word: str) -> bool:
    return any(character in STOP or is_content(character) for character in word)


def _typed(reading: Reading) -> Iterator[tuple[tuple[int, int], TokenKind, Thing]]:
    for quantity in reading.quantities:
        yield quantity.span, TokenKind.FIGURE, quantity
    for period in reading.periods:
        yield period.span, TokenKind.PERIOD, period
    for place in reading.places:
        yield place.span, TokenKind.PLACE, place.canonical


def _row_at(length: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The row of the token on each character of a text, -1 where there is none."""
    rows = [-1] * length
    for row, (start, end) in enumerate(spans):
        rows[start:end] = [row] * (end - start)
    return rows


def _mark_cues(reading: Reading, own: Floats, row_at: Sequence[int]) -> None:
    for cue in reading.cues:
        column = CUE_AT.get(f"mode_{cue.value}" if cue.kind is CueKind.MODALITY else cue.kind.value)
        if column is not None:
            for row in set(row_at[slice(*cue.span)]):
                if row >= 0:
                    own[row, column] = 1


def _listed(reading: Reading, row_at: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words of the thesaurus, with the tokens that each covers, wholly or in part."""
    for text, start, end in listed_words(reading):
        rows = tuple(row for row in dict.fromkeys(row_at[start:end]) if row >= 0)
        if rows:
            yield text, rows
