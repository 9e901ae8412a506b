"""What a verdict of the engine says of a passage and a claim, as the draft check asks it."""

from __future__ import annotations

from advisor.types import Reason, Verdict, VerdictKind

# Words that are merely absent contradict nothing.
_MERELY_UNSAID = frozenset({"coverage", "meaning"})
WORKED_OUT = "可由来源的数字推算"


def gives_another(fault: Reason) -> bool:
    """Whether a fault says that a passage has another figure, which none of its figures leads to."""
    return fault.feature == "figure" and fault.passage_span is not None and WORKED_OUT not in fault.text


def has_faults(verdict: Verdict) -> bool:
    """Whether the engine names more amiss than that words, or their sense together, stand nowhere."""
    return any(one.feature not in _MERELY_UNSAID for one in verdict.reasons)


def only_opens_amiss(verdict: Verdict, opening: int) -> bool:
    """Whether all that is amiss lies in the first characters of a claim, where it names its document, or is unsaid."""
    faults = [one for one in verdict.reasons if one.feature not in _MERELY_UNSAID]
    within = (one.feature == "title" or (one.claim_span is not None and one.claim_span[1] <= opening) for one in faults)
    return opening > 0 and all(within)


def contradicted(verdict: Verdict, amiss: Reason) -> Verdict:
    """The verdict turned into a contradiction, for this reason alone."""
    return verdict.model_copy(update={"kind": VerdictKind.CONTRADICTED, "reasons": (amiss,)})
