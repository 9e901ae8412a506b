"""A draft may round what its source says: 323.5万人 for 323.5453万人, 40多万件 for 40.2万件."""

from __future__ import annotations

import re

from advisor.grounding import Bound, Quantity, find_quantities

_FEWEST_DIGITS = 2
_AND_MORE = re.compile("多|余")


def rounded_to(claim: str, said: str) -> str:
    """The claim with figures that are a passage's figures cut to fewer digits written out as the passage writes them."""
    held = [one for one in find_quantities(said) if one.high is None]
    for quantity in sorted(find_quantities(claim), key=lambda one: -one.span[0]):
        exact = next((one for one in held if rounds(one, quantity) or exceeds(one, quantity)), None)
        if exact is not None:
            claim = f"{claim[: quantity.span[0]]}{exact.text}{claim[quantity.span[1] :]}"
    return claim


def rounds(exact: Quantity, written: Quantity) -> bool:
    """Whether one figure is the other rounded to the digits written, at least two of them."""
    if exact.unit != written.unit and exact.base_unit.base != written.base_unit.base:
        return False
    if exact.family is not written.family or written.high is not None:
        return False
    full, short = exact.value * exact.base_unit.factor, written.value * written.base_unit.factor
    if full == short or full == 0:
        return False
    digits = _digits(short)
    return digits >= _FEWEST_DIGITS and abs(float(f"{full:.{digits}g}") - short) <= 1e-9 * abs(short)


def exceeds(exact: Quantity, written: Quantity) -> bool:
    """Whether a figure is more than the one written with 多 or 余, and less than the next of as few digits."""
    if written.bound is not Bound.OVER or exact.bound is not Bound.EXACT or not _AND_MORE.search(written.text):
        return False
    same = exact.unit == written.unit or exact.base_unit.base == written.base_unit.base
    full, least = exact.value * exact.base_unit.factor, written.value * written.base_unit.factor
    if not same or exact.family is not written.family or least < 1:
        return False
    return least < full < least + 10.0 ** (len(str(int(least))) - _digits(least))


def _digits(value: float) -> int:
    """Significant digits of a number as written."""
    return len(f"{abs(value):.10e}".split("e")[0].replace(".", "").rstrip("0"))
