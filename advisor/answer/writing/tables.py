"""Rows of a table as sentences: what stands in its cells is judged and shown as text, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.answer.writing.governing import Governing, governing
from advisor.answer.writing.leads import joined
from advisor.answer.writing.marks import only_keys

_ROW = re.compile(r"\s*(?:>\s*)*\|")
_PARTS = re.compile(r"[\s|:：+=-]+")
_A_NUMBER = re.compile(r"[\d①-⑳一二三四五六七八九十.、]+")
_FEW = 2


@dataclass
class Table:
    """The table that is now read; its first row waits until it is known for a head."""

    _head: tuple[str, ...] = ()
    _waiting: tuple[str, ...] | None = field(default=None)
    _begun: bool = False

    def row(self, line: str) -> list[str]:
        """The sentences that a row completes, each with its keys behind it."""
        if _PARTS.fullmatch(line):
            self._head, self._waiting = self._waiting or (), None
            return []
        cells = tuple(cell.strip() for cell in line.strip().lstrip("> ").strip("|").split("|"))
        if not self._begun:
            self._begun, self._waiting = True, cells
            return []
        return [*self._waited(), *self._sentence(cells)]

    def end(self) -> list[str]:
        """What still waits when the table is over."""
        found = self._waited()
        self._head, self._begun = (), False
        return found

    def _waited(self) -> list[str]:
        cells, self._waiting = self._waiting, None
        return [] if cells is None else self._sentence(cells)

    def _sentence(self, cells: Sequence[str]) -> list[str]:
        """One or two cells of text as a sentence; more cannot be read without their heads, and are left out."""
        keys = "".join(cell for cell in cells if only_keys(cell))
        places = [at for at, cell in enumerate(cells) if cell and not only_keys(cell) and not _A_NUMBER.fullmatch(cell)]
        if not places or len(places) > _FEW:
            return []
        said = cells[places[-1]].rstrip("。；; ")
        head = self._head[places[-1]] if places[-1] < len(self._head) else ""
        if Governing.FORBIDS in governing(head) and not governing(said) - {Governing.DENIES}:
            said = joined(head, said)
        label = f"{cells[places[0]]}：" if len(places) == _FEW else ""
        return [f"{label}{said}{keys}。"]


def is_row(text: str) -> bool:
    """Whether a line that begins like this is a row of a table."""
    return _ROW.match(text) is not None
