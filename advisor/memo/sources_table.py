"""The table of sources, as every writer sets it."""

from __future__ import annotations

from advisor.library.naming import in_marks
from advisor.memo.layout import SourceEntry, SourceList, Table, cell

_HEADER = ("序号", "来源", "出处", "层级", "效力", "所见与说明")
_WIDTHS = (1.0, 5.2, 2.2, 1.8, 1.6, 4.2)


def sources_table(listed: SourceList) -> Table:
    """One row a number: document, place, rank, validity, how far it was seen."""
    rows = tuple(
        (
            cell(str(entry.n)),
            cell(_name(entry)),
            cell(entry.locator),
            cell(entry.rank or ""),
            cell(entry.validity),
            cell(*(text for text in (entry.basis, entry.note) if text)),
        )
        for entry in listed.entries
    )
    return Table(header=_HEADER, rows=rows, widths=_WIDTHS, dense=True)


def _name(entry: SourceEntry) -> str:
    return f"{in_marks(entry.title)}{f'（{entry.number}）' if entry.number else ''}"
