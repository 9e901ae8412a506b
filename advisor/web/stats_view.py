"""A lookup in the tables as the browser shows it. Plain data, which the browser sets as text, not HTML."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.statistics.charts import Chart, chart_of
from advisor.statistics.export import csv_text, mark_words, publish_words
from advisor.statistics.lookup import Statistics
from advisor.statistics.types import Mark, ShownFigure, StatisticsResult
from advisor.types import Data
from advisor.web import stats_wording as wording


class ShownMark(Data):
    """A sign-off in words."""

    words: str
    publish: str
    note: str
    changed: bool


class ShownRow(Data):
    """One row of a table on the page."""

    row_id: str
    indicator: str
    region: str
    period: str
    quantity: str
    standing: str
    realised: bool
    definition: str
    comparability: str
    source: str
    place: str
    url: str | None
    mark: ShownMark | None


class ShownLine(Data):
    """A line of the calculations; `refused` where nothing was worked out."""

    label: str
    text: str
    refused: bool


class ShownGroup(Data):
    """Definitions side by side, and which to use for what."""

    title: str
    rows: tuple[ShownRow, ...]
    guidance: str


class ShownStatistics(Data):
    """A lookup as the page shows it."""

    indicator: str
    definition: str
    understood: str
    about: str
    rows: tuple[ShownRow, ...]
    growth: tuple[ShownRow, ...]
    worked: tuple[ShownLine, ...]
    groups: tuple[ShownGroup, ...]
    missing: tuple[str, ...]
    notices: tuple[str, ...]
    not_to_confuse: tuple[str, ...]
    chart: Chart | None
    csv: str
    file_name: str


class Choice(Data):
    """An indicator that may be chosen: its other names help to find it, its regions may be ticked."""

    name: str
    aliases: tuple[str, ...]
    figures: int
    regions: tuple[str, ...]


class LedgerLine(Data):
    """One signed-off figure of the ledger."""

    row_id: str
    figure: str
    mark: ShownMark


def choices(tables: Statistics) -> tuple[Choice, ...]:
    """Every indicator that has figures."""
    return tuple(
        Choice(name=one.name, aliases=one.aliases, figures=count, regions=tables.regions_of(one.name))
        for one, count in tables.listing()
    )


def ledger_lines(marks: Iterable[Mark]) -> tuple[LedgerLine, ...]:
    """The sign-offs that hold now, the newest first."""
    lines = [LedgerLine(row_id=one.row_id, figure=one.as_marked, mark=_mark(one)) for one in marks]
    return tuple(reversed(lines))


def shown_statistics(result: StatisticsResult) -> ShownStatistics:
    """What the page shows of a lookup."""
    every = [*result.figures, *result.growth, *result.also]
    return ShownStatistics(
        indicator=result.indicator.name,
        definition=result.indicator.definition or "",
        understood=result.understood,
        about=wording.ABOUT.format(count=len(result.figures)) if result.figures else wording.NOTHING,
        rows=tuple(_row(one) for one in result.figures),
        growth=tuple(_row(one) for one in result.growth),
        worked=tuple(ShownLine(label=one.kind.value, text=one.text, refused=one.refused) for one in result.worked),
        groups=tuple(
            ShownGroup(title=one.title, rows=tuple(_row(shown) for shown in one.figures), guidance=one.guidance)
            for one in result.definitions
        ),
        missing=tuple(one.text for one in result.missing),
        notices=result.notices,
        not_to_confuse=result.not_to_confuse,
        chart=chart_of(result.figures, result.indicator),
        csv=csv_text(every),
        file_name=wording.FILE_NAME.format(indicator=result.indicator.name.replace("/", "")),
    )


def _row(one: ShownFigure) -> ShownRow:
    row = one.row
    return ShownRow(
        row_id=row.id,
        indicator=row.indicator,
        region=row.region,
        period=row.period.label,
        quantity=one.quantity,
        standing=one.standing.value,
        realised=one.realised,
        definition=row.definition or "未说明",
        comparability=row.comparability or "",
        source=one.source,
        place=f"{row.locator}，{one.basis}",
        url=one.url,
        mark=_mark(one.mark) if one.mark else None,
    )


def _mark(mark: Mark) -> ShownMark:
    return ShownMark(words=mark_words(mark), publish=publish_words(mark), note=mark.note, changed=mark.changed)
