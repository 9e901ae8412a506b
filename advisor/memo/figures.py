"""The figures a draft may use: of every indicator and place the newest published one; of several for one period, the signed-off one.

The one seam to statistics and to the office's ledger of signed-off figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from advisor.memo.desk import Desk
from advisor.types import Modality, Passage, StatisticsRow

# A year as a value (建成年份) makes no figure for a sentence.
_NO_QUANTITY = {"年"}


def newest_rows(passages: Iterable[Passage], desk: Desk) -> frozenset[str]:
    """Ids of the rows to use: the newest of each indicator and place, and no forecast where there is a result."""
    signed = desk.signed_off()
    best: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        if passage.row is None or passage.row.unit in _NO_QUANTITY or passage.modality is Modality.PLANNED:
            continue
        key = (passage.row.indicator, passage.row.region)
        if key not in best or _standing(passage.row, signed) > _standing(best[key].row, signed):
            best[key] = passage
    return frozenset(one.id for one in best.values())


def base_of(indicator: str, region: str, desk: Desk) -> tuple[StatisticsRow, Passage] | None:
    """The newest published value of an indicator for a place, with the passage that says it."""
    rows = [row for row in desk.holdings.rows if (row.indicator, row.region) == (indicator, region)]
    signed = desk.signed_off()
    for row in sorted(rows, key=lambda one: _standing(one, signed), reverse=True):
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


def _passage_of(row: StatisticsRow, desk: Desk) -> Passage | None:
    ref = row.statement_ref or f"{row.source_id}#{row.id}"
    return desk.holdings.by_ref.get(ref)


def _standing(row: StatisticsRow | None, signed: frozenset[str]) -> tuple[str, bool]:
    """A later period first: an old figure does not come back because it was signed off."""
    return ((row.period.end or row.period.start or ""), row.id in signed) if row else ("", False)
