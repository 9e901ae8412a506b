"""A paper as a DOCX file: parts in the order of GB/T 9704-2012, section 7."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from advisor.memo import docx_head
from advisor.memo.docx_file import saved
from advisor.memo.docx_page import set_page, text_width
from advisor.memo.docx_styles import HEADINGS, LINE, Look, StyleSheet, set_defaults
from advisor.memo.docx_table import write_table
from advisor.memo.docx_template import opened_template
from advisor.memo.docx_text import Pen, add_runs
from advisor.memo.layout import (
    Alignment,
    Annex,
    Block,
    Heading,
    PageBreak,
    PageLayout,
    Paper,
    Paragraph,
    SourceList,
    Table,
    runs_of,
)
from advisor.memo.numbering import numbered
from advisor.memo.sources_table import sources_table
from advisor.memo.title_lines import title_lines

_ALIGNMENTS = {
    Alignment.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
    Alignment.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def docx_bytes(paper: Paper, *, template: Path | None = None) -> bytes:
    """The paper as a file; the same paper gives the same bytes. `template`: an office's own DOCX for styles and sheet.

    Raises BadInput for a template that cannot be used.
    """
    document = _fresh() if template is None else opened_template(template)
    styles = StyleSheet(document, from_template=template is not None)
    set_page(document, paper, styles, keep_sheet=template is not None)
    _write(Pen(document, styles), paper, width=text_width(document))
    return saved(document, title=paper.title.replace("\n", ""))


def _fresh() -> Document:
    document = new_document()
    set_defaults(document)
    return document


def _write(pen: Pen, paper: Paper, *, width: int) -> None:
    if paper.head:
        docx_head.write_head(pen, paper.head, width=width)
    _write_title(pen, paper)
    if paper.addressee:
        line = pen.line(Look.FLUSH, f"{paper.addressee.rstrip('：:')}：")
        line.paragraph_format.space_before = Pt(LINE)
    _write_blocks(pen, paper.blocks, width=width, lead=paper.addressee is None)
    if paper.signature and len(paper.blocks) > 1:
        # No page may bear a signature alone; nor may the first page be without text (7.1), so one paragraph stays.
        _keep_last_line(pen)
    docx_head.write_attachments(pen, paper.attachments, keep=paper.signature is not None)
    if paper.signature:
        docx_head.write_signature(pen, paper.signature)
    if paper.note:
        docx_head.write_note(pen, paper.note)
    for number, annex in enumerate(paper.annexes, start=1):
        _write_annex(pen, annex, number if len(paper.annexes) > 1 else None, width=width)
    if paper.imprint:
        docx_head.write_imprint(pen, paper.imprint, width=width)
    _write_appendix(pen, paper.appendix, width=width)


def _keep_last_line(pen: Pen) -> None:
    last = pen.document.element.body[-2]
    if isinstance(last, CT_P):
        WordParagraph(last, pen.document._body).paragraph_format.keep_with_next = True


def _write_title(pen: Pen, paper: Paper) -> None:
    if paper.edition:
        pen.line(Look.EDITION, paper.edition)
    for number, text in enumerate(title_lines(paper.title)):
        line = pen.line(Look.TITLE, text)
        line.paragraph_format.keep_with_next = True
        if number == 0 and paper.layout is PageLayout.STATUTORY:
            line.paragraph_format.space_before = Pt(2 * LINE)
    if paper.subtitle:
        pen.line(Look.SUBTITLE, paper.subtitle)


def _write_annex(pen: Pen, annex: Annex, number: int | None, *, width: int) -> None:
    """附件 on a page of its own, its title on the third line."""
    label = pen.line(Look.ANNEX, f"附件{number or ''}")
    label.paragraph_format.page_break_before = True
    title = pen.line(Look.TITLE, annex.title)
    title.paragraph_format.space_before = Pt(LINE)
    _write_blocks(pen, annex.blocks, width=width, lead=True)


def _write_appendix(pen: Pen, blocks: Sequence[Block], *, width: int) -> None:
    written = _write_blocks(pen, blocks, width=width, lead=False)
    if written:
        written.paragraph_format.page_break_before = True


def _write_blocks(pen: Pen, blocks: Sequence[Block], *, width: int, lead: bool) -> WordParagraph | None:
    """Write blocks; `lead`: a line is left white above the first. Returns the first paragraph made, for a page break."""
    before = len(pen.document.paragraphs)
    for block, number in numbered(blocks):
        _write_block(pen, block, number, width=width)
    made = pen.document.paragraphs[before:]
    if made and lead and not isinstance(blocks[0], PageBreak):
        made[0].paragraph_format.space_before = Pt(LINE)
    return made[0] if made else None


def _write_block(pen: Pen, block: Block, number: str, *, width: int) -> None:
    if isinstance(block, Heading):
        _write_heading(pen, block, number)
    elif isinstance(block, Paragraph):
        line = pen.line(Look.BODY if block.indented else Look.FLUSH, block.runs)
        if block.align is not Alignment.JUSTIFIED:
            line.alignment = _ALIGNMENTS[block.align]
    elif isinstance(block, Table):
        write_table(pen, block, width=width)
    elif isinstance(block, PageBreak):
        pen.line(Look.FLUSH).add_run().add_break(WD_BREAK.PAGE)
    elif isinstance(block, SourceList):
        pen.line(Look.HEADING_1, block.title)
        write_table(pen, sources_table(block), width=width)
    else:
        assert_never(block)


def _write_heading(pen: Pen, heading: Heading, number: str) -> None:
    line = pen.line(HEADINGS[heading.level], runs_of(f"{number}{heading.text}"))
    if heading.run_in:
        add_runs(line, heading.run_in, font=pen.styles.font(Look.BODY))
        line.paragraph_format.keep_with_next = False
