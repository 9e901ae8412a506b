"""A passage that says otherwise than a fact of a draft, and when that is of another thing after all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.check.candidates import pairs, said_by
from advisor.grounding import find_quantities, same_quantity
from advisor.types import Passage, Reason


@dataclass(frozen=True)
class Opposed:
    """A passage that says otherwise of the same thing, and on what point. `share`: how much of the rest it says too."""

    passage: Passage
    reason: Reason
    claim: str
    share: float


def is_of_another_measure(opposed: Opposed, found: Iterable[Passage]) -> bool:
    """Whether a disputed figure stands in another passage of the source, and the one it is held against measures otherwise.

    种了13万亩 is not denied by a crop of 13万吨 where the same article has an area of 13万亩.
    """
    reason = opposed.reason
    if reason.feature != "figure" or reason.claim_span is None or reason.passage_span is None:
        return False
    claimed = find_quantities(opposed.claim[slice(*reason.claim_span)])
    against = find_quantities(said_by(opposed.passage)[slice(*reason.passage_span)])
    if not claimed or not against or claimed[0].family is against[0].family:
        return False
    beside = (one for one in found if one.source_id == opposed.passage.source_id)
    return any(same_quantity(claimed[0], other) for one in beside for other in find_quantities(said_by(one)))


def denies_another_thing(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether a denial that a claim is said to leave out is of something that the claim does not speak of."""
    if fault.feature != "negation" or fault.passage_span is None or "略去" not in fault.text:
        return False
    denied_words = pairs(re.sub("[不未无非]", "", said_by(passage)[slice(*fault.passage_span)]))
    return bool(denied_words) and not denied_words & pairs(claim)
