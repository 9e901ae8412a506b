"""What a finished generation folder must contain: written after it was checked, compared before it is opened."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from advisor.types import Data

_NAME = "manifest.json"


class FileMark(Data):
    """Size and SHA-256 of one file."""

    size: int
    sha256: str


class Manifest(Data):
    """The vector files of a generation. Chroma's SQLite file is left out: every reader changes it."""

    count: int
    files: dict[str, FileMark]


def write_manifest(folder: Path, count: int) -> None:
    """Describe a checked generation; from then on it counts as finished."""
    files = {
        path.relative_to(folder).as_posix(): FileMark(size=path.stat().st_size, sha256=file_sha256(path))
        for path in sorted(folder.rglob("*.bin"))
    }
    (folder / _NAME).write_text(Manifest(count=count, files=files).model_dump_json(), encoding="utf-8")


def is_intact(folder: Path, *, thorough: bool = False) -> bool:
    """Whether a generation is finished and its vector files have their sizes; `thorough` compares content too."""
    try:
        manifest = Manifest.model_validate_json((folder / _NAME).read_text(encoding="utf-8"))
        return (folder / "chroma.sqlite3").is_file() and all(
            (folder / name).stat().st_size == mark.size and (not thorough or file_sha256(folder / name) == mark.sha256)
            for name, mark in manifest.files.items()
        )
    except (OSError, ValidationError):
        return False


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
