"""Paraphrases of statements by rule: synonyms, broader words, dropped and moved clauses, other number formats, leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from advisor.grounding.numbers import find_quantities
from advisor.grounding.thesaurus import broader_of, synonyms_of, words_in
from advisor.library.numerals import chinese_forms

Paraphrase = Callable[[str, Random], str]

_CLAUSE_END = re.compile(r"(?<=[，；])")
_LEADS = (
    "据介绍，",
    "按照规定，",
    "材料显示，",
    "根据文件，",
    "也就是说，",
    "总的来看，",
    "具体说，",
    "依照有关规定，",
)
_DIGITS = re.compile(r"\d+")
_LARGEST_WRITTEN_OUT = 99_999_999
_MOST_WORDS = 5


def with_synonyms(text: str, random: Random) -> str:
    """Up to five words replaced by others of their group."""
    return _replaced(text, random, synonyms_of)


def with_broader_words(text: str, random: Random) -> str:
    """One or two words replaced by broader ones."""
    return _replaced(text, random, broader_of, most=2)


def _replaced(text: str, random: Random, others: Callable[[str], frozenset[str]], *, most: int = _MOST_WORDS) -> str:
    found = [word for word in words_in(text) if others(word.text)]
    random.shuffle(found)
    taken: list[tuple[int, int, str]] = []
    for word in found:
        if len(taken) < most and all(word.end <= start or end <= word.start for start, end, _ in taken):
            taken.append((word.start, word.end, random.choice(sorted(others(word.text)))))
    for start, end, other in sorted(taken, reverse=True):
        text = text[:start] + other + text[end:]
    return text


def with_a_clause_dropped(text: str, random: Random) -> str:
    """One clause that is not the first left out: what remains is still said."""
    clauses = clauses_of(text)
    if len(clauses) < 3:
        return text
    clauses.pop(random.randrange(1, len(clauses)))
    return joined(clauses)


def with_clauses_moved(text: str, random: Random) -> str:
    """Clauses behind the first in another order."""
    clauses = clauses_of(text)
    if len(clauses) < 3:
        return text
    rest = clauses[1:]
    random.shuffle(rest)
    return joined([clauses[0], *rest])


def with_other_number_formats(text: str, random: Random) -> str:
    """Figures in Chinese numerals, or with 万 multiplied out."""
    for quantity in reversed(find_quantities(text)):
        digits = _DIGITS.fullmatch(quantity.text[: len(quantity.text) - len(quantity.written_unit)] or "")
        if digits is None or random.random() < 0.3:
            continue
        value = int(digits.group())
        if value <= _LARGEST_WRITTEN_OUT:
            start = quantity.span[0]
            text = text[:start] + chinese_forms(value)[0] + text[start + len(digits.group()) :]
    return text


def with_a_lead(text: str, random: Random) -> str:
    """Words in front that only say where it is from."""
    return random.choice(_LEADS) + text


def clauses_of(text: str) -> list[str]:
    """Clauses with their marks."""
    return [clause for clause in _CLAUSE_END.split(text) if clause]


def joined(clauses: list[str]) -> str:
    """Clauses as one sentence that ends in a full stop."""
    return "".join(clauses).rstrip("，；。") + "。"


PARAPHRASES: dict[str, Paraphrase] = {
    "synonyms": with_synonyms,
    "broader": with_broader_words,
    "dropped": with_a_clause_dropped,
    "moved": with_clauses_moved,
    "formats": with_other_number_formats,
    "lead": with_a_lead,
}
