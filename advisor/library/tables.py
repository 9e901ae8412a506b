"""Reading knowledge/statistics: the indicators, the figures, and their sources."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from advisor.library.catalogue import read_source
from advisor.library.fields import Fields
from advisor.library.period_syntax import parse_period
from advisor.library.problems import Place, Problems
from advisor.library.units import QUALIFIERS, is_unit
from advisor.library.yaml_entries import Entry, read_list
from advisor.types import Area, Basis, Data, Period, PeriodKind, Source, StatisticsRow

_INDICATOR_COLUMNS = ("indicator", "definition", "unit_family", "aliases", "areas", "asks", "kind")
_FIGURE_COLUMNS = (
    "id", "indicator", "region", "period_kind", "period", "period_label", "value", "unit", "qualifier", "definition",
    "comparability", "source_id", "locator", "basis", "statement",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ROW_ID = re.compile(r"f\d{3,}")


class IndicatorKind(StrEnum):
    """What an indicator's values are."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    COUNT = "count"
    DATE = "date"


class Indicator(Data):
    """One indicator (指标) of the controlled list."""

    name: str
    definition: str | None
    unit_family: str
    aliases: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    asks: tuple[str, ...] = ()
    kind: IndicatorKind


class WrittenRow(NamedTuple):
    """A figure with its number as written (a float loses trailing zeros) and its place."""

    row: StatisticsRow
    value_text: str
    place: Place


@dataclass
class Tables:
    """The statistics as read, before checks across files."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    rows: list[WrittenRow] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def read_tables(folder: Path, prefix: str, problems: Problems, *, regions: Collection[str]) -> Tables:
    """Read the statistics folder; an absent folder is an empty one. `prefix` is its name in messages."""
    tables = Tables()
    if not folder.is_dir():
        return tables
    _read_sources(folder / "sources.yaml", f"{prefix}/sources.yaml", tables, problems, regions)
    _read_indicators(folder / "indicators.csv", f"{prefix}/indicators.csv", tables, problems)
    _read_figures(folder / "figures.csv", f"{prefix}/figures.csv", tables, problems, regions)
    return tables


def check_rows(tables: Tables, sources: Collection[str], statement_refs: Collection[str], problems: Problems) -> None:
    """Every row's source and statement must exist."""
    for written in tables.rows:
        row, place = written.row, written.place
        if row.source_id not in sources:
            problems.add(place.file, place.line, f"来源“{row.source_id}”没有登记", "在 sources.yaml 或 documents/ 登记")
        if row.statement_ref and row.statement_ref not in statement_refs:
            problems.add(place.file, place.line, f"statement 指向不存在的陈述“{row.statement_ref}”", "改正或留空")


def _read_sources(path: Path, file: str, tables: Tables, problems: Problems, regions: Collection[str]) -> None:
    if not path.is_file():
        return
    for entry in read_list(path.read_text(encoding="utf-8-sig"), file, problems):
        source = read_source(entry, problems, regions=regions)
        if source is None:
            continue
        if source.id in tables.sources:
            problems.add(file, entry.line, f"来源编号“{source.id}”重复", "换一个编号或删去重复项")
        tables.sources[source.id] = source
        tables.places[source.id] = Place(file, entry.line)


def _read_indicators(path: Path, file: str, tables: Tables, problems: Problems) -> None:
    for entry in _csv_entries(path, file, _INDICATOR_COLUMNS, problems):
        before = len(problems.lines)
        fields = Fields(entry, problems)
        areas = (fields.member("areas", part, Area) for part in _parts(fields.optional_text("areas")))
        name, kind = fields.text("indicator"), fields.choice("kind", IndicatorKind)
        if name in tables.indicators:
            fields.wrong("indicator", f"指标“{name}”重复", "只留一行")
        values = {
            "name": name,
            "definition": fields.optional_text("definition"),
            "unit_family": fields.text("unit_family"),
            "aliases": _parts(fields.optional_text("aliases")),
            "areas": tuple(area for area in areas if area is not None),
            "asks": _parts(fields.text("asks")),
            "kind": kind,
        }
        if len(problems.lines) == before:
            tables.indicators[name] = Indicator.model_validate(values)


def _read_figures(path: Path, file: str, tables: Tables, problems: Problems, regions: Collection[str]) -> None:
    seen: set[str] = set()
    for entry in _csv_entries(path, file, _FIGURE_COLUMNS, problems):
        before = len(problems.lines)
        fields = Fields(entry, problems)
        written = _row(fields, Place(file, entry.line), tables.indicators, regions)
        row_id = str(entry.values.get("id") or "")
        if row_id in seen:
            fields.wrong("id", f"编号“{row_id}”重复", "换一个没有用过的编号")
        seen.add(row_id)
        if written is not None and len(problems.lines) == before:
            tables.rows.append(written)


def _row(
    fields: Fields, place: Place, indicators: Mapping[str, Indicator], regions: Collection[str]
) -> WrittenRow | None:
    row_id, indicator, region = fields.text("id"), fields.text("indicator"), fields.text("region")
    if row_id and not _ROW_ID.fullmatch(row_id):
        fields.wrong("id", f"编号“{row_id}”格式不对", "写成 f001 的样子")
    if indicator and indicator not in indicators:
        fields.wrong("indicator", f"指标“{indicator}”不在 indicators.csv 中", "先在 indicators.csv 登记")
    fields.one_of("region", region, regions, kind="地区")
    period, value_text, unit = _period(fields), fields.text("value"), fields.text("unit")
    if value_text and not _NUMBER.fullmatch(value_text):
        fields.wrong("value", f"数值“{value_text}”不是数", "只写阿拉伯数字和小数点")
        return None
    if unit and not is_unit(unit):
        fields.wrong("unit", f"单位“{unit}”不在单位表中", "改写单位，或在 advisor/library/units.py 登记")
    qualifier = fields.optional_text("qualifier")
    for word in qualifier.split("、") if qualifier else ():
        if word not in QUALIFIERS:
            fields.wrong("qualifier", f"修饰词“{word}”不在词表中", f"改用其一：{'、'.join(sorted(QUALIFIERS))}")
    basis = fields.choice("basis", Basis)
    if period is None or basis is None or not value_text:
        return None
    row = StatisticsRow(
        id=row_id,
        indicator=indicator,
        region=region,
        period=period,
        value=float(value_text),
        unit=unit,
        qualifier=qualifier,
        definition=fields.optional_text("definition"),
        comparability=fields.optional_text("comparability"),
        source_id=fields.text("source_id"),
        locator=fields.text("locator"),
        basis=basis,
        statement_ref=fields.optional_text("statement"),
    )
    return WrittenRow(row, value_text, place)


def _period(fields: Fields) -> Period | None:
    written, label = fields.text("period"), fields.optional_text("period_label")
    kind = fields.choice("period_kind", PeriodKind)
    try:
        period = parse_period(written)
    except ValueError:
        fields.wrong("period", f"时段“{written}”写法不对", "写成 2019、2022H1、2022-07、2021-12-31 或 2016..2020 等")
        return None
    if kind is not None and kind is not period.kind:
        fields.wrong("period_kind", f"period_kind 是 {kind}，而“{written}”是 {period.kind}", "两者改为一致")
    return period.model_copy(update={"label": label}) if label else period


def _csv_entries(path: Path, file: str, columns: tuple[str, ...], problems: Problems) -> Iterator[Entry]:
    """The rows of a CSV file as entries; each cell's line is its row's."""
    if not path.is_file():
        problems.add(file, 1, "文件不存在", "补上该文件")
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        for name in [*set(header) ^ set(columns)]:
            what = "多出" if name in header else "缺少"
            problems.add(file, 1, f"{what}列“{name}”", f"列应为：{','.join(columns)}")
        for cells in reader:
            line = reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(header):
                problems.add(file, line, f"有{len(cells)}格，应为{len(header)}格", "检查逗号，含逗号的格加英文引号")
                continue
            values: dict[str, object] = dict(zip(header, cells, strict=True))
            yield Entry(file, line, values)


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())
