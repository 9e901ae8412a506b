from __future__ import annotations

import csv
import io
import time
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from advisor.errors import BadInput
from advisor.memo.compare_files import checked_kind, matrix_bytes, write_matrix
from advisor.memo.compare_paper import matrix_paper
from advisor.memo.compare_tables import cell_lines, csv_bytes, harmless, xlsx_bytes
from advisor.memo.compare_types import Cell, Matrix
from advisor.memo.layout import SourceList, Table
from advisor.memo.printable import printable
from tests.memo.matrices import tea_matrix

FORMULAS = ('=HYPERLINK("http://outside.example","点")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return tea_matrix()


def hostile(matrix: Matrix, text: str) -> Matrix:
    """The same matrix with one text in every place that comes from a source."""
    citations = tuple(
        one.model_copy(update={"title": text, "number": text, "locator": text}) for one in matrix.citations
    )
    row = matrix.rows[0]
    statement = next(one for each in matrix.rows for cell in each.cells for one in cell.statements)
    cells = (
        Cell(region="云岭", statements=(statement.model_copy(update={"text": text, "year": text}),)),
        *row.cells[1:],
    )
    wanted = tuple(one.model_copy(update={"title": text, "reason": text}) for one in matrix.wanted)
    changes = {"citations": citations, "rows": (row.model_copy(update={"cells": cells}),), "wanted": wanted}
    return matrix.model_copy(update=changes)


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_one_statement_a_line_and_a_line_for_what_is_not_seen(matrix: Matrix) -> None:
    data = csv_bytes(matrix)
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by it"
    head, *body = lines(data)
    assert head[:5] == ["行", "地区", "状态", "时间", "陈述"]
    assert all(len(line) == len(head) for line in body)
    statements = sum(len(cell.statements) + len(cell.inside) for row in matrix.rows for cell in row.cells)
    assert len(body) == statements + matrix.empty
    found = next(line for line in body if line[0] == "茶叶冷链" and line[1] == "北桥")
    assert found[2:8] == [
        "现行",
        "",
        "对茶叶冷链车辆每辆给予3万元补助。",
        "北桥市茶产业发展办法",
        "北政发〔2023〕5号",
        "第五条",
    ]
    assert ["茶叶冷链", "国家", "未见", *[""] * 8] in body


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_begins_a_formula(matrix: Matrix, text: str) -> None:
    assert harmless(text) == f"'{text}"
    for line in lines(csv_bytes(hostile(matrix, text))):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in line)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(matrix: Matrix, text: str) -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(hostile(matrix, text))))
    values = [place for sheet in book for row in sheet.iter_rows() for place in row if place.value is not None]
    assert values
    assert {place.data_type for place in values} == {"s"}
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(hostile(matrix, text)))) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_the_workbook_holds_table_gaps_documents_and_sources(matrix: Matrix) -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(matrix)))
    assert book.sheetnames == ["对标表", "差距清单", "待索取文件", "资料来源"]
    table = [[place.value for place in row] for row in book["对标表"].iter_rows()]
    assert table[0] == ["策略领域", "云岭", "北桥", "望潮", "国家"]
    logistics = next(row for row in table if row[0] == "茶叶冷链")
    assert logistics[1].startswith("【现行，2024年施行】支持茶企建设冷链仓库。〔")
    assert logistics[4] == "未见"
    assert book["对标表"].freeze_panes == "B2"
    assert book["资料来源"].max_row == len(matrix.citations) + 1
    assert book["差距清单"].max_row == len(matrix.gaps) + 1


def test_the_same_matrix_gives_the_same_bytes_at_any_time(matrix: Matrix, own_workspace) -> None:
    kinds = (".csv", ".xlsx", ".docx", ".md")
    first = [matrix_bytes(matrix, kind, workspace=own_workspace) for kind in kinds]
    time.sleep(2.1)  # a zip file keeps time in steps of two seconds
    assert [matrix_bytes(matrix, kind, workspace=own_workspace) for kind in kinds] == first


def test_the_paper_is_plain_on_its_side_and_cites_every_statement(matrix: Matrix) -> None:
    paper = matrix_paper(matrix)
    assert paper.head is None
    assert paper.landscape
    table = next(block for block in paper.blocks if isinstance(block, Table))
    cited = {
        number for row in table.rows for cell in row for line in cell.lines for run in line for number in run.citations
    }
    listed = {entry.n for block in paper.blocks if isinstance(block, SourceList) for entry in block.entries}
    assert cited
    assert cited <= listed == {one.n for one in matrix.citations}


def test_the_word_file_opens_with_its_tables(matrix: Matrix, own_workspace) -> None:
    document = Document(io.BytesIO(matrix_bytes(matrix, ".docx", workspace=own_workspace)))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["策略领域", "云岭", "北桥", "望潮", "国家"] in heads
    assert ["领域", "工具", "云岭", "其他地区的做法"] in heads


def test_control_characters_of_a_source_do_not_spoil_a_file(matrix: Matrix, own_workspace) -> None:
    broken = hostile(matrix, "甲\x00乙\x0b丙")
    assert printable("甲\x00乙\x0b丙\n") == "甲乙丙\n"
    for kind in (".xlsx", ".docx"):
        assert matrix_bytes(broken, kind, workspace=own_workspace)


def test_an_empty_cell_is_未见_and_never_blank() -> None:
    assert cell_lines(Cell(region="北桥")) == ["未见"]


def test_another_ending_is_refused_before_anything_is_written(matrix: Matrix, tmp_path, own_workspace) -> None:
    with pytest.raises(BadInput, match=r"\.csv、\.xlsx、\.docx、\.md、\.pdf"):
        checked_kind(tmp_path / "对标.txt")
    write_matrix(matrix, tmp_path / "对标.MD", workspace=own_workspace)
    assert "## 一、对标表" in (tmp_path / "对标.MD").read_text(encoding="utf-8")
