"""Quicker patterns: a class of the characters with which a pattern can begin, put in front of it as a look ahead.

Python's engine tries every alternative at every character; a class is tried in one step. What is found stays the same.
"""

from __future__ import annotations

import re

_LOOKBEHIND = re.compile(r"^(?:\(\?<[!=](?:\[[^\]]*\]|[^)\[])*\))+")
_GROUP = re.compile(r"^\(\?P<\w+>")
_FIRST_HAN = "\u4e00"


def led(words: str) -> str:
    """A pattern with the class of its first characters in front; unchanged where these are not plain Chinese characters."""
    first = first_characters(words)
    plain = bool(first) and all(character >= _FIRST_HAN for character in first)
    return f"(?=[{first}])(?:{words})" if plain else words


def first_characters(words: str) -> str:
    """The characters with which a pattern can begin; among them a mark or nothing where it begins with more than those."""
    return "".join(sorted({head for word in alternatives(words) for head in _heads(word)}))


def _heads(words: str) -> set[str]:
    """The characters with which a pattern can begin, those of a group in front too; a mark where that is not plain."""
    words = _GROUP.sub("(?:", _LOOKBEHIND.sub("", words))
    if not words.startswith("(?:"):
        return {words[:1]} | (_heads(words[2:]) if words[1:2] in ("?", "*") else set())
    depth, end = 1, 3
    while depth:
        depth += (words[end] == "(") - (words[end] == ")")
        end += 1
    inner = {head for word in alternatives(words[3 : end - 1]) for head in _heads(word)}
    return inner | _heads(words[end + 1 :]) if words[end : end + 1] in ("?", "*") else inner


def alternatives(words: str) -> list[str]:
    """The alternatives of a pattern that stand outside all brackets."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(words[start:position])
            start = position + 1
    return [*parts, words[start:]]
