"""Two pairs of a claim crossed over: what the passage says of one thing told of the other, and the reverse.

`slots` and `turned` look at what stands next to a thing. Where two clauses are built alike, what stands next is the
same on both sides (甲级奖励20万元，乙级奖励5万元); there only the order of the words tells what belongs to what. A claim
that pairs A with w and B with v, where the passage pairs A with v and B with w, has exchanged them, however its clauses
are arranged and in whatever other words they are put.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import combinations, groupby, product
from typing import NamedTuple

from advisor.grounding.faults import Fault, contrary
from advisor.grounding.lexemes import TokenKind
from advisor.grounding.reading import STOP, Reading, once_a_reading
from advisor.grounding.tokens import tokens_of
from advisor.grounding.word_vectors import first_tag

_MOST_PLACES = 8
_HELD_SHARE = 0.6
_SHORTEST = 2
_OF_FUNCTION = frozenset("pcudry")
_DIGIT = re.compile(r"\d")
_SEMICOLON = re.compile("[;；]")


class _Thing(NamedTuple):
    """A word, figure, time or place of a text where it stands; a semicolon ends a sentence here."""

    text: str
    kind: TokenKind
    span: tuple[int, int]
    clause: int
    sentence: tuple[int, int]


class _Shared(NamedTuple):
    """A thing that the claim names once, and where the passage names it."""

    own: _Thing
    held: tuple[_Thing, ...]


_Pair = tuple[_Shared, _Shared]


def crossed_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first two pairs of the claim that a passage pairs the other way."""
    if len(claim.clauses) < 2:
        return []
    for passage in filter(partial(_may_cross, claim), passages):
        for first, second in combinations(_shared(claim, passage), 2):
            if found := next(_crossings(first, second), None):
                return [_fault(*found, claim, passage)]
    return []


def _may_cross(claim: Reading, passage: Reading) -> bool:
    """Whether two clauses of the claim draw on several clauses of the passage each; seen without reading anything anew."""
    tokens, held = tokens_of(claim), tokens_of(passage)
    clauses, rows_of = held.clauses.tolist(), held.word_at.get
    common: dict[int, set[int]] = {}
    for word, clause in zip(tokens.words, tokens.clauses.tolist(), strict=True):
        if rows := rows_of(word):
            places = {clauses[row] for row in rows}
            common[clause] = common[clause] & places if clause in common else places
    return sum(not places for places in common.values()) > 1


@once_a_reading
def _things(reading: Reading) -> tuple[_Thing, ...]:
    """What a text names. Single characters side by side are one thing: short names that the dictionary lacks (供联)."""
    tokens = tokens_of(reading)
    ends = [match.start() for match in _SEMICOLON.finditer(reading.folded)]
    found: list[_Thing] = []
    for text, kind, (start, end), clause, sentence in zip(
        tokens.words, tokens.kinds, tokens.spans, tokens.clauses.tolist(), tokens.sentences.tolist(), strict=True
    ):
        if kind is TokenKind.WORD and not _is_of_content(text):
            continue
        if len(text) == 1 and found and found[-1].span[1] == start and _is_single(found[-1]):
            before = found.pop()
            text, start = before.text + text, before.span[0]
        found.append(_Thing(text, kind, (start, end), clause, (sentence, bisect_left(ends, start))))
    return tuple(one for one in found if len(one.text) >= _SHORTEST)


@lru_cache(maxsize=16_384)
def _is_of_content(word: str) -> bool:
    return not STOP.issuperset(word) and first_tag(word) not in _OF_FUNCTION


def _is_single(thing: _Thing) -> bool:
    """Whether a thing is one character, or several that no dictionary word joins."""
    return thing.kind is TokenKind.WORD and (len(thing.text) == 1 or first_tag(thing.text) == "x")


@once_a_reading
def _held_at(passage: Reading) -> Mapping[str, tuple[_Thing, ...]]:
    found: dict[str, tuple[_Thing, ...]] = {}
    for one in _things(passage):
        found[one.text] = (*found.get(one.text, ()), one)
    return found


def _shared(claim: Reading, passage: Reading) -> list[list[_Shared]]:
    """For each clause of the claim that is worded as the passage is: its things that the passage names too."""
    held = _held_at(passage)
    counted = Counter(one.text for one in _things(claim))
    found = []
    for _, clause in groupby(_things(claim), key=lambda one: one.clause):
        things = list(clause)
        known = [_Shared(one, held[one.text]) for one in things if one.text in held]
        once = [one for one in known if counted[one.own.text] == 1 and len(one.held) <= _MOST_PLACES]
        if len(once) > 1 and len(known) >= _HELD_SHARE * len(things):
            found.append(once)
    return found


def _crossings(first: Sequence[_Shared], second: Sequence[_Shared]) -> Iterator[tuple[_Pair, _Pair]]:
    pairs = [pair for pair in combinations(first, 2) if not _in_one_clause(*pair)]
    others = [pair for pair in combinations(second, 2) if not _in_one_clause(*pair)] if pairs else []
    for (one, value), (other, rival) in product(pairs, others):
        if value.own.kind is not rival.own.kind:
            continue
        if bool(_DIGIT.search(value.own.text)) != bool(_DIGIT.search(rival.own.text)):
            continue
        if any(_are_paired(*at) for at in product(one.held, rival.held, other.held, value.held)):
            yield (one, value), (other, rival)


def _in_one_clause(one: _Shared, other: _Shared) -> bool:
    return any(here.clause == there.clause for here in one.held for there in other.held)


def _are_paired(one: _Thing, rival: _Thing, other: _Thing, value: _Thing) -> bool:
    """Whether the passage has first the one thing with the rival value and then the other with the value, or the reverse.

    Words must stand in one clause; a figure, time or place may stand in a later clause of its sentence.
    """
    if not (one.span < rival.span < other.span < value.span or other.span < value.span < one.span < rival.span):
        return False
    if one.clause == rival.clause and other.clause == value.clause:
        return True
    return value.kind is not TokenKind.WORD and one.sentence == rival.sentence and other.sentence == value.sentence


def _fault(one: _Pair, other: _Pair, claim: Reading, passage: Reading) -> Fault:
    (thing, value), (rival_thing, rival) = one, other
    told = [claim.text[slice(*shared.own.span)] for shared in (thing, value, rival_thing, rival)]
    text = f"论断把“{told[0]}”与“{told[1]}”、“{told[2]}”与“{told[3]}”说在一起，来源的对应关系相反"
    spans = [thing.held[0].span, rival.held[0].span]
    span = (min(start for start, _ in spans), max(end for _, end in spans))
    own = (thing.own.span[0], max(value.own.span[1], rival.own.span[1]))
    return contrary("crossed", text, own, passage, span)
