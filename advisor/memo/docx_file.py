"""A DOCX file made the same, byte for byte, from the same paper."""

from __future__ import annotations

import io
from datetime import datetime

from docx.document import Document

from advisor.memo.zip_times import without_times

_DAY = datetime(2000, 1, 1)
"""Stands for the time of writing, which would make every file another."""


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
