"""Comparisons: the sides stand next to each other, each with its own source; a side not held is said to be missing."""

from __future__ import annotations

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, gap, subject_of
from advisor.answer.composers.variants import sides
from advisor.types import Answer, Claim, ClaimKind, Missing, MissingKind, QuestionKind, Status


def compose_comparison(answer: Answer, bench: Bench) -> Composition | None:
    """One claim a side; None when nothing is compared or no side is held."""
    plan = answer.plan
    if plan is None or not set(plan.kinds) & {QuestionKind.COMPARISON, QuestionKind.CALCULATION}:
        return None
    found = sides(plan, bench)
    held = [side for side in found if side.passage is not None]
    if len(found) < 2 or not held:
        return None
    claims: list[Claim] = []
    shown: set[str] = set()
    for side in found:
        if side.passage is None:
            claims.append(gap(Missing(kind=MissingKind.REGION, label=side.label), subject=subject_of(plan)))
        elif side.passage.id not in shown:
            shown.add(side.passage.id)
            claims.append(fact(side.passage, bench, fills_slot=True))
    status = Status.ANSWERED
    if len(held) < len(found):
        status = Status.INSUFFICIENT if plan.calculation else Status.PARTLY_ANSWERED
        claims.sort(key=lambda claim: claim.kind is not ClaimKind.GAP if plan.calculation else False)
    return Composition(claims=tuple(claims), status=status)
