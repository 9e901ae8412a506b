"""From found passages to item values, by ir-measures. Pure: no library, no clock, no chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ir_measures
from ir_measures import AP, RR, R, nDCG

from evals.core.measures import MAIN, Column, ItemResult, Measure, PassageShown, Role, Unit, latency
from evals.retrieval.generate import Found, Retrieved

MEASURES = (
    Measure(
        key="fact_recall_10",
        label="关键事实进前10的比例",
        meaning="每题的关键事实中，前10段里至少有一段写明了的比例；没有进来的事实，后面怎样组织都答不出。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="ndcg_10",
        label="排序质量（nDCG@10）",
        meaning="标准段落在前10段里排得越靠前越高；全部排在最前面为100%。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="mrr_10",
        label="首个标准段落的名次（MRR@10）",
        meaning="第一个标准段落名次的倒数：排第1得100%，排第2得50%，不在前10得0。",
        role=Role.HEADLINE,
    ),
    Measure(key="recall_5", label="标准段落进前5的比例（R@5）", meaning="前5段收入的标准段落占全部标准段落的比例。"),
    Measure(
        key="recall_10",
        label="标准段落进前10的比例（R@10）",
        meaning="前10段收入的标准段落占全部标准段落的比例。",
    ),
    Measure(key="ap", label="平均准确率（AP）", meaning="对全部标准段落的名次求平均的准确率，看整个次序。"),
    Measure(key="milliseconds", label="检索用时", unit=Unit.MILLISECONDS, higher_is_better=False, role=Role.COLUMN),
)

STATISTICS = latency("检索用时", ends="排好了段落")

_BY_IR_MEASURES = {"ndcg_10": nDCG @ 10, "mrr_10": RR @ 10, "recall_5": R @ 5, "recall_10": R @ 10, "ap": AP}
_SHOWN = 3


COLUMNS = (
    Column(key=MAIN, label="实际取用次序"),
    Column(key="words", label="只按字词"),
    Column(key="meaning", label="只按词义"),
)


def evaluate(outputs: Sequence[Retrieved]) -> tuple[ItemResult, ...]:
    """One item a question and column: the program's order, and the same candidates ordered by either half alone.

    The halves show which of them is at fault; together they can hide that one of them finds nothing.
    """
    items: list[ItemResult] = []
    for column in COLUMNS:
        orders = {one.item.id: _order(one.found, column.key) for one in outputs}
        values = _measured(outputs, orders)
        items += [_item(one, column.key, orders[one.item.id], values[one.item.id]) for one in outputs]
    return tuple(items)


def _order(found: Sequence[Found], column: str) -> list[str]:
    if column == MAIN:
        return [one.ref for one in found]
    score: Callable[[Found], float] = (lambda one: one.words) if column == "words" else (lambda one: one.meaning)
    return [one.ref for one in sorted(found, key=lambda one: (-score(one), one.ref)) if score(one) > 0]


def _measured(outputs: Sequence[Retrieved], orders: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Values of the library's measures by question. Ranks stand for scores, so that ties keep the given order."""
    qrels = {one.item.id: dict.fromkeys(one.gold.gold_passages, 1) for one in outputs}
    run = {key: {ref: -float(at) for at, ref in enumerate(order)} for key, order in orders.items()}
    key_of = {measure: key for key, measure in _BY_IR_MEASURES.items()}
    # A question for which nothing was found is not reported by the library: all its values are 0.
    values = {one.item.id: dict.fromkeys(_BY_IR_MEASURES, 0.0) for one in outputs}
    for metric in ir_measures.iter_calc(list(_BY_IR_MEASURES.values()), qrels, run):
        values[metric.query_id][key_of[metric.measure]] = metric.value
    return values


def _item(one: Retrieved, column: str, order: Sequence[str], values: Mapping[str, float]) -> ItemResult:
    near = set(order[:10])
    facts = [any(ref in near for ref in stating) for stating in one.gold.by_fact]
    recall = sum(facts) / len(facts)
    main = column == MAIN
    return ItemResult(
        id=one.item.id,
        text=one.item.question,
        column=column,
        kind=one.item.kind,
        tags=one.item.tags,
        values={"fact_recall_10": recall, **values, **({"milliseconds": one.milliseconds} if main else {})},
        # Either half alone may well miss what the other finds; only the order that is used can be at fault.
        badness=_badness(recall, values) if main else 0.0,
        expected="、".join(one.gold.gold_passages),
        outcome=_ranks(one, order),
        reasons=tuple(_reasons(one, facts)),
        passages=_passages(one, order),
    )


def _badness(recall: float, values: Mapping[str, float]) -> float:
    if recall == 1 and values["mrr_10"] >= 0.5:
        return 0.0
    return min(1.0, max(0.0, 1 - (recall + values["ndcg_10"]) / 2))


def _ranks(one: Retrieved, refs: Sequence[str]) -> str:
    places = (
        f"{ref} 排第{refs.index(ref) + 1}" if ref in refs else f"{ref} 没有检索到" for ref in one.gold.gold_passages
    )
    return "；".join(places)


def _reasons(one: Retrieved, facts: Sequence[bool]) -> list[str]:
    wordings = one.item.expect.vital
    return [
        f"前10段里没有写明“{wording[0]}”的标准段落" for wording, found in zip(wordings, facts, strict=True) if not found
    ]


def _passages(one: Retrieved, order: Sequence[str]) -> tuple[PassageShown, ...]:
    texts = {found.ref: found.text for found in one.found}
    gold = [PassageShown(label=f"标准段落 {ref}", text=text) for ref, text in one.gold_texts.items()]
    first = [PassageShown(label=f"排第{at} {ref}", text=texts[ref]) for at, ref in enumerate(order[:_SHOWN], start=1)]
    return (*gold, *first)
