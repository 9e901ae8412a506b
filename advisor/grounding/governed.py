"""A claim whose very words stand in a passage, but under a word there that turns them over: 不得给特定经营者税收优惠."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.content import aligned
from advisor.grounding.cues import Cue, CueKind, Mode
from advisor.grounding.faults import Fault, contrary
from advisor.grounding.plain import body_start
from advisor.grounding.reading import Clause, Reading, content_of

_FEWEST_CHARACTERS = 4
# 不需要登记的卖家应当……: what is denied is the seller's, and the rest of the clause is not.
_ENDS_WHAT_IS_DENIED = "的"
_AT_ONCE = 2
# A clause that is all in brackets stands where its words do: 不明（有效期没有看到）.
_AROUND = " ()（）[]【】"
# What stands in brackets is read as one clause.
_PARTS = re.compile("[，,；;：:。（(]")


def governed_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Every clause of the claim that stands in the passages only under a denial or a prohibition that the claim leaves out."""
    start = body_start(claim.text)
    return [
        fault
        for clause in claim.clauses
        if clause.end > start and not _is_denied_elsewhere(clause, claim)
        for fault in _faults_of(clause, passages)
    ]


def _is_denied_elsewhere(clause: Clause, claim: Reading) -> bool:
    """Whether another clause of the claim denies or forbids something: it may be this (……的，一律不得)."""
    return any(_turns_over(cue) for other in claim.clauses if other is not clause for cue in other.cues)


def _faults_of(clause: Clause, passages: Sequence[Reading]) -> Iterator[Fault]:
    words = clause.text.strip(_AROUND)
    if len(content_of(words)) < _FEWEST_CHARACTERS:
        return
    found = [
        (reading, held, held.text.find(words)) for reading in passages for held in reading.clauses if words in held.text
    ]
    governors = [(reading, held, _governor(held, held.start + at)) for reading, held, at in found]
    if not governors or any(cue is None for _, _, cue in governors):
        return
    reading, held, cue = governors[0]
    assert cue is not None
    text = f"来源写“{reading.text[cue.span[0] : held.end]}”，论断略去了“{cue.text}”"
    fault = contrary("governed", text, (clause.start, clause.end), reading, cue.span)
    yield fault


def _governor(held: Clause, position: int) -> Cue | None:
    """The denial or prohibition before a position in its clause that reaches as far as there."""
    cues = [cue for cue in held.cues if cue.span[1] <= position and _turns_over(cue)]
    if not cues:
        return None
    cue = max(cues, key=lambda one: one.span[1])
    between = held.text[cue.span[1] - held.start : position - held.start]
    if _PARTS.search(between):
        return None
    far = cue.kind is CueKind.MODALITY and _ENDS_WHAT_IS_DENIED not in between
    return cue if far or len(between) <= _AT_ONCE else None


# Any of these may tell a prohibition, or what comes of breaking it: without them a claim only affirms.
_MAY_TELL_OF_IT = re.compile("[不没禁未非别勿违罚避防杜拒止免除仅只才无莫严限另唯假错挨难少超]|取消|过关")
_FEWEST_PAIRS, _LIKE, _AS_LIKE = 3, 0.3, 0.5


def prohibition_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first clause of a claim that affirms throughout where the passages have nothing nearer to it than a prohibition."""
    if _MAY_TELL_OF_IT.search(claim.folded):
        return []
    for clause in claim.clauses:
        nearest = aligned(clause, passages) if len(clause.grams) >= _FEWEST_PAIRS else ()
        if not nearest or nearest[0][0] < _LIKE:
            continue
        _, reading, held = nearest[0]
        if _forbids(held) and not _is_allowed(clause, held, passages):
            text = f"来源写“{reading.text[held.start : held.end]}”，论断没有说到这一禁止"
            return [contrary("prohibition", text, (clause.start, clause.end), reading, (held.start, held.end))]
    return []


def _forbids(held: Clause) -> bool:
    """Whether a clause forbids something, outside its brackets: a note on a figure (不得相除) is not what it says."""
    told = (held.text[: cue.span[0] - held.start] for cue in held.cues if cue.value == Mode.FORBIDDEN)
    return any(before.count("（") == before.count("）") for before in told)


def _is_allowed(clause: Clause, forbidding: Clause, passages: Sequence[Reading]) -> bool:
    """Whether another clause of the passages, one that forbids nothing, is half as like to the claim's."""
    least = _AS_LIKE * len(forbidding.grams & clause.grams)
    others = (one for reading in passages for one in reading.clauses if one is not forbidding)
    return any(Mode.FORBIDDEN not in one.modes and len(one.grams & clause.grams) >= least for one in others)


def _turns_over(cue: Cue) -> bool:
    if cue.kind is CueKind.NEGATION:
        return cue.value == "single"
    return cue.kind is CueKind.MODALITY and cue.value == Mode.FORBIDDEN
