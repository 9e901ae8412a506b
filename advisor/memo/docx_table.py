"""Tables of a DOCX paper: fixed widths, thin rules, the header row repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Row

from advisor.memo.docx_styles import Look
from advisor.memo.docx_text import Pen
from advisor.memo.docx_xml import element, put
from advisor.memo.layout import Cell, Table, cell

THIN_RULE = 4
"""Eighths of a point."""
_HEAD_SHADE = "F2F2F2"
_CELL_SIDE = 85
_CELL_TOP = 40


def write_table(pen: Pen, table: Table, *, width: int) -> WordTable:
    """A table as wide as the line. `width`: of the line, in twentieths of a point."""
    if table.caption:
        pen.line(Look.CAPTION, table.caption)
    made: WordTable = pen.document.add_table(rows=len(table.rows) + 1, cols=len(table.header))
    set_widths(made, column_widths(table, width))
    _set_rules(made)
    head, *body = list(made.rows)
    _fill(pen, head, [cell(text) for text in table.header], Look.TABLE_HEAD)
    _mark_header(head)
    for row, cells in zip(body, table.rows, strict=True):
        _fill(pen, row, cells, Look.TABLE_DENSE if table.dense else Look.TABLE)
        if not table.dense:
            put(row._tr.get_or_add_trPr(), "cantSplit")
    return made


def column_widths(table: Table, width: int) -> list[int]:
    """Whole widths that add up to the line."""
    shares = table.widths or (1.0,) * len(table.header)
    edges = [round(width * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]


def set_widths(made: WordTable, widths: Sequence[int]) -> None:
    """Widths on table, grid and cells: LibreOffice reads the grid, Word the cells."""
    made.autofit = False
    put(made._tbl.tblPr, "tblW", w=sum(widths), type="dxa")
    put(made._tbl.tblPr, "jc", val="center")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(width)
    for row in made.rows:
        for place, width in zip(row.cells, widths, strict=True):
            place.width = Twips(width)


def _set_rules(made: WordTable) -> None:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = [element(side, val="single", sz=THIN_RULE, space=0, color="auto") for side in sides]
    put(made._tbl.tblPr, "tblBorders", *rules)
    margins = {"top": _CELL_TOP, "left": _CELL_SIDE, "bottom": _CELL_TOP, "right": _CELL_SIDE}
    put(made._tbl.tblPr, "tblCellMar", *(element(side, w=width, type="dxa") for side, width in margins.items()))


def _mark_header(row: _Row) -> None:
    properties = row._tr.get_or_add_trPr()
    put(properties, "tblHeader")
    put(properties, "cantSplit")
    for place in row.cells:
        put(place._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=_HEAD_SHADE)
        put(place._tc.get_or_add_tcPr(), "vAlign", val="center")


def _fill(pen: Pen, row: _Row, cells: Sequence[Cell], look: Look) -> None:
    for place, content in zip(row.cells, cells, strict=True):
        for number, runs in enumerate(content.lines or ((),)):
            pen.line_in(place, look, runs, first=number == 0)
