"""Words bound to their contrary: 本地经营者 for 外地经营者, and what need not be done for what must be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.content import listed_words
from advisor.grounding.cues import CueKind, Mode
from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.modality import best_clauses
from advisor.grounding.reading import Clause, Reading
from advisor.grounding.thesaurus import contraries_of

_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
# Times are compared as times.
_A_TIME = re.compile("[年月日季]")
_WAIVED = re.compile("无须|无需|毋须|毋需|不必(?![要然])|不须|用不着")


def opposed_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Every word of the claim whose noun has the contrary before it in the passages only, and every duty waived there."""
    return [*_modifier_faults(claim, passages), *_waiver_faults(claim, passages)]


def _modifier_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    """A word that a passage has elsewhere, so that it is not missing, but not before this noun."""
    for word, begin, end in listed_words(claim):
        noun = _NOUN.match(claim.folded, end)
        if noun is None or _A_TIME.search(word) or not any(word in one.folded for one in passages):
            continue
        bound = word + noun.group()
        if any(bound in one.folded for one in passages):
            continue
        for other in contraries_of(word):
            rival = other + noun.group()
            reading = next((one for one in passages if rival in one.folded), None)
            if reading is None or rival in claim.folded or re.search(f"{word}[级类]?[、和与及]", reading.folded):
                continue
            start = reading.folded.index(rival)
            yield otherwise("contrary", bound, (begin, noun.end()), reading, (start, start + len(rival)))
            break


def _waiver_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    """无须 in a clause of the claim, where the passages say 须 of it, and deny nothing."""
    for match in _WAIVED.finditer(claim.folded):
        clause = claim.clause_at(match.start())
        best = best_clauses(clause, passages) if clause else []
        duties = [(reading, cue) for reading, held in best for cue in held.cues if cue.value == Mode.MUST]
        if duties and not any(_denies(held) for _, held in best):
            reading, cue = duties[0]
            yield otherwise("contrary", match.group(), match.span(), reading, cue.span)


def _denies(clause: Clause) -> bool:
    return any(cue.kind is CueKind.NEGATION for cue in clause.cues)
