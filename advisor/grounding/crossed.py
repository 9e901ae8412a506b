"""Two pairs of a claim crossed over: what the passage says of one thing told of the other, and the reverse.

`slots` and `turned` look at what stands next to a thing. Where two clauses are built alike, what stands next is the
same on both sides (甲级奖励20万元，乙级奖励5万元); there only the order of the words tells what belongs to what. A claim
that pairs A with w and B with v, where the passage pairs A with v and B with w, has exchanged them, however its clauses
are arranged and in whatever other words they are put.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
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


class _Word(NamedTuple):
    """A word that stands once in the claim, and where it stands in the passage."""

    text: str
    kind: TokenKind
    span: tuple[int, int]
    rows: tuple[int, ...]


class _Places(NamedTuple):
    """The clause and the sentence of each token of a text; a semicolon ends a sentence here."""

    clauses: Sequence[int]
    sentences: Sequence[tuple[int, int]]


def crossed_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first two pairs of the claim that a passage pairs the other way."""
    if len(claim.clauses) < 2:
        return []
    for passage in passages:
        clauses = _shared_words(claim, passage)
        for first, second in combinations(clauses, 2):
            if found := next(_crossings(first, second, passage), None):
                return [_fault(*found, claim, passage)]
    return []


def _shared_words(claim: Reading, passage: Reading) -> list[list[_Word]]:
    """For each clause of the claim that is worded as the passage is: its words that say which thing is meant."""
    tokens, held = tokens_of(claim), tokens_of(passage).word_at
    counted = Counter(tokens.words)
    clauses: dict[int, list[_Word]] = {}
    told: Counter[int] = Counter()
    known: Counter[int] = Counter()
    for word, span, kind, clause in zip(tokens.words, tokens.spans, tokens.kinds, tokens.clauses.tolist(), strict=True):
        if len(word) < _SHORTEST or (kind is TokenKind.WORD and not _is_of_content(word)):
            continue
        told[clause] += 1
        if rows := held.get(word):
            known[clause] += 1
            if counted[word] == 1 and len(rows) <= _MOST_PLACES:
                clauses.setdefault(clause, []).append(_Word(word, kind, span, rows))
    return [
        words for clause, words in clauses.items() if len(words) > 1 and known[clause] >= _HELD_SHARE * told[clause]
    ]


@lru_cache(maxsize=16_384)
def _is_of_content(word: str) -> bool:
    return not STOP.issuperset(word) and first_tag(word) not in _OF_FUNCTION


_Pair = tuple[_Word, _Word]


def _crossings(first: Sequence[_Word], second: Sequence[_Word], passage: Reading) -> Iterator[tuple[_Pair, _Pair]]:
    places = _places(passage)
    pairs = [pair for pair in combinations(first, 2) if not _in_one_clause(*pair, places)]
    others = [pair for pair in combinations(second, 2) if not _in_one_clause(*pair, places)] if pairs else []
    for (one, value), (other, rival) in product(pairs, others):
        if value.kind is rival.kind and bool(_DIGIT.search(value.text)) == bool(_DIGIT.search(rival.text)):
            for at in product(one.rows, rival.rows, other.rows, value.rows):
                if _are_paired(*at, value.kind, places):
                    yield (one, value), (other, rival)


def _in_one_clause(one: _Word, other: _Word, places: _Places) -> bool:
    return any(places.clauses[row] == places.clauses[column] for row in one.rows for column in other.rows)


def _are_paired(one: int, rival: int, other: int, value: int, kind: TokenKind, places: _Places) -> bool:
    """Whether the passage has first the one thing with the rival value and then the other with the value, or the reverse.

    Words must stand in one clause; a figure, time or place may stand in a later clause of its sentence.
    """
    if not (one < rival < other < value or other < value < one < rival):
        return False
    where = places.clauses if kind is TokenKind.WORD else places.sentences
    in_one = where[one] == where[rival] and where[other] == where[value]
    return in_one or (places.clauses[one] == places.clauses[rival] and places.clauses[other] == places.clauses[value])


@once_a_reading
def _places(passage: Reading) -> _Places:
    tokens = tokens_of(passage)
    ends = [match.start() for match in _SEMICOLON.finditer(passage.folded)]
    starts = [span[0] for span in tokens.spans]
    parts = [sum(end < start for end in ends) for start in starts]
    return _Places(tokens.clauses.tolist(), list(zip(tokens.sentences.tolist(), parts, strict=True)))


def _fault(one: _Pair, other: _Pair, claim: Reading, passage: Reading) -> Fault:
    (thing, value), (rival_thing, rival) = one, other
    text = f"论断把“{thing.text}”与“{value.text}”、“{rival_thing.text}”与“{rival.text}”说在一起，来源的对应关系相反"
    held = tokens_of(passage).spans
    spans = [held[row] for word in (thing, rival) for row in word.rows[:1]]
    span = (min(start for start, _ in spans), max(end for _, end in spans))
    own = (thing.span[0], max(value.span[1], rival.span[1]))
    return contrary("crossed", text, own, passage, span)
