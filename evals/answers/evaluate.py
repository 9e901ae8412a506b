"""From the advisor's answers to item values. Pure but for the judge that is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.types import Data
from evals.answers.faults import label_of, lost_facts, share_retrieved, share_used
from evals.answers.generate import Asked
from evals.core.measures import MAIN, ItemResult, Measure, Role, maybe
from evals.questions.labels import STATUS_LABEL
from evals.scoring.citations import check_answer
from evals.scoring.evaluate import Values, item_of, judged_values, score_answer
from evals.scoring.judging import Opine, engine_opinion
from evals.scoring.measures import LATENCY, ON_FACTS, ON_SENTENCES, ON_SIZE, ON_SPANS
from evals.scoring.records import Wanted

RIGHT = Measure(
    key="right",
    label="完全答对率",
    meaning="状态正确、必要事实都写到、没有错误说法、所问的在第一句、不啰嗦、引了标准出处，样样都对的比例。",
    role=Role.HEADLINE,
    gated=True,
)

ON_EXPECTATIONS = (
    RIGHT,
    Measure(key="status_right", label="状态正确", meaning="作答、部分作答、更正前提、拒答的判断与题目所许一致的比例。"),
    Measure(key="first_right", label="所问的在第一句", meaning="题目所问的那一项写在第一句的比例。"),
    Measure(key="concise", label="不啰嗦", meaning="条数不超过题目所许的比例。"),
    Measure(key="gold_source_cited", label="引了标准来源", meaning="引用了写有答案的文件或统计表的比例。"),
    Measure(key="gold_place_cited", label="引了标准出处", meaning="引用了写有答案的那一条、那一节的比例。"),
    Measure(
        key="gold_passage_cited", label="引了标准段落", meaning="引用的段落中至少有一段是写有答案的标准段落的比例。"
    ),
)

ON_THE_WAY = (
    Measure(
        key="facts_retrieved",
        label="必要事实检索到的比例",
        meaning="必要事实中，检索到的段落里写明了的比例；没到手的，后面怎样组织都答不出。",
    ),
    Measure(
        key="facts_used",
        label="检索到的事实写出来的比例",
        paired=False,
        meaning="已经检索到的必要事实中，回答写出来了的比例；低则毛病在取舍、核验或组织。",
    ),
    Measure(
        key="claims_checked",
        label="经过核验的论断",
        meaning="回答里的论断，出示前经核验、结论为“有依据”的比例；应为100%。",
        gated=True,
    ),
    Measure(
        key="notices_shown",
        label="来源提示随答案出示",
        meaning="标准段落上登记有提示（已知错误、口径冲突等）的题中，至少出示了其中一条的比例。",
        gated=True,
    ),
    Measure(
        key="stale_warned",
        label="核对过久有提醒的比例",
        paired=False,
        meaning="问现行有效的题，设想半年后再问一遍：所引文件的效力核对已超过90天时，提醒了读者的比例。",
    ),
)

MEASURES = (*ON_EXPECTATIONS, *ON_FACTS, *ON_SENTENCES, *ON_SPANS, *ON_THE_WAY, *ON_SIZE)
STATISTICS = LATENCY

_NOT_RIGHT = 0.35


class Gold(Data):
    """What is known of an item from the library's own files: gold passages, and the notices registered on them."""

    passages: tuple[str, ...]
    by_fact: tuple[tuple[str, ...], ...]
    notices: tuple[str, ...] = ()


def evaluate(
    outputs: Sequence[Asked], gold: Mapping[str, Gold], *, opine: Opine = engine_opinion
) -> tuple[ItemResult, ...]:
    """One item a question, judged by the engine."""
    return tuple(_item(asked, gold.get(asked.item.id), opine) for asked in outputs)


def evaluate_by_judge(outputs: Sequence[Asked], opine: Opine, *, column: str) -> tuple[ItemResult, ...]:
    """What a second judge says on the citations: a column of its own."""
    return tuple(_judged(asked, opine, column) for asked in outputs)


def wanted_of(asked: Asked) -> Wanted:
    """What the item expects, as it is expected of any assistant."""
    expect = asked.item.expect
    return Wanted(abstain=asked.item.must_abstain, vital=expect.vital, okay=expect.okay, forbidden=expect.forbidden)


def _item(asked: Asked, gold: Gold | None, opine: Opine) -> ItemResult:
    scored = score_answer(asked.record, wanted_of(asked), opine)
    item = item_of(scored, column=MAIN, kind=asked.item.kind, tags=asked.item.tags)
    lost = lost_facts(asked, gold.by_fact if gold else None)
    reasons = [
        *asked.score.reasons,
        *(f"必要事实“{one.wording}”丢在{label_of(one.kind)}" for one in lost),
        *(reason for reason in item.reasons if not reason.startswith(("必要事实", "出现了错误说法"))),
        *(f"被核验拦下：{one.text}（{'；'.join(one.reasons)}）" for one in asked.withheld),
    ]
    return item.model_copy(
        update={
            "values": {**_expectation_values(asked, gold), **item.values, **_way_values(asked, gold)},
            "badness": max(item.badness, 0.0 if asked.score.right else _NOT_RIGHT),
            "outcome": f"{STATUS_LABEL[asked.status]}；{item.outcome}",
            "reasons": tuple(reasons),
        }
    )


def _expectation_values(asked: Asked, gold: Gold | None) -> Values:
    score = asked.score
    cited = {one.ref for one in asked.cited}
    return {
        "right": float(score.right),
        "status_right": float(score.status_right),
        "first_right": maybe(score.first_right),
        "concise": float(score.concise),
        "gold_source_cited": maybe(score.gold_source_cited),
        "gold_place_cited": maybe(score.gold_place_cited),
        "gold_passage_cited": float(bool(cited & set(gold.passages))) if gold else None,
    }


def _way_values(asked: Asked, gold: Gold | None) -> Values:
    by_fact = gold.by_fact if gold else None
    return {
        "facts_retrieved": share_retrieved(asked, by_fact),
        "facts_used": share_used(asked, by_fact),
        # Where nothing is shown, nothing is shown unchecked.
        "claims_checked": asked.claims_checked / asked.claims if asked.claims else 1.0,
        "notices_shown": _notices_shown(asked, gold),
        "stale_warned": maybe(asked.stale_warned),
    }


def _notices_shown(asked: Asked, gold: Gold | None) -> float | None:
    if gold is None or not gold.notices:
        return None
    return float(any(notice in asked.notices for notice in gold.notices))


def _judged(asked: Asked, opine: Opine, column: str) -> ItemResult:
    checked = check_answer(asked.record, opine)
    doubted = [one for one in checked.claims if one.recall != 1.0]
    return ItemResult(
        id=asked.item.id,
        text=asked.item.question,
        column=column,
        kind=asked.item.kind,
        tags=asked.item.tags,
        values=judged_values(checked),
        outcome=f"{len(checked.claims)}句陈述中{len(checked.claims) - len(doubted)}句得到支持",
        reasons=tuple(f"“{one.sentence.text}”：{one.reason}" for one in doubted),
    )
