"""Watching what a model writes while it writes: noise, another language, the same words without end."""

from __future__ import annotations

import re
import unicodedata

from advisor.model.faults import ModelFault
from advisor.types import ModelOutcome

_LOOKED_AT_FROM = 80
_MOST_STRANGE = 0.05
_FEWEST_HAN = 0.15
_MOST_LATIN = 0.5
_LONGEST_UNIT, _REPEATS, _SHORTEST_LOOP = 60, 5, 24
_SAME_SENTENCE = 4
_CHECK_EVERY = 40
_STRANGE = frozenset({"Cc", "Cn", "Co", "Cs"})
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ\u0400-\u04ff]")
_SENTENCE = re.compile(r"[^。！？!?\n]{6,}[。！？!?\n]")


class TextWatch:
    """Raises ModelFault as soon as a text is plainly of no use; `longest` is in characters."""

    def __init__(self, *, longest: int) -> None:
        self._longest = longest
        self._text = ""
        self._checked = 0

    def feed(self, piece: str) -> None:
        """Take the next piece of visible text. Raises ModelFault."""
        self._text += piece
        if len(self._text) > self._longest:
            raise ModelFault(ModelOutcome.TOO_LONG)
        if len(self._text) - self._checked >= _CHECK_EVERY:
            self._checked = len(self._text)
            self._look()

    def close(self) -> None:
        """The end of the text. Raises ModelFault where nothing came."""
        if not self._text.strip():
            raise ModelFault(ModelOutcome.EMPTY)
        self._look()

    def _look(self) -> None:
        if _loops(self._text):
            raise ModelFault(ModelOutcome.REPETITION)
        if len(self._text) >= _LOOKED_AT_FROM:
            self._look_at_characters()

    def _look_at_characters(self) -> None:
        size = len(self._text)
        strange = sum(character == "\ufffd" or _is_strange(character) for character in self._text)
        if strange / size > _MOST_STRANGE:
            raise ModelFault(ModelOutcome.NOISE)
        if len(_HAN.findall(self._text)) / size < _FEWEST_HAN:
            latin = len(_LATIN.findall(self._text)) / size >= _MOST_LATIN
            raise ModelFault(ModelOutcome.WRONG_LANGUAGE if latin else ModelOutcome.NOISE)


def _is_strange(character: str) -> bool:
    return character not in "\n\r\t" and unicodedata.category(character) in _STRANGE


def _loops(text: str) -> bool:
    """Whether the text ends in the same words again and again, or has said one sentence too often."""
    for unit in range(1, _LONGEST_UNIT + 1):
        times = max(_REPEATS, -(-_SHORTEST_LOOP // unit))
        tail = text[-unit * times :]
        if len(tail) == unit * times and tail == tail[:unit] * times:
            return True
    sentences = _SENTENCE.findall(text)
    return bool(sentences) and sentences.count(sentences[-1]) >= _SAME_SENTENCE
