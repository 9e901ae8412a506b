"""The point of an answer that a follow-up names by its number: 上面第二条展开说说."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.types import Turn

_NUMBERED = re.compile(r"第[一二三四五六七八九十]+[，,、是]|(?:^|\n)\s*\d+[.、)]|\n")
# 六项策略：……，……，……。: a list within a sentence, as long as it says it is.
_COUNTED_LIST = re.compile(
    r"(?P<count>[二三四五六七八九十两\d]+)(?:大)?(?:项|条|个方面|方面|点|个|类|种|步)[^：:。\n]{0,12}[：:](?P<items>[^。\n]+)"
)
_BETWEEN_ITEMS = ("；;", "，,", "、")
_UP_TO_TEN = {"两": 2, **{character: number for number, character in enumerate("零一二三四五六七八九十")}}
_SOURCE_NAMED = re.compile(r"^(?:据|根据|按照)(?P<source>论文|《[^》]+》)")


def numbered_item(history: Sequence[Turn], numbers: Sequence[int]) -> str:
    """The item of the last answer that 第二条 points at, where that answer numbers or lists its points; else nothing."""
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    if not numbers or not said:
        return ""
    number = numbers[0]
    if (within := _items_within(said)) and number <= len(within):
        named = _SOURCE_NAMED.match(said)
        return f"{named['source'] if named else ''}{within[number - 1]}"
    head, *items = _NUMBERED.split(said)
    points = items if len(items) > 1 and "第一" in said else [part for part in (head, *items) if part.strip()]
    return (
        re.sub(r"\[\d+\]", "", points[number - 1]).strip("；;。 \n")
        if number <= len(points) and len(points) > 1
        else ""
    )


def _items_within(said: str) -> list[str]:
    """The items of the first list that counts them itself; none where the count is another."""
    for found in _COUNTED_LIST.finditer(said):
        for marks in _BETWEEN_ITEMS:
            items = [item.strip() for item in re.split(f"[{marks}]", found["items"])]
            if len(items) == small_number(found["count"]):
                return items
    return []


def small_number(word: str) -> int:
    """A count or ordinal in digits, or in one character up to ten; 0 for any other word."""
    return int(word) if word.isdigit() else _UP_TO_TEN.get(word, 0)
