"""A chart drawn to a PNG or SVG file: zero-based bars, the unit on the axis, the sources under the plot, Chinese type."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from advisor.errors import BadInput, SourceUnusable, reason_of
from advisor.statistics.charts import Chart, ChartKind, ChartSeries

FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC", "STHeiti", "Songti SC", "SimSun", "Noto Serif CJK SC",
    "Noto Sans CJK JP", "Arial Unicode MS", "Droid Sans Fallback",
)  # fmt: skip
SUFFIXES = (".png", ".svg")
_COLOURS = ("#1f4e79", "#c4642d", "#3f7d5a", "#7a5195", "#a8862b", "#5b6b79", "#b0413e", "#2f8f9d")
_MARKERS = "osD^vPX*"
_INK, _QUIET, _GRID = "#1c2733", "#51606d", "#d9dfe6"
_WIDTH = 9.0
_COLUMNS = 134  # of half a character each, at the size of the notes
_NAME_COLUMNS = 30
_LINE_HEIGHT = 0.22
_ENTRY_HEIGHT = 0.19
_BAR_HEIGHT = 0.34
_PAD = 0.35
_FAINT = 0.45

Legend = tuple[list[Any], list[str]]


def check_target(path: Path) -> None:
    """Raises BadInput for a file that could not be written: an unknown suffix, a folder that is not there."""
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(f"图只能存为 png 或 svg，“{path.name}”不行；请改文件名后缀。")
    if not path.parent.is_dir():
        raise BadInput(f"文件夹“{path.parent}”不存在；请先建立，或换一个位置。")
    if path.is_dir():
        raise BadInput(f"“{path}”是文件夹；请写文件名。")


def plot(chart: Chart, path: Path) -> None:
    """Draw the chart to a file, complete or not at all.

    Raises BadInput for a path that cannot be used, SourceUnusable where the machine has no Chinese font.
    """
    check_target(path)
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import rc_context

    settings: Any = {
        "font.family": [chinese_font()],
        "axes.unicode_minus": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "advisor",
        "text.color": _INK,
        "axes.edgecolor": _QUIET,
        "axes.labelcolor": _INK,
        "xtick.color": _INK,
        "ytick.color": _INK,
    }
    with rc_context(settings):
        figure = _figure(chart)
    _save(figure, path, settings)


def chinese_font() -> str:
    """The name of an installed font with Chinese characters. Raises SourceUnusable where there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in installed:
            return name
    raise SourceUnusable(
        "这台机器没有中文字体，画出来会是方框，所以没有画图；请安装一种中文字体（如 fonts-noto-cjk）后再试。"
    )


def _figure(chart: Chart) -> Any:
    from matplotlib.figure import Figure

    footer = _footer(chart)
    named = len(chart.series) if chart.kind is ChartKind.LINE else len(_definitions(chart.series))
    legend = chart.kind is ChartKind.LINE or named > 1
    entries = named if legend else 0
    bars = sum(len(one.points) for one in chart.series)
    body = 3.9 if chart.kind is ChartKind.LINE else max(0.7, _BAR_HEIGHT * bars + 0.2)
    below = 0.75 + _LINE_HEIGHT * len(footer) + _ENTRY_HEIGHT * entries
    height = 0.75 + body + below
    figure = Figure(figsize=(_WIDTH, height), dpi=160, facecolor="white")
    left = 0.1 if chart.kind is ChartKind.LINE else 0.27
    axes = figure.add_axes((left, below / height, 0.94 - left, body / height))
    entries_drawn = _draw_lines(axes, chart) if chart.kind is ChartKind.LINE else _draw_bars(axes, chart)
    figure.text(0.03, 1 - _PAD / height, chart.title, fontsize=15, fontweight="bold", va="center")
    if legend:
        _draw_legend(figure, entries_drawn, top=below - 0.45, height=height)
    for place, line in enumerate(reversed(footer)):
        figure.text(0.03, (0.14 + _LINE_HEIGHT * place) / height, line, fontsize=9, color=_QUIET)
    return figure


def _draw_legend(figure: Any, entries: Legend, *, top: float, height: float) -> None:
    handles, labels = entries
    figure.legend(
        handles,
        [_shortened(label) for label in labels],
        loc="upper left",
        bbox_to_anchor=(0.02, top / height),
        frameon=False,
        fontsize=9.5,
        handlelength=1.6,
        labelspacing=0.35,
    )


def _footer(chart: Chart) -> list[str]:
    lines = [*chart.notes, chart.source_note]
    return [part for line in lines for part in _wrapped(line, _COLUMNS)]


_CLOSING = "，。；、：）》”"


def _wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of so many half characters; no line begins with a mark that closes."""
    lines, line, used = [], "", 0
    for character in text:
        width = 1 if ord(character) < _WIDE_FROM else 2
        if used + width > columns and character not in _CLOSING:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + width
    return [*lines, line]


_WIDE_FROM = 0x2E80


def _shortened(label: str) -> str:
    first, *rest = _wrapped(label, _COLUMNS - 8)
    return f"{first}…" if rest else first


def _definitions(series: Sequence[ChartSeries]) -> list[str]:
    """The definitions of a chart: bars are coloured by them, since each bar names its place itself."""
    return list(dict.fromkeys(one.definition for one in series))


def _bare(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.set_axisbelow(True)


def _draw_bars(axes: Any, chart: Chart) -> Legend:
    """Horizontal bars from zero, so that names of places and periods stay readable; each with its figure as published."""
    definitions = _definitions(chart.series)
    regions = list(dict.fromkeys(one.region for one in chart.series))
    drawn = sorted(
        ((one, point) for one in chart.series for point in one.points),
        key=lambda each: (regions.index(each[0].region), each[1].position),
    )
    places = range(len(drawn) - 1, -1, -1)
    values = [point.value for _, point in drawn]
    colours = [_COLOURS[definitions.index(one.definition) % len(_COLOURS)] for one, _ in drawn]
    names = ["\n".join(_wrapped(f"{one.region} {point.label}", _NAME_COLUMNS)) for one, point in drawn]
    bars = axes.barh(list(places), values, height=0.62, color=colours)
    first_of: dict[str, Any] = {}
    for bar, (one, _point) in zip(bars, drawn, strict=True):
        bar.set_alpha(_FAINT if one.planned else 1.0)
        first_of.setdefault(one.definition, bar)
    _label_bars(axes, bars, [point.shown for _, point in drawn])
    axes.set_ylim(-0.6, len(drawn) - 0.4)
    axes.set_yticks(list(places), names, fontsize=10)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"单位：{chart.unit}", fontsize=10)
    axes.grid(axis="x", color=_GRID, linewidth=0.8)
    axes.axvline(0, color=_QUIET, linewidth=0.8)
    _bare(axes)
    return list(first_of.values()), list(first_of)


def _label_bars(axes: Any, bars: Any, shown: Sequence[str]) -> None:
    low = min([0.0, *(bar.get_width() for bar in bars)])
    high = max([0.0, *(bar.get_width() for bar in bars)])
    room = (high - low) or 1.0
    axes.set_xlim(low - (0.2 * room if low else 0), high + (0.2 * room if high else 0))
    for bar, text in zip(bars, shown, strict=True):
        width = bar.get_width()
        beside = 0.01 * room if width >= 0 else -0.01 * room
        side = "left" if width >= 0 else "right"
        axes.text(width + beside, bar.get_y() + bar.get_height() / 2, text, va="center", ha=side, fontsize=9.5)


def _draw_lines(axes: Any, chart: Chart) -> Legend:
    """Points in order of time; only comparable neighbours are joined."""
    labelled: list[tuple[float, float]] = []
    for place, one in enumerate(chart.series):
        colour, marker = _COLOURS[place % len(_COLOURS)], _MARKERS[place % len(_MARKERS)]
        alpha = _FAINT if one.planned else 1.0
        axes.plot(
            [point.position for point in one.points],
            [point.value for point in one.points],
            linestyle="none", marker=marker, markersize=6.5, color=colour, alpha=alpha, label=one.label,
        )  # fmt: skip
        for before, point in pairwise(one.points):
            if point.joined:
                ends = [before.position, point.position], [before.value, point.value]
                axes.plot(*ends, color=colour, alpha=alpha, linewidth=1.8)
        for point in one.points:
            below = _is_taken(point.position, point.value, labelled, chart)
            labelled.append((point.position, point.value))
            axes.annotate(
                point.shown, (point.position, point.value), textcoords="offset points", xytext=(0, -17 if below else 9), ha="center",
                fontsize=9, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.5},
            )  # fmt: skip
    _time_axis(axes, chart)
    low, high = axes.get_ylim()
    room = 0.12 * (high - low)
    if chart.zero_based:
        axes.set_ylim(min(0.0, low), max(0.0, high + room))
        axes.axhline(0, color=_QUIET, linewidth=0.8)
    else:
        axes.set_ylim(low - room, high + room)
    axes.set_ylabel(f"单位：{chart.unit}", fontsize=10)
    axes.grid(axis="y", color=_GRID, linewidth=0.8)
    _bare(axes)
    handles, labels = axes.get_legend_handles_labels()
    return list(handles), list(labels)


def _is_taken(position: float, value: float, labelled: Sequence[tuple[float, float]], chart: Chart) -> bool:
    """Whether the label of another point of the same time stands where this one's would."""
    values = [point.value for one in chart.series for point in one.points]
    close = 0.06 * ((max(values) - min([0.0, *values] if chart.zero_based else values)) or 1.0)
    return any(position == other and abs(value - height) < close for other, height in labelled)


def _time_axis(axes: Any, chart: Chart) -> None:
    named = {point.position: point.label for one in chart.series for point in one.points}
    positions = sorted(named)
    axes.set_xticks(positions, [named[position] for position in positions], fontsize=9.5)
    span = (positions[-1] - positions[0]) or 1.0
    axes.set_xlim(positions[0] - 0.08 * span, positions[-1] + 0.08 * span)
    crowded = len(positions) > 1 and min(b - a for a, b in pairwise(positions)) < span / 9
    if crowded:
        axes.tick_params(axis="x", labelrotation=35)


def _save(figure: Any, path: Path, settings: Any) -> None:
    """Written beside its place and renamed, so that no half-drawn file is left."""
    from matplotlib import rc_context

    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".plot-", suffix=path.suffix, delete=False) as file:
            aside = Path(file.name)
    except OSError as error:
        raise BadInput(f"不能写入“{path}”（{reason_of(error)}）；请检查权限或换一个位置。") from error
    try:
        with rc_context(settings):
            figure.savefig(
                aside,
                format=path.suffix.lower()[1:],
                metadata={"Date": None} if path.suffix.lower() == ".svg" else None,
            )
        aside.chmod(0o644)
        os.replace(aside, path)
    except OSError as error:
        raise BadInput(f"不能写入“{path}”（{reason_of(error)}）；请检查权限或换一个位置。") from error
    finally:
        aside.unlink(missing_ok=True)
