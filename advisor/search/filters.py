"""What a search may be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.types import Area, Category, Data, Passage, Period, Rank, Source, Validity


class Filters(Data):
    """Conditions a passage must meet; an empty one lets everything through. Within one field any value suffices."""

    regions: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    source_kinds: tuple[Category, ...] = ()
    ranks: tuple[Rank, ...] = ()
    period: Period | None = None
    validity: tuple[Validity, ...] = ()
    source_ids: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filters()

    def admits_source(self, source: Source) -> bool:
        """Whether the source meets the conditions that are the same for all its passages."""
        return (
            (not self.source_kinds or source.category in self.source_kinds)
            and (not self.ranks or source.rank in self.ranks)
            and (not self.validity or source.validity in self.validity)
            and (not self.source_ids or source.id in self.source_ids)
        )


def overlaps(first: Period, second: Period) -> bool:
    """Whether two periods share a day; an undated one overlaps nothing."""
    if not (first.start or first.end) or not (second.start or second.end):
        return False
    first_start, first_end = first.start or first.end or "", first.end or first.start or ""
    second_start, second_end = second.start or second.end or "", second.end or second.start or ""
    return first_start <= second_end and second_start <= first_end


def admitted(passages: Iterable[Passage], sources: Mapping[str, Source], filters: Filters) -> set[str]:
    """Ids of the passages that meet the filters.

    Tens of thousands of passages are gone through for one search: what depends on the source is settled once for each.
    """
    open_sources = {source.id for source in sources.values() if filters.admits_source(source)}
    regions, areas, period = frozenset(filters.regions), frozenset(filters.areas), filters.period
    inside = {source.id for source in sources.values() if source.region in regions} if regions else open_sources
    return {
        passage.id
        for passage in passages
        if passage.source_id in open_sources
        and (not areas or not areas.isdisjoint(passage.areas))
        and (passage.source_id in inside or not regions.isdisjoint(passage.regions))
        and (period is None or (passage.period is not None and overlaps(passage.period, period)))
    }
