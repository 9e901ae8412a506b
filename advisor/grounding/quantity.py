"""A quantity and when two of them state the same: number, unit, bound (约, 余, 不超过), range."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from advisor.grounding.units import NO_UNIT, UNITS, Unit, UnitFamily
from advisor.types import Data

_DAYS = {"年": 360.0, "日": 1.0, "工作日": 1.0, "小时": 1 / 24, "周": 7.0}


class Bound(StrEnum):
    """How the stated number relates to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    UP_TO = "up_to"


class Quantity(Data):
    """A number with its unit, as it stands in a text.

    `value` (and `high` for a range) are in the unit `unit`, with 万 and 亿 multiplied out and percent as 33.1;
    `written_unit` is the unit as written (亿元). `span` counts characters of the text that was given.
    """

    value: float
    high: float | None = None
    unit: str
    written_unit: str
    family: UnitFamily
    approximator: str | None = None
    bound: Bound = Bound.EXACT
    text: str
    span: tuple[int, int]

    @cached_property
    def base_unit(self) -> Unit:
        """The unit's family, base unit and factor, for comparison."""
        return UNITS.get(self.unit) or NO_UNIT._replace(family=self.family, base=self.unit)


def same_quantity(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities state the same: equal number in comparable units, no contrary bounds (5.56 is not 5.6).

    Where one side says 约 or 近, it may be the other rounded to fewer digits.
    """
    if not comparable_units(first, second) or contrary_bounds(first, second):
        return False
    (low, high), (other_low, other_high) = common_bases(first, second)
    if _equal(low, other_low) and _equal(high, other_high):
        return True
    bounds = (first.bound, second.bound)
    about = Bound.ABOUT in bounds or Bound.NEARLY in bounds
    return about and first.high is None and second.high is None and _rounds(first, second)


def comparable_units(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities measure in units that can be compared; a missing unit fits any but a rank."""
    left, right = first.base_unit, second.base_unit
    if first.family is second.family is UnitFamily.RATIO:
        return first.unit == second.unit
    if left.family is right.family:
        if left.family is UnitFamily.TIME and left.base != right.base:
            return "工作日" not in (left.base, right.base)
        return left.base == right.base or left.family is UnitFamily.NUMBER
    families = (left.family, right.family)
    if UnitFamily.NUMBER in families:
        return UnitFamily.RANK not in families
    if UnitFamily.PERCENT in families and UnitFamily.POINTS in families:
        return "个点" in (first.unit, second.unit)
    return UnitFamily.PEOPLE in families and UnitFamily.COUNT in families and "个" in (first.unit, second.unit)


def contrary_bounds(first: Quantity, second: Quantity) -> bool:
    """Whether one says at least and the other at most, or nearly."""
    pair = (first.bound, second.bound)
    return Bound.OVER in pair and (Bound.UP_TO in pair or Bound.NEARLY in pair)


def bases(quantity: Quantity) -> tuple[float, float]:
    """Both ends of a quantity in its base unit; the same twice for one that is no range."""
    factor = quantity.base_unit.factor
    return quantity.value * factor, (quantity.value if quantity.high is None else quantity.high) * factor


def common_bases(first: Quantity, second: Quantity) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of two quantities in one unit; lengths of time in different units in days, a month being thirty."""
    left, right = bases(first), bases(second)
    units = first.base_unit, second.base_unit
    if units[0].base == units[1].base or not all(unit.family is UnitFamily.TIME for unit in units):
        return left, right
    days = [_DAYS[unit.base] for unit in units]
    return (left[0] * days[0], left[1] * days[0]), (right[0] * days[1], right[1] * days[1])


def _equal(first: float, second: float) -> bool:
    return abs(first - second) <= 1e-6 * max(abs(first), abs(second), 1e-9)


def _rounds(first: Quantity, second: Quantity) -> bool:
    """Whether one number is the other cut to fewer digits, and within a twentieth of it."""
    (left, _), (right, _) = common_bases(first, second)
    if abs(left - right) > 0.05 * max(abs(left), abs(right)):
        return False
    digits = min(significant_digits(left), significant_digits(right))
    return _equal(float(f"{left:.{digits}g}"), float(f"{right:.{digits}g}"))


def significant_digits(value: float) -> int:
    """How many digits a number has between its first and its last that is not 0: 4.2 and 420 have two."""
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0").split("e")[0]) or 1
