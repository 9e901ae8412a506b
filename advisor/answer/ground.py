"""The gate: each claim is checked by the rule of its kind against what it cites. What does not pass is not shown."""

from __future__ import annotations

from typing import assert_never

from advisor.answer.bench import Bench
from advisor.answer.texts import NEAREST_LEAD
from advisor.grounding import (
    SHOWN_FROM,
    check_calculation,
    check_correction,
    check_fact,
    check_gap,
    check_recommendation,
)
from advisor.search.citing import context_of
from advisor.types import Answer, Claim, ClaimKind, Modality, Passage, QuestionPlan, Verdict, VerdictKind


def ground(answer: Answer, bench: Bench) -> Answer:
    """Give every claim its verdict; move those that are not supported to `dropped`."""
    if answer.plan is None:
        return answer
    checked = [claim.model_copy(update={"verdict": check(claim, answer.plan, bench)}) for claim in answer.claims]
    return answer.model_copy(
        update={
            "claims": tuple(claim for claim in checked if passes(claim)),
            "dropped": tuple(claim for claim in checked if not passes(claim)),
        }
    )


def passes(claim: Claim) -> bool:
    """Whether a claim may be shown: only what was checked and found supported."""
    return claim.verdict is not None and claim.verdict.kind is VerdictKind.SUPPORTED


def check(claim: Claim, plan: QuestionPlan, bench: Bench, *, shown_from: float = SHOWN_FROM) -> Verdict:
    """The verdict on one claim by the rule of its kind; a fact is supported from the score `shown_from`."""
    cited = [bench.holdings.passages[key] for key in claim.passage_ids]
    texts = [passage.text for passage in cited]
    context = [context_of(passage, bench.holdings).model_copy(update={"judge": bench.judge}) for passage in cited]
    match claim.kind:
        case ClaimKind.FACT:
            return check_fact(claim.text.removeprefix(NEAREST_LEAD), texts, context=context, shown_from=shown_from)
        case ClaimKind.CALCULATION:
            return check_calculation(claim.text, texts, operands=claim.operands, context=context)
        case ClaimKind.CORRECTION:
            return check_correction(claim.text, texts, question=plan.text, context=context)
        case ClaimKind.GAP:
            return check_gap(claim.text, texts, question=_asked(plan), context=context)
        case ClaimKind.RECOMMENDATION:
            rules = _prohibitions(cited, bench)
            return check_recommendation(claim.text, texts, prohibitions=rules, context=context, shown_from=shown_from)
    assert_never(claim.kind)


def _asked(plan: QuestionPlan) -> str:
    """The question with the names its places and times were understood as."""
    return " ".join((plan.text, *plan.regions, *(period.label for period in plan.periods)))


def _prohibitions(cited: list[Passage], bench: Bench) -> list[str]:
    """What rules in force forbid, of the evidence that notices hold against the statements cited."""
    holdings = bench.holdings
    refs = [
        ref
        for passage in cited
        for notice in holdings.notices
        if passage.ref in notice.concerns
        for ref in notice.evidence
    ]
    rules = [holdings.by_ref[ref] for ref in dict.fromkeys(refs) if ref in holdings.by_ref]
    return [rule.text for rule in rules if rule.modality is Modality.FORBIDDEN]
