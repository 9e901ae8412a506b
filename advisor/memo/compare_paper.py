"""A matrix as a paper, for DOCX, Markdown and PDF: the table, the gaps, the documents to ask for, the sources."""

from __future__ import annotations

from advisor.library.naming import BASIS_LABEL
from advisor.memo.compare_tables import ROW_HEAD
from advisor.memo.compare_types import LIMIT_LABEL, NOT_SEEN, Cell, Gap, Matrix, Statement, region_label
from advisor.memo.layout import (
    Block,
    Heading,
    PageLayout,
    Paper,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    Table,
    cell,
    paragraph,
)
from advisor.memo.layout import Cell as TableCell
from advisor.types import Citation

TYPE_NAME = "对标表"
_FIRST_COLUMN = 0.45


def matrix_paper(matrix: Matrix) -> Paper:
    """The comparison on a sheet on its side."""
    return Paper(
        layout=PageLayout.PLAIN,
        type_name=TYPE_NAME,
        title=f"{matrix.city}短视频、直播电商政策对标表",
        subtitle=f"（按资料库现有资料整理，{_day(matrix.as_of)}）",
        landscape=True,
        blocks=(
            Heading(level=1, text="对标表"),
            _table(matrix),
            Heading(level=1, text=f"{matrix.city}的差距"),
            *_gaps(matrix),
            Heading(level=1, text="需要索取的文件"),
            *_wanted(matrix),
            *_notices(matrix),
            SourceList(entries=tuple(_entry(one) for one in matrix.citations)),
        ),
    )


def _day(written: str) -> str:
    year, month, day = (int(part) for part in written.split("-"))
    return f"{year}年{month}月{day}日"


def _table(matrix: Matrix) -> Table:
    rows = tuple((cell(row.row.label), *(_cell(one) for one in row.cells)) for row in matrix.rows)
    header = (ROW_HEAD[matrix.by], *(region_label(region) for region in matrix.regions))
    return Table(header=header, rows=rows, widths=(_FIRST_COLUMN, *[1.0] * len(matrix.regions)), dense=True)


def _cell(one: Cell) -> TableCell:
    lines = [_runs(statement) for statement in one.statements] or [(Run(text=NOT_SEEN),)]
    lines += [_runs(statement, lead=f"所辖{statement.region}：") for statement in one.inside]
    return TableCell(lines=tuple(lines))


def _runs(one: Statement, *, lead: str = "") -> Runs:
    time = f"，{one.year}" if one.year else ""
    return (
        Run(text=f"{lead}【{one.standing.value}{time}】", bold=True),
        Run(text=one.text, citations=(one.citation,)),
    )


def _gaps(matrix: Matrix) -> tuple[Block, ...]:
    if not matrix.gaps:
        return (paragraph(f"所比各地有的做法，资料库中都有{matrix.city}的记载。"),)
    rows = tuple(_gap_row(gap) for gap in matrix.gaps)
    return (
        paragraph("下列各项其他地区有规定或做法，而资料库没有收录本市的相应内容；没有收录不等于没有，请先核实。"),
        Table(
            header=("领域", "工具", matrix.city, "其他地区的做法"), rows=rows, widths=(1.0, 0.7, 2.8, 6.5), dense=True
        ),
    )


def _gap_row(gap: Gap) -> tuple[TableCell, ...]:
    own = TableCell(lines=(((Run(text=gap.kind.value)),), *(_runs(one) for one in gap.own)))
    lines = [_runs(one, lead=f"{region_label(one.region)}：") for one in gap.others]
    lines += [_runs(gap.limit, lead=f"{LIMIT_LABEL}：")] if gap.limit else []
    others = TableCell(lines=tuple(lines))
    return cell(gap.area), cell(gap.instrument), own, others


def _wanted(matrix: Matrix) -> tuple[Block, ...]:
    if not matrix.wanted:
        return (paragraph("所比各地的文件都已收录。"),)
    rows = tuple(
        (
            cell(region_label(one.region)),
            cell(f"{one.title}{f'（{one.number}）' if one.number else ''}"),
            cell(one.issuer or "发文机关不明"),
            cell(one.reason),
        )
        for one in matrix.wanted
    )
    return (Table(header=("地区", "文件", "发文机关", "说明"), rows=rows, widths=(0.7, 4.0, 2.2, 5.0), dense=True),)


def _notices(matrix: Matrix) -> tuple[Block, ...]:
    if not matrix.notices and not matrix.warnings:
        return ()
    rows = tuple((cell(one.certainty), cell((Run(text=one.text, citations=one.citations),))) for one in matrix.notices)
    table = (Table(header=("把握", "提示"), rows=rows, widths=(1.0, 8.0), dense=True),) if rows else ()
    return (Heading(level=1, text="使用提示"), *table, *(paragraph(text) for text in matrix.warnings))


def _entry(one: Citation) -> SourceEntry:
    return SourceEntry(
        n=one.n,
        title=one.title,
        number=one.number,
        locator=one.locator,
        rank=(one.rank or one.category).value,
        validity=one.validity.value,
        basis=BASIS_LABEL[one.basis],
    )
