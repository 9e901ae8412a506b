"""Two things of a claim in each other's place: put back, both stand beside the very characters that the passage has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from advisor.grounding.faults import Fault, contrary
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.reading import STOP, Reading, is_content, once_a_reading
from advisor.grounding.tokens import TokenKind, tokens_of
from advisor.grounding.word_vectors import first_tag

_BESIDE = 2
_MOST_THINGS = 12
_LEAST_GAIN, _SURE_GAIN = 2, 4
_FITS_WELL = 2
_WORDED_ALIKE = 0.85
_NOUNS = frozenset("nsjzl")
_TURNS_ROUND = re.compile("[由被受所让]")
_JOINT = "(?:、|和|及|与|或|以及)"
_LISTING = re.compile(f"{_JOINT}(?:[\u3400-\u9fff]{{1,8}}{_JOINT})*")


def turned_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The pair of things whose exchange brings the claim nearest to a passage, where it does so by two joints or more.

    Where they are of one sort and the claim is otherwise worded as the passage is, a second fault (`crossed`) decides.
    """
    best: Fault | None = None
    outright = False
    text = claim.folded
    for reading in passages:
        loose = _loose(text, _things(claim, reading), reading.folded)
        for (first, one, fit), (second, other, other_fit) in combinations(loose, 2):
            if first[1] > second[0] or one in other or other in one:
                continue
            turned = _joints(text, first, other, reading.folded) + _joints(text, second, one, reading.folded)
            gain = turned - fit - other_fit
            if gain < _LEAST_GAIN or _listed_together(one, other, claim, reading):
                continue
            if best is None or gain / _SURE_GAIN > best.sureness:
                best = _fault(claim, first, second, reading, gain)
                outright = _is_outright(claim, first, second, reading)
    return [best, *([replace(best, feature="crossed")] if outright else [])] if best else []


def _is_outright(claim: Reading, first: tuple[int, int], second: tuple[int, int], reading: Reading) -> bool:
    """Whether two nouns, or figures of two sorts, are exchanged around other words, and nearly all words are the passage's.

    Not where the words between them may turn the sentence round (甲被乙起诉), nor for figures of one sort, which stand in
    each other's surroundings also where clauses have only changed places; `crossed` finds those.
    """
    between = claim.folded[first[1] : second[0]]
    if not any(map(is_content, between)) or _TURNS_ROUND.search(between):
        return False
    words = [word for word in tokens_of(claim).words if len(word) > 1]
    held = tokens_of(reading).word_at
    if sum(word in held for word in words) < _WORDED_ALIKE * len(words):
        return False
    one, other = _thing(claim, first), _thing(claim, second)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return not comparable_units(one, other)
    return isinstance(one, str) and isinstance(other, str)


def _thing(claim: Reading, span: tuple[int, int]) -> Quantity | str | None:
    """The figure that a stretch is, or the noun or place that it ends in; None for anything else."""
    tokens = tokens_of(claim)
    inside = [at for at, (start, end) in enumerate(tokens.spans) if span[0] <= start and end <= span[1]]
    things = [tokens.things[at] for at in inside]
    if len(things) == 1 and isinstance(things[0], Quantity):
        return things[0]
    if not things or not all(isinstance(thing, str) for thing in things):
        return None
    is_noun = tokens.kinds[inside[-1]] is TokenKind.PLACE or first_tag(tokens.words[inside[-1]]) in _NOUNS
    return tokens.words[inside[-1]] if is_noun else None


def _loose(text: str, things: Sequence[tuple[int, int]], passage: str) -> list[tuple[tuple[int, int], str, int]]:
    """The first things of a claim that do not stand between the characters that the passage has there, and their fit."""
    found = []
    for span in things:
        thing = text[slice(*span)]
        fit = _joints(text, span, thing, passage)
        if fit < _FITS_WELL:
            found.append((span, thing, fit))
            if len(found) == _MOST_THINGS:
                break
    return found


def _listed_together(one: str, other: str, claim: Reading, reading: Reading) -> bool:
    """Whether claim and passage name both things in one list, where order says nothing unless figures follow it (分别)."""
    texts = (claim.folded, reading.folded)
    return not any("分别" in text for text in texts) and all(_in_one_list(one, other, text) for text in texts)


def _in_one_list(one: str, other: str, text: str) -> bool:
    for before, after in ((one, other), (other, one)):
        start = text.find(before)
        end = text.find(after, start + len(before)) if start >= 0 else -1
        if end >= 0 and _LISTING.fullmatch(text[start + len(before) : end]):
            return True
    return False


def _things(claim: Reading, reading: Reading) -> list[tuple[int, int]]:
    """Words, and pairs of neighbouring words, that stand in a passage as they are; none of a title that only names a source."""
    return [span for span, thing in _words_and_pairs(claim) if thing in reading.folded]


@once_a_reading
def _words_and_pairs(claim: Reading) -> tuple[tuple[tuple[int, int], str], ...]:
    text = claim.folded
    spans = [
        span
        for span in tokens_of(claim).spans
        if (span[1] - span[0] > 1 or text[span[0]] not in STOP)
        and not any(title.span[0] <= span[0] < title.span[1] for title in claim.titles)
    ]
    joined = [(a[0], b[1]) for a, b in pairwise(spans) if a[1] == b[0]]
    return tuple((span, text[slice(*span)]) for span in sorted([*spans, *joined]) if span[1] - span[0] > 1)


def _joints(text: str, span: tuple[int, int], thing: str, passage: str) -> int:
    """On how many sides a thing, put at a place of the claim, stands beside characters as it does in the passage."""
    before, after = text[max(0, span[0] - _BESIDE) : span[0]], text[span[1] : span[1] + _BESIDE]
    return (bool(before) and before + thing in passage) + (bool(after) and thing + after in passage)


def _fault(claim: Reading, first: tuple[int, int], second: tuple[int, int], reading: Reading, gain: int) -> Fault:
    one, other = claim.text[slice(*first)], claim.text[slice(*second)]
    start = reading.folded.find(claim.folded[slice(*second)])
    text = f"“{one}”与“{other}”的位置与来源相反"
    fault = contrary("exchange", text, (first[0], second[1]), reading, (start, start + len(other)))
    return replace(fault, sureness=min(1.0, gain / _SURE_GAIN))
