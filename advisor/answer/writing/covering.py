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
_SAME, _MOST_OF_IT = 0.9, 0.75


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
    if any(_rests_on_the_same(one, claim) and _repeats(one, body) for one in written):
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


def says_the_same(first: Claim, second: Claim) -> bool:
    """Whether a second claim says nothing beyond the first: nearly the same words, with no other figures and places."""
    if first.text == second.text or (_rests_on_the_same(first, second) and _repeats(first, second.text)):
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
