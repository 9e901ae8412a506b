"""Claim-passage pairs, and the rule that what is for testing is never tuned on.

`sets.toml` beside the sets names each file, its split and its SHA-256:

    [[set]]
    file = "test.jsonl"
    split = "test"
    subject = "livestream e-commerce"
    sha256 = "..."

`python -m evals.grounding.pairs FOLDER` writes the sums again after a set was changed on purpose.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from pydantic import Field, ValidationError

from advisor.errors import BadInput
from advisor.index.manifest import file_sha256
from advisor.types import Data, VerdictKind
from evals.core.results import read_lines

CATALOGUE = "sets.toml"
OTHER_LANGUAGE = "other_language"
"""The kind of pairs whose claim is in another language than the passage: reported apart."""


class Split(StrEnum):
    """What a set is for."""

    TUNE = "tune"
    TEST = "test"


class Purpose(StrEnum):
    """What the pairs are wanted for: to choose anything by them, or only to measure."""

    TUNING = "tuning"
    MEASURING = "measuring"


class Pair(Data):
    """One claim with the passage it is held against, and the verdict a careful person gives."""

    id: str
    subject: str
    kind: str
    label: VerdictKind
    claim: str
    passage: str
    refs: tuple[str, ...] = ()
    note: str = ""


class SetEntry(Data):
    """What the catalogue says of one file."""

    file: str
    split: Split
    subject: str = ""
    sha256: str = ""


class _Catalogue(Data):
    set: tuple[SetEntry, ...] = Field(default=())


def load_pairs(path: Path, *, purpose: Purpose) -> list[Pair]:
    """The pairs of a set.

    Raises BadInput for a file that cannot be read, repeats an id, or is not the one its catalogue describes; and, where
    the purpose is tuning, for every file that is not catalogued as a tuning set or shares a pair with a test set.
    """
    entries = read_catalogue(path.parent)
    entry = next((one for one in entries if one.file == path.name), None)
    _check_purpose(path, entry, purpose)
    pairs = read_lines(path, Pair)
    _check_ids(path, pairs)
    if purpose is Purpose.TUNING:
        _check_apart(path, pairs, entries)
    return pairs


def read_catalogue(folder: Path) -> tuple[SetEntry, ...]:
    """The entries of a folder's `sets.toml`; none where it has none. Raises BadInput for a broken one."""
    path = folder / CATALOGUE
    if not path.is_file():
        return ()
    try:
        return _Catalogue.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).set
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        raise BadInput(f"题集目录“{path.name}”读不出来：{str(error).splitlines()[0]}；请改正该文件。") from error


def reseal(folder: Path) -> list[str]:
    """Write the SHA-256 of every catalogued file into `sets.toml` again; gives the names of the files."""
    path = folder / CATALOGUE
    entries = read_catalogue(folder)
    parts = re.split(r"(?m)^(?=\[\[set\]\])", path.read_text(encoding="utf-8"))
    written = [_sealed(part, folder) if part.startswith("[[set]]") else part for part in parts]
    path.write_text("".join(written), encoding="utf-8")
    return [entry.file for entry in entries]


def _sealed(part: str, folder: Path) -> str:
    name = tomllib.loads(part)["set"][0]["file"]
    line = f'sha256 = "{file_sha256(folder / name)}"'
    without = re.sub(r"(?m)^sha256 *=.*\n?", "", part)
    return re.sub(r"(?m)^(split *=.*)$", rf"\1\n{line}", without, count=1)


def _check_purpose(path: Path, entry: SetEntry | None, purpose: Purpose) -> None:
    if not path.is_file():
        raise BadInput(f"找不到题集“{path}”；请检查路径。")
    if entry is not None and entry.sha256 != file_sha256(path):
        raise BadInput(
            f"题集“{path.name}”与 {CATALOGUE} 登记的校验和不符；有意改动后请运行 python -m evals.grounding.pairs {path.parent.name}。"
        )
    match purpose:
        case Purpose.MEASURING:
            return
        case Purpose.TUNING:
            if entry is None or entry.split is not Split.TUNE:
                raise BadInput(f'题集“{path.name}”没有登记为调试集，不能用来调试或训练；请改用 split = "tune" 的题集。')
        case _:
            assert_never(purpose)


def _check_ids(path: Path, pairs: Iterable[Pair]) -> None:
    seen: set[str] = set()
    for pair in pairs:
        if pair.id in seen:
            raise BadInput(f"{path.name}：编号“{pair.id}”重复；请改用新的编号。")
        seen.add(pair.id)


def _check_apart(path: Path, pairs: Iterable[Pair], entries: Iterable[SetEntry]) -> None:
    """A renamed or merged copy of a test set must not pass for a tuning set."""
    for entry in entries:
        other = path.parent / entry.file
        if entry.split is Split.TEST and other.is_file():
            held_out = {(pair.claim, pair.passage) for pair in read_lines(other, Pair)}
            shared = next((pair.id for pair in pairs if (pair.claim, pair.passage) in held_out), None)
            if shared is not None:
                raise BadInput(f"题集“{path.name}”的“{shared}”也在测试集“{entry.file}”里，不能用来调试；请先把它拿掉。")


if __name__ == "__main__":
    try:
        print("已登记：" + "、".join(reseal(Path(sys.argv[1]))))
    except (BadInput, IndexError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
