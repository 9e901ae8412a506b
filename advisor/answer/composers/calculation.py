"""Figures worked out: the formula is shown, every operand is cited, and a published rate is never recomputed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, sentence
from advisor.answer.composers.published import limits
from advisor.answer.composers.variants import Side, sides, speaks_of_it
from advisor.statistics.amounts import scaled_amount
from advisor.statistics.operands import Operand, nearest_operand, operands_of
from advisor.types import Answer, Calculation, Claim, ClaimKind, Passage, QuestionPlan, Status

_WORKED_OUT = {Calculation.DIFFERENCE, Calculation.RATIO, Calculation.SHARE, Calculation.SUM}
_THE_THING = 0.55


def compose_calculation(answer: Answer, bench: Bench) -> Composition | None:
    """The calculation asked for, first, then its operands; None when none is asked or its operands are not held."""
    plan = answer.plan
    if plan is None or plan.calculation not in _WORKED_OUT:
        return None
    if _answered_by_a_figure(answer, bench):
        return None
    figures = _operands(answer, plan, bench)
    # One figure found for both sides is none to be worked with.
    if len({(one.passage_id, one.shown) for one in figures}) < max(2, len(figures)):
        return None
    text = total(figures) if plan.calculation is Calculation.SUM else work_out(plan.calculation, *figures[:2])
    if text is None:
        return None
    keys = tuple(dict.fromkeys(figure.passage_id for figure in figures))
    claim = Claim(
        text=sentence(text),
        kind=ClaimKind.CALCULATION,
        passage_ids=keys,
        fills_slot=True,
        operands=tuple(figure.shown for figure in figures),
    )
    operands = [fact(bench.holdings.passages[key], bench) for key in keys]
    return Composition(claims=(claim, *operands), status=Status.ANSWERED)


def one_measure(first: Passage, second: Passage) -> bool:
    """Whether two table rows give one indicator for one period, so that they may be compared."""
    if first.row is None or second.row is None:
        return False
    return (first.row.indicator, first.row.period) == (second.row.indicator, second.row.period)


def difference_claim(first: Side, second: Side) -> Claim | None:
    """The difference between two sides, with its formula; None where a side has no figure of the same sort."""
    if first.passage is None or second.passage is None:
        return None
    one = nearest_operand(first.passage, (), label=first.label)
    other = nearest_operand(second.passage, (), label=second.label)
    if one is None or other is None or not _comparable(one, other):
        return None
    if (one.passage_id, one.shown) == (other.passage_id, other.shown):
        return None
    text = work_out(Calculation.DIFFERENCE, one, other)
    if text is None:
        return None
    return Claim(
        text=sentence(text),
        kind=ClaimKind.CALCULATION,
        passage_ids=(one.passage_id, other.passage_id),
        fills_slot=True,
        operands=(one.shown, other.shown),
    )


_NOT_TO_BE = re.compile(r"不得|不可|不能")


def may_not_be_calculated(passages: Sequence[Passage]) -> bool:
    """Whether the tables forbid to work with these figures: of different times, and marked as not comparable."""
    rows = [passage.row for passage in passages if passage.row is not None]
    if len({row.period for row in rows}) < 2:
        return False
    return any(row.comparability and _NOT_TO_BE.search(row.comparability) for row in rows)


def compose_refusal(answer: Answer, bench: Bench) -> Composition | None:
    """Where two times are to be subtracted or divided that the source says may not be: the figures, and why not."""
    plan = answer.plan
    if plan is None or plan.calculation not in {*_WORKED_OUT, Calculation.GROWTH} or len(plan.periods) < 2:
        return None
    passages = [side.passage for side in sides(plan, bench) if side.passage is not None]
    if len(passages) < 2 or not may_not_be_calculated(passages):
        return None
    published = _published_growth(passages, bench)
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate([*published, *passages])]
    claims += limits([passage.row for passage in passages if passage.row is not None], bench)
    told = any(one.row is not None and _CHANGE.search(one.row.indicator) for one in [*published, *passages])
    return Composition(claims=tuple(claims), status=Status.ANSWERED if told else Status.PARTLY_ANSWERED)


_CHANGE = re.compile(r"增减|增量|增速")


def _published_growth(passages: Sequence[Passage], bench: Bench) -> list[Passage]:
    """The growth rate published for the latest of the periods, if held."""
    latest = max(passages, key=lambda one: one.row.period.end or "" if one.row else "")
    row = latest.row
    if row is None:
        return []
    return [
        other
        for other in bench.holdings.passages.values()
        if other.row is not None
        and other.row.indicator == f"{row.indicator}增速"
        and (other.row.region, other.row.period) == (row.region, row.period)
    ][:1]


def _answered_by_a_figure(answer: Answer, bench: Bench) -> bool:
    """Whether a source publishes the very figure (an increase, a share): then it is cited, not recomputed."""
    plan = answer.plan
    if plan is None or not answer.selection.main:
        return False
    best = bench.holdings.passages[answer.selection.main[0]]
    if plan.calculation is Calculation.SHARE:
        return any(one.family == "percent" for one in operands_of(best))
    return best.row is not None and len(plan.regions) < 2 and len(plan.periods) < 2


def _operands(answer: Answer, plan: QuestionPlan, bench: Bench) -> list[Operand]:
    """Figures of one sort: from the sides the question names, else two out of the best passage; empty when not held."""
    named = sides(plan, bench)
    found = [side.passage for side in named]
    words = (*plan.focus, *plan.terms)
    if len(found) >= 2:
        if not all(found):
            return []
        if len(plan.regions) > 1 and not all(
            _is_on_the_very_thing(passage, plan, bench) for passage in found if passage
        ):
            return []
        one_passage = len({passage.id for passage in found if passage}) == 1
        sided = [
            nearest_operand(
                side.passage, (side.label,) if one_passage else words, families=plan.unit_families, label=side.label
            )
            for side in named
            if side.passage
        ]
        figures = [one for one in sided if one is not None]
        count = len(figures) if plan.calculation is Calculation.SUM else 2
        if len(figures) == len(sided) and all(_comparable(figures[0], one) for one in figures[1:count]):
            return figures[:count]
        return []
    for key in answer.selection.main[:1]:
        pair = _pair_within(bench.holdings.passages[key], plan)
        if pair:
            return list(pair)
    return []


def _is_on_the_very_thing(passage: Passage, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a passage may be worked with: what two places grant for different things is not to be subtracted."""
    return passage.row is not None or speaks_of_it(passage, plan, bench, least=_THE_THING)


_EITHER = re.compile("或者?")


def _pair_within(passage: Passage, plan: QuestionPlan) -> tuple[Operand, Operand] | None:
    """Two figures of one sort that stand side by side; alternatives (价款10倍或损失3倍) are not for working with."""
    figures = operands_of(passage, families=plan.unit_families)
    for first, second in pairwise(figures):
        between = passage.text[passage.text.find(first.shown) : passage.text.find(second.shown)]
        if _EITHER.search(between):
            continue
        if _comparable(first, second) and plan.calculation is not Calculation.SUM:
            return first, second
    return None


def _comparable(first: Operand, second: Operand) -> bool:
    return first.family == second.family and (first.family != "count" or first.unit == second.unit)


def work_out(calculation: Calculation, first: Operand, second: Operand) -> str | None:
    """The sentence with formula and result; None where the arithmetic makes no sense (zero divisor)."""
    about = "约" if first.approximate or second.approximate else ""
    match calculation:
        case Calculation.DIFFERENCE:
            high, low = (first, second) if first.value >= second.value else (second, first)
            amount = f"{about}{_amount(high.value - low.value, high)}（{high.shown}－{low.shown}）"
            return f"{high.label}比{low.label}多{amount}" if high.label and low.label else f"两者相差{amount}"
        case Calculation.RATIO:
            high, low = (first, second) if first.value >= second.value else (second, first)
            if not low.value:
                return None
            multiple = f"约{high.value / low.value:.2f}倍（{high.shown}÷{low.shown}）"
            return f"{high.label or high.shown}是{low.label or low.shown}的{multiple}"
        case Calculation.SHARE:
            low, high = (first, second) if first.value <= second.value else (second, first)
            return f"占比约为{100 * low.value / high.value:.2f}%（{low.shown}÷{high.shown}）" if high.value else None
        case Calculation.SUM | Calculation.RANK | Calculation.GROWTH:
            return None
    assert_never(calculation)


def total(figures: Sequence[Operand]) -> str:
    """The sum of several figures, with its formula."""
    about = "约" if any(figure.approximate for figure in figures) else ""
    amount = _amount(sum(figure.value for figure in figures), figures[0])
    return f"合计{about}{amount}（{'＋'.join(figure.shown for figure in figures)}）"


def _amount(value: float, like: Operand) -> str:
    """A value in base units as a reader writes it, with the unit of the operand it came from."""
    return scaled_amount(value, like.unit.lstrip("万亿"), family=like.family)
