"""The office's signed-off figures (口径台账): one figure an indicator, region and period, with who, when, and if it may be published.

Kept as one small JSON Lines file in the workspace, an event a line, so that nothing is ever overwritten: what holds now
is read off the events in order. The file is written aside and renamed, under a lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, assert_never

from filelock import FileLock, Timeout
from pydantic import ValidationError

from advisor.errors import BadInput, SourceUnusable, reason_of
from advisor.library.period_syntax import parse_period
from advisor.statistics.types import Mark, ShownFigure
from advisor.types import Data, Period, StatisticsRow

if TYPE_CHECKING:
    from advisor.statistics.lookup import Statistics

_LOCK_SECONDS = 10.0
_LONGEST_NAME, _LONGEST_NOTE = 40, 200


class LedgerAction(StrEnum):
    """What an event did."""

    MARK = "mark"
    REMOVE = "remove"
    UNDO = "undo"


class Slot(Data):
    """What one figure may be signed off for."""

    indicator: str
    region: str
    period: str


class LedgerEvent(Data):
    """One line of the ledger. `figure` and `source_id`: the row as it read then; `undone`: the number of the event taken back."""

    number: int
    at: str
    action: LedgerAction
    by: str
    slot: Slot | None = None
    row_id: str = ""
    figure: str = ""
    source_id: str = ""
    may_publish: bool = False
    note: str = ""
    undone: int | None = None


class Ledger:
    """The ledger of one workspace; the file appears with the first mark."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = datetime.now) -> None:
        self._path = path
        self._clock = clock

    def events(self) -> tuple[LedgerEvent, ...]:
        """Everything that ever happened, oldest first. Raises SourceUnusable, naming the line, for a damaged file."""
        if not self._path.is_file():
            return ()
        found = []
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SourceUnusable(f"台账文件 {self._path} 读不出来（{error}）；请检查权限，或用备份替换。") from error
        for number, line in enumerate(lines, start=1):
            try:
                found.append(LedgerEvent.model_validate_json(line))
            except ValidationError as error:
                raise SourceUnusable(
                    f"台账文件 {self._path} 第{number}行读不出来；请改正该行，或用备份替换。"
                ) from error
        return tuple(found)

    def in_force(self) -> tuple[LedgerEvent, ...]:
        """The marks that hold now, in the order in which they were made."""
        return tuple(_replay(self.events()).values())

    def marks(self, tables: Statistics) -> dict[str, Mark]:
        """The marks that hold now by row id, each held against what the tables read today."""
        found = {}
        for event in self.in_force():
            now = tables.row(event.row_id)
            found[event.row_id] = Mark(
                row_id=event.row_id,
                by=event.by,
                at=event.at,
                may_publish=event.may_publish,
                note=event.note,
                as_marked=event.figure,
                changed=now is None or (figure_as_marked(now), now.row.source_id) != (event.figure, event.source_id),
            )
        return found

    def signed_off(
        self, tables: Statistics, indicator: str, region: str, period: Period | str, *, to_publish: bool = False
    ) -> ShownFigure | None:
        """The signed-off figure of an indicator, region and period, or None where there is none that can be relied on.

        `period`: a Period, or as written in the tables (2022, 2021Q1..2021Q3) or for readers (2022年). `to_publish`: only one
        that may be published. A figure that the tables give otherwise since it was signed off is none: it must be renewed.
        """
        marks = self.marks(tables)
        for event in self.in_force():
            shown = tables.row(event.row_id)
            if shown is None or event.slot is None or (event.slot.indicator, event.slot.region) != (indicator, region):
                continue
            mark = marks[event.row_id]
            usable = not mark.changed and (mark.may_publish or not to_publish)
            if usable and _is_period(shown.row.period, period):
                return shown.model_copy(update={"mark": mark})
        return None

    def mark(self, figure: ShownFigure, *, by: str, may_publish: bool, note: str = "") -> LedgerEvent:
        """Sign a figure off; it takes the place of another one for the same slot. Raises BadInput, SourceUnusable."""
        return self._append(
            lambda events: LedgerEvent(
                number=len(events) + 1,
                at=self._now(),
                action=LedgerAction.MARK,
                by=_named(by),
                slot=slot_of(figure),
                row_id=figure.row.id,
                figure=figure_as_marked(figure),
                source_id=figure.row.source_id,
                may_publish=may_publish,
                note=_noted(note),
            )
        )

    def remove(self, row_id: str, *, by: str, note: str = "") -> LedgerEvent:
        """Take a sign-off back. Raises BadInput where the figure is not signed off."""

        def event(events: Sequence[LedgerEvent]) -> LedgerEvent:
            held = next((one for one in _replay(events).values() if one.row_id == row_id), None)
            if held is None:
                raise BadInput(f"台账里没有“{row_id}”；运行 advisor ledger 看已标记的数。")
            return held.model_copy(
                update={
                    "number": len(events) + 1,
                    "at": self._now(),
                    "action": LedgerAction.REMOVE,
                    "by": _named(by),
                    "note": _noted(note),
                }
            )

        return self._append(event)

    def undo(self, *, by: str) -> LedgerEvent:
        """Take the last mark or removal back that still counts; again: the one before. Raises BadInput where there is none."""

        def event(events: Sequence[LedgerEvent]) -> LedgerEvent:
            counting = _counting(events)
            if not counting:
                raise BadInput("台账里没有可以撤销的操作。")
            last = counting[-1]
            return LedgerEvent(
                number=len(events) + 1,
                at=self._now(),
                action=LedgerAction.UNDO,
                by=_named(by),
                slot=last.slot,
                row_id=last.row_id,
                figure=last.figure,
                source_id=last.source_id,
                undone=last.number,
            )

        return self._append(event)

    def _now(self) -> str:
        return self._clock().strftime("%Y-%m-%d %H:%M")

    def _append(self, make: Callable[[Sequence[LedgerEvent]], LedgerEvent]) -> LedgerEvent:
        """Read, add one event and write, while nobody else does."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                events = self.events()
                event = make(events)
                self._write([*events, event])
                return event
        except Timeout as error:
            raise SourceUnusable("别的程序正在写台账，等了10秒；请稍后再试。") from error
        except OSError as error:
            raise SourceUnusable(
                f"台账文件 {self._path} 写不进去（{reason_of(error)}）；请检查磁盘空间和权限。"
            ) from error

    def _write(self, events: Sequence[LedgerEvent]) -> None:
        text = "".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in events)
        with NamedTemporaryFile("w", encoding="utf-8", dir=self._path.parent, prefix=".ledger-", delete=False) as file:
            aside = Path(file.name)
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                aside.unlink(missing_ok=True)
                raise
        os.replace(aside, self._path)


def slot_of(figure: ShownFigure) -> Slot:
    """What a figure is signed off for. A period is told by its days; one without days by its label."""
    return slot_of_row(figure.row)


def slot_of_row(row: StatisticsRow) -> Slot:
    """The same of a row of the tables."""
    days = f"{row.period.start or ''}..{row.period.end or ''}" if row.period.end else row.period.label
    return Slot(indicator=row.indicator, region=row.region, period=days)


def figure_as_marked(figure: ShownFigure) -> str:
    """A figure in words, as the ledger keeps it: 鞍山2022年地区生产总值1863.2亿元."""
    row = figure.row
    return f"{row.region}{row.period.label}{row.indicator}{figure.quantity}"


def _counting(events: Sequence[LedgerEvent]) -> list[LedgerEvent]:
    """Marks and removals that were not taken back."""
    undone = {event.undone for event in events if event.action is LedgerAction.UNDO}
    return [event for event in events if event.action is not LedgerAction.UNDO and event.number not in undone]


def _replay(events: Sequence[LedgerEvent]) -> Mapping[Slot, LedgerEvent]:
    held: dict[Slot, LedgerEvent] = {}
    for event in _counting(events):
        if event.slot is None:
            continue
        match event.action:
            case LedgerAction.MARK:
                held.pop(event.slot, None)
                held[event.slot] = event
            case LedgerAction.REMOVE:
                held.pop(event.slot, None)
            case LedgerAction.UNDO:
                continue
            case _:
                assert_never(event.action)
    return held


def _named(by: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise BadInput("没有写由谁认定；请写单位或姓名。")
    if len(name) > _LONGEST_NAME:
        raise BadInput(f"认定人写了{len(name)}字；请缩短到{_LONGEST_NAME}字以内。")
    return name


def _noted(note: str) -> str:
    text = " ".join(note.split())
    if len(text) > _LONGEST_NOTE:
        raise BadInput(f"备注写了{len(text)}字；请缩短到{_LONGEST_NOTE}字以内。")
    return text


def _is_period(held: Period, asked: Period | str) -> bool:
    if isinstance(asked, Period):
        return (held.start, held.end) == (asked.start, asked.end) if held.end else held.label == asked.label
    if asked == held.label:
        return True
    try:
        wanted = parse_period(asked)
    except ValueError:
        return False
    return bool(wanted.end) and (held.start, held.end) == (wanted.start, wanted.end)
