"""What is known of a word by itself, worked out once: its rows in tables, from which a text takes those of its tokens."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import IntEnum
from threading import Lock
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.content import COMMON
from advisor.grounding.cues import CueKind, Mode
from advisor.grounding.reading import STOP
from advisor.grounding.word_vectors import LENGTH, first_tag, rarity_of, vector_of

Floats = NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)

CHARACTERS = 4
_POS = {tag: at for at, tag in enumerate("nvadmqrpcutsxilo")}
_OTHER_POS = _POS["o"]
CUES: tuple[str, ...] = (
    *(kind.value for kind in CueKind if kind not in {CueKind.MODALITY, CueKind.ATTRIBUTION}),
    *(f"mode_{mode.value}" for mode in Mode),
)
CUE_AT = {name: len(_POS) + at for at, name in enumerate(CUES)}
_KINDS_FROM = len(_POS) + len(CUES)
_EXTRA = 4
OWN_FEATURES = _KINDS_FROM + 4 + _EXTRA
# Columns from the end: the place in the text, whether the word says little, its length, its rarity.
PLACE, SAYS_LITTLE, _LENGTH, _RARITY = -4, -3, -2, -1
_ROOM, _MOST = 2_048, 32_768


class TokenKind(IntEnum):
    """What a token is."""

    WORD = 0
    FIGURE = 1
    PERIOD = 2
    PLACE = 3


class Lexemes(NamedTuple):
    """Some words in the tables: `numbers` are their rows there."""

    tables: _Tables
    numbers: NDArray[np.intp]

    def own(self) -> Floats:
        """The features of each word, a fresh copy; the place in the text is left 0."""
        return self.tables.own[self.numbers]

    def vectors(self) -> Floats:
        """The unit vector of each word."""
        return self.tables.vectors[self.numbers]

    def ids(self) -> NDArray[np.int64]:
        """A number for each word that tells it from others."""
        return self.tables.ids[self.numbers]


def lexemes_of(words: Sequence[str], kinds: Sequence[TokenKind]) -> Lexemes:
    """The words in the tables, put there if they are new."""
    tables = _current()
    return Lexemes(tables, tables.rows_of(words, kinds))


class _Tables:
    """Tables with a row for each word met. Rows are only added, under a lock, and never change once they are named."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self.own = np.zeros((_ROOM, OWN_FEATURES), dtype=np.float32)
        self.vectors = np.zeros((_ROOM, LENGTH), dtype=np.float32)
        self.ids = np.zeros(_ROOM, dtype=np.int64)

    def is_full(self) -> bool:
        return len(self._numbers) > _MOST

    def rows_of(self, words: Sequence[str], kinds: Sequence[TokenKind]) -> NDArray[np.intp]:
        # Plain strings as keys: an enum in a key is hashed in Python, word by word.
        names = [
            word if kind is TokenKind.WORD else f"{kind.name} {word}" for word, kind in zip(words, kinds, strict=True)
        ]
        known = self._numbers.get
        numbers = [known(name, -1) for name in names]
        if -1 in numbers:
            with self._lock:
                numbers = [self._number(*named) for named in zip(names, words, kinds, strict=True)]
        return np.array(numbers, dtype=np.intp)

    def _number(self, name: str, word: str, kind: TokenKind) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = len(self._numbers)
            if number == len(self.ids):
                self.own, self.vectors = _with_room(self.own), _with_room(self.vectors)
                self.ids = _with_room(self.ids)
            self._fill(number, word, kind)
            self._numbers[name] = number
        return number

    def _fill(self, number: int, word: str, kind: TokenKind) -> None:
        own = self.own[number]
        own[_KINDS_FROM + kind] = 1
        if kind is TokenKind.WORD:
            own[_POS.get(first_tag(word), _OTHER_POS)] = 1
        own[_RARITY] = rarity_of(word)
        own[_LENGTH] = len(word) / CHARACTERS
        own[SAYS_LITTLE] = word in COMMON or (len(word) == 1 and word in STOP)
        self.vectors[number] = vector_of(word)
        # The same in every table: readings made before tables were begun anew are compared with later ones.
        self.ids[number] = zlib.crc32(word.encode())


def _with_room(table: NDArray[Number]) -> NDArray[Number]:
    return np.concatenate([table, np.zeros((_ROOM, *table.shape[1:]), dtype=table.dtype)])


_IN_USE: list[_Tables] = []


def _current() -> _Tables:
    """The tables in use; begun anew when they have grown too large (figures and dates are words of their own)."""
    if not _IN_USE or _IN_USE[0].is_full():
        _IN_USE[:] = [_Tables()]
    return _IN_USE[0]
