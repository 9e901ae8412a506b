"""What stands in the same place: things of a claim whose surroundings the passages give to another thing of their sort.

Catches what words and values alone do not: two shares exchanged, the date of issue told as the date of effect, the
one who pays told as the one who is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from advisor.grounding.figures import entails_figure
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.reading import Reading, content_of, is_content, once_a_reading
from advisor.grounding.times import entails as entails_time
from advisor.grounding.tokens import Thing, TokenKind, tokens_of
from advisor.grounding.word_vectors import first_tag

_REACH, _MOST_NEXT = 10, 6.0
_MARK, _OTHER_CHARACTER = 0.5, 1.0
_BAG = 3.0
_MARKS = frozenset("，。；、")
_LEFT_OUT = str.maketrans("", "", " “”\"'（）()《》\x00")
_NOMINAL = frozenset("nxjsl")
_SHORTEST = 2


class Sort(StrEnum):
    """Sorts of things that may take each other's place."""

    FIGURE = "figure"
    PERIOD = "period"
    PLACE = "place"
    NOUN = "noun"


class Slot(NamedTuple):
    """A thing where it stands."""

    sort: Sort
    text: str
    span: tuple[int, int]
    thing: Thing


class Exchange(NamedTuple):
    """A thing of a claim and what a passage has in its place; `margin`: how much better that one fits there.

    `mutual`: the other thing stands in the claim too, where the passage has this one.
    """

    claimed: Slot
    held: Slot
    reading: Reading
    margin: float
    mutual: bool


_SORTS = {TokenKind.FIGURE: Sort.FIGURE, TokenKind.PERIOD: Sort.PERIOD, TokenKind.PLACE: Sort.PLACE}
_BLANKS = {Sort.FIGURE: "\x01", Sort.PERIOD: "\x02"}


class Column(NamedTuple):
    """All things of one sort in a text, side by side: as many objects as one Slot, whatever their number."""

    sort: Sort
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    things: tuple[Thing, ...]

    def slot(self, at: int) -> Slot:
        """One of the things."""
        return Slot(self.sort, self.texts[at], (self.starts[at], self.ends[at]), self.things[at])


class Slots(NamedTuple):
    """The things of a text by sort, and what they stand among.

    `kept`: the text without quotes and brackets, figures and times as one mark; `numbers`: how many characters of it
    come before each character of the text.
    """

    reading: Reading
    columns: Mapping[Sort, Column]
    kept: str
    numbers: Sequence[int]

    def sides(self, start: int, end: int) -> tuple[str, str]:
        """What is kept before (nearest first) and after a stretch of the text."""
        kept, numbers = self.kept, self.numbers
        first, last = numbers[start], numbers[end]
        farthest = numbers[min(len(numbers) - 1, end + 2 * _REACH)]
        before = kept[max(numbers[max(0, start - 2 * _REACH)], first - _REACH) : first]
        return before[::-1], kept[last : min(farthest, last + _REACH)]


@once_a_reading
def slots_of(reading: Reading) -> Slots:
    """Every figure, time, place and noun of a text."""
    tokens = tokens_of(reading)
    found: dict[Sort, list[tuple[str, int, int, Thing]]] = {}
    text = reading.folded
    for word, (start, end), kind, thing in zip(tokens.words, tokens.spans, tokens.kinds, tokens.things, strict=True):
        if kind is TokenKind.WORD and not _is_noun(word):
            continue
        sort = _SORTS.get(kind, Sort.NOUN)
        found.setdefault(sort, []).append((word, start, end, thing))
        if sort in _BLANKS:
            text = text[:start] + _BLANKS[sort] + "\x00" * (end - start - 1) + text[end:]
    left_out = _LEFT_OUT.keys()
    numbers = [0, *accumulate([ord(character) not in left_out for character in text])]
    columns = {sort: Column(sort, *zip(*things, strict=True)) for sort, things in found.items()}
    return Slots(reading, columns, text.translate(_LEFT_OUT), numbers)


@lru_cache(maxsize=65_536)
def _is_noun(word: str) -> bool:
    return len(word) >= _SHORTEST and first_tag(word) in _NOMINAL and is_content(word[0])


def exchanges(claim: Reading, passages: Sequence[Reading]) -> list[Exchange]:
    """The best fitting other thing for each thing of the claim that the passages hold, where one fits better."""
    own = slots_of(claim)
    held = [slots_of(passage) for passage in passages]
    rivals = [
        found
        for column in own.columns.values()
        for at in range(len(column.texts))
        if (found := _rival(own, column, at, held))
    ]
    return list(_with_mutual(sorted(rivals, key=lambda one: one.claimed.span)))


def _rival(own: Slots, column: Column, at: int, held: Sequence[Slots]) -> Exchange | None:
    same, others = _same_and_others(column, at, held)
    if not same or not others:
        return None
    sides = own.sides(column.starts[at], column.ends[at])
    around = frozenset(content_of("".join(sides)))
    fit = max(_fit(sides, around, slots.sides(one.starts[other], one.ends[other])) for slots, one, other in same)
    best, found = fit, None
    for slots, one, other in others:
        start, end = one.starts[other], one.ends[other]
        if _may_fit(sides, slots, start, end, best):
            theirs = _fit(sides, around, slots.sides(start, end))
            if theirs > best:
                best, found = theirs, (one.slot(other), slots.reading)
    return Exchange(column.slot(at), *found, best - fit, False) if found else None


_Place = tuple[Slots, Column, int]


def _same_and_others(column: Column, at: int, held: Sequence[Slots]) -> tuple[list[_Place], list[_Place]]:
    """Where the passages have the thing itself, and where another one of its sort that may stand in its place."""
    same, others = [], []
    text, thing = column.texts[at], column.things[at]
    for slots in held:
        one = slots.columns.get(column.sort)
        if one is None:
            continue
        if column.sort is Sort.NOUN:
            alike = [text in word or word in text for word in one.texts]
            same += [(slots, one, number) for number, fits in enumerate(alike) if fits]
            others += [(slots, one, number) for number, fits in enumerate(alike) if not fits]
            continue
        for number, other in enumerate(one.things):
            if _same(other, thing):
                same.append((slots, one, number))
            elif column.sort is not Sort.FIGURE or _comparable(other, thing):
                others.append((slots, one, number))
    return same, others


def _with_mutual(rivals: Sequence[Exchange]) -> Iterator[Exchange]:
    for one in rivals:
        other = next((two for two in rivals if _alike(one.held, two.claimed) and _alike(two.held, one.claimed)), None)
        if other is not None:
            yield one._replace(margin=one.margin + other.margin, mutual=True)
        else:
            yield one


def _alike(held: Slot, claimed: Slot) -> bool:
    if claimed.sort is Sort.NOUN:
        return claimed.text in held.text or held.text in claimed.text
    return _same(held.thing, claimed.thing)


def _same(held: Thing, claimed: Thing) -> bool:
    if isinstance(held, Quantity) and isinstance(claimed, Quantity):
        return entails_figure(held, claimed)
    if isinstance(held, PeriodMention) and isinstance(claimed, PeriodMention):
        return entails_time(held, claimed)
    return held == claimed


def _comparable(held: Thing, claimed: Thing) -> bool:
    return isinstance(held, Quantity) and isinstance(claimed, Quantity) and comparable_units(held, claimed)


def _fit(claimed: tuple[str, str], around: frozenset[str], held: tuple[str, str]) -> float:
    """How alike the surroundings are: what stands next, on both sides, and the claim's characters around."""
    shared = len(around.intersection(held[0] + held[1])) / (len(around) or 1)
    return _run(claimed[0], held[0]) + _run(claimed[1], held[1]) + _BAG * shared


def _may_fit(claimed: tuple[str, str], held: Slots, start: int, end: int, least: float) -> bool:
    """Whether a fit can be better than the best so far: without the same next character only the bag counts."""
    first, last = held.numbers[start], held.numbers[end]
    sides = (claimed[0][:1] in ("", held.kept[first - 1 : first])) + (
        claimed[1][:1] in ("", held.kept[last : last + 1])
    )
    return sides * _MOST_NEXT + _BAG > least


def _run(first: str, second: str) -> float:
    if first[:1] != second[:1]:
        return 0.0
    length = 0.0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        length += _MARK if left in _MARKS else _OTHER_CHARACTER
    return min(length, _MOST_NEXT)
