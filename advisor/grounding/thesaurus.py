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
    """Tuples, not sets: there are many of them, and the garbage collector does not follow tuples of plain values.

    `lengths`: how long the words are that begin with two characters, the longest first.
    """

    groups: Mapping[str, tuple[int, ...]]
    broader: Mapping[str, tuple[str, ...]]
    contraries: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]


@cache
def _thesaurus() -> _Thesaurus:
    groups: dict[str, list[int]] = {}
    for number, words in enumerate(_group_members()):
        for word in words:
            groups.setdefault(word, []).append(number)
    broader: dict[str, list[str]] = {}
    for line in _lines("broader.txt"):
        specific, _, general = line.partition(">")
        broader.setdefault(specific.strip(), []).extend(general.split())
    contraries = _contraries()
    listed = {*groups, *broader, *(word for words in broader.values() for word in words), *contraries}
    lengths: dict[str, list[int]] = {}
    for length, head in sorted({(len(word), word[:_SHORTEST]) for word in listed}, reverse=True):
        if length >= _SHORTEST:
            lengths.setdefault(head, []).append(length)
    return _Thesaurus(
        groups={word: tuple(numbers) for word, numbers in groups.items()},
        broader={word: tuple(dict.fromkeys(words)) for word, words in broader.items()},
        contraries=contraries,
        words=frozenset(listed),
        lengths={head: tuple(numbers) for head, numbers in lengths.items()},
    )


def all_words() -> frozenset[str]:
    """Every word that stands in one of the lists."""
    return _thesaurus().words


def _contraries() -> dict[str, tuple[str, ...]]:
    contraries: dict[str, list[str]] = {}
    for line in _lines("contraries.txt"):
        sides = [side.split() for side in line.split("/")]
        for first, second in ((sides[0], sides[-1]), (sides[-1], sides[0])):
            for word in first:
                contraries.setdefault(word, []).extend(second)
    return {word: tuple(dict.fromkeys(others)) for word, others in contraries.items()}


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def words_in(text: str) -> Iterator[Word]:
    """Every word of the thesaurus that stands in a text, nested ones too, by place, the longest first."""
    return (Word(*one) for one in listed_in(text))


def listed_in(text: str) -> Iterator[tuple[str, int, int]]:
    """What `words_in` finds, as plain tuples."""
    thesaurus = _thesaurus()
    lengths_of, words, last = thesaurus.lengths.get, thesaurus.words, len(text)
    for start in range(last - 1):
        lengths = lengths_of(text[start : start + _SHORTEST])
        if lengths is not None:
            for length in lengths:
                word = text[start : start + length]
                if word in words and start + length <= last:
                    yield word, start, start + length


@lru_cache(maxsize=65_536)
def meanings(word: str) -> tuple[str | int, ...]:
    """What a claim may mean by a word: the word itself and its groups."""
    return (word, *_thesaurus().groups.get(word, ()))


@lru_cache(maxsize=65_536)
def entailed(word: str) -> frozenset[str | int]:
    """What a passage lets a claim say by having a word: its meanings, and those of all broader words."""
    found: set[str | int] = set(meanings(word))
    seen = {word}
    waiting = [word, *_members(word)]
    while waiting:
        for general in _thesaurus().broader.get(waiting.pop(), ()):
            if general not in seen:
                seen.add(general)
                found.update(meanings(general))
                waiting.append(general)
    return frozenset(found)


def _members(word: str) -> frozenset[str]:
    """Words that share a group with a word."""
    return frozenset().union(*(_group_members()[number] for number in _thesaurus().groups.get(word, ())))


@cache
def _group_members() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys(line.split())) for name in _GROUPED for line in _lines(name))


@lru_cache(maxsize=65_536)
def contraries_of(word: str) -> tuple[str, ...]:
    """Words that exclude a word in the same place, as they are listed."""
    return _thesaurus().contraries.get(word, ())


@lru_cache(maxsize=65_536)
def synonyms_of(word: str) -> frozenset[str]:
    """The other words of all groups of a word."""
    return _members(word) - {word}


def broader_of(word: str) -> frozenset[str]:
    """The broader words that a word entails at once."""
    return frozenset(_thesaurus().broader.get(word, ()))


@lru_cache(maxsize=262_144)
def mean_the_same(first: str, second: str) -> bool:
    """Whether two words share a group, or the second entails the first."""
    return not entailed(second).isdisjoint(meanings(first))
