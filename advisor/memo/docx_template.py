"""An office's own template: a DOCX in the workspace whose styles and sheet are used instead of ours."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document as open_document
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from advisor.errors import BadInput, reason_of

# Of a file that is damaged, encrypted or no Word document; what lxml raises for broken XML is a SyntaxError.
_BROKEN = (
    PackageNotFoundError,
    zipfile.BadZipFile,
    SyntaxError,
    LookupError,
    ValueError,
    RuntimeError,
    AttributeError,
    AssertionError,
)


def opened_template(path: Path) -> Document:
    """The template without its text. Raises BadInput for a file that is no whole DOCX or cannot be read."""
    try:
        document = open_document(io.BytesIO(path.read_bytes()))
        _empty(document)
        return document
    except OSError as error:
        raise BadInput(f"模板“{path}”读不出来（{reason_of(error)}）；请检查权限，或先把它移走。") from error
    except _BROKEN as error:
        raise BadInput(
            f"模板“{path}”不是完整的 docx 文件；请用 Word 或 WPS 另存为 docx 后放回，或先把它移走，改用内置版式。"
        ) from error


def _empty(document: Document) -> None:
    """Take the text out; sheet, headers, footers and styles stay. Only the last section's sheet counts."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if body.find(qn("w:sectPr")) is None:
        raise ValueError("no section")
