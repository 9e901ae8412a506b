"""A reading cut into tokens for alignment: words, figures, times and places, each with what is known of it by itself."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.content import COMMON, listed_words
from advisor.grounding.cues import CueKind, Mode
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import STOP, Reading, is_content
from advisor.grounding.word_vectors import rarity_of, vector_of
from advisor.segmenting import part_of_speech, words_of

Floats = NDArray[np.float32]

_CHARACTERS = 4
_POS = {tag: at for at, tag in enumerate("nvadmqrpcutsxilo")}
_OTHER_POS = _POS["o"]
CUES: tuple[str, ...] = (
    *(kind.value for kind in CueKind if kind not in {CueKind.MODALITY, CueKind.ATTRIBUTION}),
    *(f"mode_{mode.value}" for mode in Mode),
)
_CUE_AT = {name: len(_POS) + at for at, name in enumerate(CUES)}
_KINDS_FROM = len(_POS) + len(CUES)
_EXTRA = 4
OWN_FEATURES = _KINDS_FROM + 4 + _EXTRA


class TokenKind(IntEnum):
    """What a token is."""

    WORD = 0
    FIGURE = 1
    PERIOD = 2
    PLACE = 3


Thing = str | Quantity | PeriodMention


class Tokens(NamedTuple):
    """The tokens of a text, a row each in every array; `listed`: words of the thesaurus with the rows they stand on."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    kinds: tuple[TokenKind, ...]
    things: tuple[Thing, ...]
    own: Floats
    clauses: NDArray[np.int32]
    sentences: NDArray[np.int32]
    ids: NDArray[np.int64]
    characters: NDArray[np.int32]
    vectors: Floats
    listed: tuple[tuple[str, tuple[int, ...]], ...]
    word_at: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=8_192)
def tokens_of(reading: Reading) -> Tokens:
    """The tokens of a reading."""
    found = _tokens(reading)
    spans = tuple(span for _, span, _, _ in found)
    own = _own(reading, found)
    words = tuple(word for word, _, _, _ in found)
    characters = np.zeros((len(found), _CHARACTERS), dtype=np.int32)
    for row, word in enumerate(words):
        for column, character in enumerate(word[:_CHARACTERS]):
            characters[row, column] = ord(character)
    at: dict[str, tuple[int, ...]] = {}
    for row, word in enumerate(words):
        at[word] = (*at.get(word, ()), row)
    return Tokens(
        words=words,
        spans=spans,
        kinds=tuple(kind for _, _, kind, _ in found),
        things=tuple(thing for _, _, _, thing in found),
        own=own,
        clauses=_clauses(reading, spans),
        sentences=np.array([_sentence_of(reading, span[0]) for span in spans], dtype=np.int32),
        ids=np.array([zlib.crc32(word.encode()) for word in words], dtype=np.int64),
        characters=characters,
        vectors=np.array([vector_of(word) for word in words], dtype=np.float32).reshape(len(words), -1),
        listed=tuple(_listed(reading, spans)),
        word_at=at,
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
        if taken.isdisjoint(range(start, end)):
            found.append((word, (start, end), TokenKind.WORD, word))
            continue
        for position in range(start, end):
            if position not in taken:
                character = reading.folded[position]
                found.append((character, (position, position + 1), TokenKind.WORD, character))
    return sorted(found, key=lambda one: one[1])


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


def _own(reading: Reading, found: list[tuple[str, tuple[int, int], TokenKind, Thing]]) -> Floats:
    own = np.zeros((len(found), OWN_FEATURES), dtype=np.float32)
    at = {position: row for row, (_, span, _, _) in enumerate(found) for position in range(*span)}
    for row, (word, _, kind, _) in enumerate(found):
        own[row, _KINDS_FROM + kind] = 1
        if kind is TokenKind.WORD:
            own[row, _POS.get(part_of_speech(word)[0], _OTHER_POS)] = 1
        own[row, -1] = rarity_of(word)
        own[row, -2] = len(word) / _CHARACTERS
        own[row, -3] = word in COMMON or (len(word) == 1 and word in STOP)
        own[row, -4] = row / len(found)
    for cue in reading.cues:
        column = _CUE_AT.get(cue.kind.value if cue.kind is not CueKind.MODALITY else f"mode_{cue.value}")
        for row in {at[position] for position in range(*cue.span) if position in at} if column is not None else ():
            own[row, column] = 1
    return own


def _clauses(reading: Reading, spans: tuple[tuple[int, int], ...]) -> NDArray[np.int32]:
    """The number of the clause each token stands in."""
    starts = np.array([clause.start for clause in reading.clauses])
    firsts = np.array([span[0] for span in spans])
    return (np.searchsorted(starts, firsts, side="right") - 1).astype(np.int32)


def _sentence_of(reading: Reading, position: int) -> int:
    return bisect_left(reading.sentence_ends, position)


def _listed(reading: Reading, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words of the thesaurus, with the tokens that each covers; a word that is a small part of a token is left out."""
    at = {position: row for row, span in enumerate(spans) for position in range(*span)}
    for word in listed_words(reading):
        rows = dict.fromkeys(at[position] for position in range(word.start, word.end) if position in at)
        kept = tuple(row for row in rows if word.end - word.start >= min(2, spans[row][1] - spans[row][0]))
        if kept:
            yield word.text, kept
