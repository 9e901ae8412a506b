"""Questions in several parts: each part is answered on its own, within the place and time the whole question set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition
from advisor.answer.composers.variants import ask
from advisor.search.covering import coverage
from advisor.search.followup import Rephrased
from advisor.search.question import asks_for_something
from advisor.search.slots import NUMERIC, periods_in
from advisor.text import normalise
from advisor.types import Answer, Claim, QuestionKind, QuestionPlan, Status, Turn

_RATE = "增速"
# 虚假广告呢 asks of another thing what was asked before.
_SAME_OF_ANOTHER = "呢"
_PARTS = 4
_TOLD = 0.9
_CLAIMS_A_PART = 3


def compose_parts(answer: Answer, bench: Bench, *, again: Callable[[Answer, Bench], Composition]) -> Composition | None:
    """Claims part by part, each composed by `again` as a question of its own; None for a single question."""
    plan = answer.plan
    if plan is None or not plan.parts:
        return None
    plans = [one for one in _plans(plan, answer, bench) if not _is_remark(one, bench)]
    if len(plans) < 2:
        return None
    answers = [_answered(one, answer, bench, again=again) for one in plans]
    held = [one for one in answers if not one.status.abstained]
    if not held:
        return None
    told = normalise("".join(claim.text for one in held for claim in one.claims))
    answers = [
        one
        for one, plan in zip(answers, plans, strict=True)
        if not one.status.abstained or not _is_told(plan, told, bench)
    ]
    claims: dict[str, Claim] = {claim.text: claim for one in answers for claim in one.claims[:_CLAIMS_A_PART]}
    whole = len(held) == len(answers) and all(one.status is not Status.PARTLY_ANSWERED for one in held)
    if not whole and QuestionKind.ADVICE in plan.kinds:
        # What to do about a trouble is one matter, though the trouble and the remedy are asked for in two clauses.
        alone = again(answer.model_copy(update={"plan": plan.model_copy(update={"parts": ()})}), bench)
        if alone.status is Status.ANSWERED:
            return alone
    status = Status.ANSWERED if whole else Status.PARTLY_ANSWERED
    return Composition(claims=tuple(claims.values())[: bench.settings.max_claims], status=status)


def _is_told(plan: QuestionPlan, told: str, bench: Bench) -> bool:
    """Whether what answers the other parts has what this one asks for (封顶多少: 最高200万元)."""
    own = [word for word in plan.terms if word in plan.parts[0]]
    return bool(own) and coverage(own, told, bench.holdings) >= _TOLD


def _answered(
    plan: QuestionPlan, answer: Answer, bench: Bench, *, again: Callable[[Answer, Bench], Composition]
) -> Composition:
    """The part answered within the time set before it; where nothing is held for that, without it.

    A figure of another time is no answer to it then, one that holds at any time is.
    """
    composition = again(_narrowed(answer, plan, bench), bench)
    if not composition.status.abstained or not plan.periods or any(one.label in plan.parts[0] for one in plan.periods):
        return composition
    timeless = again(_narrowed(answer, plan.model_copy(update={"periods": ()}), bench), bench)
    dated = set(plan.kinds) & NUMERIC and any(
        _is_dated(key, bench) for one in timeless.claims[:1] for key in one.passage_ids
    )
    return composition if timeless.status.abstained or dated else timeless


def _is_dated(passage_id: str, bench: Bench) -> bool:
    passage = bench.holdings.passages[passage_id]
    return passage.period is not None or bool(periods_in(passage.text))


def _narrowed(answer: Answer, plan: QuestionPlan, bench: Bench) -> Answer:
    """The answer under way, as if only this part had been asked."""
    ordered, selection = ask(plan, bench)
    own = plan.model_copy(update={"parts": ()})
    return answer.model_copy(update={"plan": own, "passages": tuple(ordered), "selection": selection, "refers_to": ()})


def _is_remark(plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a part only asks how the rest of the question stands (各家说法一样吗), with no subject of its own."""
    if plan.asks_versions:
        return True
    if QuestionKind.RULE in plan.kinds or plan.source_ids or asks_for_something(plan.parts[0]):
        return False
    return len(plan.terms) <= 2 and not bench.holdings.lexicon.names_something_of_the_field(plan.parts[0])


def _plans(whole: QuestionPlan, answer: Answer, bench: Bench) -> list[QuestionPlan]:
    """A plan a part; place, time, documents and subject that a part does not name are taken from the part before it."""
    plans: list[QuestionPlan] = []
    today = date.fromisoformat(answer.as_of)
    for part in whole.parts[:_PARTS]:
        said = Rephrased(text=part)
        if plans and part.endswith(_SAME_OF_ANOTHER):
            said = bench.reader.complete(part, [Turn(role="user", content=plans[-1].text)], today=today)
        own = bench.reader.understand(part, said, today=today)
        before = plans[-1] if plans else own
        inherited = {
            "regions": own.regions or before.regions[:1],
            "periods": own.periods or before.periods[:1],
            "source_ids": own.source_ids or before.source_ids[:1],
            "bound": own.bound if own.source_ids else before.bound and _goes_on(own),
            "terms": _terms(own, before, bench),
            "parts": (part,),
        }
        plans.append(own.model_copy(update=inherited))
    return plans


def _terms(own: QuestionPlan, before: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """The words of a part; one that names no thing of its own (同比增长多少, 能补多少钱) asks of the thing before it."""
    lexicon = bench.holdings.lexicon
    rate = lexicon.synonyms(_RATE)
    things = [word for word in own.terms if word not in rate and lexicon.is_thing(word)]
    if things and (len(own.terms) > 1 or own.source_ids or own.entities):
        return own.terms
    return tuple(dict.fromkeys((*before.terms, *own.terms)))


def _goes_on(plan: QuestionPlan) -> bool:
    """Whether a part without a document of its own still speaks of the one named before: it brings no thing of its own."""
    return len(plan.terms) <= 1 and not plan.entities
