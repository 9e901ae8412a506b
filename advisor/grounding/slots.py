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
from advisor.grounding.reading import Reading, content_of, is_content
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
    """A thing where it stands, with what is before it (nearest first) and after it."""

    sort: Sort
    text: str
    span: tuple[int, int]
    thing: str | Quantity | PeriodMention
    before: str
    after: str


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
def slots_of(reading: Reading) -> Mapping[Sort, tuple[Slot, ...]]:
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
    kept = text.translate(_LEFT_OUT)
    left_out = _LEFT_OUT.keys()
    before = [0, *accumulate(ord(character) not in left_out for character in text)]
    found: dict[Sort, list[Slot]] = {}
    for thing in things:
        found.setdefault(thing[0], []).append(_slot(kept, before, *thing))
    return {sort: tuple(slots) for sort, slots in found.items()}


@lru_cache(maxsize=65_536)
def _is_noun(word: str) -> bool:
    return len(word) >= _SHORTEST and part_of_speech(word)[0] in _NOMINAL and is_content(word[0])


def _slot(
    kept: str,
    number: Sequence[int],
    sort: Sort,
    word: str,
    span: tuple[int, int],
    thing: str | Quantity | PeriodMention,
) -> Slot:
    """`kept`: the text without what is left out; `number`: how many characters are kept before each of the whole."""
    start, end = span
    first, last = number[start], number[end]
    before = kept[max(number[max(0, start - 2 * _REACH)], first - _REACH) : first][::-1]
    after = kept[last : min(number[min(len(number) - 1, end + 2 * _REACH)], last + _REACH)]
    return Slot(sort, word, span, thing, before, after)


def exchanges(claim: Reading, passages: Sequence[Reading]) -> list[Exchange]:
    """The best fitting other thing for each thing of the claim that the passages hold, where one fits better."""
    rivals = []
    for sort, slots in slots_of(claim).items():
        held = [(slot, reading) for reading in passages for slot in slots_of(reading).get(sort, ())]
        rivals += [found for slot in slots if (found := _rival(slot, held))]
    rivals.sort(key=lambda one: one.claimed.span)
    return list(_with_mutual(rivals))


def _rival(slot: Slot, held: Sequence[tuple[Slot, Reading]]) -> Exchange | None:
    if slot.sort is Sort.NOUN:
        own_text = slot.text
        same = [own_text in other.text or other.text in own_text for other, _ in held]
    else:
        same = [_same(other, slot) for other, _ in held]
    if not any(same) or all(same):
        return None
    own = max(_fit(slot, other) for (other, _), fits in zip(held, same, strict=True) if fits)
    best, found = own, None
    for one, fits in zip(held, same, strict=True):
        if not fits and (slot.sort is not Sort.FIGURE or _comparable(one[0], slot)):
            fit = _fit(slot, one[0]) if _may_fit(slot, one[0], best) else 0.0
            if fit > best:
                best, found = fit, one
    return Exchange(slot, *found, best - own, False) if found else None


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
    own = _around(claimed.before, claimed.after)
    shared = len(own & _around(held.before, held.after)) / (len(own) or 1)
    return _run(claimed.before, held.before) + _run(claimed.after, held.after) + _BAG * shared


def _may_fit(claimed: Slot, held: Slot, least: float) -> bool:
    """Whether the fit can be better than the best so far: without the same next character only the bag counts."""
    sides = (claimed.before[:1] == held.before[:1]) + (claimed.after[:1] == held.after[:1])
    return sides * _MOST_NEXT + _BAG > least


@lru_cache(maxsize=16_384)
def _around(before: str, after: str) -> frozenset[str]:
    """The characters around a thing."""
    return frozenset(content_of(before + after))


def _run(first: str, second: str) -> float:
    if first[:1] != second[:1]:
        return 0.0
    length = 0.0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        length += _MARK if left in _MARKS else _OTHER_CHARACTER
    return min(length, _MOST_NEXT)
