"""Figures dealt out in turn: of 一类、二类园区分别补200万元、100万元 the second class does not get 200万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.quantity import Quantity, common_bases
from advisor.grounding.reading import Reading, once_a_reading
from advisor.segmenting import words_of

_IN_TURN = re.compile(r"分别|依次")
_CLAUSE = re.compile(r"[。；;：:！？]")
_LISTED = re.compile(r"、|(?:以?及|和|与)")
_COMPARES = re.compile(r"比|差|[多少]出|合计|平均|一共|总共")
_LONGEST_NAME = 2
_FEWEST, _MOST = 2, 6
_ROUNDING = 1e-6


class _Dealt(NamedTuple):
    """The words that name each item, and its figure, in the order of the passage."""

    names: tuple[str, ...]
    figures: tuple[Quantity, ...]


def dealt_out_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first figure of the claim that a passage deals out to another item than the one its clause names."""
    held = [(reading, dealt) for reading in passages for dealt in _dealt(reading)]
    return [
        fault
        for reading, dealt in held
        for found in (_faults(claim, reading, dealt), _turned(claim, reading, dealt))
        for fault in found
    ][:1]


@once_a_reading
def _dealt(reading: Reading) -> tuple[_Dealt, ...]:
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[_Dealt]:
    text = reading.folded
    for match in _IN_TURN.finditer(text):
        start = max((one.end() for one in _CLAUSE.finditer(text, 0, match.start())), default=0)
        stop = _CLAUSE.search(text, match.end())
        end = stop.start() if stop else len(text)
        figures = tuple(one for one in reading.quantities if match.end() <= one.span[0] < end)
        items = [part for part in _LISTED.split(text[start : match.start()]) if part]
        if (
            not _FEWEST <= len(figures) <= _MOST
            or len(items) != len(figures)
            or len({one.family for one in figures}) > 1
        ):
            continue
        names = _names(items)
        if names:
            yield _Dealt(names, figures)


def _names(items: Sequence[str]) -> tuple[str, ...]:
    """What tells each item from the others: the last words of the first, the first words of the last; () for nothing."""
    words = [[word for word, _, _ in words_of(item)] for item in items]
    for count in range(1, _LONGEST_NAME + 1):
        names = ("".join(words[0][-count:]), *items[1:-1], "".join(words[-1][:count]))
        apart = all(name not in other for at, name in enumerate(names) for to, other in enumerate(names) if to != at)
        if apart and not any(
            name in items[to] for at, name in enumerate(names) for to in range(len(items)) if to != at
        ):
            return names
    return ()


def _faults(claim: Reading, reading: Reading, dealt: _Dealt) -> Iterator[Fault]:
    for clause in claim.clauses:
        named = [at for at, name in enumerate(dealt.names) if name in clause.text]
        own = [
            one
            for one in claim.quantities
            if clause.start <= one.span[0] < clause.end and one.family is dealt.figures[0].family
        ]
        if len(named) != 1 or len(own) != 1 or _COMPARES.search(clause.text):
            continue
        right = dealt.figures[named[0]]
        if not _is_same(right, own[0]) and any(_is_same(other, own[0]) for other in dealt.figures):
            yield otherwise("crossed", own[0].text, own[0].span, reading, right.span, sureness=1.0)


def _turned(claim: Reading, reading: Reading, dealt: _Dealt) -> Iterator[Fault]:
    """Figures that the claim deals out in turn itself, in another turn than the passage."""
    for own in _dealt(claim):
        for name, figure in zip(own.names, own.figures, strict=True):
            same = [at for at, other in enumerate(dealt.names) if name == other]
            if len(same) != 1 or figure.family is not dealt.figures[0].family:
                continue
            right = dealt.figures[same[0]]
            if not _is_same(right, figure) and any(_is_same(other, figure) for other in dealt.figures):
                yield otherwise("crossed", f"{name}……{figure.text}", figure.span, reading, right.span, sureness=1.0)


def _is_same(first: Quantity, second: Quantity) -> bool:
    """Whether two figures show the same number, whatever bounds it: 最高200万元 of another item is not 100万元 of this one."""
    (left, _), (right, _) = common_bases(first, second)
    return abs(left - right) <= _ROUNDING * max(abs(left), abs(right))
