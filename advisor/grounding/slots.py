"""What stands in the same place: things of a claim whose surroundings the passages give to another thing of their sort.

Catches what words and values alone do not: two shares exchanged, the date of issue told as the date of effect, the
one who pays told as the one who is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from advisor.grounding.figures import entails_figure
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.reading import Reading, is_content
from advisor.grounding.times import entails as entails_time
from advisor.grounding.tokens import TokenKind, tokens_of
from advisor.segmenting import part_of_speech

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
    """A thing where it stands, with what is before it (nearest first), after it, and the characters of both."""

    sort: Sort
    text: str
    span: tuple[int, int]
    thing: str | Quantity | PeriodMention
    before: str
    after: str
    around: frozenset[str]


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


@lru_cache(maxsize=8_192)
def slots_of(reading: Reading) -> tuple[Slot, ...]:
    """Every figure, time, place and noun of a text with its surroundings."""
    tokens = tokens_of(reading)
    things = [
        (_SORTS.get(kind, Sort.NOUN), word, span, thing)
        for word, span, kind, thing in zip(tokens.words, tokens.spans, tokens.kinds, tokens.things, strict=True)
        if kind is not TokenKind.WORD or _is_noun(word)
    ]
    text = reading.folded
    for sort, _, (start, end), _ in things:
        if sort in _BLANKS:
            text = text[:start] + _BLANKS[sort] + "\x00" * (end - start - 1) + text[end:]
    return tuple(_slot(text, *one) for one in things)


@lru_cache(maxsize=65_536)
def _is_noun(word: str) -> bool:
    return len(word) >= _SHORTEST and part_of_speech(word)[0] in _NOMINAL and is_content(word[0])


def _slot(text: str, sort: Sort, word: str, span: tuple[int, int], thing: str | Quantity | PeriodMention) -> Slot:
    before = text[max(0, span[0] - 2 * _REACH) : span[0]].translate(_LEFT_OUT)[-_REACH:][::-1]
    after = text[span[1] : span[1] + 2 * _REACH].translate(_LEFT_OUT)[:_REACH]
    return Slot(sort, word, span, thing, before, after, frozenset(filter(is_content, before + after)))


def exchanges(claim: Reading, passages: Sequence[Reading]) -> list[Exchange]:
    """The best fitting other thing for each thing of the claim that the passages hold, where one fits better."""
    held = [(slot, reading) for reading in passages for slot in slots_of(reading)]
    rivals = [found for slot in slots_of(claim) if (found := _rival(slot, held))]
    return list(_with_mutual(rivals))


def _rival(slot: Slot, held: Sequence[tuple[Slot, Reading]]) -> Exchange | None:
    own, best, found = -1.0, -1.0, None
    for other, reading in held:
        if other.sort is not slot.sort:
            continue
        if _same(other, slot):
            own = max(own, _fit(slot, other))
        elif slot.sort is not Sort.FIGURE or _comparable(other, slot):
            fit = _fit(slot, other)
            if fit > best:
                best, found = fit, (other, reading)
    if found is None or own < 0 or best <= own:
        return None
    return Exchange(slot, found[0], found[1], best - own, False)


def _with_mutual(rivals: Sequence[Exchange]) -> Iterator[Exchange]:
    for one in rivals:
        other = next((two for two in rivals if _same(one.held, two.claimed) and _same(two.held, one.claimed)), None)
        if other is not None:
            yield one._replace(margin=one.margin + other.margin, mutual=True)
        else:
            yield one


def _same(held: Slot, claimed: Slot) -> bool:
    if isinstance(held.thing, Quantity) and isinstance(claimed.thing, Quantity):
        return entails_figure(held.thing, claimed.thing)
    if isinstance(held.thing, PeriodMention) and isinstance(claimed.thing, PeriodMention):
        return entails_time(held.thing, claimed.thing)
    if claimed.sort is Sort.NOUN:
        return claimed.text in held.text or held.text in claimed.text
    return held.thing == claimed.thing


def _comparable(held: Slot, claimed: Slot) -> bool:
    return (
        isinstance(held.thing, Quantity)
        and isinstance(claimed.thing, Quantity)
        and comparable_units(held.thing, claimed.thing)
    )


def _fit(claimed: Slot, held: Slot) -> float:
    """How alike the surroundings are: what stands next, on both sides, and the characters around."""
    shared = len(claimed.around & held.around) / (len(claimed.around) or 1)
    return _run(claimed.before, held.before) + _run(claimed.after, held.after) + _BAG * shared


def _run(first: str, second: str) -> float:
    length = 0.0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        length += _MARK if left in _MARKS else _OTHER_CHARACTER
    return min(length, _MOST_NEXT)
