"""Figures that a claim works out from a passage: differences, sums, shares, multiples, what is left of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor.grounding.quantity import Bound, Quantity, bases, comparable_units
from advisor.grounding.reading import Reading
from advisor.grounding.units import UnitFamily
from advisor.types import PeriodKind

_COMPARES = re.compile(
    r"比[^，。；]{0,24}?(?:多|少|高|低|长|短|大|小|重|轻|快|慢|早|晚|强)|相差|差[了距额]?|多出|少了|高出|超出|净增|合计|总共|一共|加起来|两者|[共计]|之和"
    r"|涨了?|降了?|升了?|增加|减少|提高|下降|上涨|上升|压缩|缩短|延长|剩|其余|余下|另外|还有|没有?|未|不|倍|翻|每|平均|相当于|占|成|分之|一半|超半|过半|比例|比重"
)
_ROUNDING = 0.006
_NEAR = {Bound.ABOUT: 0.06, Bound.NEARLY: 0.15, Bound.OVER: 0.3, Bound.UP_TO: 0.12, Bound.EXACT: _ROUNDING}
# Parts of a whole are added up only where the claim says so: 由一成升到三成 is no sum of 10% and 20%.
_ADDS_UP = re.compile(r"合计|总共|一共|加起来|两者|[共计]|之和|相加|累计")
# 增长三倍 is what is gained; 是三倍, 增长到三倍 what it comes to.
_GAINS = re.compile(r"(?:增长|增加|提高|上升|上涨|扩大|增|涨|提升)了?(?:近|约|超过|超|逾|将近|大约)?$")
# A share of multiples or of shares (损失三成 of 10倍 and 3倍) is nothing that a text says.
_NO_WHOLE = {UnitFamily.MULTIPLE, UnitFamily.PERCENT, UnitFamily.POINTS}


def is_derived(quantity: Quantity, claim: Reading, passages: Sequence[Reading]) -> bool:
    """Whether a figure comes out of one or two figures of the passages, where the claim's words compare or reckon."""
    if quantity.high is not None or quantity.family in {UnitFamily.RANK, UnitFamily.CLAUSE}:
        return False
    clause = claim.clause_at(quantity.span[0])
    if clause is None or not _COMPARES.search(clause.text):
        return False
    held = [one for passage in passages for one in passage.quantities if one.high is None]
    gained = bool(_GAINS.search(claim.folded[: quantity.span[0]]))
    adds_up = bool(_ADDS_UP.search(clause.text))
    return any(_fits(quantity, value) for value in _values(quantity, held, gained=gained, adds_up=adds_up))


def _values(quantity: Quantity, held: Sequence[Quantity], *, gained: bool, adds_up: bool) -> Iterator[float]:
    """What can be reckoned from the held figures in the unit of the claimed one; `gained`: told as an increase."""
    share = quantity.family in {UnitFamily.PERCENT, UnitFamily.POINTS}
    for one in held:
        if share and one.family is UnitFamily.PERCENT:
            yield 100 - bases(one)[0]
    for first, second in combinations(held, 2):
        if not comparable_units(first, second) or UnitFamily.RANK in {first.family, second.family}:
            continue
        left, right = bases(first)[0], bases(second)[0]
        same = comparable_units(first, quantity) and comparable_units(second, quantity)
        if same or (quantity.family is UnitFamily.POINTS and first.family is UnitFamily.PERCENT):
            yield abs(left - right)
            if adds_up or quantity.family not in _NO_WHOLE:
                yield left + right
        if left and right and quantity.family is UnitFamily.MULTIPLE:
            yield max(left, right) / min(left, right) - gained
        if left and right and quantity.family is UnitFamily.PERCENT and first.family not in _NO_WHOLE:
            yield 100 * min(left, right) / max(left, right)
            yield 100 - 100 * min(left, right) / max(left, right)
            yield 100 * max(left, right) / min(left, right) - 100


def _fits(quantity: Quantity, value: float) -> bool:
    own = bases(quantity)[0]
    if not own or not value:
        return False
    ratio, near = value / own, _NEAR[quantity.bound]
    match quantity.bound:
        case Bound.OVER:
            return 1 <= ratio <= 1 + near
        case Bound.UP_TO | Bound.NEARLY:
            return 1 - near <= ratio <= 1
        case _:
            return abs(ratio - 1) <= near or round(value, _decimals(quantity)) == own


def _decimals(quantity: Quantity) -> int:
    digits = re.search(r"\d+\.(\d+)", quantity.text)
    return len(digits.group(1)) if digits else 0


_APART = re.compile("早|晚|先|后|相隔|间隔|时隔|历时|相差|间")


def lies_between_years(quantity: Quantity, claim: Reading, passages: Sequence[Reading]) -> bool:
    """Whether a length in years lies between two years that passages name (2011年, 2016年: 早了五年)."""
    clause = claim.clause_at(quantity.span[0])
    if quantity.unit != "年" or clause is None or not _APART.search(clause.text):
        return False
    years = {int(one.period.start[:4]) for passage in passages for one in passage.periods if one.period.start}
    return any(first - second == quantity.value for first in years for second in years)


def spans_years(quantity: Quantity, passages: Sequence[Reading]) -> bool:
    """Whether a length in years is that of a stretch of years which a passage names (2019年至2022年: 四年)."""
    if quantity.unit != "年":
        return False
    spans = [one.period for passage in passages for one in passage.periods if one.period.kind is PeriodKind.SPAN]
    return any(
        int((span.end or "0")[:4]) - int((span.start or "0")[:4]) + 1 == quantity.value for span in spans if span.start
    )
