"""A claim that compares two things by a figure that the passages give of each: 成都的客流比武汉高."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from operator import add
from typing import NamedTuple

from advisor.grounding.cues import CueKind
from advisor.grounding.faults import Fault, contrary
from advisor.grounding.measured import Measured, measured
from advisor.grounding.quantity import common_bases, comparable_units
from advisor.grounding.reading import Clause, Reading
from advisor.grounding.units import UnitFamily

_MORE = "[高大多快长重贵好强]"
_LESS = "[低小少慢短轻差弱]"
_ADVERB = "(?:明显|略微?|稍|均|也|要|还|更|远远?|仍|普遍|显著|大大)*"
_RELATION = re.compile(
    rf"^(?P<one>.+?){_ADVERB}(?:(?P<more>{_MORE}于|超过|超出|优于)|(?P<less>{_LESS}于|不及|不如|落后于))(?P<other>.+)$"
    rf"|^(?P<first>.+?){_ADVERB}比(?P<second>.+?){_ADVERB}(?:(?P<greater>{_MORE})|(?P<smaller>{_LESS}))(?:一些|一点|些|得多|很多|了)?$"
)
_BEGINS_WITH_A_FIGURE = re.compile(r"^(?:[约近]|大约|将近)?[\d〇零一二两三四五六七八九十百千万亿半]")
_OF_GROWTH = re.compile("增速|增幅|涨幅|增长率|增长|[涨增升降]得")
_TELLS_GROWTH = re.compile("[增涨升降跌减]")
_OF_SHARE = re.compile("率|占比|比重|比例|情况")
_NOT_COMPARED = frozenset({UnitFamily.RANK, UnitFamily.CLAUSE, UnitFamily.NUMBER})
_OF_TIME = re.compile("时间|时长|期限?|[小工]时|分钟|[天年月日]")
# 高于标准的企业 tells which ones are meant, 越来越多 compares a thing with itself.
_NO_COMPARISON = re.compile("的|越")
_SHORTEST, _LONGEST = 2, 24
_CLEAR_GAIN = 2


class _Comparison(NamedTuple):
    """What a clause compares: the pairs of characters that only the one side has, those of the other, and all of them."""

    clause: Clause
    one: frozenset[str]
    other: frozenset[str]
    about: frozenset[str]
    is_more: bool


def comparison_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Every comparison of the claim that the figures of the two sides, as the passages give them, have the other way round."""
    held = [one for passage in passages for one in measured(passage) if one.quantity.family not in _NOT_COMPARED]
    faults = (_fault(claim, one, held) for one in _comparisons(claim))
    return [fault for fault in faults if fault is not None]


def _comparisons(claim: Reading) -> Iterator[_Comparison]:
    for clause in claim.clauses:
        match = _RELATION.match(clause.text)
        if match is None or _is_denied(clause, match):
            continue
        one, other = match["one"] or match["first"], match["other"] or match["second"]
        if not all(_SHORTEST <= len(side) <= _LONGEST for side in (one, other)) or _BEGINS_WITH_A_FIGURE.match(other):
            continue
        if _NO_COMPARISON.search(other) or one.endswith("越"):
            continue
        first, second = _pairs_in(one), _pairs_in(other)
        if first - second and second - first:
            is_more = bool(match["more"] or match["greater"])
            yield _Comparison(clause, first - second, second - first, clause.grams, is_more)


def _is_denied(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the clause denies its comparison, by another word than 不及 or 不如 that makes it."""
    start, end = (clause.start + at for at in match.span("less")) if match["less"] else (0, 0)
    return any(cue.kind is CueKind.NEGATION and not start <= cue.span[0] < end for cue in clause.cues)


def _fault(claim: Reading, compared: _Comparison, held: Sequence[Measured]) -> Fault | None:
    """The fault of one comparison; None where the figures bear it, or where it is open which figures are meant."""
    found = [pair for pair in _pairs(compared, held) if pair.gain >= _CLEAR_GAIN]
    if not found or any(_holds(pair, is_more=compared.is_more) for pair in found):
        return None
    pair = max(found, key=lambda one: one.fits + one.gain)
    clause, one, other = compared.clause, pair.one, pair.other
    text = f"论断写“{clause.text}”，来源的数字分别是“{one.quantity.text}”和“{other.quantity.text}”"
    return contrary("comparison", text, (clause.start, clause.end), one.reading, one.quantity.span)


class _Pair(NamedTuple):
    """The figures of both sides; how well they fit what is compared, and how much better so than the other way round."""

    one: Measured
    other: Measured
    fits: int
    gain: int


def _pairs(compared: _Comparison, held: Sequence[Measured]) -> Iterator[_Pair]:
    text = compared.clause.text
    for first, second in combinations([one for one in held if _is_of_the_sort(one, text)], 2):
        if first.quantity.family is not second.quantity.family or not comparable_units(first.quantity, second.quantity):
            continue
        for one, other in ((first, second), (second, first)):
            gains = [_nearer(compared.one, one, other), _nearer(compared.other, other, one)]
            if min(gains) > 0:
                fits = len(compared.about & one.words) + len(compared.about & other.words)
                yield _Pair(one, other, fits, sum(gains))


def _nearer(side: frozenset[str], own: Measured, foreign: Measured) -> int:
    """How many more words of a side lead up to its own figure than to the other's."""
    return len(side & _pairs_in(own.lead)) - len(side & _pairs_in(foreign.lead))


@lru_cache(maxsize=1_024)
def _pairs_in(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, those of names included that are function words elsewhere (成都)."""
    return frozenset(map(add, text, text[1:]))


def _is_of_the_sort(one: Measured, text: str) -> bool:
    """Whether a figure is one by which a comparison is made: growth by rates of growth, shares by shares."""
    clause = one.reading.clauses[one.number]
    is_rate = one.quantity.family in (UnitFamily.PERCENT, UnitFamily.POINTS)
    if _OF_GROWTH.search(text):
        return is_rate and bool(_TELLS_GROWTH.search(clause.text))
    if _OF_SHARE.search(text):
        return is_rate
    if one.quantity.family is UnitFamily.TIME:
        return bool(_OF_TIME.search(text))
    return not (is_rate and _TELLS_GROWTH.search(clause.text))


def _holds(pair: _Pair, *, is_more: bool) -> bool:
    (low, high), (other_low, other_high) = common_bases(pair.one.quantity, pair.other.quantity)
    return low >= other_high if is_more else high <= other_low
