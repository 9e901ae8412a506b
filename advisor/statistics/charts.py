"""What a chart shows: one series a region, kind of period and definition; points that are not comparable stay unjoined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import Field

from advisor.library.tables import Indicator, IndicatorKind
from advisor.statistics.amounts import common_unit, split_scale
from advisor.statistics.comparability import may_be_joined, not_realised
from advisor.statistics.types import ShownFigure
from advisor.types import Data, PeriodKind

_LINE_FROM = 3
_FLAT = 0.3
_MOST_BARS = 30


class ChartKind(StrEnum):
    """The form of a chart."""

    BAR = "bar"
    LINE = "line"


class Point(Data):
    """One figure of a chart. `joined`: whether a line leads to it from the point before."""

    row_id: str
    label: str
    position: float = Field(description="the time as a year with a fraction")
    value: float
    shown: str
    source: str
    joined: bool = False


class ChartSeries(Data):
    """Points of one region, kind of period and definition, in order of time. `definition` names the colour of bars."""

    label: str
    region: str
    definition: str
    planned: bool
    points: tuple[Point, ...]


class Chart(Data):
    """A chart as data, drawn alike by matplotlib and by the page."""

    title: str
    kind: ChartKind
    unit: str
    series: tuple[ChartSeries, ...]
    zero_based: bool = Field(description="whether the axis of values begins at zero; bars always do")
    notes: tuple[str, ...]
    source_note: str


class _Key(Data):
    region: str
    indicator: str
    planned: str | None
    definition: str | None


PERIOD_NAME = {
    PeriodKind.YEAR: "全年",
    PeriodKind.HALF_YEAR: "半年",
    PeriodKind.QUARTERS: "季度累计",
    PeriodKind.MONTHS: "月度累计",
    PeriodKind.MONTH: "当月或月末",
    PeriodKind.POINT: "时点",
    PeriodKind.SPAN: "跨年时段",
    PeriodKind.UNDATED: "时间不详",
}


def chart_of(figures: Sequence[ShownFigure], indicator: Indicator, *, kind: ChartKind | None = None) -> Chart | None:
    """The chart of the figures of one indicator; None where there is nothing to draw.

    Only one kind of period stands in a chart (a half-year's flow beside a year's would mislead): the one most figures have.
    """
    dated = [one for one in figures if one.row.period.end]
    period = _main_period(dated)
    drawn = [one for one in dated if _group(one.row.period.kind) == period]
    drawn = _of_one_unit(drawn)
    if not drawn:
        return None
    factor, unit = common_unit(one.row for one in drawn)
    series = tuple(_series(key, own, factor, drawn) for key, own in _grouped(drawn))
    form = kind or _form(series, indicator)
    zero_based = form is ChartKind.BAR or not _hardly_moves(series)
    return Chart(
        title=_title(drawn, indicator),
        kind=form,
        unit=unit,
        series=series,
        zero_based=zero_based,
        notes=tuple(_notes(figures, drawn, series, form, zero_based=zero_based)),
        source_note=f"来源：{'；'.join(dict.fromkeys(one.title for one in drawn))}",
    )


def _hardly_moves(series: Iterable[ChartSeries]) -> bool:
    """Whether a line from zero would look flat: all values positive and close together."""
    values = [point.value for one in series for point in one.points]
    return min(values) > 0 and (max(values) - min(values)) < _FLAT * max(values)


def _group(kind: PeriodKind) -> str:
    """Points and months are both moments for a stock; the rest is a stretch of its own sort."""
    return "时点" if kind in (PeriodKind.POINT, PeriodKind.MONTH) else PERIOD_NAME[kind]


def _main_period(figures: Iterable[ShownFigure]) -> str:
    counts = Counter(_group(one.row.period.kind) for one in figures)
    order = [_group(kind) for kind in PeriodKind]
    return min(counts, key=lambda name: (-counts[name], order.index(name)), default="")


def _of_one_unit(figures: Sequence[ShownFigure]) -> list[ShownFigure]:
    if not figures:
        return []
    bare = Counter(split_scale(one.row.unit)[1] for one in figures).most_common(1)[0][0]
    return [one for one in figures if split_scale(one.row.unit)[1] == bare]


def _grouped(figures: Sequence[ShownFigure]) -> list[tuple[_Key, list[ShownFigure]]]:
    groups: dict[_Key, list[ShownFigure]] = {}
    for one in figures:
        row = one.row
        key = _Key(region=row.region, indicator=row.indicator, planned=not_realised(row), definition=row.definition)
        groups.setdefault(key, []).append(one)
    return list(groups.items())


def _series(key: _Key, own: Sequence[ShownFigure], factor: float, all_drawn: Sequence[ShownFigure]) -> ChartSeries:
    ordered = sorted(own, key=lambda one: one.row.period.end or "")
    points = [
        Point(
            row_id=one.row.id,
            label=one.row.period.label,
            position=_position(one),
            value=one.row.value * split_scale(one.row.unit)[0] / factor,
            shown=one.quantity,
            source=one.source,
            joined=place > 0 and _follows(ordered[place - 1], one),
        )
        for place, one in enumerate(ordered)
    ]
    return ChartSeries(
        label=_label(key, all_drawn),
        region=key.region,
        definition=f"{key.planned}数" if key.planned else key.definition or "口径未说明",
        planned=key.planned is not None,
        points=tuple(points),
    )


def _position(one: ShownFigure) -> float:
    year, month = (one.row.period.end or "2000-01").split("-")[:2]
    if one.row.period.kind is PeriodKind.YEAR:
        return float(year)
    return int(year) + int(month) / 12


def _follows(before: ShownFigure, one: ShownFigure) -> bool:
    """Whether a line may lead from one figure to the next: comparable, and no year between them is missing."""
    gap = _position(one) - _position(before)
    return gap <= 1.0 + 1e-9 and may_be_joined(before.row, one.row)


def _label(key: _Key, drawn: Sequence[ShownFigure]) -> str:
    """The region, with what tells its definition from the others."""
    rivals = {(one.row.definition, not_realised(one.row)) for one in drawn if one.row.region == key.region}
    alike = [definition for definition, kind in rivals if kind == key.planned]
    parts = []
    if key.planned and (len(alike) == 1 or key.planned not in (key.definition or "")):
        parts.append(f"{key.planned}数")
    if key.definition and (len(alike) > 1 if key.planned else len(rivals) > 1):
        parts.append(key.definition)
    return f"{key.region}（{'，'.join(parts)}）" if parts else key.region


def _form(series: Sequence[ChartSeries], indicator: Indicator) -> ChartKind:
    """Lines for a development over time that may be read as one; bars else."""
    joined = max((sum(point.joined for point in one.points) for one in series), default=0)
    if indicator.kind in (IndicatorKind.RANK, IndicatorKind.DATE):
        return ChartKind.BAR
    return ChartKind.LINE if joined >= _LINE_FROM - 1 else ChartKind.BAR


def _title(drawn: Sequence[ShownFigure], indicator: Indicator) -> str:
    regions = list(dict.fromkeys(one.row.region for one in drawn))
    place = regions[0] if len(regions) == 1 else ""
    name = indicator.name.removeprefix(place) if place else indicator.name
    return f"{place}{name}"


def _notes(
    figures: Sequence[ShownFigure],
    drawn: Sequence[ShownFigure],
    series: Sequence[ChartSeries],
    form: ChartKind,
    *,
    zero_based: bool,
) -> Iterable[str]:
    left = [one for one in figures if one not in drawn]
    if left:
        kinds = "、".join(dict.fromkeys(_group(one.row.period.kind) for one in left))
        yield f"只画{_group(drawn[0].row.period.kind)}数；另有{len(left)}条（{kinds}）时段或单位不同，没有画。"
    apart = sum(not point.joined for one in series for point in one.points[1:])
    if apart:
        what = "没有连线" if form is ChartKind.LINE else "不能当作同一序列比较"
        yield f"有{apart}处前后两点口径不可比或中间缺年份，{what}。"
    if not zero_based:
        yield "纵轴没有从零开始。"
    if any(one.planned for one in series):
        yield "浅色为预计数或目标数，不是实绩。"
    if len(drawn) > _MOST_BARS:
        yield f"共{len(drawn)}个数，宜按地区或年份缩小范围后再看图。"
