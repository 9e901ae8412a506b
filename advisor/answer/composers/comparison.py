"""Comparisons: the sides stand next to each other, each with its own source; a side not held is said to be missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.composers.calculation import difference_claim, one_measure
from advisor.answer.composers.common import Composition, fact, gap
from advisor.answer.composers.variants import Side, sides
from advisor.answer.texts import NEAREST_LEAD
from advisor.types import (
    Answer,
    Calculation,
    Claim,
    ClaimKind,
    Missing,
    MissingKind,
    QuestionKind,
    QuestionPlan,
    Status,
)

_COMPARED = {QuestionKind.COMPARISON, QuestionKind.CALCULATION}
_SIDE_BY_SIDE = re.compile("[和与跟同及、]")
_WHICH = re.compile(r"哪|谁|高|大|多|少|低|小|强|差")


def conclusion(held: Sequence[Side], plan: QuestionPlan) -> Claim | None:
    """Which side is higher and by how much, for two figures of one indicator and one time; None where none may be drawn."""
    first, second = held[0].passage, held[1].passage
    if (
        len(held) != 2
        or first is None
        or second is None
        or not _WHICH.search(plan.text)
        or not one_measure(first, second)
    ):
        return None
    return difference_claim(held[0], held[1])


def _asks_of_each(plan: QuestionPlan) -> bool:
    """Whether a figure of several places is asked, without a word for each of them (杭州、广州的园区补多少)."""
    return QuestionKind.FIGURE in plan.kinds and len(plan.regions) > 1 and bool(_SIDE_BY_SIDE.search(plan.text))


def _are_named_apart(plan: QuestionPlan) -> bool:
    """Whether places, times or documents are the sides: words joined by 和 may name one thing, and lack no side."""
    return max(len(plan.regions), len(plan.periods), len(plan.source_ids)) > 1


def _missing(side: Side, plan: QuestionPlan, bench: Bench) -> list[Claim]:
    """That a side is not held, and what comes nearest to it."""
    missing = Missing(kind=MissingKind.REGION, label=_name(side, plan))
    if side.nearest is None:
        return [gap(missing)]
    return [gap(missing, nearest=[side.nearest]), fact(side.nearest, bench, lead=NEAREST_LEAD)]


def _name(side: Side, plan: QuestionPlan) -> str:
    return f"{side.label}“{plan.phrase}”" if plan.phrase else side.label


def compose_comparison(answer: Answer, bench: Bench) -> Composition | None:
    """One claim a side; None when nothing is compared or no side is held."""
    plan = answer.plan
    if plan is None or not (set(plan.kinds) & _COMPARED or _asks_of_each(plan)):
        return None
    if QuestionKind.COMPARISON not in plan.kinds and plan.calculation is Calculation.SHARE:
        return None
    found = sides(plan, bench)
    held = [side for side in found if side.passage is not None]
    if len(found) < 2 or not held or (len(held) < len(found) and not _are_named_apart(plan)):
        return None
    claims: list[Claim] = []
    shown: set[str] = set()
    for side in found:
        if side.passage is None:
            claims += _missing(side, plan, bench)
        elif side.passage.id not in shown:
            shown.add(side.passage.id)
            claims.append(fact(side.passage, bench, fills_slot=True))
            claims += [fact(one, bench) for one in side.besides if one.id not in shown]
            shown |= {one.id for one in side.besides}
    status = Status.ANSWERED
    compared = len(held) == len(found) and plan.calculation is not Calculation.SHARE
    verdict = conclusion(held, plan) if compared else None
    if verdict is not None:
        claims.insert(0, verdict)
    if len(held) < len(found):
        status = Status.INSUFFICIENT if plan.calculation else Status.PARTLY_ANSWERED
        claims.sort(key=lambda claim: claim.kind is not ClaimKind.GAP if plan.calculation else False)
    return Composition(claims=tuple(claims[: bench.settings.max_claims]), status=status)
