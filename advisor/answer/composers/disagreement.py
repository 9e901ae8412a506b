"""Where a text gives another figure than the table does for the same thing, place and time: both are shown, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, sentence
from advisor.statistics.amounts import Amount, amount_of, bare_quantity, plain, scaled_amount
from advisor.statistics.comparability import not_realised
from advisor.types import (
    INTENDED,
    Answer,
    Claim,
    ClaimKind,
    Passage,
    QuestionKind,
    StatisticsRow,
)

_LOOKED_AT = 40
_ROUNDING = 0.005
_ROUND_FIGURES = 0.1
"""How far a figure that is only said to be about so much may lie from another one."""


def with_disagreement(composition: Composition, answer: Answer, bench: Bench) -> Composition:
    """The composition with a text's other figure and the difference behind it, where there is such a text."""
    plan = answer.plan
    if plan is None or composition.status.abstained or QuestionKind.FIGURE not in plan.kinds:
        return composition
    row = _row_told(composition.claims, bench)
    if row is None:
        return composition
    for passage, other in _other_figures(row, answer, bench):
        own = bench.holdings.passage_of(row)
        if own is None or own.id == passage.id:
            continue
        shown = any(claim.passage_ids == (passage.id,) for claim in composition.claims)
        claims = [
            *composition.claims,
            *([] if shown else [fact(passage, bench)]),
            _difference(row, own, other, passage),
        ]
        return composition.model_copy(update={"claims": tuple(claims)})
    return composition


def _row_told(claims: Sequence[Claim], bench: Bench) -> StatisticsRow | None:
    """The row of a table that the first claim states; None where that is no single realised figure."""
    first = claims[0] if claims else None
    if first is None or first.kind is not ClaimKind.FACT or len(first.passage_ids) != 1:
        return None
    row = bench.holdings.passages[first.passage_ids[0]].row
    return row if row is not None and not_realised(row) is None else None


def _other_figures(row: StatisticsRow, answer: Answer, bench: Bench) -> Iterator[tuple[Passage, StatisticsRow]]:
    """Texts among what was found that state the row's indicator for its place and time otherwise, as rows of their own."""
    near = [one.passage for one in answer.passages[:_LOOKED_AT]]
    for passage in near:
        if passage.row is not None or passage.modality in INTENDED:
            continue
        for told in _told(passage, row, bench):
            if _differ(row, told):
                yield passage, told


def _told(passage: Passage, row: StatisticsRow, bench: Bench) -> Iterator[StatisticsRow]:
    """What a text says of the row's very slot: through the table row that repeats it, else through its own figures."""
    repeated = bench.holdings.rows_told_by(passage)
    for other in repeated:
        same_slot = (other.indicator, other.region) == (row.indicator, row.region) and _same_time(other, row)
        if same_slot and not_realised(other) is None:
            yield other
    if repeated or passage.period is None or row.region not in bench.holdings.regions_of(passage):
        return
    if (passage.period.start, passage.period.end) != (row.period.start, row.period.end):
        return
    names = bench.holdings.tables.names
    for figure in passage.figures:
        known = names.mentioned(figure.name)
        if len(known) == 1 and [one.name for one in known[0].indicators] == [row.indicator]:
            changes = {"value": figure.value, "unit": figure.unit, "qualifier": figure.qualifier}
            yield row.model_copy(update=changes)


def _same_time(one: StatisticsRow, other: StatisticsRow) -> bool:
    return (one.period.start, one.period.end) == (other.period.start, other.period.end)


def _differ(row: StatisticsRow, told: StatisticsRow) -> bool:
    """Whether two figures differ by more than rounding, or than words such as 余 and 近 leave open."""
    one, other = amount_of(row), amount_of(told)
    if not one.comparable_with(other):
        return False
    largest = max(abs(one.value), abs(other.value)) or 1.0
    leeway = _ROUND_FIGURES if row.qualifier or told.qualifier else _ROUNDING
    return abs(one.value - other.value) > leeway * largest


def _difference(row: StatisticsRow, own: Passage, told: StatisticsRow, passage: Passage) -> Claim:
    high, low = sorted((row, told), key=lambda one: -amount_of(one).value)
    amount: Amount = amount_of(high)
    gap = scaled_amount(amount.value - amount_of(low).value, amount.bare, family=amount.family)
    shown = tuple(bare_quantity(one, plain(one.value)) for one in (high, low))
    text = sentence(f"统计表与文字材料的数不一致，相差{gap}（{shown[0]}－{shown[1]}），引用时注明各自来源")
    return Claim(text=text, kind=ClaimKind.CALCULATION, passage_ids=(own.id, passage.id), operands=shown)
