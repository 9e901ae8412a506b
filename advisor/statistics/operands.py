"""Figures as operands: what a passage says of a quantity, in base units, ready to be compared or calculated with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from advisor.grounding import Quantity, find_quantities
from advisor.types import Data, Passage


class Operand(Data):
    """One figure with the passage that carries it. `value` is in base units (70亿元 = 7e9 元), `shown` as written."""

    passage_id: str
    label: str
    value: float
    family: str
    unit: str
    shown: str
    approximate: bool


def operands_of(passage: Passage, *, families: Collection[str] = ()) -> list[Operand]:
    """The figures of a passage in order, kept to the given unit families when there are any."""
    if passage.row is not None:
        value = passage.row
        wanted = f"{value.value:g}{value.unit}"
        quantities = [one for one in find_quantities(passage.text) if one.unit == value.unit] or find_quantities(wanted)
        return [_operand(passage, quantities[0])] if quantities else []
    found = [one for one in find_quantities(passage.text) if not families or one.family.value in families]
    return [_operand(passage, one) for one in found]


def nearest_operand(
    passage: Passage, words: Sequence[str], *, families: Collection[str] = (), label: str = ""
) -> Operand | None:
    """The figure of a passage that stands nearest after (or else before) one of the words; the first when none occurs."""
    found = [one for one in find_quantities(passage.text) if not families or one.family.value in families]
    if passage.row is not None or len(found) <= 1:
        only = next(iter(operands_of(passage, families=families)), None)
        return only.model_copy(update={"label": label}) if only else None
    spots = [passage.text.find(word) for word in words if word in passage.text]
    best = min(found, key=lambda one: min((_distance(one.span[0], spot) for spot in spots), default=one.span[0]))
    return _operand(passage, best).model_copy(update={"label": label})


def _distance(quantity: int, word: int) -> int:
    """Characters from a word to a quantity; a quantity before its word counts as farther."""
    return quantity - word if quantity >= word else 2 * (word - quantity)


def _operand(passage: Passage, quantity: Quantity) -> Operand:
    return Operand(
        passage_id=passage.id,
        label="",
        value=quantity.value,
        family=quantity.family.value,
        unit=quantity.unit,
        shown=quantity.text,
        approximate=bool(quantity.approximator),
    )
