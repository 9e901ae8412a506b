"""One figure of the tables for a question that names its indicator, place and time, and asks for nothing beyond them."""

from __future__ import annotations

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact
from advisor.answer.composers.tables import (
    TableReading,
    asks_for_these,
    is_level,
    passages_of,
    read_tables,
    rows_about,
    the_slot,
)
from advisor.types import Answer, Calculation, QuestionPlan, Status

_WORKED_OUT = {Calculation.DIFFERENCE, Calculation.RATIO, Calculation.SUM}


def compose_slot(answer: Answer, bench: Bench) -> Composition | None:
    """The figures of the very slot; None where the question says more than the tables can answer, or they hold nothing."""
    plan = answer.plan
    reading = read_tables(plan, bench) if plan is not None else None
    if plan is None or reading is None or reading.ranks or plan.source_ids or plan.calculation in _WORKED_OUT:
        return None
    slot = the_slot(reading)
    if slot is None or not asks_for_these(reading, plan) or not _is_all_that_is_asked(reading, plan, bench):
        return None
    indicators, region, period = slot
    if reading.grows and any(is_level(one) for one in indicators):
        return None
    passages = passages_of(rows_about(indicators, region, period, bench), bench)
    if not passages:
        return None
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    return Composition(claims=tuple(claims[: bench.settings.max_claims]), status=Status.ANSWERED)


def _is_all_that_is_asked(reading: TableReading, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether nothing is said beside indicator, place and time but how the indicator is known: 直播基地的面积 is more."""
    names = bench.holdings.tables.names
    places = [mention.surface for mention in bench.holdings.lexicon.regions(plan.text)]
    rest = bench.holdings.lexicon.content_words(names.rest_of(plan.text), without=places)
    return all(names.speaks_of(reading.indicators, word) for word in rest)
