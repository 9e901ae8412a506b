"""Styles of a paper after GB/T 9704-2012, and the choice of an office's own style where its template has one.

Everything on the page is set by a named style, so that a template which defines the name changes the look.
"""

from __future__ import annotations

from enum import StrEnum

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from advisor.memo.docx_xml import east_asian_font, put
from advisor.types import Data

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"

SIZE_2 = 22.0
"""2号, in points; titles (7.3.1)."""
SIZE_3 = 16.0
"""3号: the body (5.2.2)."""
SIZE_4 = 14.0
"""4号: imprint (7.4) and page number (7.5)."""
TABLE_SIZE = 10.5
"""5号: tables are not set by the standard; the body's size would leave no room in them."""
DENSE_SIZE = 9.0
"""小五, for tables with much text in a cell."""
LINE = 28.0
"""Points from line to line: 22 lines in the 225 mm of the type area (5.2.3)."""
TIGHTENING = -5
"""Twentieths of a point between characters: 28 characters of 16 points are 448, the type area is 442.2 wide.

With -4 they are 442.4, and LibreOffice sets 27.
"""
RED = "FF0000"
EAST_ASIAN_LANGUAGE = "zh-CN"
_WORD_OF_2013 = "15"


class Look(StrEnum):
    """What a paragraph is; the value is the name of its style, as Word and WPS show it."""

    BODY = "公文正文"
    TITLE = "公文标题"
    SUBTITLE = "公文副题"
    EDITION = "稿本标识"
    HEADING_1 = "公文一级标题"
    HEADING_2 = "公文二级标题"
    HEADING_3 = "公文三级标题"
    HEADING_4 = "公文四级标题"
    FLUSH = "主送机关"
    MARK = "份号密级"
    ISSUER = "发文机关标志"
    NUMBER = "发文字号"
    SIGNATURE = "落款"
    ANNEX = "附件标识"
    IMPRINT = "版记"
    TABLE = "表格文字"
    TABLE_DENSE = "密排表格文字"
    TABLE_HEAD = "表头文字"
    CAPTION = "表题"
    PAGE_NUMBER = "公文页码"


class _Spec(Data):
    style_id: str
    font: str = FANGSONG
    size: float = SIZE_3
    line: float | None = LINE
    align: str = "both"
    first_line_chars: int = 0
    outline: int | None = None
    colour: str | None = None
    tight: bool = True
    bold: bool = False
    keep_next: bool = False
    on_grid: bool = True


_SPECS: dict[Look, _Spec] = {
    Look.BODY: _Spec(style_id="GwBody", first_line_chars=200),
    Look.TITLE: _Spec(
        style_id="GwTitle", font=XIAOBIAOSONG, size=SIZE_2, line=33, align="center", tight=False, on_grid=False
    ),
    Look.SUBTITLE: _Spec(style_id="GwSubtitle", font=KAITI, align="center", tight=False),
    Look.EDITION: _Spec(style_id="GwEdition", font=HEITI, size=SIZE_4, align="left", tight=False),
    Look.HEADING_1: _Spec(style_id="GwHeading1", font=HEITI, first_line_chars=200, outline=0, keep_next=True),
    Look.HEADING_2: _Spec(style_id="GwHeading2", font=KAITI, first_line_chars=200, outline=1, keep_next=True),
    Look.HEADING_3: _Spec(style_id="GwHeading3", first_line_chars=200, outline=2, keep_next=True),
    Look.HEADING_4: _Spec(style_id="GwHeading4", first_line_chars=200, outline=3, keep_next=True),
    Look.FLUSH: _Spec(style_id="GwAddressee"),
    Look.MARK: _Spec(style_id="GwMark", font=HEITI, align="left"),
    Look.ISSUER: _Spec(
        style_id="GwIssuer", font=XIAOBIAOSONG, line=None, align="center", colour=RED, tight=False, on_grid=False
    ),
    Look.NUMBER: _Spec(style_id="GwNumber", align="center"),
    Look.SIGNATURE: _Spec(style_id="GwSignature", align="right"),
    Look.ANNEX: _Spec(style_id="GwAnnex", font=HEITI, align="left"),
    Look.IMPRINT: _Spec(style_id="GwImprint", size=SIZE_4, align="left", tight=False, on_grid=False),
    Look.TABLE: _Spec(style_id="GwTable", size=TABLE_SIZE, line=15, align="left", tight=False, on_grid=False),
    Look.TABLE_DENSE: _Spec(
        style_id="GwTableDense", size=DENSE_SIZE, line=12.5, align="left", tight=False, on_grid=False
    ),
    Look.TABLE_HEAD: _Spec(
        style_id="GwTableHead", font=HEITI, size=TABLE_SIZE, line=15, align="center", tight=False, on_grid=False
    ),
    Look.CAPTION: _Spec(style_id="GwCaption", font=HEITI, size=SIZE_4, align="center", tight=False, keep_next=True),
    Look.PAGE_NUMBER: _Spec(
        style_id="GwPageNumber", font=SONGTI, size=SIZE_4, line=16, align="center", tight=False, on_grid=False
    ),
}
HEADINGS = {1: Look.HEADING_1, 2: Look.HEADING_2, 3: Look.HEADING_3, 4: Look.HEADING_4}
_BUILT_IN = {
    Look.BODY: "Normal",
    Look.TITLE: "Title",
    Look.SUBTITLE: "Subtitle",
    Look.HEADING_1: "Heading 1",
    Look.HEADING_2: "Heading 2",
    Look.HEADING_3: "Heading 3",
    Look.HEADING_4: "Heading 4",
    Look.CAPTION: "Caption",
}
"""Where an office's template shapes Word's own styles instead of ours."""
_ALIGNMENTS = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


class StyleSheet:
    """Which style of one document sets which look."""

    def __init__(self, document: Document, *, from_template: bool) -> None:
        self._document = document
        present = {style.name for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
        self._names: dict[Look, str] = {}
        for look in Look:
            built_in = _BUILT_IN.get(look)
            if look in present:
                self._names[look] = look.value
            elif from_template and built_in in present:
                self._names[look] = str(built_in)
            else:
                _add_style(document, look)
                self._names[look] = look.value

    def __getitem__(self, look: Look) -> str:
        return self._names[look]

    def font(self, look: Look) -> str | None:
        """The Chinese font of a look, for text of that look inside another paragraph; None where its style names none."""
        style = self._document.styles[self._names[look]]
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        return fonts.get(qn("w:eastAsia")) if fonts is not None else None


def _add_style(document: Document, look: Look) -> None:
    spec = _SPECS[look]
    style = document.styles.add_style(look.value, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), spec.style_id)
    style.quick_style = True
    _set_characters(style, spec)
    _set_paragraph(style, spec)


def _set_characters(style: ParagraphStyle, spec: _Spec) -> None:
    style.font.size = Pt(spec.size)
    style.font.bold = spec.bold
    if spec.colour:
        style.font.color.rgb = RGBColor.from_string(spec.colour)
    properties = style.element.get_or_add_rPr()
    east_asian_font(properties, spec.font)
    if spec.tight:
        put(properties, "spacing", val=TIGHTENING)


def _set_paragraph(style: ParagraphStyle, spec: _Spec) -> None:
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(spec.line) if spec.line else 1.0
    shape.alignment = _ALIGNMENTS[spec.align]
    shape.keep_with_next = spec.keep_next or None
    shape.widow_control = False
    properties = style.element.get_or_add_pPr()
    # A gap between Chinese and digits would leave fewer than 28 characters to a line.
    put(properties, "autoSpaceDE", val=0)
    put(properties, "autoSpaceDN", val=0)
    if not spec.on_grid:
        put(properties, "snapToGrid", val=0)
    if spec.first_line_chars:
        put(properties, "ind", firstLineChars=spec.first_line_chars, firstLine=round(spec.size * 20) * 2)
    if spec.outline is not None:
        put(properties, "outlineLvl", val=spec.outline)


def set_defaults(document: Document) -> None:
    """Chinese as the language and the body's font as the default of a document that is ours from the start."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults is not None
    put(defaults, "lang", val="en-US", eastAsia=EAST_ASIAN_LANGUAGE, bidi="ar-SA")
    east_asian_font(defaults, FANGSONG)
    east_asian_font(document.styles["Normal"].element.get_or_add_rPr(), FANGSONG)
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), EAST_ASIAN_LANGUAGE)
    for control in settings.iter(qn("w:characterSpacingControl")):
        control.set(qn("w:val"), "compressPunctuation")
    for mark in settings.iter(qn("w:compatSetting")):
        # An older mode is shown as 兼容模式 and hangs tables outside the margin.
        if mark.get(qn("w:name")) == "compatibilityMode":
            mark.set(qn("w:val"), _WORD_OF_2013)
