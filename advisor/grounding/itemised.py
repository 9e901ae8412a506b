"""A figure told of another item than the passage tells it of: 技师加60分、高级技师加40分 where it is the other way round.

Only items that both sides name in the same words, right before a figure, are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.figures import entails_figure
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import Reading, once_a_reading

_BREAK = re.compile(r"[、，；。：,;:！？（）()“”]|(?<=[\d元人家个件%分])和")
_LEADS = re.compile(r"^(?:其中|而|但|则|另有?|还有|以及|并|对|给予?|在|按)+")
_TRAILS = re.compile(
    r"(?:各|均|都|分别|共|约|近|已|就|只|仅|要|可|应|需|加|减|为|是|有|在|达到?|得|占|奖励?|补助?|补贴|罚款?|不超过|至少|最高|最低|超过|由|从|增长|下降|增至|降至|到)+$"
)
# They name no item by themselves: what stands around says of which.
_NO_ITEM = re.compile(r"每|全|本|后者|前者|该|此|这|那")
_SHORTEST, _LONGEST = 2, 12


class _Item(NamedTuple):
    name: str
    figure: Quantity


def item_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first item of the claim that has the figure which a passage gives to another item."""
    if "分别" in claim.folded or "依次" in claim.folded:
        return []
    return [fault for reading in passages for own in _items(claim) if (fault := _fault(own, claim, reading))][:1]


@once_a_reading
def _items(reading: Reading) -> tuple[_Item, ...]:
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[_Item]:
    text, start = reading.folded, 0
    for end in (*(one.start() for one in _BREAK.finditer(text)), len(text)):
        figures = [one for one in reading.quantities if start <= one.span[0] and one.span[1] <= end]
        if len(figures) == 1:
            name = _LEADS.sub("", _TRAILS.sub("", text[start : figures[0].span[0]]))
            if _SHORTEST <= len(name) <= _LONGEST and not _NO_ITEM.match(name):
                yield _Item(name.strip(), figures[0])
        start = end + 1


def _fault(own: _Item, claim: Reading, reading: Reading) -> Fault | None:
    held = _items(reading)
    same = [one for one in held if one.name == own.name]
    # What follows a figure with 的 says which of several is meant (涉及资金212万元的问题).
    if not same or claim.folded[own.figure.span[1] :].startswith("的"):
        return None
    if any(entails_figure(one.figure, own.figure) or one.figure.family is not own.figure.family for one in same):
        return None
    if not any(_is_apart(one, own) and entails_figure(one.figure, own.figure) for one in held):
        return None
    right = same[0].figure
    return otherwise("crossed", own.figure.text, own.figure.span, reading, right.span, sureness=1.0)


def _is_apart(one: _Item, own: _Item) -> bool:
    """Whether an item is another one, and not the same with more said of it (退租企业 beside 退租)."""
    return not one.name.startswith(own.name) and not own.name.startswith(one.name)
