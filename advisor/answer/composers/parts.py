"""Questions in several parts: each part is answered on its own, within the place and time the whole question set."""

from __future__ import annotations

from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, gap
from advisor.answer.composers.variants import ask
from advisor.search.followup import Rephrased
from advisor.types import Answer, Claim, QuestionKind, QuestionPlan, Status

_CLAIMS_A_PART = 3


def compose_parts(answer: Answer, bench: Bench) -> Composition | None:
    """Claims part by part; None for a single question."""
    plan = answer.plan
    if plan is None or not plan.parts:
        return None
    plans = [_plan_of(part, plan, answer, bench) for part in plan.parts[:4]]
    plans = [one for one in plans if not _is_remark(one, bench)]
    if len(plans) < 2:
        return None
    claims: list[Claim] = []
    held = 0
    for narrowed in plans:
        _, selection = ask(narrowed, bench)
        if selection.held:
            held += 1
            claims += [
                fact(bench.holdings.passages[key], bench, fills_slot=True) for key in selection.main[:_CLAIMS_A_PART]
            ]
        else:
            claims += [gap(missing) for missing in selection.missing[:1]]
    unique = {claim.text: claim for claim in claims}
    if held == 0:
        return None
    status = Status.ANSWERED if held == len(plans) else Status.PARTLY_ANSWERED
    return Composition(claims=tuple(unique.values())[: bench.settings.max_claims], status=status)


def _is_remark(plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a part only asks how the rest of the question stands (各家说法一样吗), with no subject of its own."""
    if plan.asks_versions:
        return True
    if QuestionKind.RULE in plan.kinds or plan.source_ids:
        return False
    return len(plan.terms) <= 2 and not bench.holdings.lexicon.names_something_of_the_field(plan.parts[0])


def _plan_of(part: str, whole: QuestionPlan, answer: Answer, bench: Bench) -> QuestionPlan:
    """The part's own plan; place, time and documents that it does not name are taken from the whole."""
    own = bench.reader.understand(part, Rephrased(text=part), today=date.fromisoformat(answer.as_of))
    inherited = {
        "regions": own.regions or whole.regions[:1],
        "periods": own.periods or whole.periods[:1],
        "source_ids": own.source_ids or whole.source_ids[:1],
        "bound": own.bound if own.source_ids else whole.bound,
        "terms": own.terms or whole.terms,
        "parts": (part,),
    }
    return own.model_copy(update=inherited)
