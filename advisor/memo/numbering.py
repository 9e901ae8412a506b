"""Numbers of headings (结构层次): 一、（一）1.（1）, counted anew under each heading of a higher level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.memo.layout import Block, Heading
from advisor.search.question import chinese_number

_LEVELS = 4


class HeadingCounter:
    """Counts headings as they come."""

    def __init__(self) -> None:
        self._counts = [0] * _LEVELS

    def number(self, heading: Heading) -> str:
        """The number of the next heading, with its punctuation; empty for one that carries none."""
        if not heading.numbered:
            return ""
        position = heading.level - 1
        self._counts[position] += 1
        self._counts[position + 1 :] = [0] * (_LEVELS - heading.level)
        return _written(heading.level, self._counts[position])


def _written(level: int, count: int) -> str:
    match level:
        case 1:
            return f"{chinese_number(count)}、"
        case 2:
            return f"（{chinese_number(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its number; blocks that are no headings have an empty one."""
    counter = HeadingCounter()
    for block in blocks:
        yield block, counter.number(block) if isinstance(block, Heading) else ""
