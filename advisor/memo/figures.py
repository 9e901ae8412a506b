"""The figures a draft may use: of every indicator and place the newest published one.

The one seam to statistics. Where the office signed a figure off for an indicator, region and period (口径台账), what else
is held on the three is not told; whether a signed-off figure may be published is asked here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from advisor.memo.desk import Desk
from advisor.statistics.ledger import Slot, slot_of_row
from advisor.statistics.types import Mark
from advisor.types import Modality, Passage, StatisticsRow

# A year as a value (建成年份) makes no figure for a sentence.
_NO_QUANTITY = {"年"}
_MOMENT = re.compile(r"[初末底]$")


def newest_rows(passages: Iterable[Passage], desk: Desk) -> frozenset[str]:
    """Ids of the rows to use: the newest of each indicator and place, and no forecast where there is a result."""
    best: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        if passage.row is None or passage.row.unit in _NO_QUANTITY or passage.modality is Modality.PLANNED:
            continue
        key = (passage.row.indicator, passage.row.region)
        if key not in best or _end(passage.row) > _end(best[key].row):
            best[key] = passage
    return frozenset(one.id for one in best.values())


def base_of(indicator: str, region: str, desk: Desk) -> tuple[StatisticsRow, Passage] | None:
    """The newest published value of an indicator for a place, with the passage that says it."""
    set_aside = _set_aside(desk)
    rows = [
        row
        for row in desk.holdings.rows
        if (row.indicator, row.region) == (indicator, region) and row.id not in set_aside
    ]
    for row in sorted(rows, key=_end, reverse=True):
        passage = _passage_of(row, desk)
        if passage is not None and passage.modality is not Modality.PLANNED:
            return row, passage
    return None


def figure_name(passage: Passage, desk: Desk) -> str:
    """What the first figure of a statement is called in the list of indicators; else its own name."""
    if not passage.figures:
        return ""
    known = next((row.indicator for row in desk.holdings.rows if row.statement_ref == passage.ref), None)
    return known or passage.figures[0].name


def marks_on(passage_ids: Iterable[str], desk: Desk) -> list[tuple[StatisticsRow, Mark]]:
    """The office's marks on the figures that these passages tell, each with its row; those to be renewed among them."""
    wanted = set(passage_ids)
    return [(row, mark) for key, (row, mark) in _marked(desk).items() if key in wanted]


def is_signed_off(passage: Passage, desk: Desk) -> bool:
    """Whether the office signed off a figure that the passage tells, and it still reads as it did then."""
    return any(not mark.changed for _, mark in marks_on((passage.id,), desk))


def closed(desk: Desk) -> list[tuple[StatisticsRow, Mark]]:
    """Every marked figure that was not cleared for publication."""
    rows = {row.id: row for row in desk.holdings.rows}
    return [(rows[key], mark) for key, mark in desk.signed.items() if key in rows and not mark.may_publish]


def may_be_published(passage_ids: Iterable[str], desk: Desk) -> bool:
    """Whether none of these passages tells a figure that the office keeps to itself."""
    return all(mark.may_publish for _, mark in marks_on(passage_ids, desk))


@lru_cache(maxsize=4)
def displaced(desk: Desk) -> frozenset[str]:
    """Ids of the passages that give another figure where the office signed one off."""
    kept = {passage.id for passage in desk.holdings.passages.values() if is_signed_off(passage, desk)}
    found = [_passage_of(row, desk) for row in desk.holdings.rows if row.id in _set_aside(desk)]
    return frozenset(one.id for one in found if one is not None) - kept


@lru_cache(maxsize=4)
def _set_aside(desk: Desk) -> frozenset[str]:
    """Ids of the rows for whose indicator, region and period another row is signed off."""
    signed = {key for key, mark in desk.signed.items() if not mark.changed}
    held = {_slot(row): row.id for row in desk.holdings.rows if row.id in signed}
    if not held:
        return frozenset()
    return frozenset(row.id for row in desk.holdings.rows if held.get(_slot(row), row.id) != row.id)


def _slot(row: StatisticsRow) -> tuple[Slot, str]:
    """What a row is a figure for; the beginning and the end of a span are two things, though the days are the same."""
    moment = _MOMENT.search(row.period.label)
    return slot_of_row(row), moment.group() if moment else ""


@lru_cache(maxsize=4)
def _marked(desk: Desk) -> dict[str, tuple[StatisticsRow, Mark]]:
    """Marked rows with their marks, by the id of the passage that tells the figure."""
    found = {}
    for row in desk.holdings.rows if desk.signed else ():
        passage = _passage_of(row, desk) if row.id in desk.signed else None
        if passage is not None:
            found[passage.id] = (row, desk.signed[row.id])
    return found


def _passage_of(row: StatisticsRow, desk: Desk) -> Passage | None:
    ref = row.statement_ref or f"{row.source_id}#{row.id}"
    return desk.holdings.by_ref.get(ref)


def _end(row: StatisticsRow | None) -> str:
    return (row.period.end or row.period.start or "") if row else ""
