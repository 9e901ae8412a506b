"""Head, ending and imprint of an official document (GB/T 9704-2012, 7.2 to 7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, Twips
from docx.table import _Cell

from advisor.memo.docx_styles import LINE, RED, SIZE_3, SIZE_4, Look
from advisor.memo.docx_table import set_widths
from advisor.memo.docx_text import TWIPS, Pen, add_runs, indent, width_in_characters
from advisor.memo.docx_xml import element, put
from advisor.memo.layout import Imprint, RedHead, Signature, runs_of

_ISSUER_FROM_TOP = Mm(35).pt
"""Points from the upper edge of the type area to the issuer's name (7.2.4)."""
_LARGEST_ISSUER = 54.0
_ISSUER_LINE = 1.2
_RULE_DISTANCE = 11
"""Points from number to red rule: 4 mm (7.2.7)."""
_RED_RULE = 12
_THICK_RULE = 8
"""Eighths of a point: 0.35 mm, first and last rule of the imprint (7.4.1)."""
_MIDDLE_RULE = 6
_SEALED_DAY_INDENT = 4.0
_UNSEALED_INDENT = 2.0


def write_head(pen: Pen, head: RedHead, *, width: int) -> None:
    """份号, 密级, 紧急程度; the issuer in red; number and signer; the red rule. `width`: of a line, twentieths of a point."""
    marks = [text for text in (head.copy_number, head.secrecy, head.urgency) if text]
    for text in marks:
        pen.line(Look.MARK, text)
    issuer = pen.line(Look.ISSUER, head.issuer)
    size = issuer_size(head.issuer, width)
    issuer.paragraph_format.line_spacing = Pt(size * _ISSUER_LINE)
    above_letters = size * (_ISSUER_LINE - 1) / 2
    issuer.paragraph_format.space_before = Pt(max(_ISSUER_FROM_TOP - len(marks) * LINE - above_letters, 0))
    for run in issuer.runs:
        run.font.size = Pt(size)
    _write_number(pen, head, width)


def issuer_size(issuer: str, width: int) -> float:
    """The largest size, in points, at which the issuer's name stays on one line."""
    return max(min(_LARGEST_ISSUER, width / TWIPS / max(width_in_characters(issuer), 1) // 1), SIZE_3)


def _write_number(pen: Pen, head: RedHead, width: int) -> None:
    """The number two lines below: in the middle, or, beside a signer, at the left."""
    line = pen.line(Look.NUMBER, head.number)
    line.paragraph_format.space_before = Pt(2 * LINE)
    properties = line._p.get_or_add_pPr()
    if head.signer:
        one_character = round(SIZE_3 * TWIPS)
        put(properties, "jc", val="left")
        indent(line, left=1.0, right=1.0)
        line.paragraph_format.tab_stops.add_tab_stop(Twips(width - one_character), WD_TAB_ALIGNMENT.RIGHT)
        add_runs(line, runs_of("\t签发人："))
        add_runs(line, runs_of(head.signer), font=pen.styles.font(Look.HEADING_2))
    put(properties, "pBdr", element("bottom", val="single", sz=_RED_RULE, space=_RULE_DISTANCE, color=RED))


def write_attachments(pen: Pen, names: Sequence[str], *, keep: bool) -> None:
    """附件说明: one line below the text; further names under the first. `keep`: on one page with the signature."""
    for number, name in enumerate(names, start=1):
        order = f"{number}." if len(names) > 1 else ""
        label = "附件：" if number == 1 else ""
        line = pen.line(Look.FLUSH, f"{label}{order}{name.rstrip('。；;')}")
        hanging = width_in_characters(label + order)
        indent(line, left=2 + width_in_characters("附件：" + order), hanging=hanging)
        line.paragraph_format.keep_with_next = keep or None
        if number == 1:
            line.paragraph_format.space_before = Pt(LINE)


def write_signature(pen: Pen, signature: Signature) -> None:
    """署名 and, on the next line, 成文日期."""
    issuer_indent, day_indent = signature_indents(signature)
    issuer = pen.line(Look.SIGNATURE, signature.issuer)
    issuer.paragraph_format.space_before = Pt(LINE)
    issuer.paragraph_format.keep_with_next = True
    indent(issuer, right=issuer_indent)
    indent(pen.line(Look.SIGNATURE, signature.date), right=day_indent)


def signature_indents(signature: Signature) -> tuple[float, float]:
    """Characters from the right edge to issuer and day (7.3.5): with a seal the issuer stands in the middle above the day."""
    issuer, day = width_in_characters(signature.issuer), width_in_characters(signature.date)
    if signature.sealed:
        centred = _SEALED_DAY_INDENT + (day - issuer) / 2
        return (centred, _SEALED_DAY_INDENT) if centred >= 0 else (0.0, (issuer - day) / 2)
    if issuer - day >= _UNSEALED_INDENT:
        return _UNSEALED_INDENT, issuer - day
    return day + 2 * _UNSEALED_INDENT - issuer, _UNSEALED_INDENT


def write_note(pen: Pen, note: str) -> None:
    """附注, in brackets, two characters in."""
    pen.line(Look.BODY, f"（{note.strip('（）')}）")


def write_imprint(pen: Pen, imprint: Imprint, *, width: int) -> None:
    """版记 at the foot of the last page, as wide as the type area: thick rules outside, a thin one between.

    A floating table: Word, WPS and LibreOffice since 7.6 set it at the foot; older LibreOffice right after the text.
    """
    lines = [copies_line(imprint.copies)] if imprint.copies else []
    table = pen.document.add_table(rows=len(lines) + 1, cols=1)
    set_widths(table, [width])
    properties = table._tbl.tblPr
    put(properties, "tblpPr", vertAnchor="margin", horzAnchor="margin", tblpX=0, tblpYSpec="bottom")
    outer = [element(side, val="single", sz=_THICK_RULE, space=0, color="auto") for side in ("top", "bottom")]
    put(properties, "tblBorders", *outer, element("insideH", val="single", sz=_MIDDLE_RULE, space=0, color="auto"))
    put(properties, "tblCellMar", *(element(side, w=0, type="dxa") for side in ("left", "right")))
    for row, text in zip(table.rows, lines, strict=False):
        line = pen.line_in(row.cells[0], Look.IMPRINT, runs_of(text), first=True)
        indent(line, size=SIZE_4, left=4, hanging=3, right=1)
    _write_printer(pen, table.rows[-1].cells[0], imprint, width)
    _anchor(pen)


def copies_line(copies: Sequence[str]) -> str:
    """抄送：甲，乙。"""
    return f"抄送：{'，'.join(copies)}。"


def _write_printer(pen: Pen, place: _Cell, imprint: Imprint, width: int) -> None:
    text = f"{imprint.printed_by}\t{imprint.printed_on.removesuffix('印发')}印发"
    line = pen.line_in(place, Look.IMPRINT, runs_of(text), first=True)
    indent(line, size=SIZE_4, left=1, right=1)
    line.paragraph_format.tab_stops.add_tab_stop(Twips(width - round(SIZE_4 * TWIPS)), WD_TAB_ALIGNMENT.RIGHT)


def _anchor(pen: Pen) -> None:
    """The paragraph that a floating table hangs on; as low as can be, so that it makes no page of its own."""
    line = pen.line(Look.IMPRINT)
    line.paragraph_format.line_spacing = Pt(1)
