"""What a sentence proposes that needs conditions: a subsidy, a preference, a restriction; and the rules that bound it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from advisor.memo.desk import Desk
from advisor.types import Modality, Notice, Passage

_WORDS: dict[str, str] = {
    "subsidy": r"政策奖励|奖励|奖补|补贴|补助|资助|贴息|扶持|专项资金|以奖代补|生活保障",
    "preference": r"融资倾斜|倾斜|优惠|优先|减免|返还|返税|政策支持|大力培育",
    "restriction": r"黑名单|一票否决|禁入|限制|惩戒",
}


class Proposal(StrEnum):
    """What kind of measure a sentence proposes."""

    SUBSIDY = "subsidy"
    PREFERENCE = "preference"
    RESTRICTION = "restriction"


def proposals_in(text: str) -> tuple[Proposal, ...]:
    """The kinds of measure that a recommendation proposes."""
    return tuple(kind for kind in Proposal if re.search(_WORDS[kind.value], text))


def words_of(text: str) -> tuple[str, ...]:
    """The words by which it proposes them, as they stand in the text."""
    found = [match.group() for kind in Proposal for match in re.finditer(_WORDS[kind.value], text)]
    return tuple(dict.fromkeys(found))


def limiting_notices(passages: Sequence[Passage], desk: Desk) -> list[Notice]:
    """Notices that today's rules limit what these statements advise: they concern one, rest on rules and say what to do instead."""
    refs = {passage.ref for passage in passages if passage.modality is Modality.ADVISED}
    return [
        notice for notice in desk.holdings.notices if refs & set(notice.concerns) and notice.evidence and notice.instead
    ]


def limits_of(notices: Sequence[Notice], desk: Desk) -> list[Passage]:
    """The statements of rules that the notices rest on, prohibitions first."""
    refs = tuple(dict.fromkeys(ref for notice in notices for ref in notice.evidence))
    held = [one for one in desk.passages(refs) if desk.in_force(one)]
    return sorted(held, key=lambda one: one.modality is not Modality.FORBIDDEN)
