"""One indicator under several definitions (口径): which others the library holds for the same place and time."""

from __future__ import annotations

from advisor.check.indicators import rival_rows
from advisor.check.judging import Outcome
from advisor.check.types import SentenceVerdict
from advisor.library.naming import source_name
from advisor.search.holdings import Holdings
from advisor.types import StatisticsRow

_MOST = 3


def other_definitions(outcome: Outcome, holdings: Holdings) -> list[str]:
    """What other definitions give for a figure that a sentence states with support, each as one phrase."""
    if outcome.verdict is not SentenceVerdict.SUPPORTED:
        return []
    shown = {passage.row.id for passage in outcome.passages if passage.row is not None}
    rivals = [row for passage in outcome.passages for row in rival_rows(passage, holdings) if row.id not in shown]
    return list(dict.fromkeys(_phrase(row, holdings) for row in rivals))[:_MOST]


def _phrase(row: StatisticsRow, holdings: Holdings) -> str:
    definition = f"（{row.definition}）" if row.definition else ""
    return f"{source_name(holdings.sources[row.source_id])}为{row.value:g}{row.unit}{definition}"
