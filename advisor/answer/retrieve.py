"""Fetching passages: one broad search, and a narrow one for each place, time or document the question names."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.answer.bench import Bench
from advisor.search.evidence import fit
from advisor.search.filters import Filters
from advisor.types import Answer, QuestionPlan, ScoredPassage

_NARROW_LIMIT = 20


def retrieve(answer: Answer, bench: Bench) -> Answer:
    """Fill `passages` with everything worth looking at, best first by retrieval score, with its fit to the question."""
    if answer.status is not None or answer.plan is None:
        return answer
    return answer.model_copy(update={"passages": fetch(answer.plan, bench)})


def fetch(plan: QuestionPlan, bench: Bench) -> tuple[ScoredPassage, ...]:
    """Passages for a plan from the broad and the narrow searches, each once, with fit."""
    query = " ".join((plan.text, *plan.terms)) if plan.terms else plan.text
    found = bench.retriever.search(query, limit=bench.settings.retrieve, expansions=plan.expansions)
    for filters in _narrow(plan):
        found += bench.retriever.search(query, filters=filters, limit=_NARROW_LIMIT, expansions=plan.expansions)
    return tuple(one.model_copy(update={"fit": fit(plan, one.passage, bench.holdings)}) for one in _once(found))


def _narrow(plan: QuestionPlan) -> Iterable[Filters]:
    if plan.source_ids:
        yield Filters(source_ids=plan.source_ids)
    for region in plan.regions[:4]:
        yield Filters(regions=(region,))
    for period in plan.periods[:3]:
        yield Filters(period=period, regions=plan.regions)


def _once(found: Iterable[ScoredPassage]) -> list[ScoredPassage]:
    """Each passage once, with the best score it reached in the broad search."""
    best: dict[str, ScoredPassage] = {}
    for one in found:
        best.setdefault(one.passage.id, one)
    return list(best.values())
