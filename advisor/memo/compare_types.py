"""The comparison matrix as data: regions by areas or instruments, what fills each cell, what is missing and whom to ask."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.types import Area, Citation, Data, Modality, NoticeShown, Validity, Verdict


class By(StrEnum):
    """What the rows of a matrix are."""

    AREA = "area"
    INSTRUMENT = "instrument"


class Standing(StrEnum):
    """How a statement bears on today, in the order in which a cell shows them."""

    CURRENT = "现行"
    REPORTED = "近年做法"
    UNKNOWN = "效力不明"
    DRAFT = "征求意见"
    PAPER = "论文记载"
    HISTORY = "历史"


class Row(Data):
    """One row: an area or an instrument. `words` are what statements on it speak of."""

    id: str
    label: str
    words: tuple[str, ...]
    query: str = Field(description="what is searched for")
    area: Area | None = Field(default=None, description="None for an instrument")
    kin: Area | None = Field(default=None, description="the area that an instrument belongs to, if one")
    grants: bool = Field(default=False, description="on what is given, so that conditions of it tell less")


class Statement(Data):
    """One checked statement of a cell."""

    text: str
    citation: int
    standing: Standing
    validity: Validity
    year: str = Field(description="as a reader writes it: 2025年, 2021—2025年; empty where not known")
    modality: Modality | None = None
    region: str = Field(description="the place it speaks of; another than the column's for a place inside it")
    verdict: Verdict
    notices: tuple[str, ...] = Field(default=(), description="ids of notices on it")


class Cell(Data):
    """What is held on one row of one region; without statements it is 未见."""

    region: str
    statements: tuple[Statement, ...] = ()
    inside: tuple[Statement, ...] = Field(
        default=(), description="of places inside a province, where it has none itself"
    )
    withheld: int = Field(default=0, description="statements that did not pass the check")


class MatrixRow(Data):
    """A row with one cell a region, in the order of the regions."""

    row: Row
    cells: tuple[Cell, ...]


class GapKind(StrEnum):
    """What the advised city has on a point that others have a statement on."""

    NOTHING = "未见"
    HISTORY_ONLY = "仅见历史做法"


class Gap(Data):
    """A point on which others have something and the city has not: an instrument within an area."""

    area: str
    instrument: str
    kind: GapKind
    text: str
    others: tuple[Statement, ...]
    own: tuple[Statement, ...] = Field(default=(), description="the lapsed statements, where there are such")
    limit: Statement | None = Field(default=None, description="what a rule in force forbids whoever fills the gap")


class Wanted(Data):
    """A document to ask for."""

    source_id: str
    title: str
    number: str | None
    issuer: str | None
    region: str
    reason: str
    cited: bool = Field(description="whether the matrix rests on it at second hand")


class Choices(Data):
    """What can be compared: areas as (code, name), places something is held on, and those compared unless others are named."""

    areas: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    chosen: tuple[str, ...]


class Matrix(Data):
    """The whole comparison. Everything said in it is in `citations`, by number."""

    by: By
    city: str
    regions: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    citations: tuple[Citation, ...]
    gaps: tuple[Gap, ...]
    wanted: tuple[Wanted, ...]
    notices: tuple[NoticeShown, ...] = ()
    warnings: tuple[str, ...] = ()
    as_of: str

    @property
    def filled(self) -> int:
        """Cells with a statement."""
        return sum(bool(cell.statements) for row in self.rows for cell in row.cells)

    @property
    def empty(self) -> int:
        """Cells without."""
        return sum(not cell.statements for row in self.rows for cell in row.cells)

    @property
    def withheld(self) -> int:
        """Statements that did not pass the check and are not shown."""
        return sum(cell.withheld for row in self.rows for cell in row.cells)

    def to_contract(self) -> dict[str, object]:
        """Exactly the object that `advisor compare --json` prints."""
        return {
            "by": self.by.value,
            "city": self.city,
            "as_of": self.as_of,
            "regions": [region_label(region) for region in self.regions],
            "rows": [_row_contract(row) for row in self.rows],
            "citations": [citation.to_contract() for citation in self.citations],
            "gaps": [_gap_contract(gap) for gap in self.gaps],
            "wanted": [wanted.model_dump(mode="json") for wanted in self.wanted],
            "notices": [
                {"text": notice.text, "certainty": notice.certainty, "citations": list(notice.citations)}
                for notice in self.notices
            ],
            "warnings": list(self.warnings),
            "summary": {
                "cells": self.filled + self.empty,
                "filled": self.filled,
                "empty": self.empty,
                "withheld": self.withheld,
            },
        }


NATION = "全国"
_NATION_LABEL = "国家"
NOT_SEEN = "未见"
LIMIT_LABEL = "现行限制"


def region_label(region: str) -> str:
    """The head of a region's column."""
    return _NATION_LABEL if region == NATION else region


def _row_contract(row: MatrixRow) -> dict[str, object]:
    return {"id": row.row.id, "label": row.row.label, "cells": [_cell_contract(cell) for cell in row.cells]}


def _cell_contract(cell: Cell) -> dict[str, object]:
    return {
        "region": region_label(cell.region),
        "status": "filled" if cell.statements else "not_found",
        "statements": [_statement_contract(one) for one in cell.statements],
        "inside": [_statement_contract(one) for one in cell.inside],
    }


def _statement_contract(one: Statement) -> dict[str, object]:
    return {
        "text": one.text,
        "citations": [one.citation],
        "standing": one.standing.value,
        "validity": one.validity.value,
        "year": one.year,
        "modality": one.modality.value if one.modality else None,
        "region": region_label(one.region),
        "verdict": one.verdict.kind.value,
        "reasons": [reason.text for reason in one.verdict.reasons],
    }


def _gap_contract(gap: Gap) -> dict[str, object]:
    return {
        "area": gap.area,
        "instrument": gap.instrument,
        "kind": gap.kind.value,
        "text": gap.text,
        "others": [_statement_contract(one) for one in gap.others],
        "own": [_statement_contract(one) for one in gap.own],
        "limit": _statement_contract(gap.limit) if gap.limit else None,
    }
