"""Normalising text: width, case, traditional script, white space. Shared by every room; knows nothing of policy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SPACES = re.compile(r"\s+")
_HAN_OR_MARK = r"[\u3400-\u9fff，。；：？！、（）《》“”]"
_BESIDE_HAN = re.compile(rf"(?<={_HAN_OR_MARK})\s+|\s+(?={_HAN_OR_MARK})")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


class _SimplifiedCharacters(dict[int, str]):
    """Character table filled as characters are met.

    Single characters, since OpenCC's phrase step leaves some words it does not know (直播電商) unconverted.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        simple = _converter().convert(character) if "\u3400" <= character <= "\u9fff" else character
        self[code] = simple
        return simple


_SIMPLIFIED = _SimplifiedCharacters()


def to_simplified(text: str) -> str:
    """Traditional characters replaced one by one; the length stays the same."""
    return text.translate(_SIMPLIFIED)


def normalise(text: str) -> str:
    """Text for matching: NFKC, lower case, traditional to simplified, white space beside Han characters removed."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = _SPACES.sub(" ", folded).strip()
    return to_simplified(_BESIDE_HAN.sub("", folded))


_QUOTES = str.maketrans("", "", "“”„\"'‘’「」『』")


def without_quotes(text: str) -> str:
    """The text without quotation marks, which questions and titles set at will; 《》 stay."""
    return text.translate(_QUOTES)


def stand_in_order(parts: Sequence[str], text: str) -> bool:
    """Whether all parts stand in a text, one after the other; no parts stand nowhere."""
    start = 0
    for part in parts:
        start = text.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return bool(parts)
