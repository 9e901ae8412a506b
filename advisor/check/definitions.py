"""One indicator under several definitions (口径): which others the library holds for the same place and time."""

from __future__ import annotations

from advisor.check.judging import Outcome
from advisor.check.scene import Told
from advisor.check.types import SentenceVerdict
from advisor.library.naming import source_name
from advisor.search.holdings import Holdings
from advisor.types import StatisticsRow

_MOST = 3


def other_definitions(outcome: Outcome, told: Told, holdings: Holdings) -> list[str]:
    """What other definitions give for a figure that a sentence states with support, each as one phrase."""
    if outcome.verdict is not SentenceVerdict.SUPPORTED:
        return []
    rows = [row for passage in outcome.passages if (row := _row_of(passage.ref, passage.row, holdings)) is not None]
    found = [other for row in rows for other in holdings.rows if _is_rival(row, other)]
    return [_phrase(other, holdings) for other in found][:_MOST]


def _row_of(ref: str, row: StatisticsRow | None, holdings: Holdings) -> StatisticsRow | None:
    return row or next((one for one in holdings.rows if one.statement_ref == ref), None)


def _is_rival(row: StatisticsRow, other: StatisticsRow) -> bool:
    same = (row.indicator, row.region, row.period.start, row.period.end) == (
        other.indicator,
        other.region,
        other.period.start,
        other.period.end,
    )
    return same and row.id != other.id and (row.value, row.unit) != (other.value, other.unit)


def _phrase(row: StatisticsRow, holdings: Holdings) -> str:
    definition = f"（{row.definition}）" if row.definition else ""
    return f"{source_name(holdings.sources[row.source_id])}为{row.value:g}{row.unit}{definition}"
