"""A paper before it is set: what stands on it and in which order, without fonts, pages or files.

Drafts, comparison tables and reports are built as a `Paper`; the writers turn one paper into DOCX, Markdown and PDF.
Headings carry no numbers: the writers number them 一、（一）1.（1） by level, so that sections can be moved and dropped.
Every plain string may hold placeholders such as 〔待填：发文字号〕; writers find and mark them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from advisor.types import Data

PLACEHOLDER = re.compile(r"〔待(?:核实|填)[^〔〕]*(?:〔[^〔〕]*〕[^〔〕]*)*〕")
"""〔待核实：…〕 and 〔待填：…〕; a document number inside may bring its own brackets."""


class PageLayout(StrEnum):
    """The two pages there are: the official document after GB/T 9704-2012, and the plain paper without a red head."""

    STATUTORY = "statutory"
    PLAIN = "plain"


class Alignment(StrEnum):
    """Where the lines of a paragraph stand."""

    JUSTIFIED = "justified"
    CENTRED = "centred"
    RIGHT = "right"


class Run(Data):
    """A stretch of text of one look. `citations` are set after it, small and raised: 〔1〕〔2〕."""

    text: str = ""
    bold: bool = False
    placeholder: bool = Field(default=False, description="open matter, shown marked: 〔待核实：…〕")
    citations: tuple[int, ...] = ()


Runs = tuple[Run, ...]


class Heading(Data):
    """A heading of level 1 to 4. `run_in` is text that follows it in the same line (not on level 1)."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=4)
    text: str = Field(description="without its number")
    run_in: Runs = ()
    numbered: bool = True


class Paragraph(Data):
    """A paragraph of running text, its first line two characters in."""

    kind: Literal["paragraph"] = "paragraph"
    runs: Runs
    align: Alignment = Alignment.JUSTIFIED
    indented: bool = True


class Cell(Data):
    """One cell of a table; each line is a paragraph of it."""

    lines: tuple[Runs, ...] = ()


class Table(Data):
    """A table with a header row that is repeated on every page. `widths` are shares of the line, one a column."""

    kind: Literal["table"] = "table"
    header: tuple[str, ...] = Field(min_length=1)
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()
    caption: str | None = None
    dense: bool = Field(
        default=False, description="small letters, and rows that may run over the page: much text in a cell"
    )

    @model_validator(mode="after")
    def _is_even(self) -> Self:
        columns = len(self.header)
        uneven = [number for number, row in enumerate(self.rows, start=1) if len(row) != columns]
        if uneven:
            raise ValueError(f"rows {uneven} do not have {columns} cells")
        if self.widths and (len(self.widths) != columns or min(self.widths) <= 0):
            raise ValueError(f"widths must be {columns} positive shares")
        return self


class PageBreak(Data):
    """What follows begins on a new page."""

    kind: Literal["page_break"] = "page_break"


class SourceEntry(Data):
    """One line of the table of sources: what number stands for which place of which document."""

    n: int
    title: str
    number: str | None = None
    locator: str = ""
    rank: str | None = Field(default=None, description="效力层级, or the category of a paper that has none")
    validity: str = ""
    basis: str = Field(default="", description="how far the document was seen: 全文, 摘录, 转引 ...")
    note: str = Field(default="", description="verdict and notices, in one or two short sentences")


class SourceList(Data):
    """The numbered table of sources."""

    kind: Literal["source_list"] = "source_list"
    entries: tuple[SourceEntry, ...]
    title: str = "资料来源"


Block = Annotated[Heading | Paragraph | Table | PageBreak | SourceList, Field(discriminator="kind")]


class RedHead(Data):
    """The head of an official document (版头)."""

    issuer: str = Field(description="发文机关标志: the name with 文件, 鞍山市商务局文件")
    number: str = Field(description="发文字号, or a placeholder")
    signer: str | None = Field(default=None, description="签发人, on papers to a superior only")
    copy_number: str | None = Field(default=None, description="份号")
    secrecy: str | None = Field(default=None, description="密级和保密期限")
    urgency: str | None = Field(default=None, description="紧急程度")


class Signature(Data):
    """Who signs, and the day (成文日期), written out: 2026年11月26日."""

    issuer: str
    date: str
    sealed: bool = Field(default=True, description="加盖印章: the day then stands four characters in")


class Imprint(Data):
    """The foot of an official document (版记)."""

    copies: tuple[str, ...] = Field(default=(), description="抄送机关")
    printed_by: str
    printed_on: str = Field(description="印发日期 without 印发: 2026年11月26日")


class Annex(Data):
    """A paper that goes out with another: begins on its own page under 附件."""

    title: str
    blocks: tuple[Block, ...]


class Paper(Data):
    """A whole paper. Parts stand in the order of the fields; what is None or empty is left out.

    Annexes stand before the imprint, as GB/T 9704-2012 wants; `appendix` is the reviewer's matter
    (table of sources, open points) and comes last, on a page of its own.
    """

    layout: PageLayout
    type_name: str = Field(description="文种 as people call it: 请示, 政策建议; names the office's own template")
    head: RedHead | None = None
    edition: str | None = Field(default=None, description="核稿本, 征求意见稿 ...: small, above the title")
    title: str = Field(min_length=1, description="a line break where a long title is to be broken")
    subtitle: str | None = None
    addressee: str | None = Field(default=None, description="主送机关, without the colon")
    blocks: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = Field(default=(), description="附件说明: names of the annexes")
    signature: Signature | None = None
    note: str | None = Field(default=None, description="附注, without the brackets: 联系人：…，电话：…")
    annexes: tuple[Annex, ...] = ()
    imprint: Imprint | None = None
    appendix: tuple[Block, ...] = ()
    landscape: bool = Field(default=False, description="plain layout only: a sheet for wide tables")

    @model_validator(mode="after")
    def _head_fits_layout(self) -> Self:
        statutory = self.layout is PageLayout.STATUTORY
        if statutory and self.head is None:
            raise ValueError("an official document needs its head")
        if not statutory and (self.head or self.imprint):
            raise ValueError("a plain paper never gets a red head or an imprint")
        if statutory and self.landscape:
            raise ValueError("an official document stands upright")
        return self


def runs_of(text: str, *, citations: tuple[int, ...] = (), bold: bool = False) -> Runs:
    """Text as runs: placeholders marked, the citation numbers after the last stretch."""
    runs: list[Run] = []
    position = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > position:
            runs.append(Run(text=text[position : found.start()], bold=bold))
        runs.append(Run(text=found.group(), bold=bold, placeholder=True))
        position = found.end()
    if position < len(text) or not runs:
        runs.append(Run(text=text[position:], bold=bold))
    runs[-1] = runs[-1].model_copy(update={"citations": citations})
    return tuple(runs)


def paragraph(text: str, *, citations: tuple[int, ...] = ()) -> Paragraph:
    """A paragraph of one sentence or more."""
    return Paragraph(runs=runs_of(text, citations=citations))


def cell(*lines: str | Runs) -> Cell:
    """A cell of lines; strings are read for placeholders."""
    return Cell(lines=tuple(runs_of(line) if isinstance(line, str) else line for line in lines))
