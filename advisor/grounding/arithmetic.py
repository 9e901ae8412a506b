"""A written formula (100亿元－70亿元) read and worked out again, in base units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.grounding.numbers import find_quantities
from advisor.grounding.quantity import Quantity

_OPERATORS = {"－": "-", "−": "-", "＋": "+", "+": "+", "÷": "/", "×": "*", "*": "*", "／": "/"}
_TOKEN = re.compile(r"[－−＋+÷×*／()（）]")
_FORMULA = re.compile(
    r"[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)])*[－−＋+÷×*／](?:[^（）()]|[（(][^（）()]*[）)])*)[）)]"
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a claim: its span, its operands as quantities, and its value in base units; None if unreadable."""

    span: tuple[int, int]
    operands: tuple[Quantity, ...]
    value: float | None
    divides: bool


def find_formula(text: str) -> Formula | None:
    """The last formula between brackets in a text; None when there is none."""
    matches = list(_FORMULA.finditer(text))
    if not matches:
        return None
    match = matches[-1]
    inside, offset = match["inside"], match.start("inside")
    pieces = _pieces(inside)
    operands = [piece for _, piece in pieces if isinstance(piece, Quantity)]
    tokens: list[float | str] = [
        piece.value * piece.base_unit.factor if isinstance(piece, Quantity) else piece for _, piece in pieces
    ]
    value = _Parser(tokens).result()
    shifted = tuple(one.model_copy(update={"span": (one.span[0] + offset, one.span[1] + offset)}) for one in operands)
    return Formula(span=match.span(), operands=shifted, value=value, divides="/" in tokens)


def _pieces(text: str) -> list[tuple[int, Quantity | str]]:
    """Operators, brackets and quantities of a formula in order."""
    pieces: list[tuple[int, Quantity | str]] = []
    start = 0
    for mark in [*_TOKEN.finditer(text), None]:
        end = mark.start() if mark else len(text)
        quantities = find_quantities(text[start:end])
        if quantities:
            one = quantities[-1]
            span = (one.span[0] + start, one.span[1] + start)
            pieces.append((start, one.model_copy(update={"span": span})))
        if mark:
            pieces.append((end, _OPERATORS.get(mark.group(), "(" if mark.group() in "(（" else ")")))
            start = mark.end()
    return pieces


class _Parser:
    """Recursive descent over numbers, + - * / and brackets; any slip gives None."""

    def __init__(self, tokens: list[float | str]) -> None:
        self._tokens = tokens
        self._at = 0

    def result(self) -> float | None:
        value = self._sum()
        return value if self._at == len(self._tokens) else None

    def _next(self) -> float | str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _sum(self) -> float | None:
        value = self._product()
        while value is not None and self._next() in ("+", "-"):
            sign = 1 if self._next() == "+" else -1
            self._at += 1
            other = self._product()
            value = None if other is None else value + sign * other
        return value

    def _product(self) -> float | None:
        value = self._atom()
        while value is not None and self._next() in ("*", "/"):
            divide = self._next() == "/"
            self._at += 1
            other = self._atom()
            if other is None or (divide and other == 0):
                return None
            value = value / other if divide else value * other
        return value

    def _atom(self) -> float | None:
        token = self._next()
        self._at += 1
        if isinstance(token, float):
            return token
        if token != "(":
            return None
        value = self._sum()
        if self._next() != ")":
            return None
        self._at += 1
        return value
