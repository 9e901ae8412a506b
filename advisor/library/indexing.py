"""What the lexical index is fed: Han pairs, number-and-letter runs, and words in a token space of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.segmenting import segmenter, words_mark
from advisor.text import normalise

if TYPE_CHECKING:
    from advisor.types import Passage

# Part of the record's lexical hashes: raise the number when tokens change, so that every passage is tokenised anew.
TOKENS_VERSION = f"2.{words_mark()}"

_RUN = re.compile(r"(?P<han>[\u3400-\u9fff〇]+)|(?P<other>[a-z0-9.%]+)")
_HAN_WORD = re.compile(r"[\u3400-\u9fff〇]{2,}")
# Prefix of the word space: no Han pair and no letter run can look like it.
_WORD = "w"


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
