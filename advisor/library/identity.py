"""Ids from content: a passage keeps its id while its source, locator and text stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def passage_id(source_id: str, locator: str, text: str) -> str:
    """Sixteen hexadecimal digits from source, locator and text."""
    return digest((source_id, locator, text))[:16]


def digest(parts: Iterable[str | bytes]) -> str:
    """SHA-256 over parts, each preceded by its length so that no two lists of parts run together."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()
