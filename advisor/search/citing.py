"""From a passage to what is shown and checked with it: its citation, its catalogue context, the notices on it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.grounding import CheckContext
from advisor.search.holdings import Holdings
from advisor.types import Citation, Notice, Passage, Source


def citation(number: int, passage: Passage, holdings: Holdings) -> Citation:
    """Everything a reader needs to find the place a claim rests on."""
    source: Source = holdings.sources[passage.source_id]
    return Citation(
        n=number,
        passage_id=passage.id,
        source_id=source.id,
        title=source.title,
        number=source.number,
        locator=passage.locator,
        quote=passage.text,
        kind=passage.kind,
        basis=passage.basis,
        rank=source.rank,
        category=source.category,
        validity=source.validity,
        url=source.url,
        comment=passage.comment,
    )


def context_of(passage: Passage, holdings: Holdings) -> CheckContext:
    """What the catalogue says of a passage, for the engine."""
    source = holdings.sources[passage.source_id]
    return CheckContext(
        title=source.title,
        number=source.number,
        issuer=source.issuer,
        locator=passage.locator,
        regions=holdings.regions_of(passage),
        period_label=passage.period.label if passage.period else None,
        look_alike=holdings.lexicon.look_alike,
    )


def relevant_notices(passages: Sequence[Passage], holdings: Holdings) -> list[Notice]:
    """Notices that concern one of the passages: those on the statement itself before those on its whole source."""
    found: list[tuple[int, Notice]] = []
    for notice in holdings.notices:
        distances = [_distance(notice, passage) for passage in passages]
        closest = min((one for one in distances if one is not None), default=None)
        if closest is not None:
            found.append((closest, notice))
    return [notice for _, notice in sorted(found, key=lambda pair: pair[0])]


def _distance(notice: Notice, passage: Passage) -> int | None:
    """0: concerns this statement or row; 1: its indicator; 2: its source; None: none of these."""
    if passage.ref in notice.concerns or (passage.row and passage.row.id in notice.concerns):
        return 0
    if passage.row and f"indicator:{passage.row.indicator}" in notice.concerns:
        return 1
    return 2 if passage.source_id in notice.concerns else None
