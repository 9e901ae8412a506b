"""Vectors, rarity and tags of words: tables worked out beforehand (model/README.md says from what), read once.

Unknown words have the vectors of their characters, and the tag of the dictionary. The vectors stay on disk and are
mapped into memory: a text needs a few hundred of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.segmenting import part_of_speech

TABLE = Path(__file__).with_name("model") / "words.npz"
VECTORS = TABLE.with_name("vectors.npy")
LENGTH = 256
_UNKNOWN_RARITY = 1.0


class _Table(NamedTuple):
    rows: Mapping[str, int]
    vectors: NDArray[np.int8]
    rarity: NDArray[np.uint8]
    tags: str


@cache
def _table() -> _Table:
    with np.load(TABLE) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        tags = bytes(stored["tags"]).decode("ascii")
        rows = {word: row for row, word in enumerate(words)}
        return _Table(rows, np.load(VECTORS, mmap_mode="r"), stored["rarity"], tags)


def vector_of(word: str) -> NDArray[np.float32]:
    """The unit vector of a word, of its characters where the word is unknown; zeros where these are too."""
    table = _table()
    row = table.rows.get(word)
    if row is not None:
        vector = table.vectors[row].astype(np.float32)
    else:
        rows = [table.rows[one] for one in word if one in table.rows]
        vector = table.vectors[rows].sum(axis=0, dtype=np.float32)
    return np.asarray(vector / (np.sqrt(vector.dot(vector)) or 1.0), dtype=np.float32)


def rarity_of(word: str) -> float:
    """How rare a word is, from 0 (everywhere) to 1 (unknown)."""
    table = _table()
    row = table.rows.get(word)
    return _UNKNOWN_RARITY if row is None else float(table.rarity[row]) / 255


def first_tag(word: str) -> str:
    """The first letter of a word's part of speech; jieba's dictionary is asked where the table lacks the word."""
    table = _table()
    row = table.rows.get(word)
    return part_of_speech(word)[0] if row is None else table.tags[row]
