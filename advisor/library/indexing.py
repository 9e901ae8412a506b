"""What the lexical index is fed: Han pairs, number-and-letter runs, and words in a token space of their own."""

from __future__ import annotations

import logging
import marshal
import os
import re
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from advisor.text import normalise

if TYPE_CHECKING:
    from jieba import Tokenizer

    from advisor.types import Passage

# Part of the record's lexical hashes: raise it when tokens change, so that every passage is tokenised anew.
TOKENS_VERSION = "1"

_RUN = re.compile(r"(?P<han>[\u3400-\u9fff〇]+)|(?P<other>[a-z0-9.%]+)")
_HAN_WORD = re.compile(r"[\u3400-\u9fff〇]{2,}")
# Prefix of the word space: no Han pair and no letter run can look like it.
_WORD = "w"
# Bytes searched on either side of where a word of the dictionary should stand.
_NEIGHBOURHOOD = 20_000


def lexical_tokens(text: str) -> str:
    """Space-joined tokens of a text, normalised; passages and questions alike go through it."""
    return " ".join(tokens(normalise(text)))


def matched_text(passage: Passage) -> str:
    """What of a passage questions are matched against: its text, without the caveat on a figure's use.

    The caveat speaks of growth, levels and years in general and would match questions on any of them.
    """
    caveat = passage.row.comparability if passage.row else None
    return passage.text.replace(caveat_text(caveat), "") if caveat else passage.text


def caveat_text(caveat: str) -> str:
    """The caveat on a figure's use, as it stands in a row's sentence."""
    return f"使用限制：{caveat}"


def tokens(text: str) -> list[str]:
    """Tokens of a normalised text: pairs and runs in reading order, then words."""
    found: list[str] = []
    for match in _RUN.finditer(text):
        run = match["han"]
        if run is None:
            found += [part for part in [match["other"].strip(".")] if part]
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[start : start + 2] for start in range(len(run) - 1)]
    words = segmenter().lcut_for_search(text)
    return found + [_WORD + word for word in words if _HAN_WORD.fullmatch(word)]


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


@lru_cache(maxsize=10_000)
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
