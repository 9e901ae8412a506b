"""Direct answers: the asked figure, date, name, rule or list stands in the first sentence."""

from __future__ import annotations

import re
from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, chosen, fact, gap, period_end
from advisor.answer.composers.tables import tables_first
from advisor.answer.itemised import total_alone
from advisor.search.ranking import authority
from advisor.types import (
    Answer,
    Category,
    Claim,
    Missing,
    MissingKind,
    Modality,
    Passage,
    QuestionKind,
    QuestionPlan,
    Status,
)

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
    passages = tables_first(_latest_first(_in_order(passages, plan, bench), plan, bench), plan, bench)
    passages = [*passages, *_limits_on(passages, plan, bench)][: bench.settings.max_claims]
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    total = total_alone(passages, plan, bench)
    if total is None:
        lacking = later_gap(passages[0], plan, as_of=date.fromisoformat(answer.as_of))
    else:
        lacking = gap(Missing(kind=MissingKind.ITEMS, label=total), nearest=passages)
    if lacking is None:
        return Composition(claims=tuple(claims), status=Status.ANSWERED)
    # Who names the total and asks for the items is told nothing new by it.
    status = Status.INSUFFICIENT if total is not None and total in plan.text else Status.PARTLY_ANSWERED
    return Composition(claims=(*claims[: bench.settings.max_claims - 1], lacking), status=status)


def _latest_first(passages: list[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """Where no time was asked, the newest row of the indicator found stands for all its older ones."""
    row = passages[0].row
    if row is None or plan.periods or plan.asks_versions or QuestionKind.LIST in plan.kinds:
        return passages
    peers = [
        other
        for other in bench.holdings.passages.values()
        if other.row is not None
        and (other.row.indicator, other.row.region) == (row.indicator, row.region)
        and other.modality is not Modality.PLANNED
    ]
    newest = max(peers, key=period_end, default=passages[0])
    rest = [one for one in passages if one.row is None or one.row.indicator != row.indicator]
    same_time = [one for one in peers if one.id != newest.id and period_end(one) == period_end(newest)]
    return [newest, *same_time, *rest[:1]] if period_end(newest) else passages


_WARY = re.compile(r"风险|合规|违法|合法|注意|红线|规定|能不能|可不可以|允许|行不行")


def _limits_on(passages: list[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """What rules say of the paper's measures shown, where the question asks about risk or permission."""
    if not _WARY.search(plan.text):
        return []
    refs = {
        ref: None
        for passage in passages
        for notice in bench.holdings.notices
        if passage.ref in notice.concerns and bench.holdings.sources[passage.source_id].category is Category.PAPER
        for ref in notice.evidence
    }
    held = [bench.holdings.by_ref[ref] for ref in refs if ref in bench.holdings.by_ref]
    return [one for one in held if one not in passages][:_LIMITS]


_LIMITS = 3


def _in_order(passages: list[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """Rules by authority after the best one, list items as their source orders them, else as ranked."""
    best, rest = passages[0], passages[1:]
    if QuestionKind.RULE in plan.kinds:
        sources = bench.holdings.sources
        by_rank = sorted(rest, key=lambda one: -authority(sources[one.source_id]))
        rules = [one for one in by_rank if sources[one.source_id].rank is not None]
        if sources[best.source_id].rank is None and rules and best.source_id not in plan.source_ids:
            return [*rules, best, *(one for one in by_rank if one not in rules)]
        return [best, *by_rank]
    if QuestionKind.LIST in plan.kinds:
        return [best, *sorted(rest, key=lambda one: (one.source_id != best.source_id, one.source_id, one.order))]
    return passages


def later_gap(passage: Passage, plan: QuestionPlan, *, as_of: date) -> Claim | None:
    """The sentence that nothing later is held, when the present was asked and the passage is about an earlier time."""
    if not plan.asks_now or not set(plan.kinds) & _CHANGING or passage.modality in _TIMELESS:
        return None
    end = period_end(passage)
    if any(
        passage.period and (one.start, one.end) == (passage.period.start, passage.period.end) for one in plan.periods
    ):
        return None
    if not end or (as_of - date.fromisoformat(end)).days < _STALE_FIGURE_DAYS:
        return None
    assert passage.period is not None
    missing = Missing(kind=MissingKind.LATER, label=passage.period.label)
    return gap(missing, nearest=[passage])


_TIMELESS = {
    Modality.REQUIRED,
    Modality.FORBIDDEN,
    Modality.ALLOWED,
    Modality.PROVIDED,
    Modality.ARGUED,
    Modality.ADVISED,
}
