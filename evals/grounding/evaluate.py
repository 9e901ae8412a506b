"""From verdicts to item values. Pure: no engine, no clock, no chance."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.types import VerdictKind
from evals.core.intervals import auroc, f1
from evals.core.measures import (
    NOT_JUDGED,
    ItemResult,
    Measure,
    PassageShown,
    Role,
    Statistic,
    TableShown,
)
from evals.grounding.generate import CheckedPair
from evals.grounding.pairs import OTHER_LANGUAGE, Pair

MEASURES = (
    Measure(
        key="right",
        label="判断正确率",
        meaning="“有依据”与“没有依据”判断对了的比例（不含另一种语言的论断）。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="unsupported_recall",
        label="问题查出率",
        meaning="没有依据的论断中，被查出来的比例；越高，漏网的错误越少。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="unsupported_precision",
        label="指出问题的准确率",
        meaning="被指为没有依据的论断中，确实没有依据的比例；越高，冤枉的正确句子越少。",
        role=Role.HEADLINE,
        paired=False,
    ),
    Measure(
        key="supported_recall",
        label="正确论断通过率",
        meaning="有依据的论断中，被认可的比例。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="four_way",
        label="四类结论全对率",
        meaning="“有依据、相矛盾、查不到、未核对”四种结论与人工标注完全一致的比例。",
    ),
    Measure(
        key="other_language_right",
        label="另一种语言：结论一致率",
        meaning="论断与来源不是同一种语言时，结论与人工标注一致的比例；单独报告，不计入上面各项。",
    ),
    Measure(key="score", label="依据分", role=Role.COLUMN),
    Measure(key="is_supported", label="人工标注为有依据", role=Role.COLUMN),
    Measure(key="is_unsupported", label="人工标注为没有依据", role=Role.COLUMN),
    Measure(key="flagged", label="被指为没有依据", role=Role.COLUMN),
)

STATISTICS = (
    Statistic(
        Measure(
            key="auroc",
            label="区分能力（AUROC）",
            meaning="随机取一条有依据和一条没有依据的论断，前者得分更高的可能；50% 等于瞎猜，100% 为完全分开。",
            role=Role.HEADLINE,
        ),
        ("is_supported", "score"),
        auroc,
    ),
    Statistic(
        Measure(
            key="unsupported_f1",
            label="查出问题的 F1",
            meaning="查出率与准确率的调和平均，两者都高才高。",
        ),
        ("is_unsupported", "flagged"),
        f1,
    ),
)

VERDICT_LABELS = {
    VerdictKind.SUPPORTED: "有依据",
    VerdictKind.CONTRADICTED: "与来源矛盾",
    VerdictKind.NOT_FOUND: "来源中查不到",
    VerdictKind.NOT_CHECKED: "未核对",
}

NOT_JUDGED_LABEL = "未能评判"


def evaluate(checked: Sequence[CheckedPair]) -> tuple[ItemResult, ...]:
    """One item a pair and column."""
    return tuple(_item(one) for one in checked)


def confusion_table(checked: Sequence[CheckedPair], *, title: str) -> TableShown:
    """How often each label met each verdict, pairs in another language left out."""
    counted = [one for one in checked if one.pair.kind != OTHER_LANGUAGE]
    verdicts: list[VerdictKind | None] = list(VerdictKind)
    if any(one.verdict is None for one in counted):
        verdicts.append(None)
    rows = tuple(
        (
            f"标注：{VERDICT_LABELS[label]}",
            *(str(sum(one.pair.label is label and one.verdict is verdict for one in counted)) for verdict in verdicts),
        )
        for label in VerdictKind
    )
    return TableShown(
        title=title,
        note="行为人工标注，列为系统结论，数字为条数；对角线上是结论一致的。不含另一种语言的论断。",
        header=("", *(_label(verdict) for verdict in verdicts)),
        rows=rows,
    )


def _item(one: CheckedPair) -> ItemResult:
    pair = one.pair
    return ItemResult(
        id=pair.id,
        text=pair.claim,
        column=one.column,
        kind=pair.kind,
        tags=(f"label_{pair.label.value}", *((pair.subject,) if pair.subject else ())),
        values=_values(one),
        badness=_badness(one),
        expected=VERDICT_LABELS[pair.label] + (f"（{pair.note}）" if pair.note else ""),
        outcome=_label(one.verdict) + ("" if one.verdict is None else f"（依据分{one.score:.2f}）"),
        reasons=one.reasons,
        passages=(PassageShown(label="、".join(pair.refs), text=pair.passage),),
    )


def _values(one: CheckedPair) -> dict[str, float | None]:
    same: float | None = NOT_JUDGED if one.verdict is None else float(one.verdict is one.pair.label)
    if one.yes_or_no:
        same = None
    if one.pair.kind == OTHER_LANGUAGE:
        return {"other_language_right": same}
    supported = one.pair.label is VerdictKind.SUPPORTED
    if one.verdict is None:
        recall = "supported_recall" if supported else "unsupported_recall"
        return {"right": NOT_JUDGED, recall: NOT_JUDGED, "four_way": same, "score": NOT_JUDGED}
    flagged = one.verdict is not VerdictKind.SUPPORTED
    return {
        "right": float(flagged != supported),
        "unsupported_recall": None if supported else float(flagged),
        "unsupported_precision": float(not supported) if flagged else None,
        "supported_recall": float(not flagged) if supported else None,
        "four_way": same,
        "score": one.score,
        "is_supported": float(supported),
        "is_unsupported": float(not supported),
        "flagged": float(flagged),
    }


def _badness(one: CheckedPair) -> float:
    """How wrong a verdict is: worst where a claim without ground passes, and the surer the worse."""
    if one.verdict is None or one.verdict is one.pair.label:
        return 0.0
    if one.yes_or_no and VerdictKind.SUPPORTED not in (one.verdict, one.pair.label):
        return 0.0
    score = min(1.0, max(0.0, one.score))
    if one.verdict is VerdictKind.SUPPORTED:
        return 0.5 + score / 2
    if one.pair.label is VerdictKind.SUPPORTED:
        return 0.3 + (1 - score) * 0.6
    return 0.1


def _label(verdict: VerdictKind | None) -> str:
    return NOT_JUDGED_LABEL if verdict is None else VERDICT_LABELS[verdict]


def not_counted(pairs: Sequence[Pair]) -> int:
    """Number of pairs in another language."""
    return sum(pair.kind == OTHER_LANGUAGE for pair in pairs)
