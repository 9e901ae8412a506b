"""Versions of drafts, kept in the workspace as files that are written whole; and what differs between two of them."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from advisor.errors import BadInput, reason_of
from advisor.memo.desk import Desk
from advisor.memo.shown import running_text
from advisor.memo.types import Memo
from advisor.memo.writing import write_whole
from advisor.types import Data

FOLDER = "memos"
_NAME = re.compile(r"^v(?P<number>\d{3,6})\.json$")
_SENTENCES = re.compile(r"[^。！？；]*[。！？；]|[^。！？；]+$")
UNREADABLE = "版本{number}读不出来（文件损坏，或由不同版本的程序写成）；其他版本不受影响。"
NO_VERSION = "没有版本{number}；请从列表里选。"


class Version(Data):
    """One kept version of a draft."""

    number: int
    at: str
    note: str
    title: str
    characters: int


class ChangeKind(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Change(Data):
    """A stretch of text and what became of it from the older version to the newer."""

    kind: ChangeKind
    text: str


class VersionStore:
    """The versions of all drafts of one workspace; a draft is known by its topic and type."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / FOLDER

    def save(self, memo: Memo, *, note: str, at: datetime) -> Version:
        """Keep a version; a text that was just kept is not kept twice. Raises BadInput where nothing can be written."""
        held = self.versions(memo)
        folder = self._of(memo)
        if held and self._same(memo, held[-1]):
            return held[-1]
        version = Version(
            number=held[-1].number + 1 if held else 1,
            at=at.isoformat(timespec="seconds"),
            note=note,
            title=memo.title,
            characters=memo.characters,
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"工作区“{folder}”建不了（{reason_of(error)}）；请检查磁盘空间和权限。") from error
        written = {"version": version.model_dump(mode="json"), "memo": memo.model_dump(mode="json")}
        data = json.dumps(written, ensure_ascii=False, indent=1).encode()
        write_whole(folder / f"v{version.number:03d}.json", data)
        return version

    def versions(self, memo: Memo) -> list[Version]:
        """The kept versions of a draft, the oldest first; files that cannot be read are passed over."""
        found = []
        for path in sorted(self._of(memo).glob("v*.json")):
            if _NAME.match(path.name):
                try:
                    found.append(Version.model_validate(json.loads(path.read_text(encoding="utf-8"))["version"]))
                except (OSError, ValueError, KeyError, TypeError):
                    continue
        return sorted(found, key=lambda one: one.number)

    def load(self, memo: Memo, number: int) -> Memo:
        """A kept version of a draft. Raises BadInput for one that is not there or cannot be read."""
        path = self._of(memo) / f"v{number:03d}.json"
        if not path.is_file():
            raise BadInput(NO_VERSION.format(number=number))
        try:
            return Memo.model_validate(json.loads(path.read_text(encoding="utf-8"))["memo"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
            raise BadInput(UNREADABLE.format(number=number)) from error

    def _same(self, memo: Memo, version: Version) -> bool:
        try:
            return self.load(memo, version.number) == memo
        except BadInput:
            return False

    def _of(self, memo: Memo) -> Path:
        named = f"{memo.request.form}|{memo.request.topic}"
        return self._folder / hashlib.sha256(named.encode()).hexdigest()[:16]


def difference(old: Memo, new: Memo, desk: Desk) -> tuple[Change, ...]:
    """What differs between two versions, sentence by sentence; what is the same stands between."""
    before, after = list(_pieces(old, desk)), list(_pieces(new, desk))
    changes: list[Change] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            changes.append(Change(kind=ChangeKind.KEPT, text="".join(before[first:last])))
            continue
        if last > first:
            changes.append(Change(kind=ChangeKind.REMOVED, text="".join(before[first:last])))
        if end > start:
            changes.append(Change(kind=ChangeKind.ADDED, text="".join(after[start:end])))
    return tuple(changes)


def _pieces(memo: Memo, desk: Desk) -> Iterator[str]:
    for line in (memo.title, *running_text(memo, desk.holdings.sources)):
        if line:
            yield from _SENTENCES.findall(line)
            yield "\n"
