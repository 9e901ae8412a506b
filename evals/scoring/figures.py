"""The figures that an answer states, and the sums that it writes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding import Quantity, UnitFamily, find_document_numbers, find_quantities, same_quantity
from advisor.grounding.arithmetic import find_formula
from advisor.types import Data

# With or without the office's mark before it: 浙政办发〔2024〕18号, 〔2024〕18号, 2024年第18号.
_DOCUMENT_NUMBER = re.compile(
    r"[〔【\[（(]\s*(?:19|20)\d\d\s*[〕】\]）)]\s*(?:第)?\s*\d{1,4}\s*号|第\s*\d{1,4}\s*号(?:令|公告|文)?"
)
_INDEFINITE = re.compile(r"^一[个种项类些]$")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_OPERAND = r"(?:[\d.,]+\s*(?:[%％]|[万亿千百]?[^\W\d_×÷＋+－−*／（）()＝=，。；]{0,4})?)"
_SUM = re.compile(rf"(?P<left>{_OPERAND}(?:\s*[×÷＋+－−*／]\s*{_OPERAND})+)\s*(?:[＝=]|等于)\s*(?P<result>{_OPERAND})")
_ROUNDING = 0.005
_HUNDRED = 100.0


class WrittenSum(Data):
    """A sum with its result, as an answer writes it: what goes in, what is said to come out, and whether it does."""

    operands: tuple[Quantity, ...]
    result: Quantity
    is_right: bool


def figures_of(text: str) -> list[Quantity]:
    """The quantities of a text that a source could be asked for: no article, no document number, no 一个."""
    spans = [one.span for one in find_document_numbers(text)]
    spans += [match.span() for match in _DOCUMENT_NUMBER.finditer(text)]
    return [
        one
        for one in find_quantities(text)
        if one.family is not UnitFamily.CLAUSE
        and not _INDEFINITE.match(one.text)
        and not any(start <= one.span[0] and one.span[1] <= end for start, end in spans)
    ]


def written_sums(text: str) -> list[WrittenSum]:
    """Every sum that is written out with its result (1000万元×20%＝200万元), worked out again."""
    return [one for match in _SUM.finditer(text) if (one := _read(match["left"], match["result"])) is not None]


def is_among(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the same value in the same unit is among others."""
    return any(same_quantity(quantity, one) for one in others)


def _read(left: str, result: str) -> WrittenSum | None:
    formula = find_formula(f"（{_PERCENT.sub(lambda found: f'{float(found[1]) / _HUNDRED:g}', left)}）")
    results = find_quantities(result)
    if formula is None or formula.value is None or not results:
        return None
    said = results[0].value * results[0].base_unit.factor
    if results[0].family is UnitFamily.PERCENT:
        said /= _HUNDRED
    is_right = abs(said - formula.value) <= _ROUNDING * max(abs(said), abs(formula.value))
    return WrittenSum(operands=tuple(find_quantities(left)), result=results[0], is_right=is_right)
