"""What the model did not say of the answer without a model, and must be said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding import check_fact
from advisor.grounding.reading import grams, read
from advisor.types import Claim, ClaimKind, VerdictKind

# Said by the program alone: a correction of the question and a worked-out number open the answer, a gap closes it.
LEADING = frozenset({ClaimKind.CORRECTION, ClaimKind.CALCULATION})

_LETTERS = re.compile(r"[A-Za-z]+")
_TITLE = re.compile(r"《[^》]*》")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LITTLE_WORDS = frozenset("的了是在和与及等也都就并而其该此这那之以为于对将把被由从向到至所则即者且或")
_BELOW = re.compile(r"未满|不足(?=\d)")
_SAME, _MOST_OF_IT, _ALL_BUT = 0.9, 0.75, 0.85


def leading(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that open an answer, whoever writes the rest."""
    return [claim for claim in claims if claim.kind in LEADING]


def unsaid(claims: Sequence[Claim], written: Sequence[Claim], *, everything: bool) -> list[Claim]:
    """The claims that `written` does not say: those that fill the asked slot and gaps; `everything`: all of them."""
    wanted = [
        claim
        for claim in claims
        if claim not in written and (everything or claim.fills_slot or claim.kind is ClaimKind.GAP)
    ]
    return [claim for claim in wanted if claim.kind is ClaimKind.GAP or not _says(written, claim)]


def _says(written: Sequence[Claim], claim: Claim) -> bool:
    """Whether what is written already carries the claim."""
    if not written:
        return False
    body = claim.text.removeprefix(claim.opening)
    if any(
        _rests_on_the_same(one, claim) and (_repeats(one, body) or _has_the_words(one.text, body)) for one in written
    ):
        return True
    return check_fact(body, [one.text for one in written]).kind is VerdictKind.SUPPORTED


def _rests_on_the_same(first: Claim, second: Claim) -> bool:
    return bool(second.passage_ids) and set(second.passage_ids) <= set(first.passage_ids)


def _repeats(written: Claim, body: str) -> bool:
    """Whether a sentence has nearly all the words of another, and all its figures, times, places and letters (B类)."""
    pairs = grams(_TITLE.sub("", body))
    familiar = len(pairs & grams(_TITLE.sub("", written.text))) / max(1, len(pairs)) >= _MOST_OF_IT
    return familiar and all(
        set(theirs) <= set(ours) for theirs, ours in zip(_marks(body), _marks(written.text), strict=True)
    )


def _has_the_words(written: str, body: str) -> bool:
    """Whether a sentence has nearly every character of another, in whatever order, and all its figures and places.

    Both passed against the same passage, so that nobody is exchanged for another in them.
    """
    ours, theirs = (set(_HAN.findall(_TITLE.sub("", text))) - _LITTLE_WORDS for text in (written, body))
    if len(theirs & ours) < _ALL_BUT * len(theirs):
        return False
    return all(
        set(asked) <= set(given)
        for asked, given in zip(_marks(_same_bound(body)), _marks(_same_bound(written)), strict=True)
    )


def _same_bound(text: str) -> str:
    return _BELOW.sub("不满", text)


def says_the_same(first: Claim, second: Claim) -> bool:
    """Whether a second claim says nothing beyond the first: nearly the same words, with no other figures and places."""
    if first.text == second.text or (_rests_on_the_same(first, second) and _repeats(first, second.text)):
        return True
    if _rests_on_the_same(first, second) and _has_the_words(first.text, second.text):
        return True
    return likeness(first, second) >= _SAME and _marks(first.text) == _marks(second.text)


def likeness(first: Claim, second: Claim) -> float:
    """The share of their pairs of characters that two claims have in common."""
    one, other = grams(first.text), grams(second.text)
    return len(one & other) / max(1, len(one | other))


def _marks(text: str) -> tuple[list[str], list[str], list[str], list[str]]:
    reading = read(text)
    return (
        [one.text for one in reading.quantities],
        [one.text for one in reading.periods],
        [one.canonical for one in reading.places],
        _LETTERS.findall(text),
    )
