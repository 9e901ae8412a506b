"""Office files without the times at which they were made, so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_DAY = rb"\g<1>2000-01-01T00:00:00Z\g<2>"


def without_times(data: bytes) -> bytes:
    """A docx or xlsx with the times of its entries and in its properties set to one day."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=_ZIP_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            content = source.read(entry.filename)
            if entry.filename == _PROPERTIES:
                content = _WRITTEN_AT.sub(_DAY, content)
            target.writestr(fixed, content)
    return result.getvalue()
