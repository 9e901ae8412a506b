"""What `advisor compare` shows: the matrix row by row with gaps and documents to ask for, one JSON object, or a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from advisor.library.naming import BASIS_LABEL, in_marks
from advisor.memo.compare_files import checked_kind, write_matrix
from advisor.memo.compare_tables import cell_lines, gap_lines
from advisor.memo.compare_types import Matrix, region_label

if TYPE_CHECKING:
    from advisor.facade import Advisor

Say = Callable[[str], None]


def compare(
    areas: Sequence[str],
    regions: Sequence[str],
    *,
    by: str,
    as_json: bool,
    output: str | None,
    open_advisor: Callable[[], Advisor],
    say: Say,
) -> None:
    """Compare on stdout; with `output` also into a file. The file's name is judged before the work begins."""
    path = Path(output) if output else None
    if path is not None:
        checked_kind(path)
    advisor = open_advisor()
    matrix = advisor.compare(areas=areas, regions=regions, by=by)
    if path is not None:
        write_matrix(matrix, path, workspace=advisor.workspace)
        say(f"已写入 {path}。")
    if as_json:
        print(json.dumps(matrix.to_contract(), ensure_ascii=False))
    elif path is None:
        print_matrix(matrix)


def print_matrix(matrix: Matrix) -> None:
    """A matrix for a terminal, where a table of seven columns cannot be read: row by row, place by place."""
    console = Console(soft_wrap=True, highlight=False)
    for row in matrix.rows:
        console.print(f"\n{row.row.label}", style="bold", markup=False)
        for cell in row.cells:
            first, *rest = cell_lines(cell)
            console.print(
                f"  {region_label(cell.region)}　{first}", markup=False, style=None if cell.statements else "dim"
            )
            for line in rest:
                console.print(f"  　　　{line}", markup=False)
    _print_missing(console, matrix)
    _print_sources(console, matrix)
    console.print(f"\n{summary_line(matrix)}", style="bold", markup=False)


def _print_missing(console: Console, matrix: Matrix) -> None:
    console.print(f"\n{matrix.city}的差距（{len(matrix.gaps)}项）", style="bold", markup=False)
    for gap in matrix.gaps:
        console.print(f"· 【{gap.kind.value}】{gap.text}", markup=False)
        for line in gap_lines(gap):
            console.print(f"    {line}", style="dim", markup=False)
    console.print(f"\n需要索取的文件（{len(matrix.wanted)}件）", style="bold", markup=False)
    for wanted in matrix.wanted:
        number = f"（{wanted.number}）" if wanted.number else ""
        issuer = wanted.issuer or "发文机关不明"
        console.print(
            f"· {region_label(wanted.region)}　{in_marks(wanted.title)}{number}，{issuer}：{wanted.reason}",
            markup=False,
        )


def _print_sources(console: Console, matrix: Matrix) -> None:
    console.print("\n来源", style="bold", markup=False)
    for one in matrix.citations:
        number = f"（{one.number}）" if one.number else ""
        place = f"{one.locator}，{one.validity}，{BASIS_LABEL[one.basis]}"
        console.print(f"〔{one.n}〕{in_marks(one.title)}{number}{place}", style="dim", markup=False)
    for notice in matrix.notices:
        marks = "".join(f"〔{number}〕" for number in notice.citations)
        console.print(f"\n提示（{notice.certainty}）{marks}：{notice.text}", style="yellow", markup=False)
    for warning in matrix.warnings:
        console.print(f"\n注意：{warning}", style="dim", markup=False)


def summary_line(matrix: Matrix) -> str:
    """How full the table is, in one line."""
    withheld = f"，{matrix.withheld}句未通过核验没有显示" if matrix.withheld else ""
    return (
        f"共{matrix.filled + matrix.empty}格：有内容{matrix.filled}格，未见{matrix.empty}格{withheld}；"
        f"差距{len(matrix.gaps)}项，需要索取的文件{len(matrix.wanted)}件。"
    )
