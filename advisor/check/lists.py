"""Figures in a list belong to what they stand beside: 企业4.9万家、账户7.8万户 is not 账户4.9万家、企业7.8万户."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.check import texts
from advisor.check.candidates import pairs
from advisor.grounding import Quantity, find_quantities, same_quantity
from advisor.types import Reason

_BREAK = re.compile(r"[、，；。：,;（）()]|(?<=\d.)和")
_LISTED = re.compile(r"[\u3400-\u9fff]{2,}(?:、[\u3400-\u9fff]{2,})+")
_CLEARLY_MORE = 0.2
# A、B等10家: the figure is of all of them, not of the last one named.
_AND_OTHERS = "等"


def misplaced(claim: str, said: str) -> Reason | None:
    """What is amiss where a claim gives one item of a passage's list the figure of another; else None."""
    held = list(_items(said))
    for name, quantity, start in _items(claim):
        lead = held[0][0] if held else ""
        own = [_likeness_led(name, other, lead) for other, figure, _ in held if same_quantity(quantity, figure)]
        others = [
            (_likeness(name, other), other, figure, place)
            for other, figure, place in held
            if not same_quantity(quantity, figure) and figure.family is quantity.family
        ]
        best = max(others, key=lambda one: one[0], default=None)
        if own and best is not None and best[0] >= max(own) + _CLEARLY_MORE:
            written, right = f"{name}{quantity.text}", f"{best[1]}{best[2].text}"
            return Reason(
                text=texts.MISPLACED.format(written=written, held=right),
                claim_span=(start, start + len(written)),
                passage_span=(best[3], best[3] + len(right)),
                feature="figure",
            )
    return None


def in_order_of(claim: str, said: str) -> str:
    """The claim with the items of its lists in the order in which a passage names them; spans of reasons may then move.

    Only where every item stands in the passage, none is a figure, and nothing is dealt out in turn (分别).
    """
    if "、" not in claim or "分别" in claim or "依次" in claim:
        return claim
    return _LISTED.sub(lambda match: _sorted_items(match.group(), said), claim)


def _sorted_items(listed: str, said: str) -> str:
    items = listed.split("、")
    lead = next((len(items[0]) - size for size in range(len(items[0]), 1, -1) if items[0][-size:] in said), None)
    tail = next((size for size in range(len(items[-1]), 1, -1) if items[-1][:size] in said), None)
    if lead is None or tail is None or any(item not in said for item in items[1:-1]):
        return listed
    head, rest = items[0][:lead], items[-1][tail:]
    bare = [items[0][lead:], *items[1:-1], items[-1][:tail]]
    return f"{head}{'、'.join(sorted(bare, key=said.index))}{rest}"


def _items(text: str) -> Iterator[tuple[str, Quantity, int]]:
    """The parts of a text that hold one figure behind a name: name, figure, and where the part begins."""
    start = 0
    for part in _BREAK.split(text):
        place = text.find(part, start)
        start = place + len(part)
        quantities = find_quantities(part)
        name = part[: quantities[0].span[0]] if len(quantities) == 1 else ""
        if pairs(name) and not name.endswith(_AND_OTHERS):
            yield name, quantities[0], place


def _likeness_led(name: str, item: str, lead: str) -> float:
    """Likeness of a name to an item, which may take over what leads up to the first one (建成镇级站55个、村级点724个)."""
    longest = max(len(lead) - len(item), 0)
    return max(_likeness(name, f"{lead[:length]}{item}") for length in range(longest + 1))


def _likeness(first: str, second: str) -> float:
    """Dice over pairs of characters, 0 to 1."""
    one, other = pairs(first), pairs(second)
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)
