"""A draft file that the browser read and sent. It is held in memory, and in a private folder while it is being read."""

from __future__ import annotations

import base64
import binascii
import io
import tempfile
import zipfile
from pathlib import Path

from advisor.check.files import read_draft
from advisor.errors import BadInput
from advisor.web import check_wording as wording

LARGEST_UPLOAD = 10 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_LARGEST_UNPACKED = 100 * _MEGABYTE
_LONGEST_NAME = 60


def read_upload(name: str, size: int, encoded: str) -> str:
    """The text of a file sent as base64; the browser sends no content of one too large. Raises BadInput."""
    name = shown_name(name)
    if max(size, len(encoded) * 3 // 4 - 2) > LARGEST_UPLOAD:
        raise BadInput(_too_large(name, max(size, len(encoded) * 3 // 4)))
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise BadInput(wording.UNREADABLE) from error
    _refuse_bomb(data, name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_draft(path)


def shown_name(name: str) -> str:
    """The last part of a file's name, without characters that are none of a name, short enough for a line."""
    bare = "".join(one for one in name.replace("\\", "/").rsplit("/", 1)[-1] if one.isprintable()).strip()
    stem, dot, kind = bare.rpartition(".")
    kept = f"{stem[:_LONGEST_NAME]}{dot}{kind[:10]}" if stem else bare[:_LONGEST_NAME]
    return kept if kept.strip(".") else "草稿"


def _too_large(name: str, size: int) -> str:
    shown = f"{size / _MEGABYTE:.1f}"
    return wording.TOO_LARGE.format(name=name, size=shown, limit=LARGEST_UPLOAD // _MEGABYTE)


def _refuse_bomb(data: bytes, name: str) -> None:
    """A small docx can unpack into gigabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        return
    if unpacked > _LARGEST_UNPACKED:
        raise BadInput(wording.UNPACKS_TOO_LARGE.format(name=name))
