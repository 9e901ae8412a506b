"""From answered statistics questions to item values. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.types import Status
from evals.answers.generate import Asked
from evals.core.measures import MAIN, ItemResult, Measure, PassageShown, Role
from evals.questions.labels import STATUS_LABEL
from evals.scoring.measures import VITAL_STRICT

MISSING_TAG = "missing"
INCOMPARABLE_TAG = "incomparable"

MEASURES = (
    Measure(
        key="right",
        label="完全答对率",
        meaning="结论种类、必要的数、第一句、禁止出现的数和出处都符合要求的比例。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="missing_declined",
        label="缺数不硬答",
        meaning="所问的年份或地区没有收录的题中，说明没有收录、也没有拿别的数充数的比例；应为100%。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="incomparable_declined",
        label="不可比不硬算",
        meaning="口径不可比的题中，没有算出不该算的数、并说明了限制的比例。",
        role=Role.HEADLINE,
        gated=True,
    ),
    VITAL_STRICT,
    Measure(key="status_right", label="结论种类正确", meaning="作答、部分作答、更正、拒答与题目所许一致的比例。"),
    Measure(key="nothing_forbidden", label="没有错误的数", meaning="没有写出题目列明的错误数字的比例。", gated=True),
    Measure(
        key="gold_source_cited",
        label="引了标准出处",
        meaning="列有标准出处的题中，引用了该来源的比例。",
    ),
    Measure(key="claims_checked", label="经过核验的论断", meaning="出示的论断经核验、有依据的比例；应为100%。"),
)

_SHOWN = 3
_HARMFUL = 0.9
_WRONG = 0.6


def evaluate(outputs: Sequence[Asked]) -> tuple[ItemResult, ...]:
    """One item a question."""
    return tuple(_item(asked) for asked in outputs)


def _item(asked: Asked) -> ItemResult:
    item, score = asked.item, asked.score
    safe = float(score.status_right and score.nothing_forbidden and score.vital_right)
    gold = score.gold_source_cited
    return ItemResult(
        id=item.id,
        text=item.question,
        column=MAIN,
        kind=item.kind,
        tags=item.tags,
        values={
            "right": float(score.right),
            "missing_declined": safe if MISSING_TAG in item.tags else None,
            "incomparable_declined": safe if INCOMPARABLE_TAG in item.tags else None,
            "vital_strict": score.vital_found / score.vital_asked if score.vital_asked else None,
            "status_right": float(score.status_right),
            "nothing_forbidden": float(score.nothing_forbidden),
            "gold_source_cited": None if gold is None else float(gold),
            "claims_checked": asked.claims_checked / asked.claims if asked.claims else 1.0,
        },
        badness=_badness(asked),
        expected="”或“".join(STATUS_LABEL[status] for status in item.expect.statuses).join("“”"),
        outcome=STATUS_LABEL[Status(asked.status)],
        answer=asked.record.answer,
        reasons=score.reasons,
        passages=tuple(PassageShown(label=one.ref, text=one.text) for one in asked.retrieved[:_SHOWN]),
    )


def _badness(asked: Asked) -> float:
    """A number that must not be given does harm; a number not given only falls short."""
    if asked.score.right:
        return 0.0
    answered_what_is_missing = asked.item.must_abstain and not asked.status.abstained
    return _HARMFUL if answered_what_is_missing or not asked.score.nothing_forbidden else _WRONG
