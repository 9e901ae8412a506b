"""A copy of the library's files with the asks taken out, to measure how much answers lean on them."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

_ASKS_LINE = re.compile(r"^- asks: .*$", re.MULTILINE)
# The format requires an ask. Marks carry no characters that any index reads.
_NO_ASK = "——"


def copy_without_asks(knowledge: Path, target: Path) -> None:
    """Copy a knowledge folder to `target`, which is replaced, with every ask blanked."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(knowledge, target)
    for document in target.glob("documents/**/*.md"):
        document.write_text(
            _ASKS_LINE.sub(f"- asks: {_NO_ASK}", document.read_text(encoding="utf-8")), encoding="utf-8"
        )
    indicators = target / "statistics" / "indicators.csv"
    if indicators.is_file():
        _blank_column(indicators, "asks")


def _blank_column(path: Path, column: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        fields = list(reader.fieldnames or [])
        rows = list(reader)
    if column not in fields:
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, column: _NO_ASK} for row in rows)
