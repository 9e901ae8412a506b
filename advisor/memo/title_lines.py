"""Breaking a long title: between words, the lines of about one length (7.3.1: 回行时词意完整、排列对称)."""

from __future__ import annotations

from itertools import accumulate, combinations, pairwise
from math import ceil

from advisor.segmenting import words_of

LONGEST_LINE = 20
"""Characters of 22 points that fit 156 mm."""
_NOT_FIRST = frozenset("的和与及等、，》〉）”了之")
_NOT_LAST = frozenset("《〈（“和与及在对市省县区")
_NAMES = ("直播电商", "电子商务", "短视频")
"""Names of the field that the segmenter cuts in two."""


def title_lines(title: str, *, longest: int = LONGEST_LINE) -> list[str]:
    """The lines of a title; breaks that the author made stay."""
    return [line for part in title.split("\n") for line in _broken(part.strip(), longest)]


def _broken(text: str, longest: int) -> list[str]:
    lines = ceil(len(text) / longest)
    if lines <= 1:
        return [text]
    places = [end for word, _, end in words_of(text) if end < len(text) and _may_break(text, word, end)]
    for count in (lines, lines + 1):
        options = [_cut(text, breaks) for breaks in combinations(places, count - 1)]
        fitting = [option for option in options if max(map(len, option)) <= longest]
        if fitting:
            return min(fitting, key=_unevenness)
    return _cut(text, tuple(accumulate([longest] * (lines - 1))))


def _may_break(text: str, word: str, end: int) -> bool:
    inside_name = any(text.startswith(name, end - cut) for name in _NAMES for cut in range(1, len(name)) if cut <= end)
    return text[end] not in _NOT_FIRST and word not in _NOT_LAST and not inside_name


def _cut(text: str, breaks: tuple[int, ...]) -> list[str]:
    edges = (0, *breaks, len(text))
    return [text[start:end] for start, end in pairwise(edges)]


def _unevenness(lines: list[str]) -> int:
    lengths = [len(line) for line in lines]
    # Of two equal breaks the one whose first line is the longer reads better.
    return 2 * (max(lengths) - min(lengths)) + (lengths[0] < lengths[-1])
