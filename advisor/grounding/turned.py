"""Two things of a claim in each other's place: put back, both stand beside the very characters that the passage has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from advisor.grounding.faults import Fault, contrary
from advisor.grounding.reading import STOP, Reading
from advisor.grounding.tokens import tokens_of

_BESIDE = 2
_MOST_THINGS = 12
_LEAST_GAIN, _SURE_GAIN = 2, 4
_FITS_WELL = 2
_JOINT = "(?:、|和|及|与|或|以及)"
_LISTING = re.compile(f"{_JOINT}(?:[\u3400-\u9fff]{{1,8}}{_JOINT})*")


def turned_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The pair of things whose exchange brings the claim nearest to a passage, where it does so by two joints or more."""
    best: Fault | None = None
    for reading in passages:
        things = _things(claim, reading)
        fits = {span: _joints(claim.folded, span, claim.folded[slice(*span)], reading.folded) for span in things}
        loose = [span for span in things if fits[span] < _FITS_WELL][:_MOST_THINGS]
        for first, second in combinations(loose, 2):
            one, other = claim.folded[slice(*first)], claim.folded[slice(*second)]
            if first[1] > second[0] or one in other or other in one or _listed_together(one, other, claim, reading):
                continue
            turned = _joints(claim.folded, first, other, reading.folded) + _joints(
                claim.folded, second, one, reading.folded
            )
            gain = turned - fits[first] - fits[second]
            if gain >= _LEAST_GAIN and (best is None or gain / _SURE_GAIN > best.sureness):
                best = _fault(claim, first, second, reading, gain)
    return [best] if best else []


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
    tokens = tokens_of(claim)
    spans = [
        span
        for span in tokens.spans
        if (span[1] - span[0] > 1 or claim.folded[span[0]] not in STOP)
        and not any(title.span[0] <= span[0] < title.span[1] for title in claim.titles)
    ]
    joined = [(a[0], b[1]) for a, b in pairwise(spans) if a[1] == b[0]]
    held = [
        span for span in [*spans, *joined] if span[1] - span[0] > 1 and claim.folded[slice(*span)] in reading.folded
    ]
    return sorted(held)


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
