"""A DOCX file made the same, byte for byte, from the same paper."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document

_DAY = datetime(2000, 1, 1)
"""Stands for the time of writing, which would make every file another."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def saved(document: Document, *, title: str) -> bytes:
    """The document as a file, with nothing in it that depends on when, where or by whom it was made."""
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = properties.last_printed = _DAY
    properties.revision = 1
    properties.language = "zh-CN"
    raw = io.BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def without_times(data: bytes) -> bytes:
    """A zip file with the times of its entries set to one day."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=_ZIP_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, source.read(entry.filename))
    return result.getvalue()
