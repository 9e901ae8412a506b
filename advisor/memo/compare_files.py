"""A matrix as a file, the kind by the file's ending."""

from __future__ import annotations

from pathlib import Path

from advisor.errors import BadInput
from advisor.memo.compare_types import Matrix
from advisor.memo.writing import PAPER_KINDS, paper_bytes, write_whole

MATRIX_KINDS = (".csv", ".xlsx", *PAPER_KINDS)


def write_matrix(matrix: Matrix, path: Path, *, workspace: Path) -> None:
    """Write a matrix, all or nothing. Raises BadInput for an ending it cannot be written as."""
    write_whole(path, matrix_bytes(matrix, checked_kind(path), workspace=workspace))


def checked_kind(path: Path) -> str:
    """The kind of file a path asks for. Raises BadInput where a matrix cannot be written so."""
    kind = path.suffix.lower()
    if kind not in MATRIX_KINDS:
        raise BadInput(f"不能输出“{path.name}”：对标表只能写成 {'、'.join(MATRIX_KINDS)} 文件；请改文件名的扩展名。")
    return kind


def matrix_bytes(matrix: Matrix, kind: str, *, workspace: Path) -> bytes:
    """The matrix as a file of a kind of MATRIX_KINDS."""
    # python-docx and openpyxl are loaded only where a file of theirs is written.
    from advisor.memo.compare_paper import matrix_paper
    from advisor.memo.compare_tables import csv_bytes, xlsx_bytes

    if kind == ".csv":
        return csv_bytes(matrix)
    if kind == ".xlsx":
        return xlsx_bytes(matrix)
    return paper_bytes(matrix_paper(matrix), kind, workspace=workspace)
