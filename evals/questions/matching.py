"""Whether words stand in an answer, and whether a citation is of a gold place: one way of comparing for every task."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from evals.questions.items import Gold, Wordings

# Two digits at most: a year in brackets is part of a document number.
_MARK = re.compile(r"\[\d{1,2}\]")
_SENTENCE_END = re.compile(r"[。!?！？\n]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BRACKETS = str.maketrans("〔〕", "[]")
# Titles and lead-ins shorter than this are no sentence of their own.
_SHORTEST_SENTENCE = 4


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """Text for comparing: citation marks and white space gone, width and case folded, thousands commas removed."""
    # Before folding: a full-width comma between two numbers separates them.
    joined = _THOUSANDS.sub("", _MARK.sub("", text))
    folded = unicodedata.normalize("NFKC", joined).casefold().translate(_BRACKETS)
    return re.sub(r"\s+", "", folded)


def stands_in(compacted: str, wordings: Wordings) -> bool:
    """Whether one of the wordings stands in a compacted text; a number must not be part of a longer number."""
    return any(_pattern(compact(wording)).search(compacted) for wording in wordings)


def first_sentence(answer: str) -> str:
    """The first sentence of an answer, compacted."""
    sentences = (compact(part) for part in _SENTENCE_END.split(answer))
    return next((sentence for sentence in sentences if len(sentence) >= _SHORTEST_SENTENCE), "")


def cites(gold: Gold, source_id: str, title: str, locator: str, *, with_place: bool) -> bool:
    """Whether a citation is of the gold source and, where asked and given, of its place."""
    if gold.source != source_id and compact(gold.source) not in compact(title):
        return False
    return not with_place or gold.locator is None or _same_place(compact(gold.locator), compact(locator))


def _pattern(wording: str) -> re.Pattern[str]:
    before = r"(?<![\d.])" if wording[:1].isdigit() else ""
    # A decimal may be written with more digits than the wording has (332.5 for 332.54); a whole number may not.
    after = r"(?!\d|\.\d)" if wording[-1:].isdigit() and "." not in wording else ""
    return re.compile(before + re.escape(wording) + after)


def _same_place(gold: str, locator: str) -> bool:
    if gold.endswith("条"):
        return gold in locator
    # Section 三 must not be met by 三(四), its own subsection.
    return locator == gold or (locator.startswith(gold) and locator[len(gold)] != "(")
