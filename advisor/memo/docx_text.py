"""Paragraphs and runs of a DOCX paper."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from advisor.memo.docx_styles import SIZE_3, Look, StyleSheet
from advisor.memo.docx_xml import put
from advisor.memo.layout import Runs, runs_of
from advisor.memo.printable import printable

TWIPS = 20
"""Twentieths of a point in a point, Word's unit of length."""


class Pen:
    """Writes paragraphs of a look into a document."""

    def __init__(self, document: Document, styles: StyleSheet) -> None:
        self.document = document
        self.styles = styles

    def line(self, look: Look, text: str | Runs = "") -> WordParagraph:
        """A paragraph at the end of the document; strings are read for placeholders."""
        paragraph: WordParagraph = self.document.add_paragraph(style=self.styles[look])
        add_runs(paragraph, runs_of(text) if isinstance(text, str) else text)
        return paragraph

    def line_in(self, cell: _Cell, look: Look, runs: Runs, *, first: bool) -> WordParagraph:
        """A paragraph in a cell; the first takes the place of the empty one that every cell has."""
        paragraph: WordParagraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.style = self.styles[look]
        add_runs(paragraph, runs)
        return paragraph


def add_runs(paragraph: WordParagraph, runs: Runs, *, font: str | None = None) -> None:
    """Add runs with their citations; `font` for text that differs from the paragraph's style."""
    for run in runs:
        if run.text:
            made = _add(paragraph, run.text, font=font)
            made.bold = run.bold or None
            if run.placeholder:
                made.font.highlight_color = WD_COLOR_INDEX.YELLOW
        for number in run.citations:
            _add(paragraph, f"〔{number}〕", font=font).font.superscript = True


def _add(paragraph: WordParagraph, text: str, *, font: str | None) -> WordRun:
    run = paragraph.add_run(printable(text))
    properties = run._r.get_or_add_rPr()
    if font is None:
        put(properties, "rFonts", hint="eastAsia")
    else:
        put(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")
    return run


def indent(paragraph: WordParagraph, *, size: float = SIZE_3, **characters: float) -> None:
    """Indents in characters of a size: left, right, hanging, firstLine. The lengths stand beside them for old readers."""
    values: dict[str, str | int] = {}
    for side, count in characters.items():
        values[f"{side}Chars"] = round(count * 100)
        values[side] = round(count * size * TWIPS)
    put(paragraph._p.get_or_add_pPr(), "ind", **values)


def width_in_characters(text: str) -> float:
    """How many Chinese characters wide a text is; a Latin letter or digit counts half."""
    return sum(0.5 if ord(one) < 0x2E80 and one not in "“”‘’—…" else 1.0 for one in text)
