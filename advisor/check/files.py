"""Reading a draft: txt, md or docx, or a stream. Tables of a Word document become lines of cells, in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import BadInput, reason_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_DRAFT = 200_000
_PLAIN = {".txt", ".md", ".markdown", ".text", ""}
_OTHER_FORMATS = {
    ".doc": "旧版 Word（.doc）",
    ".wps": "WPS（.wps）",
    ".pdf": "PDF",
    ".odt": "ODT",
    ".rtf": "RTF",
    ".ofd": "OFD",
    ".xls": "Excel 表格",
    ".xlsx": "Excel 表格",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".html": "网页",
}
_ENCODINGS = ("utf-8-sig", "gb18030")
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_draft(path: Path) -> str:
    """The text of a draft. Raises BadInput, with what to do, for a file that cannot be read as one."""
    kind = path.suffix.lower()
    if kind in _OTHER_FORMATS:
        raise BadInput(f"“{path.name}”是{_OTHER_FORMATS[kind]}，不能直接核对；请另存为 docx 或 txt 后再试。")
    if not path.exists():
        raise BadInput(f"找不到文件“{path}”；请检查路径。")
    if not path.is_file():
        raise BadInput(f"“{path}”不是文件；请给出一个 txt、md 或 docx 文件。")
    if path.stat().st_size > LARGEST_FILE:
        size = path.stat().st_size / 1024 / 1024
        raise BadInput(f"文件过大（{size:.0f} MB）；请拆成 {LARGEST_FILE // 1024 // 1024} MB 以内的文件分别核对。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"文件“{path.name}”读不出来（{reason_of(error)}）；请检查权限。") from error
    if kind == ".docx":
        return checked(_from_docx(data, path.name), path.name)
    if kind not in _PLAIN:
        raise BadInput(f"不认识“{kind}”格式；请给出 txt、md 或 docx 文件。")
    return decoded(data, path.name)


def decoded(data: bytes, name: str) -> str:
    """The text of bytes in UTF-8, GB 18030 or marked UTF-16. Raises BadInput for anything else, and for an empty draft."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0") or data.startswith(b"%PDF"):
        raise BadInput(f"“{name}”的内容不是文本；请按原来的格式加上扩展名，或另存为 docx、txt。")
    for encoding in (*(known for mark, known in _BOMS.items() if data.startswith(mark)), *_ENCODINGS):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return checked(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    raise BadInput(f"“{name}”的编码无法识别；请另存为 UTF-8 编码的文本后再试。")


def checked(text: str, name: str) -> str:
    """The text, unless it is empty or too long. Raises BadInput."""
    if not text.strip():
        raise BadInput(f"“{name}”没有文字内容；请检查文件，扫描件请先识别成文字。")
    if len(text) > LONGEST_DRAFT:
        raise BadInput(f"“{name}”有{len(text)}字，超过{LONGEST_DRAFT}字；请分成几个文件核对。")
    return text


def _from_docx(data: bytes, name: str) -> str:
    from docx import Document as open_document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = open_document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput(f"“{name}”打不开，可能已损坏或不是 docx；请用 Word 或 WPS 重新另存为 docx。") from error
    return "\n".join(_lines(document)).rstrip("\n")


_STOPS = "。！？!?；;：:…”’」』）)》"


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ("", *_rows(block), "")
        else:
            text = _paragraph(block)
            # A paragraph ends where Word ends it, with a stop or without: none is broken for width, as lines of text are.
            yield from (text, "") if text and text[-1] not in _STOPS else (text,)


def _paragraph(paragraph: Paragraph) -> str:
    """The text of a paragraph; a heading by its style is marked as one, as Markdown does."""
    text = paragraph.text.replace("\n", " ").strip()
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if not text or text.startswith("#"):
        return text
    if style == "Title":
        return f"# {text}"
    level = style.removeprefix("Heading ")
    return f"{'#' * min(int(level) + 1, 6)} {text}" if style.startswith("Heading ") and level.isdigit() else text


def _rows(table: Table) -> Iterator[str]:
    """One line a row; a cell that spans columns stands once."""
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        yield f"| {' | '.join(' '.join(cell.text.split()) for cell in cells)} |"
