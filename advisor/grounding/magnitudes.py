"""A figure with the digits of the passages' and another magnitude: 4.2万人次 for 4.2亿人次."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log10

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.figures import entails_figure
from advisor.grounding.numerals import fold_width, read_numeral
from advisor.grounding.quantity import Quantity, bases, comparable_units, significant_digits
from advisor.grounding.reading import Reading

_DIGITS = re.compile(r"[\d.,]*\d|[〇零一二三四五六七八九十百千两点]+")
_LEAST_STEP, _WHOLE = 2.0, 1e-9
# 5万 and 5亿 may stand side by side in one text; 4.2万 and 4.2亿 hardly do.
_LEAST_DIGITS = 2


def magnitude_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Every figure of the claim that no passage has, but one has its digits at a hundred times as much or as little, or more."""
    held = [(passage, one) for passage in passages for one in passage.quantities]
    faults = []
    for quantity in claim.quantities:
        if any(entails_figure(one, quantity) for _, one in held):
            continue
        found = next((pair for pair in held if _differ_in_magnitude(pair[1], quantity)), None)
        if found is not None:
            faults.append(otherwise("magnitude", quantity.text, quantity.span, found[0], found[1].span))
    return faults


def _differ_in_magnitude(held: Quantity, claimed: Quantity) -> bool:
    if held.family is not claimed.family or not comparable_units(held, claimed):
        return False
    if held.high is not None or claimed.high is not None:
        return False
    first, second = _digits(held), _digits(claimed)
    if first is None or first != second or significant_digits(first) < _LEAST_DIGITS:
        return False
    own, said = bases(held)[0], bases(claimed)[0]
    if own <= 0 or said <= 0:
        return False
    step = abs(log10(own / said))
    return step > _LEAST_STEP - _WHOLE and abs(step - round(step)) < _WHOLE


def _digits(quantity: Quantity) -> float | None:
    found = _DIGITS.search(fold_width(quantity.text))
    return read_numeral(found.group().replace(",", "")) if found else None
