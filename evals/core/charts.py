"""Geometry of the bar charts with intervals: numbers become pixels here, drawing is the template's."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.types import Data

LABEL_WIDTH, PLOT_WIDTH, VALUE_WIDTH = 190.0, 430.0, 170.0
ROW, GAP, TOP, BOTTOM = 22.0, 10.0, 6.0, 26.0
SERIES = 6
"""Number of colours; more columns than that repeat them."""

_LONGEST_LABEL = 14


class Bar(Data):
    """One bar as data: a share 0..1 with its interval, in the colour of its series."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    series: int = 0
    text: str


class BarDrawn(Data):
    """One bar in pixels."""

    y: float
    width: float
    low: float | None
    high: float | None
    series: int
    label: str
    full_label: str
    text: str
    text_x: float


class Chart(Data):
    """A chart in pixels; `legend` names the series where there are several."""

    title: str
    width: float
    height: float
    bars: tuple[BarDrawn, ...]
    ticks: tuple[tuple[float, str], ...]
    legend: tuple[str, ...] = ()


def bar_chart(title: str, groups: Sequence[Sequence[Bar]], *, legend: Sequence[str] = ()) -> Chart:
    """Horizontal bars from 0 to 100 %, the bars of a group close together and labelled once."""
    bars: list[BarDrawn] = []
    y = TOP
    for group in groups:
        for at, bar in enumerate(group):
            bars.append(_drawn(bar, y, first=at == 0))
            y += ROW
        y += GAP
    return Chart(
        title=title,
        width=LABEL_WIDTH + PLOT_WIDTH + VALUE_WIDTH,
        height=y + BOTTOM,
        bars=tuple(bars),
        ticks=tuple((_x(share / 100), f"{share}%") for share in (0, 25, 50, 75, 100)),
        legend=tuple(legend),
    )


def _drawn(bar: Bar, y: float, *, first: bool) -> BarDrawn:
    short = bar.label if len(bar.label) <= _LONGEST_LABEL else f"{bar.label[: _LONGEST_LABEL - 1]}…"
    return BarDrawn(
        y=y,
        width=_x(bar.value) - LABEL_WIDTH,
        low=None if bar.low is None else _x(bar.low),
        high=None if bar.high is None else _x(bar.high),
        series=bar.series % SERIES,
        label=short if first else "",
        full_label=bar.label,
        text=bar.text,
        text_x=LABEL_WIDTH + PLOT_WIDTH + 10,
    )


def _x(share: float) -> float:
    return round(LABEL_WIDTH + PLOT_WIDTH * min(1.0, max(0.0, share)), 1)
