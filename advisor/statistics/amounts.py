"""Amounts of statistics rows without scale, and how a worked-out amount is written."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.grounding.units import UNITS, Unit, UnitFamily
from advisor.library.row_text import quantity_text
from advisor.types import Data, StatisticsRow

_SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_DECIMALS = 4


class Amount(Data):
    """A value in units without scale (70亿元 = 7e9 元); `kind` is what makes two units comparable (个 and 家 count alike)."""

    value: float
    bare: str
    family: str
    kind: tuple[str, str, float]

    def comparable_with(self, other: Amount) -> bool:
        """Whether two amounts may stand in one sum."""
        return self.kind == other.kind


def amount_of(row: StatisticsRow) -> Amount:
    """The amount of a row."""
    factor, bare = split_scale(row.unit)
    unit = UNITS.get(bare) or Unit(UnitFamily.COUNT, bare)
    family = unit.family.value
    return Amount(value=row.value * factor, bare=bare, family=family, kind=(family, unit.base, unit.factor))


def split_scale(unit: str) -> tuple[float, str]:
    """万亿元 as (1e12, 元)."""
    for factor, name in _SCALES:
        if unit.startswith(name) and len(unit) > len(name):
            return factor, unit[len(name) :]
    return 1.0, unit


def quantity_shown(row: StatisticsRow, value_text: str) -> str:
    """The quantity with its qualifiers as a table shows it: 3万余人, 预计9%左右, 突破1000亿元."""
    return quantity_text(row, value_text).replace("为", "", 1)


def bare_quantity(row: StatisticsRow, value_text: str) -> str:
    """Number and unit alone, as an operand of a formula: 9516.9亿元."""
    return f"{value_text}{row.unit}"


def scaled_amount(value: float, bare: str, *, family: str) -> str:
    """A worked-out value (in units of `bare`) as a reader writes it: 489.8亿元; of per cents 6.4个百分点."""
    if family == UnitFamily.PERCENT.value:
        return f"{plain(value)}个百分点"
    for factor, name in _SCALES:
        if abs(value) >= factor:
            return f"{plain(value / factor)}{name}{bare}"
    return f"{plain(value)}{bare}"


def plain(value: float) -> str:
    """A number without needless zeros, at most four decimals."""
    return f"{round(value, _DECIMALS):.{_DECIMALS}f}".rstrip("0").rstrip(".")


def common_unit(rows: Iterable[StatisticsRow]) -> tuple[float, str]:
    """The unit a chart of the rows is drawn in, and its factor: the largest scale not above the median of the values."""
    held = list(rows)
    if not held:
        return 1.0, ""
    _, bare = split_scale(held[0].unit)
    values = sorted(abs(row.value * split_scale(row.unit)[0]) for row in held)
    middle = values[len(values) // 2]
    if bare in UNITS and UNITS[bare].family is UnitFamily.PERCENT:
        return 1.0, bare
    for factor, name in _SCALES:
        if middle >= factor:
            return factor, f"{name}{bare}"
    return 1.0, bare
