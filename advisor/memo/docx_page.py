"""The sheet of a paper: size, margins, grid and page numbers after GB/T 9704-2012 (5.1 to 5.2.3, 7.5)."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from advisor.memo.docx_styles import LINE, SIZE_4, Look, StyleSheet
from advisor.memo.docx_xml import element, put
from advisor.memo.layout import PageLayout, Paper
from advisor.types import Data


class Margins(Data):
    """White round the type area, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float


STATUTORY_MARGINS = Margins(top=37, bottom=35, left=28, right=26)
"""天头 37, 订口 28, and a type area of 156 by 225 on 210 by 297 (5.2.1)."""
PLAIN_MARGINS = Margins(top=26, bottom=26, left=28, right=26)
"""The same width of line, as papers without a red head need no room for binding at the top."""
LANDSCAPE_MARGINS = Margins(top=22, bottom=20, left=20, right=20)
SHEET = (210.0, 297.0)
RULE_TO_NUMBER = 7.0
"""Millimetres from the lower edge of the type area to the dashes beside the page number (7.5)."""
_HALF_NUMBER_LINE = 3.0


def set_page(document: Document, paper: Paper, styles: StyleSheet, *, keep_sheet: bool) -> None:
    """Sheet and page numbers. `keep_sheet`: an office's template has set the sheet; only missing numbers are added."""
    section = document.sections[0]
    statutory = paper.layout is PageLayout.STATUTORY
    if not keep_sheet:
        _set_sheet(section, _margins(paper), landscape=paper.landscape)
        put(section._sectPr, "docGrid", type="lines", linePitch=round(LINE * 20))
    elif _has_text(section.footer):
        return
    document.settings.odd_and_even_pages_header_footer = statutory
    if statutory:
        _number(section.footer, styles, side="right")
        _number(section.even_page_footer, styles, side="left")
    else:
        _number(section.footer, styles, side="center")


def text_width(document: Document) -> int:
    """Width of a line, in twentieths of a point."""
    section = document.sections[-1]
    edges = (section.left_margin or Mm(0)) + (section.right_margin or Mm(0)) + (section.gutter or Mm(0))
    return round(((section.page_width or Mm(SHEET[0])) - edges) / Length._EMUS_PER_TWIP)


def _margins(paper: Paper) -> Margins:
    if paper.landscape:
        return LANDSCAPE_MARGINS
    return STATUTORY_MARGINS if paper.layout is PageLayout.STATUTORY else PLAIN_MARGINS


def _set_sheet(section: Section, margins: Margins, *, landscape: bool) -> None:
    width, height = reversed(SHEET) if landscape else SHEET
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.gutter = Mm(0)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(margins.bottom - RULE_TO_NUMBER - _HALF_NUMBER_LINE)


def _has_text(footer: _Footer) -> bool:
    return any(one.text.strip() or one._p.findall(f".//{qn('w:fldChar')}") for one in footer.paragraphs)


def _number(footer: _Footer, styles: StyleSheet, *, side: str) -> None:
    """— 1 — at the outer side, one character in, on both sides of the leaf."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = styles[Look.PAGE_NUMBER]
    properties = line._p.get_or_add_pPr()
    put(properties, "jc", val=side)
    one_character = round(SIZE_4 * 20)
    if side == "right":
        put(properties, "ind", rightChars=100, right=one_character)
    elif side == "left":
        put(properties, "ind", leftChars=100, left=one_character)
    line.add_run("— ")
    _page_field(line)
    line.add_run(" —")


def _page_field(line: Paragraph) -> None:
    for part in ("begin", "instruction", "separate", "text", "end"):
        run = line.add_run("1" if part == "text" else "")
        if part == "instruction":
            instruction = element("instrText")
            instruction.text = " PAGE "
            instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run._r.append(instruction)
        elif part != "text":
            run._r.append(element("fldChar", fldCharType=part))
