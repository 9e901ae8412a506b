"""Each figure of a text with what it measures: the words around it, the place and the time it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Quantity
from advisor.grounding.reading import Clause, Reading, content_of, grams, once_a_reading
from advisor.grounding.units import UnitFamily

_BEFORE, _AFTER, _ENOUGH = 14, 9, 2
_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Measured:
    """A quantity with the words around it, and the places and times it is of. The words are read when asked for.

    `named`: the text with places, times and figures blanked; `near`: its part next to the quantity.
    """

    quantity: Quantity
    reading: Reading
    places: frozenset[str]
    periods: tuple[PeriodMention, ...]
    named: str
    near: str
    number: int

    @cached_property
    def words(self) -> frozenset[str]:
        """Pairs of characters next to the quantity."""
        return grams(self.near)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Characters next to the quantity."""
        return frozenset(content_of(self.near))

    @cached_property
    def clause(self) -> frozenset[str]:
        """Pairs of the quantity's clause."""
        return self._pairs_from(self.reading.clauses[self.number].start)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Pairs of its clause and of those that lead up to it, after the last figure of its family."""
        return self._pairs_from(_leading_from(self.reading.clauses, self.number, self.quantity.family))

    @cached_property
    def lead(self) -> str:
        """The text of these clauses, with places, times and figures."""
        start = _leading_from(self.reading.clauses, self.number, self.quantity.family)
        return self.reading.folded[start : self.reading.clauses[self.number].end]

    @cached_property
    def sentence(self) -> frozenset[str]:
        """Pairs of its clause and of those before it in the sentence."""
        return self._pairs_from(_leading_from(self.reading.clauses, self.number, None))

    def _pairs_from(self, start: int) -> frozenset[str]:
        return grams(self.named[start : self.reading.clauses[self.number].end])


@once_a_reading
def measured(reading: Reading) -> tuple[Measured, ...]:
    """Every quantity of a text with what it measures."""
    if not reading.quantities:
        return ()
    found: list[Measured] = []
    places = _NOWHERE
    periods: tuple[PeriodMention, ...] = ()
    named = _without_names(reading)
    clauses = reading.clauses
    for number, clause in enumerate(clauses):
        for index, quantity in enumerate(clause.quantities):
            near = _around(named, clause, index)
            if len(content_of(near)) < _ENOUGH:
                before = named[clauses[number - 1].start : clause.start] if number else ""
                near = f"{before[-_BEFORE:]}|{near}"
            found.append(
                Measured(
                    quantity=quantity,
                    reading=reading,
                    places=_places_of(clause, quantity) or places,
                    periods=_periods_of(clause, quantity) or periods,
                    named=named,
                    near=near,
                    number=number,
                )
            )
        if clause.places:
            places = frozenset(place.canonical for place in clause.places)
        periods = clause.periods or periods
    return tuple(found)


def _without_names(reading: Reading) -> str:
    """The text with places, times and figures blanked: they are compared on their own."""
    text = reading.folded
    spans = [place.span for place in reading.places] + [one.span for one in reading.periods]
    spans += [one.span for one in reading.quantities]
    for start, end in spans:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _leading_from(clauses: Sequence[Clause], number: int, family: UnitFamily | None) -> int:
    """Where the words begin that lead up to a clause's figure: in its sentence, after the last figure of its family."""
    first = number
    while first and clauses[first - 1].sentence == clauses[number].sentence:
        if any(one.family is family for one in clauses[first - 1].quantities):
            break
        first -= 1
    return clauses[first].start


def _around(text: str, clause: Clause, index: int) -> str:
    """The words next to a quantity within its clause, up to the neighbouring quantities."""
    quantity = clause.quantities[index]
    start = max(clause.start, quantity.span[0] - _BEFORE)
    end = min(clause.end, quantity.span[1] + _AFTER)
    if index:
        start = max(start, clause.quantities[index - 1].span[1])
    if index + 1 < len(clause.quantities):
        end = min(end, clause.quantities[index + 1].span[0])
    return f"{text[start : quantity.span[0]]}|{text[quantity.span[1] : end]}"


def _places_of(clause: Clause, quantity: Quantity) -> frozenset[str]:
    ahead = [place for place in clause.places if place.span[1] <= quantity.span[0]]
    if not clause.places:
        return _NOWHERE
    if not ahead:
        return frozenset([clause.places[0].canonical])
    group = [ahead[-1]]
    for place in reversed(ahead[:-1]):
        if group[-1].span[0] - place.span[1] > 1:
            break
        group.append(place)
    return frozenset(place.canonical for place in group)


def _periods_of(clause: Clause, quantity: Quantity) -> tuple[PeriodMention, ...]:
    ahead = [one for one in clause.periods if one.span[1] <= quantity.span[0]]
    return tuple(ahead[-1:]) or clause.periods[:1]
