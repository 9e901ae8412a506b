"""Writing a paper to a file: the kind by the file's ending, an office's own template where there is one, all or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from advisor.errors import BadInput, reason_of
from advisor.memo.layout import Paper
from advisor.memo.markdown import markdown_text

PAPER_KINDS = (".docx", ".md", ".pdf")


def write_paper(paper: Paper, path: Path, *, workspace: Path) -> None:
    """Write a paper as DOCX, Markdown or PDF. Raises BadInput for another ending or a place that cannot be written to."""
    kind = path.suffix.lower()
    if kind not in PAPER_KINDS:
        raise BadInput(f"不能输出“{path.name}”：只能写成 {'、'.join(PAPER_KINDS)} 文件；请改文件名的扩展名。")
    write_whole(path, paper_bytes(paper, kind, workspace=workspace))


def paper_bytes(paper: Paper, kind: str, *, workspace: Path) -> bytes:
    """The paper as a file of a kind of PAPER_KINDS. Raises BadInput for a broken template, or without LibreOffice for PDF."""
    if kind == ".md":
        return markdown_text(paper).encode()
    # Loading python-docx takes longer than writing Markdown.
    from advisor.memo.docx import docx_bytes

    made = docx_bytes(paper, template=own_template(paper.type_name, workspace=workspace))
    if kind == ".docx":
        return made
    from advisor.memo.pdf import pdf_bytes

    return pdf_bytes(made, workspace=workspace)


def own_template(type_name: str, *, workspace: Path) -> Path | None:
    """The office's own template for a type: templates/请示.docx in the workspace; None where there is none."""
    path = workspace / "templates" / f"{type_name}.docx"
    return path if path.is_file() else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once: a fault on the way leaves the old one as it was. Raises BadInput where it cannot be written."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".advisor-", suffix=path.suffix)
        beside = Path(name)
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise BadInput(
            f"文件“{path}”写不进去（{reason_of(error)}）；请检查文件夹和权限，或关掉正打开它的程序。"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
