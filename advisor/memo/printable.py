"""Text that may stand in an Office file."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the control characters that XML forbids: a document with one of them would not open."""
    return _NOT_IN_XML.sub("", text)
