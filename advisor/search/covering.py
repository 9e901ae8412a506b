"""How far words, or others of the same meaning, stand in a text."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.search.holdings import Holdings

_PARTIAL_CREDIT = 0.7
_SYNONYM_CREDIT = 0.95


def coverage(words: Sequence[str], text: str, holdings: Holdings, *, strange: float = 1.0) -> float:
    """Rarity-weighted share of the words, or their synonyms, that stand in the normalised text; 1 when there are none.

    `strange`: how much of its weight a word that is not in the text keeps.
    """
    found = total = 0.0
    for word in words:
        weight, match = holdings.rarity(word), word_match(word, text, holdings)
        found += weight * match
        total += weight * (match + (1 - match) * strange)
    return found / total if total else 1.0


def word_match(word: str, text: str, holdings: Holdings) -> float:
    """Between 0 and 1: the word itself 1, a synonym slightly less, a longer word by its character pairs."""
    if word in text:
        return 1.0
    if any(synonym in text for synonym in holdings.lexicon.synonyms(word)):
        return _SYNONYM_CREDIT
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if len(pairs) < 2:
        return 0.0
    return _PARTIAL_CREDIT * sum(pair in text for pair in pairs) / len(pairs)
