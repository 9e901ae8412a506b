"""What comes near and is not what was asked: a target for an outcome, or the reverse; another standing than the one asked about.

That the thing itself is not held is said first then, and the rest is shown as the nearest that is.
"""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, gap
from advisor.answer.composers.premise import bears_out
from advisor.answer.select import full_name
from advisor.answer.texts import NEAREST_LEAD
from advisor.search.evidence import asks_of_a_standing
from advisor.search.slots import NUMERIC
from advisor.statistics.comparability import not_realised
from advisor.types import (
    INTENDED,
    Answer,
    Claim,
    ClaimKind,
    Missing,
    MissingKind,
    Passage,
    QuestionKind,
    Status,
)

_OF_A_TARGET = {*NUMERIC, QuestionKind.OTHER}
_EXPECTED = re.compile("预计|预期")
_AIMED_AT = re.compile("目标|力争|争取|计划|规划|确保|到20\\d\\d年|任务")


def with_standing(composition: Composition, answer: Answer, bench: Bench) -> Composition:
    """The composition as it is; where all it tells are targets and an outcome is asked, or the reverse, led by the gap."""
    plan = answer.plan
    facts = [claim for claim in composition.claims if claim.kind is ClaimKind.FACT]
    if plan is None or composition.status is not Status.ANSWERED or len(facts) < len(composition.claims):
        return composition
    told = [bench.holdings.passages[key] for claim in facts for key in claim.passage_ids]
    asks_for_target = plan.asks_target and bool(set(plan.kinds) & _OF_A_TARGET)
    other_sort = (plan.asks_actual and all(map(_is_still_to_come, told))) or (
        asks_for_target and not any(map(_is_a_target, told))
    )
    open_still = asks_of_a_standing(plan) and not any(bears_out(plan, passage, bench) for passage in told)
    if not told or not (other_sort or open_still):
        return composition
    missing = Missing(kind=MissingKind.SLOT, label=full_name(plan, bench))
    claims: list[Claim] = [gap(missing, nearest=told), fact(told[0], bench, lead=NEAREST_LEAD), *facts[1:]]
    lacking = open_still or bool(set(plan.kinds) & NUMERIC) or plan.asks_target
    return Composition(claims=tuple(claims), status=Status.INSUFFICIENT if lacking else Status.PARTLY_ANSWERED)


def _is_still_to_come(passage: Passage) -> bool:
    """Whether a passage tells what is planned or expected, not what came of it."""
    if passage.modality in INTENDED or _EXPECTED.search(passage.text):
        return True
    return passage.row is not None and not_realised(passage.row) is not None


def _is_a_target(passage: Passage) -> bool:
    """Whether a passage tells an aim; an expected figure is the forecast of an outcome."""
    if passage.row is not None:
        return not_realised(passage.row) == "目标"
    return bool(_AIMED_AT.search(passage.text)) or (passage.modality in INTENDED and not _EXPECTED.search(passage.text))
