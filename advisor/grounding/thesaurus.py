"""Words that mean the same, words that entail broader ones, and words that exclude each other: lexicon/*.txt, read once.

synonyms.txt and everyday.txt: a group of words a line. broader.txt: `specific > general general`: where a passage says the specific word,
a claim may say the general one, not the reverse. contraries.txt: `word / word`, both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).with_name("lexicon")
_GROUPED = ("synonyms.txt", "everyday.txt")
_SHORTEST = 2


class Word(NamedTuple):
    """A word of the thesaurus where it stands in a text."""

    text: str
    start: int
    end: int


class _Thesaurus(NamedTuple):
    groups: Mapping[str, frozenset[int]]
    broader: Mapping[str, frozenset[str]]
    contraries: Mapping[str, frozenset[str]]
    by_head: Mapping[str, tuple[str, ...]]


@cache
def _thesaurus() -> _Thesaurus:
    groups: dict[str, set[int]] = {}
    for number, words in enumerate(_group_members()):
        for word in words:
            groups.setdefault(word, set()).add(number)
    broader: dict[str, set[str]] = {}
    for line in _lines("broader.txt"):
        specific, _, general = line.partition(">")
        broader.setdefault(specific.strip(), set()).update(general.split())
    contraries = _contraries()
    listed = {*groups, *broader, *(word for words in broader.values() for word in words), *contraries}
    by_head: dict[str, list[str]] = {}
    for word in sorted((word for word in listed if len(word) >= _SHORTEST), key=len, reverse=True):
        by_head.setdefault(word[:_SHORTEST], []).append(word)
    return _Thesaurus(
        groups={word: frozenset(numbers) for word, numbers in groups.items()},
        broader={word: frozenset(words) for word, words in broader.items()},
        contraries=contraries,
        by_head={head: tuple(words) for head, words in by_head.items()},
    )


def _contraries() -> dict[str, frozenset[str]]:
    contraries: dict[str, set[str]] = {}
    for line in _lines("contraries.txt"):
        sides = [side.split() for side in line.split("/")]
        for first, second in ((sides[0], sides[-1]), (sides[-1], sides[0])):
            for word in first:
                contraries.setdefault(word, set()).update(second)
    return {word: frozenset(others) for word, others in contraries.items()}


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def words_in(text: str) -> Iterator[Word]:
    """Every word of the thesaurus that stands in a text, nested ones too, by place, the longest first."""
    by_head = _thesaurus().by_head
    for start in range(len(text) - 1):
        for word in by_head.get(text[start : start + _SHORTEST], ()):
            if text.startswith(word, start):
                yield Word(word, start, start + len(word))


@lru_cache(maxsize=65_536)
def meanings(word: str) -> frozenset[str | int]:
    """What a claim may mean by a word: the word itself and its groups."""
    return _thesaurus().groups.get(word, frozenset()) | {word}


@lru_cache(maxsize=65_536)
def entailed(word: str) -> frozenset[str | int]:
    """What a passage lets a claim say by having a word: its meanings, and those of all broader words."""
    found: set[str | int] = set(meanings(word))
    seen = {word}
    waiting = [word, *_members(word)]
    while waiting:
        for general in _thesaurus().broader.get(waiting.pop(), frozenset()):
            if general not in seen:
                seen.add(general)
                found |= meanings(general)
                waiting.append(general)
    return frozenset(found)


def _members(word: str) -> frozenset[str]:
    """Words that share a group with a word."""
    return frozenset().union(*(_group_members()[number] for number in _thesaurus().groups.get(word, ())))


@cache
def _group_members() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for name in _GROUPED for line in _lines(name))


@lru_cache(maxsize=65_536)
def contraries_of(word: str) -> frozenset[str]:
    """Words that exclude a word in the same place."""
    return _thesaurus().contraries.get(word, frozenset())


@lru_cache(maxsize=65_536)
def synonyms_of(word: str) -> frozenset[str]:
    """The other words of all groups of a word."""
    return _members(word) - {word}


def broader_of(word: str) -> frozenset[str]:
    """The broader words that a word entails at once."""
    return _thesaurus().broader.get(word, frozenset())


@lru_cache(maxsize=262_144)
def mean_the_same(first: str, second: str) -> bool:
    """Whether two words share a group, or the second entails the first."""
    return not meanings(first).isdisjoint(entailed(second))
