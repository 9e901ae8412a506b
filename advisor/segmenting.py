"""Cutting Chinese text into words with jieba, and the part of speech of a word. Shared by every room.

jieba's dictionary is older than livestreaming: 带货主播 fell into 带, 货主 and 播. The words it lacks are in a file of ours.
"""

from __future__ import annotations

import logging
import marshal
import os
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from jieba import Tokenizer

# Runs of characters that may form words, as jieba takes them; all else is cut into single characters.
_WORDED = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
_BREAK = re.compile(r"(\r\n)")
_ALONE = re.compile("[a-zA-Z0-9]")
_HEAD = 3
_OWN_WORDS = Path(__file__).with_name("segmenting_words.txt")
# Enough to keep 主播 whole after 做 and before 出; not enough to tear 所占|比重 or 线|上缴 apart more often than it mends.
_OWN_COUNT = 300


def words_mark() -> str:
    """A mark of our own words: another when the file or their count changes, and with them how texts are cut."""
    return f"{zlib.crc32(_OWN_WORDS.read_bytes()):08x}.{_OWN_COUNT}"


@cache
def segmenter() -> Tokenizer:
    """jieba's tokenizer with our own words, loaded once and quiet."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    folder = _cache_folder()
    tokenizer: Tokenizer = jieba.dt
    tokenizer.tmp_dir = str(folder)
    cache = folder / "jieba.cache"
    try:
        if cache.stat().st_mtime > _dictionary_file().stat().st_mtime:
            # jieba reads the same cache from an open file, which takes three times as long.
            tokenizer.FREQ, tokenizer.total = marshal.loads(cache.read_bytes())
            tokenizer.initialized = True
    except (OSError, EOFError, ValueError, TypeError):
        tokenizer.initialized = False
    tokenizer.initialize()
    for word in _own_words():
        tokenizer.add_word(word, _OWN_COUNT)
    return tokenizer


@cache
def _own_words() -> Mapping[str, str]:
    """The words that jieba lacks, with their tags."""
    lines = _OWN_WORDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def _cache_folder() -> Path:
    """A folder of this user for jieba's cache; by itself jieba would use a guessable name in the shared one."""
    try:
        folder = platformdirs.user_cache_path("policy-advisor", appauthor=False, ensure_exists=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="policy-advisor-"))


@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a text with where each starts and ends; marks and white space are words too."""
    words, start = [], 0
    for word in _cut(text):
        end = start + len(word)
        words.append((word, start, end))
        start = end
    return tuple(words)


def _cut(text: str) -> Iterator[str]:
    """What jieba's `cut(text, HMM=False)` gives, in a third of the time."""
    for number, block in enumerate(_WORDED.split(text)):
        if number % 2:
            yield from _cut_block(block)
        else:
            for at, piece in enumerate(_BREAK.split(block)):
                yield from (piece,) if at % 2 else piece


def _cut_block(block: str) -> Iterator[str]:
    """The most probable way to cut a run of characters; single letters and digits side by side stay together."""
    ends = _likeliest(block)
    start, alone = 0, ""
    while start < len(block):
        word = block[start : ends[start]]
        start = ends[start]
        if len(word) == 1 and _ALONE.match(word):
            alone += word
            continue
        if alone:
            yield alone
            alone = ""
        yield word
    if alone:
        yield alone


def _likeliest(block: str) -> list[int]:
    """Where the word that starts at each character ends, on the likeliest path to the end of the run."""
    tokenizer = segmenter()
    counts, whole, length = tokenizer.FREQ.get, log(tokenizer.total), len(block)
    weights, ends = [0.0] * (length + 1), [0] * length
    for start in range(length - 1, -1, -1):
        best, best_end, end = None, start + 1, start + 1
        count = counts(block[start])
        while count is not None:
            if count:
                weight = log(count) - whole + weights[end]
                if best is None or weight >= best:
                    best, best_end = weight, end
            end += 1
            count = counts(block[start:end]) if end <= length else None
        weights[start] = best if best is not None else weights[start + 1] - whole
        ends[start] = best_end
    return ends


@lru_cache(maxsize=65_536)
def part_of_speech(word: str) -> str:
    """jieba's tag of a word (n, v, vn, ns ...), `x` for a word its dictionary lacks.

    Looked up in the dictionary's bytes: building jieba's own tag table takes half a second, a question needs six words.
    """
    if own := _own_words().get(word):
        return own
    if not segmenter().FREQ.get(word):
        return "x"
    content, entry = _dictionary(), f"\n{word} ".encode()
    start = content.find(entry, *_stretches().get(entry[1 : 1 + _HEAD], (0, 0)))
    # A few words stand out of order.
    start = content.find(entry) if start < 0 else start
    if start < 0:
        return "x"
    line = content[start + 1 : content.find(b"\n", start + 1)]
    return line.split()[-1].decode()


@cache
def _stretches() -> Mapping[bytes, tuple[int, int]]:
    """Where in the dictionary the words of one first character stand: it is sorted but for a few words."""
    import numpy as np

    content = np.frombuffer(_dictionary(), dtype=np.uint8)
    lines = np.flatnonzero(content[: -_HEAD - 1] == ord("\n"))
    heads = np.stack([content[lines + step] for step in range(1, _HEAD + 1)], axis=1)
    first = np.flatnonzero(np.concatenate([[True], (heads[1:] != heads[:-1]).any(axis=1)]))
    ends = [*lines[first[1:]].tolist(), len(content)]
    names = [heads[one].tobytes() for one in first]
    return {name: (start, end + _HEAD) for name, start, end in zip(names, lines[first].tolist(), ends, strict=True)}


@cache
def _dictionary() -> bytes:
    """jieba's dictionary: a line a word, with count and tag."""
    return b"\n" + _dictionary_file().read_bytes()


def _dictionary_file() -> Path:
    import jieba

    return Path(jieba.__file__).with_name("dict.txt")
