"""What happens to a figure: whether it rises or falls, by an amount or to a level, and per what it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from advisor.grounding.content import aligned
from advisor.grounding.faults import Fault, contrary, otherwise
from advisor.grounding.figures import entails_figure
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import Reading, once_a_reading
from advisor.grounding.units import UnitFamily

_BEFORE, _AFTER = 8, 4
_UP = (
    "增长|增加|增幅|增速|上升|上涨|涨|提高|提升|攀升|扩大|增|升|多|高出?|超出|偏[多高晚强]|延长|上调|新增|净增|走高|加"
)
_DOWN = (
    "下降|降低|降幅|降|减少|减|下跌|跌|回落|下滑|缩[小短减]|少|低|偏[少低早弱]|压缩|下调|走低|亏|掉|萎缩|赤字|逆差|流出"
)
_DIRECTION = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
_NO_DIRECTION = re.compile(
    "不少于|不低于|不高于|不多于|至少|至多|最少|最多|最高|最低|高达|多达|低于|少于|高于|多于|多少|减免|减征|减半|高新|高等|高级|高中|多个|多家|多种|少数|少年|加快|加强|加大|加入|参加"
)
_CHANGES = re.compile(f"(?:{_UP}|{_DOWN})[^，。；、]{{0,3}}$")
_LEVEL = re.compile("[到至为达成]$")
_AMOUNT = re.compile("(?:了|加|减|长|升|降|高|低|幅|涨|跌|少|多|落|出)$")
_PER = re.compile(
    "每一?个?(?P<each>年度?|半年|季度?|月|周|星期|日|天|小时|分钟|秒|人次?|户|家|亩|吨|公斤|千克|斤|件|单|次|村|县|镇|乡|公里|平方米|立方米|台|间|场)"
    "|(?P<mean>年|月|日|周|季|人|户|亩|单)均|按(?P<by>年|半年|季度?|月|周|日|天)(?![照期时规])"
)
# A rate is itself the amount of a change: 增速为3%, 增幅达到9%.
_RATE_OF_CHANGE = re.compile("(?:增速|增幅|增长率|增减率|涨幅|升幅|降幅|降速)[^，。；、]{0,4}$")
_ONE_NAME = {"年度": "年", "季度": "季", "星期": "周", "天": "日", "千克": "公斤", "人次": "人"}
_TIMES = frozenset({"年", "半年", "季", "月", "周", "日", "小时", "分钟", "秒"})
_RATES = {UnitFamily.PERCENT, UnitFamily.POINTS}
_ALIKE = 0.3


class Turn(StrEnum):
    """Whether a figure is by how much something changed, or the level it came to."""

    BY = "by"
    TO = "to"


class Change(NamedTuple):
    """A figure with the direction and the turn that the words around it give it; None where they give none."""

    quantity: Quantity
    rises: bool | None
    turn: Turn | None


@once_a_reading
def changes_of(reading: Reading) -> tuple[Change, ...]:
    """Every figure of a text with its direction and turn."""
    return tuple(_change(reading, quantity) for quantity in reading.quantities)


def _change(reading: Reading, quantity: Quantity) -> Change:
    clause = reading.clause_at(quantity.span[0])
    start = max(clause.start if clause else 0, quantity.span[0] - _BEFORE)
    end = min(clause.end if clause else len(reading.folded), quantity.span[1] + _AFTER)
    before = _NO_DIRECTION.sub(lambda match: "\0" * len(match.group()), reading.folded[start : quantity.span[0]])
    after = _NO_DIRECTION.sub("", reading.folded[quantity.span[1] : end])
    found = [match.lastgroup for match in _DIRECTION.finditer(before)][-1:] or (
        [match.lastgroup for match in _DIRECTION.finditer(after)][:1] if "比" in before else []
    )
    rises = None if not found else found[0] == "up"
    if quantity.value < 0:
        rises = False
    turn = None
    if quantity.family in _RATES and _RATE_OF_CHANGE.search(before):
        turn = Turn.BY
    elif _CHANGES.search(before):
        turn = Turn.TO if _LEVEL.search(before) else Turn.BY if _AMOUNT.search(before) else None
    if quantity.value < 0 and turn is Turn.TO:
        turn = None  # 十年增减为-320512人: what has a sign is no level
    return Change(quantity, rises, turn)


def change_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Faults of direction (多3次 for 少3次), of turn (增加到 for 增加了) and of rate (每月 for 每年)."""
    return [*_figure_faults(claim, passages), *_rate_faults(claim, passages)]


def _figure_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    held = [(reading, one) for reading in passages for one in changes_of(reading)]
    for own in changes_of(claim):
        same = [(reading, one) for reading, one in held if entails_figure(one.quantity, own.quantity)]
        if own.rises is not None and same and all(one.rises is (not own.rises) for _, one in same):
            yield _fault("来源说的方向相反", own.quantity, *same[0])
        elif own.turn is not None and same and all(one.turn not in {own.turn, None} for _, one in same):
            yield _fault("“增减多少”与“增减到多少”不同", own.quantity, *same[0])
        elif same and all(_loses_its_sign(own, one) for _, one in same):
            yield _fault("正负与来源不同", own.quantity, *same[0])


def _loses_its_sign(own: Change, held: Change) -> bool:
    """Whether one has a minus and the other neither a minus nor a word for a fall (利润5亿元 for 利润-5亿元)."""
    unsigned = held if own.quantity.value < 0 else own
    return (own.quantity.value < 0) is not (held.quantity.value < 0) and unsigned.rises is not False


def _fault(why: str, own: Quantity, reading: Reading, held: Change) -> Fault:
    span = held.quantity.span
    start = max(0, span[0] - _BEFORE)
    text = f"“{own.text}”{why}：来源写“{reading.text[start : span[1]]}”"
    return contrary("change", text, own.span, reading, (start, span[1]))


def _rates(reading: Reading) -> list[tuple[str, tuple[int, int]]]:
    found = []
    for match in _PER.finditer(reading.folded):
        name = match["each"] or match["mean"] or match["by"]
        found.append((_ONE_NAME.get(name, name), match.span()))
    return found


def _rate_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    held = [(reading, name, span) for reading in passages for name, span in _rates(reading)]
    for name, span in _rates(claim):
        if any(name == other for _, other, _ in held) or not held:
            continue
        clause = claim.clause_at(span[0])
        best = aligned(clause, passages)[:2] if clause else []
        for reading, other, place in held:
            near = any(
                score >= _ALIKE and one is reading and home.start <= place[0] < home.end for score, one, home in best
            )
            if near and (name in _TIMES) == (other in _TIMES):
                yield otherwise("rate", claim.text[span[0] : span[1]], span, reading, place)
                break
