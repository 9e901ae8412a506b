"""What every composer needs: its result, and turning a passage into a claim."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.texts import missing_sentence, opening
from advisor.library.naming import spoken
from advisor.types import (
    Answer,
    Claim,
    ClaimKind,
    Data,
    Missing,
    Passage,
    ScoredPassage,
    Status,
)


class Composition(Data):
    """Claims for an answer and the status they amount to; `remarks`: on the answer itself, shown beside it."""

    claims: tuple[Claim, ...]
    status: Status
    remarks: tuple[str, ...] = ()


def sentence(text: str) -> str:
    """The text ended by one full stop."""
    return f"{text.rstrip('。；;，, ')}。"


def fact(
    passage: Passage, bench: Bench, *, fills_slot: bool = False, lead: str = "", kind: ClaimKind = ClaimKind.FACT
) -> Claim:
    """A claim that says what one passage says, attributed to its source."""
    attributed = opening(passage, bench.holdings.sources[passage.source_id])
    text = sentence(f"{lead}{attributed}{spoken(passage)}")
    return Claim(
        text=text, kind=kind, passage_ids=(passage.id,), fills_slot=fills_slot, opening="" if lead else attributed
    )


def gap(missing: Missing, *, nearest: Sequence[Passage] = ()) -> Claim:
    """A claim that says what is not held; it cites the nearest passage where there is one."""
    return Claim(text=missing_sentence(missing), kind=ClaimKind.GAP, passage_ids=tuple(one.id for one in nearest[:1]))


def chosen(answer: Answer, bench: Bench) -> list[Passage]:
    """The passages of the selection, best first."""
    return [bench.holdings.passages[key] for key in answer.selection.main]


def scored(answer: Answer, passage_id: str) -> ScoredPassage | None:
    """The retrieval entry of a passage."""
    return next((one for one in answer.passages if one.passage.id == passage_id), None)


def period_end(passage: Passage) -> str:
    """Last day the passage speaks of, for ordering; empty when undated."""
    period = passage.period
    return (period.end or period.start or "") if period else ""
