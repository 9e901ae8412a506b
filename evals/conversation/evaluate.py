"""From follow-ups to item values. Pure but for the judge that is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.types import Turn
from evals.answers.evaluate import RIGHT, Gold
from evals.answers.evaluate import evaluate as evaluate_answers
from evals.conversation.generate import FollowUp
from evals.core.measures import ItemResult, Measure, Role
from evals.scoring.evaluate import decision_values
from evals.scoring.measures import CITATION_RECALL, DECISION, VITAL_STRICT

MEASURES = (
    RIGHT.model_copy(update={"label": "追问完全答对率"}),
    VITAL_STRICT.model_copy(update={"gated": False}),
    DECISION.model_copy(update={"gated": False}),
    CITATION_RECALL.model_copy(update={"gated": False, "role": Role.DETAIL}),
    Measure(key="status_right", label="状态正确", meaning="作答、部分作答、更正前提、拒答的判断与题目所许一致的比例。"),
    Measure(
        key="gold_place_cited",
        label="引了标准出处",
        meaning="引用了写有答案的那一条、那一节的比例；上文接错了，多半引错。",
    ),
    Measure(
        key="nothing_forbidden",
        label="没有带入上一问的内容",
        meaning="回答里没有题目列明的错误说法的比例；追问换了地区、年份而仍答前一问，会拉低它。",
    ),
    Measure(
        key="alone_right",
        label="不给上文也答对",
        higher_is_better=False,
        meaning="把同一句话单独来问也答对的比例；与追问完全答对率相差越大，说明题目越要靠上文，上文也确实接上了。",
    ),
)

_KEPT = frozenset(measure.key for measure in MEASURES)


def evaluate(outputs: Sequence[FollowUp], gold: Mapping[str, Gold]) -> tuple[ItemResult, ...]:
    """One item a follow-up."""
    items = evaluate_answers([one.asked for one in outputs], gold)
    return tuple(_item(one, item) for one, item in zip(outputs, items, strict=True))


def _item(one: FollowUp, item: ItemResult) -> ItemResult:
    asked = one.asked
    decision = decision_values(asked.item.must_abstain, asked.status.abstained)
    values = {**item.values, **decision, "alone_right": float(one.alone.score.right)}
    return item.model_copy(
        update={
            "text": _told(asked.item.history, asked.item.question),
            "values": {key: value for key, value in values.items() if key in _KEPT},
            "outcome": f"理解为“{asked.rewritten or asked.item.question}”；{item.outcome}",
        }
    )


def _told(history: Sequence[str | Turn], question: str) -> str:
    said = [turn if isinstance(turn, str) else turn.content for turn in history if not _is_answer(turn)]
    return " → ".join((*said, question))


def _is_answer(turn: str | Turn) -> bool:
    return isinstance(turn, Turn) and turn.role != "user"
