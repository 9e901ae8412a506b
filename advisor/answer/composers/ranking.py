"""Which place has most: the rows of one indicator and period, side by side and in order."""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact
from advisor.types import Answer, Calculation, Passage, QuestionPlan, Status

_LEAST = re.compile(r"最[少低小]|倒数|从[低小少]到")
_SHOWN = 4
_TOTAL = re.compile(r"合计|市辖区")


def compose_ranking(answer: Answer, bench: Bench) -> Composition | None:
    """The highest (or lowest) first, then the next ones; None unless places are to be ranked by a figure held for several."""
    plan = answer.plan
    if plan is None or plan.calculation is not Calculation.RANK:
        return None
    found = (one.passage for one in answer.passages[:8] if one.passage.row is not None)
    for passage in found:
        peers = _peers(passage, plan, bench)
        if len(peers) >= 2:
            claims = [fact(peer, bench, fills_slot=number == 0) for number, peer in enumerate(peers[:_SHOWN])]
            return Composition(claims=tuple(claims), status=Status.ANSWERED)
    return None


def _peers(passage: Passage, plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """Rows of the same indicator, period, unit and source, of places of one level, ordered as asked."""
    own = passage.row
    if own is None:
        return []
    vocabulary = bench.holdings.vocabulary
    rows = [
        (other, other.row)
        for other in bench.holdings.passages.values()
        if other.row is not None
        and (other.row.indicator, other.row.period, other.row.unit) == (own.indicator, own.period, own.unit)
        and other.source_id == passage.source_id
    ]
    inside = [(other, row) for other, row in rows if not _TOTAL.search(row.region)]
    inside = [
        (other, row)
        for other, row in inside
        if not plan.regions
        or (row.region in plan.regions and len(plan.regions) > 1)
        or any(name in vocabulary.ancestors(row.region)[:1] for name in plan.regions)
    ]
    ordered = sorted(inside, key=lambda pair: pair[1].value, reverse=not _LEAST.search(plan.text))
    return [other for other, _ in ordered]
