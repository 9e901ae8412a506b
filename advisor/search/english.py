"""English questions: the terms the vocabulary knows, put into Chinese, so that the Chinese sources can be searched."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_ASKING = (
    (re.compile(r"\bhow (much|large|big)\b"), "多少"),
    (re.compile(r"\bhow many\b"), "多少"),
    (re.compile(r"\b(when|what year|which year|what date)\b"), "什么时候"),
    (re.compile(r"\bwhy\b"), "为什么"),
    (re.compile(r"\bwho\b"), "是谁"),
    (re.compile(r"\bhow (should|can|could|to)\b"), "如何"),
    (re.compile(r"\b(is|are|was|were|does|do|did|has|have) .*\b(allowed|permitted|legal|lawful)\b"), "能不能"),
    (re.compile(r"\b(may|can|must|should)\b"), "能不能"),
    (re.compile(r"\b(still )?(in force|valid|effective)\b"), "现在还有效吗"),
    (re.compile(r"\b(which|what are|list)\b"), "有哪些"),
    (re.compile(r"\bwhat is\b"), "是什么"),
)


_NUMBER = re.compile(r"\d[\d,.]*%?(?:年[上下]半年)?")
_HALF = re.compile(r"\b(first|second) half of (?:the year )?((?:19|20)\d\d)\b|\bh([12]) (?:of )?((?:19|20)\d\d)\b")


def _half_year(match: re.Match[str]) -> str:
    first = match.group(1) == "first" or match.group(3) == "1"
    return f"{match.group(2) or match.group(4)}年{'上' if first else '下'}半年"


def is_english(text: str) -> bool:
    """Whether the normalised text is mainly English: several Latin words and few Han characters."""
    return len(_LATIN_WORD.findall(text)) >= 3 and len(_HAN.findall(text)) <= len(_LATIN_WORD.findall(text))


def gloss(text: str, terms: Mapping[str, str]) -> str:
    """The Chinese rendering of what is known in an English question: subject words first, asking words last.

    `terms` maps lower-case English to Chinese. Longer terms win; unknown words are dropped.
    """
    rest, found = _HALF.sub(_half_year, text), []
    for english in sorted(terms, key=len, reverse=True):
        pattern = re.compile(rf"(?<![a-z]){re.escape(english)}(?:s|es)?(?![a-z])")
        match = pattern.search(rest)
        if match:
            found.append((match.start(), terms[english]))
            rest = pattern.sub(lambda hit: " " * len(hit.group(0)), rest)
    numbers = [(match.start(), _year(match.group(0))) for match in _NUMBER.finditer(rest)]
    subject = "".join(chinese for _, chinese in sorted([*found, *numbers]))
    asking = next(
        (chinese for pattern, chinese in _ASKING if pattern.search(text)), "是多少" if text.endswith("?") else ""
    )
    return f"{subject}{asking}"


def _year(number: str) -> str:
    return f"{number}年" if re.fullmatch(r"(19|20)\d\d", number) else number
