"""BM25 over pairs of characters: what any search box does, with nothing learned and nothing understood."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from advisor.text import normalise

_K1, _B = 1.5, 0.75
_MARKS = " ，。？！、；：,.?!;:“”\"'《》()（）[]〔〕"


class BM25:
    """Ranks texts for a question. Ties keep the order of the texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(pairs(text)) for text in texts]
        self._lengths = [sum(count.values()) for count in self._counts]
        self._mean = sum(self._lengths) / len(texts) if texts else 0.0
        self._holding = Counter(pair for count in self._counts for pair in count)

    def best(self, question: str, top: int) -> list[int]:
        """The places of the best texts that share anything with the question, best first."""
        asked = set(pairs(question))
        scores = [self._score(asked, place) for place in range(len(self._counts))]
        ranked = sorted((place for place, score in enumerate(scores) if score > 0), key=lambda place: -scores[place])
        return ranked[:top]

    def _score(self, asked: set[str], place: int) -> float:
        count, length = self._counts[place], self._lengths[place]
        long = _K1 * (1 - _B + _B * length / self._mean)
        return sum(self._rarity(pair) * count[pair] * (_K1 + 1) / (count[pair] + long) for pair in asked & count.keys())

    def _rarity(self, pair: str) -> float:
        holding = self._holding[pair]
        return math.log(1 + (len(self._counts) - holding + 0.5) / (holding + 0.5))


def pairs(text: str) -> list[str]:
    """Neighbouring characters of a text, marks left out."""
    bare = normalise(text).translate({ord(mark): None for mark in _MARKS})
    return [bare[at : at + 2] for at in range(len(bare) - 1)]
