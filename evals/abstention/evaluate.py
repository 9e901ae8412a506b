"""From decisions to answer or decline to item values. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.abstention.generate import Asked
from evals.core.intervals import auroc
from evals.core.measures import MAIN, ItemResult, Measure, PassageShown, Role, Statistic
from evals.questions.labels import STATUS_LABEL
from evals.scoring.evaluate import decision_values
from evals.scoring.measures import ABSTENTION_F1, ON_DECISION

_HEADLINES = frozenset({"decision", "refused", "refusal_right", "false_abstention"})
# Each side by itself: a threshold that is off trades one against the other, and the sum hardly moves.
_GATED = frozenset({"refused", "false_abstention"})

MEASURES = (
    *(
        one.model_copy(
            update={"role": Role.HEADLINE if one.key in _HEADLINES else one.role, "gated": one.key in _GATED}
        )
        for one in ON_DECISION
    ),
    Measure(
        key="refused_right",
        label="拒答得当",
        meaning="应拒答的问题中，拒答了、理由的种类也对、又没有写出错误说法的比例。",
        gated=True,
    ),
    Measure(
        key="pair_right",
        label="成对题目都判对",
        meaning="只差一处（年份、城市、人物、金额）、一答一拒的成对题目中，同一对的各题都判对了的比例。",
    ),
    Measure(key="confidence", label="取舍时的把握", role=Role.COLUMN),
    Measure(key="wanted_answer", label="应当作答", role=Role.COLUMN),
)

STATISTICS = (
    ABSTENTION_F1,
    Statistic(
        Measure(
            key="confidence_auroc",
            label="把握的区分能力（AUROC）",
            meaning="随机取一道应答题和一道应拒答题，前者把握更大的可能；50% 等于瞎猜。只看经过检索的题。",
        ),
        ("wanted_answer", "confidence"),
        auroc,
    ),
)

_SHOWN = 3


def evaluate(outputs: Sequence[Asked]) -> tuple[ItemResult, ...]:
    """One item a question."""
    pairs = _pairs(outputs)
    return tuple(_item(asked, pairs) for asked in outputs)


def _pairs(outputs: Sequence[Asked]) -> dict[str, bool]:
    """Whether all items of a pair were decided rightly; pairs of which the set holds one item are left out."""
    decided: dict[str, list[bool]] = {}
    for asked in outputs:
        if asked.item.pair is not None:
            decided.setdefault(asked.item.pair, []).append(_is_right(asked))
    return {pair: all(right) for pair, right in decided.items() if len(right) > 1}


def _is_right(asked: Asked) -> bool:
    return asked.status.abstained is asked.item.must_abstain


def _item(asked: Asked, pairs: Mapping[str, bool]) -> ItemResult:
    item = asked.item
    pair = pairs.get(item.pair) if item.pair else None
    refused_right = asked.score.status_right and asked.score.nothing_forbidden
    return ItemResult(
        id=item.id,
        text=item.question,
        column=MAIN,
        kind=item.kind,
        tags=item.tags,
        values={
            **decision_values(item.must_abstain, asked.status.abstained),
            "refused_right": float(refused_right) if item.must_abstain else None,
            "pair_right": None if pair is None else float(pair),
            "confidence": None if asked.screened else asked.confidence,
            "wanted_answer": float(not item.must_abstain),
        },
        badness=_badness(asked),
        expected="拒答" if item.must_abstain else "作答",
        outcome=f"{'拒答' if asked.status.abstained else '作答'}（{STATUS_LABEL[asked.status]}，把握{asked.confidence:.2f}）",
        answer=asked.record.answer,
        reasons=asked.score.reasons,
        passages=tuple(PassageShown(label=one.ref, text=one.text) for one in asked.retrieved[:_SHOWN]),
    )


def _badness(asked: Asked) -> float:
    """Answering what is not held misleads; declining what is held only withholds."""
    if not _is_right(asked):
        return 0.9 if asked.item.must_abstain else 0.6
    if asked.item.must_abstain and not (asked.score.status_right and asked.score.nothing_forbidden):
        return 0.3
    return 0.0
