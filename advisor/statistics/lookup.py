"""Lookups in the statistics tables: indicator, regions and period in; figures, calculations, definitions and gaps out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.errors import BadInput
from advisor.library.naming import BASIS_LABEL, source_name
from advisor.library.tables import Indicator
from advisor.library.vocabulary import Vocabulary
from advisor.statistics.amounts import plain, quantity_shown
from advisor.statistics.comparability import same_time
from advisor.statistics.indicators import IndicatorNames, Resolution, listing
from advisor.statistics.missing import missing_figures
from advisor.statistics.standing import guidance, standing_of
from advisor.statistics.types import DefinitionGroup, Mark, ShownFigure, StatisticsResult
from advisor.statistics.working import work
from advisor.types import Notice, Passage, Period, PeriodKind, Source, StatisticsRow

if TYPE_CHECKING:
    from advisor.library.record import Record

EARLIEST_YEAR, LATEST_YEAR = 1949, 2100


class Statistics:
    """The tables of one version of the library, read-only."""

    def __init__(
        self,
        *,
        rows: Sequence[StatisticsRow],
        indicators: Mapping[str, Indicator],
        sources: Mapping[str, Source],
        vocabulary: Vocabulary,
        passages: Iterable[Passage] = (),
        notices: Sequence[Notice] = (),
    ) -> None:
        """`passages` give the values as written."""
        self.indicators = indicators
        self.vocabulary = vocabulary
        self.names = IndicatorNames(indicators, vocabulary)
        self._rows = tuple(rows)
        self._sources = sources
        self._notices = notices
        self._marks: Mapping[str, Mark] = {}
        self._written = {
            passage.row.id: passage.figures[0].value_text
            for passage in passages
            if passage.row is not None and passage.figures
        }

    @classmethod
    def of(cls, record: Record) -> Statistics:
        """The tables of an open record."""
        return cls(
            rows=record.rows(),
            indicators=record.indicators(),
            sources=record.sources(),
            vocabulary=record.vocabulary(),
            passages=record.passages(),
            notices=record.notices(),
        )

    def with_marks(self, marks: Mapping[str, Mark]) -> Statistics:
        """The same tables, showing the office's sign-offs: marks by row id."""
        marked = copy(self)
        marked._marks = marks
        return marked

    def find(
        self, indicator: str, *, regions: Sequence[str] = (), since: int | None = None, until: int | None = None
    ) -> StatisticsResult:
        """The figures of an indicator, with what may be worked out of them and what is missing.

        `since`, `until`: first and last year wanted, inclusive. Raises BadInput for an indicator or region not known,
        for years out of order, and where nothing at all is held.
        """
        _check_years(since, until)
        understood = self.names.resolve(indicator)
        wanted = self._regions([*understood.regions, *regions])
        own = self._of(understood.indicator)
        kept = [row for row in own if _is_wanted(row, wanted, since, until)]
        growth = self._published(self.names.growth_of(understood.indicator.name), kept)
        shares = self._published(self.names.share_of(understood.indicator.name), kept)
        figures = self._shown(kept)
        also = self._shown(
            row for one in understood.also for row in self._of(one) if _is_wanted(row, wanted, since, until)
        )
        return StatisticsResult(
            asked=indicator,
            indicator=understood.indicator,
            understood=_understood(understood),
            regions=wanted,
            since=since,
            until=until,
            figures=figures,
            growth=growth,
            also=also,
            worked=work(figures, understood.indicator, growth=growth, shares=shares, vocabulary=self.vocabulary),
            definitions=tuple(_definitions(understood.indicator, figures, also)),
            not_to_confuse=self._look_alikes(understood),
            missing=tuple(
                missing_figures(understood.indicator.name, own, regions=wanted, years=self._years(own, since, until))
            ),
            notices=self._notices_on([*kept, *(one.row for one in growth)]),
        )

    def listing(self) -> Sequence[tuple[Indicator, int]]:
        """Every indicator that has figures, with their number."""
        return listing(self.indicators.values(), Counter(row.indicator for row in self._rows))

    def row(self, row_id: str) -> ShownFigure | None:
        """One row by id, or None."""
        found = next((row for row in self._rows if row.id == row_id), None)
        return None if found is None else self.shown(found)

    def shown(self, row: StatisticsRow) -> ShownFigure:
        """A row with everything a reader needs beside it."""
        source = self._sources[row.source_id]
        text = self._written.get(row.id) or plain(row.value)
        return ShownFigure(
            row=row,
            value_text=text,
            quantity=quantity_shown(row, text),
            title=source.title,
            source=source_name(source),
            basis=BASIS_LABEL[row.basis],
            url=source.url,
            standing=standing_of(row, source, self.indicators.get(row.indicator)),
            mark=self._marks.get(row.id),
        )

    def rows_of(self, indicator: str, *, region: str, period: Period | None = None) -> list[StatisticsRow]:
        """The rows of an indicator and region, in the order of the tables; those of one period where one is given."""
        own = [row for row in self._by_indicator.get(indicator, ()) if row.region == region]
        return own if period is None else [row for row in own if is_about(row, period)]

    def regions_of(self, indicator: str) -> tuple[str, ...]:
        """The regions that have figures of an indicator, in the order of the tables."""
        return tuple(dict.fromkeys(row.region for row in self._by_indicator.get(indicator, ())))

    def years_held(self) -> tuple[int, int]:
        """First and last year that any figure is about."""
        ends = [int(day[:4]) for row in self._rows for day in (row.period.start, row.period.end) if day]
        return (min(ends), max(ends)) if ends else (EARLIEST_YEAR, EARLIEST_YEAR)

    @cached_property
    def _by_indicator(self) -> Mapping[str, list[StatisticsRow]]:
        groups: dict[str, list[StatisticsRow]] = {}
        for row in self._rows:
            groups.setdefault(row.indicator, []).append(row)
        return groups

    def _of(self, indicator: Indicator) -> list[StatisticsRow]:
        return self._by_indicator.get(indicator.name, [])

    def _shown(self, rows: Iterable[StatisticsRow]) -> tuple[ShownFigure, ...]:
        order = {row.id: place for place, row in enumerate(self._rows)}
        regions: dict[str, int] = {}
        listed = list(rows)
        for row in listed:
            regions.setdefault(row.region, len(regions))
        listed.sort(key=lambda row: (regions[row.region], row.indicator, row.period.end or "", order[row.id]))
        return tuple(self.shown(row) for row in listed)

    def _published(self, indicators: Iterable[Indicator], rows: Sequence[StatisticsRow]) -> tuple[ShownFigure, ...]:
        """The rows of other indicators for the regions and stretches of time of these rows."""
        return self._shown(
            other
            for one in indicators
            for other in self._of(one)
            if any(other.region == row.region and _touch(other, row) for row in rows)
        )

    def _regions(self, written: Sequence[str]) -> tuple[str, ...]:
        names = []
        for name in written:
            known = self.vocabulary.canonical_region(name.strip())
            if known is None:
                raise BadInput(f"不认识地区“{name}”；请写市、县或省的名称，如“鞍山”“海城市”“全国”。")
            names.append(known)
        return tuple(dict.fromkeys(names))

    def _years(self, rows: Sequence[StatisticsRow], since: int | None, until: int | None) -> range | None:
        if since is None and until is None:
            return None
        ends = [int(row.period.end[:4]) for row in rows if row.period.end]
        starts = [int(row.period.start[:4]) for row in rows if row.period.start]
        first = since if since is not None else min(starts, default=until or EARLIEST_YEAR)
        last = until if until is not None else max([*ends, first, self.years_held()[1] - 1])
        return range(first, last + 1)

    def _look_alikes(self, understood: Resolution) -> tuple[str, ...]:
        """Indicators with figures that the vocabulary keeps apart from this one, however alike they sound."""
        shown = {understood.indicator.name, *(one.name for one in understood.also)}
        name = understood.indicator.name
        return tuple(
            other for other in self._by_indicator if other not in shown and self.vocabulary.are_distinct(name, other)
        )

    def _notices_on(self, rows: Sequence[StatisticsRow]) -> tuple[str, ...]:
        keys = {key for row in rows for key in (row.id, row.statement_ref, f"indicator:{row.indicator}") if key}
        return tuple(
            f"{one.text}建议：{one.instead}" if one.instead else one.text
            for one in self._notices
            if keys & set(one.concerns)
        )


_ENDING = {PeriodKind.YEAR, PeriodKind.MONTH}


def is_about(row: StatisticsRow, period: Period) -> bool:
    """Whether a row is about a period: the same days, or a year and its last day, or a month and its. A half-year is no year."""
    held = row.period
    if not held.end or not period.end:
        return False
    if (held.start, held.end) == (period.start, period.end):
        return True
    at_end = held.kind is PeriodKind.POINT and period.kind is PeriodKind.YEAR and held.end == period.end
    end_of_year = period.kind is PeriodKind.POINT and held.kind in _ENDING and held.end == period.end
    return at_end or end_of_year


def _check_years(since: int | None, until: int | None) -> None:
    for year in (since, until):
        if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise BadInput(f"年份“{year}”不对；请写四位年份，如 2020。")
    if since is not None and until is not None and since > until:
        raise BadInput(f"起始年份{since}晚于截止年份{until}；请调换。")


def _is_wanted(row: StatisticsRow, regions: Sequence[str], since: int | None, until: int | None) -> bool:
    if regions and row.region not in regions:
        return False
    if since is None and until is None:
        return True
    first, last = row.period.start or row.period.end, row.period.end or row.period.start
    if first is None or last is None:
        return False
    return (since is None or int(last[:4]) >= since) and (until is None or int(first[:4]) <= until)


def _touch(one: StatisticsRow, other: StatisticsRow) -> bool:
    """Whether a rate is about the time of a level: the same stretch, or one that ends with it."""
    return same_time(one, other) or (bool(one.period.end) and one.period.end == other.period.end)


def _understood(found: Resolution) -> str:
    if found.by_likeness:
        return f"没有名为“{found.asked}”的指标，按最相近的“{found.indicator.name}”查。"
    if found.asked.strip() != found.indicator.name:
        return f"“{found.asked}”按“{found.indicator.name}”查。"
    return ""


def _definitions(
    indicator: Indicator, figures: Sequence[ShownFigure], also: Sequence[ShownFigure]
) -> Iterable[DefinitionGroup]:
    """Figures that differ for one place and time, side by side; and the other indicators that go by the same name."""
    groups: dict[tuple[str, str | None, str | None, str], list[ShownFigure]] = {}
    for one in figures:
        period = one.row.period
        label = period.label if not period.end else ""
        groups.setdefault((one.row.region, period.start, period.end, label), []).append(one)
    for own in groups.values():
        if len(own) > 1:
            title = f"{own[0].row.region}{own[0].row.period.label}“{indicator.name}”有{len(own)}个数"
            yield DefinitionGroup(title=title, figures=tuple(own), guidance=guidance(own))
    if also:
        names = "、".join(dict.fromkeys(one.row.indicator for one in (*figures[:1], *also)))
        both = (*figures, *also)
        yield DefinitionGroup(title=f"同一叫法的几个指标：{names}", figures=both, guidance=guidance(both))
