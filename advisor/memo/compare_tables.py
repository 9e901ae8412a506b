"""A matrix as a spreadsheet: CSV with one statement a line, XLSX with the table as it is read. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.library.naming import BASIS_LABEL
from advisor.memo.compare_types import LIMIT_LABEL, NOT_SEEN, By, Cell, Gap, Matrix, Statement, region_label
from advisor.memo.printable import printable
from advisor.memo.zip_times import without_times
from advisor.types import Citation

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CSV_HEAD = ("行", "地区", "状态", "时间", "陈述", "来源", "文号", "出处", "层级", "效力", "所见")
ROW_HEAD = {By.AREA: "策略领域", By.INSTRUMENT: "政策工具"}
_COLUMN_WIDTH = 34
_FIRST_WIDTH = 12


def csv_bytes(matrix: Matrix) -> bytes:
    """One statement a line, and one line for each empty cell; with the mark by which Excel knows UTF-8."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(_CSV_HEAD)
    for line in _csv_lines(matrix):
        writer.writerow([harmless(text) for text in line])
    return target.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text: what could begin a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _csv_lines(matrix: Matrix) -> Iterable[Sequence[str]]:
    cited = {one.n: one for one in matrix.citations}
    for row in matrix.rows:
        for cell in row.cells:
            if not cell.statements:
                yield row.row.label, region_label(cell.region), NOT_SEEN, *[""] * (len(_CSV_HEAD) - 3)
            for one in cell.statements:
                yield row.row.label, region_label(cell.region), *_csv_statement(one, cited[one.citation])
            for one in cell.inside:
                where = f"{region_label(cell.region)}（所辖{one.region}）"
                yield row.row.label, where, *_csv_statement(one, cited[one.citation])


def _csv_statement(one: Statement, cited: Citation) -> Sequence[str]:
    return (
        one.standing.value,
        one.year,
        one.text,
        cited.title,
        cited.number or "",
        cited.locator,
        (cited.rank or cited.category).value,
        cited.validity.value,
        BASIS_LABEL[cited.basis],
    )


def statement_line(one: Statement) -> str:
    """A statement with what must be known of it: 【现行，2025年】…〔3〕"""
    time = f"，{one.year}" if one.year else ""
    return f"【{one.standing.value}{time}】{one.text}〔{one.citation}〕"


def cell_lines(cell: Cell) -> list[str]:
    """The lines of a cell; an empty one says 未见, and what places inside the province do."""
    lines = [statement_line(one) for one in cell.statements] or [NOT_SEEN]
    return lines + [f"所辖{one.region}：{statement_line(one)}" for one in cell.inside]


def xlsx_bytes(matrix: Matrix) -> bytes:
    """A workbook: the table, the gaps, the documents to ask for, the sources."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    regions = [region_label(region) for region in matrix.regions]
    table = [[row.row.label, *("\n".join(cell_lines(cell)) for cell in row.cells)] for row in matrix.rows]
    widths = [_FIRST_WIDTH, *[_COLUMN_WIDTH] * len(regions)]
    _sheet(book, "对标表", [ROW_HEAD[matrix.by], *regions], table, widths)
    _sheet(
        book,
        "差距清单",
        ["领域", "工具", f"{matrix.city}", "说明", "其他地区做法"],
        _gap_lines(matrix),
        [12, 8, 14, 50, 90],
    )
    _sheet(book, "待索取文件", ["地区", "文件", "文号", "发文机关", "说明"], _wanted_lines(matrix), [8, 50, 22, 26, 60])
    _sheet(
        book,
        "资料来源",
        ["序号", "文件", "文号", "出处", "层级", "效力", "所见", "摘编"],
        _source_lines(matrix),
        [6, 44, 22, 14, 12, 8, 18, 80],
    )
    book.properties.creator = ""
    return _saved(book)


def _gap_lines(matrix: Matrix) -> list[list[str]]:
    return [
        [
            gap.area,
            gap.instrument,
            gap.kind.value,
            gap.text,
            "\n".join(gap_lines(gap)),
        ]
        for gap in matrix.gaps
    ]


def gap_lines(gap: Gap) -> list[str]:
    """What others do, and what the rules in force forbid whoever does the same."""
    lines = [f"{region_label(one.region)}：{statement_line(one)}" for one in gap.others]
    return lines + ([f"{LIMIT_LABEL}：{statement_line(gap.limit)}"] if gap.limit else [])


def _wanted_lines(matrix: Matrix) -> list[list[str]]:
    return [
        [region_label(one.region), one.title, one.number or "", one.issuer or "发文机关不明", one.reason]
        for one in matrix.wanted
    ]


def _source_lines(matrix: Matrix) -> list[list[str]]:
    return [
        [
            str(one.n),
            one.title,
            one.number or "",
            one.locator,
            (one.rank or one.category).value,
            one.validity.value,
            BASIS_LABEL[one.basis],
            one.quote,
        ]
        for one in matrix.citations
    ]


def _sheet(
    book: Workbook, title: str, head: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(title)
    for row, line in enumerate((head, *lines), start=1):
        for column, text in enumerate(line, start=1):
            place = sheet.cell(row=row, column=column)
            place.value = printable(text)
            # The type is said outright: a string beginning with = would be stored as a formula.
            place.data_type = "s"
            place.quotePrefix = text.startswith(_STARTS_FORMULA)
            place.alignment = Alignment(wrap_text=True, vertical="top")
            place.font = Font(bold=row == 1)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return without_times(target.getvalue())
