"""Cutting Chinese text into words with jieba, and the part of speech of a word. Shared by every room."""

from __future__ import annotations

import logging
import marshal
import os
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from jieba import Tokenizer

# Bytes searched on either side of where a word of the dictionary should stand.
_NEIGHBOURHOOD = 20_000


@cache
def segmenter() -> Tokenizer:
    """jieba's tokenizer, loaded once and quiet."""
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
    return tokenizer


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
    for word in segmenter().cut(text, HMM=False):
        words.append((word, start, start + len(word)))
        start += len(word)
    return tuple(words)


@lru_cache(maxsize=65_536)
def part_of_speech(word: str) -> str:
    """jieba's tag of a word (n, v, vn, ns ...), `x` for a word its dictionary lacks.

    Looked up in the dictionary's bytes: building jieba's own tag table takes half a second, a question needs six words.
    """
    if not segmenter().FREQ.get(word):
        return "x"
    content, entry = _dictionary(), f"\n{word} ".encode()
    near = _near(content, word.encode())
    start = content.find(entry, max(0, near - _NEIGHBOURHOOD), near + _NEIGHBOURHOOD)
    # A few words stand out of order.
    start = content.find(entry) if start < 0 else start
    if start < 0:
        return "x"
    line = content[start + 1 : content.find(b"\n", start + 1)]
    return line.split()[-1].decode()


def _near(content: bytes, word: bytes) -> int:
    """Where the word would stand in the dictionary, which is sorted but for a few words."""
    low, high = 0, len(content)
    while high - low > _NEIGHBOURHOOD // 2:
        middle = content.rfind(b"\n", low, (low + high) // 2) + 1
        if middle <= low:
            break
        if content[middle : content.find(b" ", middle)] < word:
            low = middle
        else:
            high = middle
    return low


@cache
def _dictionary() -> bytes:
    """jieba's dictionary: a line a word, with count and tag."""
    return b"\n" + _dictionary_file().read_bytes()


def _dictionary_file() -> Path:
    import jieba

    return Path(jieba.__file__).with_name("dict.txt")
