"""Direct answers: the asked figure, date, name, rule or list stands in the first sentence."""

from __future__ import annotations

from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, chosen, fact, gap, period_end, subject_of
from advisor.search.ranking import authority
from advisor.types import Answer, Claim, Missing, MissingKind, Modality, Passage, QuestionKind, QuestionPlan, Status

_STALE_FIGURE_DAYS = 400
_CHANGING = {
    QuestionKind.FIGURE,
    QuestionKind.CALCULATION,
    QuestionKind.LIST,
    QuestionKind.OTHER,
    QuestionKind.COMPARISON,
}


def compose_facts(answer: Answer, bench: Bench) -> Composition | None:
    """Claims from the selected passages; None when the selection holds nothing."""
    plan = answer.plan
    passages = chosen(answer, bench)
    if plan is None or not passages:
        return None
    passages = _in_order(passages, plan, bench)[: bench.settings.max_claims]
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    later = later_gap(passages[0], plan, as_of=date.fromisoformat(answer.as_of))
    if later is None:
        return Composition(claims=tuple(claims), status=Status.ANSWERED)
    return Composition(claims=(*claims[: bench.settings.max_claims - 1], later), status=Status.PARTLY_ANSWERED)


def _in_order(passages: list[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """Rules by authority after the best one, list items as their source orders them, else as ranked."""
    best, rest = passages[0], passages[1:]
    if QuestionKind.RULE in plan.kinds:
        return [best, *sorted(rest, key=lambda one: -authority(bench.holdings.sources[one.source_id]))]
    if QuestionKind.LIST in plan.kinds:
        return [best, *sorted(rest, key=lambda one: (one.source_id != best.source_id, one.source_id, one.order))]
    return passages


def later_gap(passage: Passage, plan: QuestionPlan, *, as_of: date) -> Claim | None:
    """The sentence that nothing later is held, when the present was asked and the passage is about an earlier time."""
    if not plan.asks_now or not set(plan.kinds) & _CHANGING or passage.modality in _TIMELESS:
        return None
    end = period_end(passage)
    if not end or (as_of - date.fromisoformat(end)).days < _STALE_FIGURE_DAYS:
        return None
    assert passage.period is not None
    missing = Missing(kind=MissingKind.LATER, label=passage.period.label)
    return gap(missing, subject=subject_of(plan), nearest=[passage])


_TIMELESS = {
    Modality.REQUIRED,
    Modality.FORBIDDEN,
    Modality.ALLOWED,
    Modality.PROVIDED,
    Modality.ARGUED,
    Modality.ADVISED,
}
