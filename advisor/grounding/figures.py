"""Figures of a claim held against figures of passages: the number, what it measures, the place and time it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.grounding.cues import CueKind
from advisor.grounding.faults import Fault, absent, contrary, otherwise, slight
from advisor.grounding.numerals import read_numeral
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Bound, Quantity, comparable_units, same_quantity
from advisor.grounding.reading import Clause, Reading, grams, is_content
from advisor.grounding.times import disagree
from advisor.grounding.times import entails as entails_time
from advisor.grounding.units import UnitFamily

_BEFORE, _AFTER, _ENOUGH = 14, 9, 2
_MEASURES_THE_SAME = 0.3
_CLEARLY = 0.35
_WITHIN = 0.15
_FEW = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with the words around it, and the places and times it is of."""

    quantity: Quantity
    reading: Reading
    words: frozenset[str]
    characters: frozenset[str]
    places: frozenset[str]
    periods: tuple[PeriodMention, ...]


def measured(reading: Reading) -> list[Measured]:
    """Every quantity of a text with what it measures."""
    found: list[Measured] = []
    places: frozenset[str] = frozenset()
    periods: tuple[PeriodMention, ...] = ()
    for number, clause in enumerate(reading.clauses):
        before = reading.clauses[number - 1] if number else None
        for index, quantity in enumerate(clause.quantities):
            text = _around(reading, clause, index, before)
            found.append(
                Measured(
                    quantity=quantity,
                    reading=reading,
                    words=grams(text),
                    characters=frozenset(character for character in text if is_content(character)),
                    places=_places_of(clause, quantity) or places,
                    periods=_periods_of(clause, quantity) or periods,
                )
            )
        if clause.places:
            places = frozenset(place.canonical for place in clause.places)
        periods = clause.periods or periods
    return found


def _around(reading: Reading, clause: Clause, index: int, before: Clause | None) -> str:
    """The words next to a quantity, up to the neighbouring quantities; where there are too few, the clause before."""
    quantity = clause.quantities[index]
    start = max(clause.start, quantity.span[0] - _BEFORE)
    end = min(clause.end, quantity.span[1] + _AFTER)
    if index:
        start = max(start, clause.quantities[index - 1].span[1])
    if index + 1 < len(clause.quantities):
        end = min(end, clause.quantities[index + 1].span[0])
    text = f"{reading.folded[start : quantity.span[0]]}|{reading.folded[quantity.span[1] : end]}"
    if sum(is_content(character) for character in text) < _ENOUGH and before is not None:
        text = f"{before.text[-_BEFORE:]}|{text}"
    return text


def _places_of(clause: Clause, quantity: Quantity) -> frozenset[str]:
    ahead = [place for place in clause.places if place.span[1] <= quantity.span[0]]
    if not ahead:
        return frozenset(place.canonical for place in clause.places[:1])
    group = [ahead[-1]]
    for place in reversed(ahead[:-1]):
        if group[-1].span[0] - place.span[1] > 1:
            break
        group.append(place)
    return frozenset(place.canonical for place in group)


def _periods_of(clause: Clause, quantity: Quantity) -> tuple[PeriodMention, ...]:
    ahead = [one for one in clause.periods if one.span[1] <= quantity.span[0]]
    return tuple(ahead[-1:]) or clause.periods[:1]


def entails_figure(held: Quantity, claimed: Quantity) -> bool:
    """Whether a figure said in a passage lets a claim say its own: the same, or 超过, 不超过, 近 that hold of it."""
    if same_quantity(held, claimed):
        return True
    if not comparable_units(held, claimed) or held.high is not None or claimed.high is not None:
        return False
    own, said = held.value * held.base_unit.factor, claimed.value * claimed.base_unit.factor
    if not said:
        return False
    ratio = own / said
    if claimed.bound is Bound.OVER and held.bound is not Bound.UP_TO:
        return 1 <= ratio <= 1 + _WITHIN
    if claimed.bound is Bound.UP_TO and claimed.family is not UnitFamily.RANK and held.bound is not Bound.OVER:
        return 1 - _WITHIN <= ratio <= 1
    return claimed.bound is Bound.NEARLY and held.bound is not Bound.OVER and 0.93 <= ratio < 1


def figure_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every figure the claim names."""
    held = [one for passage in passages for one in measured(passage)]
    catalogue = measured(said) if said else []
    superlatives = [cue.span for cue in claim.of_kind(CueKind.SUPERLATIVE)]
    faults = []
    for one in measured(claim):
        if one.quantity.family is UnitFamily.RANK and any(
            start <= one.quantity.span[0] < end for start, end in superlatives
        ):
            continue
        faults.append(_fault(one, held, catalogue, passages))
    return [fault for fault in faults if fault is not None]


def _fault(
    one: Measured, held: Sequence[Measured], catalogue: Sequence[Measured], passages: Sequence[Reading]
) -> Fault | None:
    supporting = [other for other in held if entails_figure(other.quantity, one.quantity)]
    rivals = [
        other
        for other in held
        if comparable_units(other.quantity, one.quantity) and not entails_figure(other.quantity, one.quantity)
    ]
    if supporting:
        best = max(supporting, key=lambda other: _likeness(one, other))
        return _misbound(one, best, rivals) or _bound_changed(one.quantity, best)
    if any(entails_figure(other.quantity, one.quantity) for other in catalogue) or _enumerated(one.quantity, passages):
        return None
    return _missing(one, held, rivals, passages)


def _likeness(one: Measured, other: Measured) -> float:
    """How far two quantities measure the same, by the pairs and characters around them."""
    if not one.characters:
        return 0.5
    pairs = len(one.words & other.words) / len(one.words) if one.words else 0.5
    return 0.5 * pairs + 0.5 * len(one.characters & other.characters) / len(one.characters)


def _misbound(one: Measured, best: Measured, rivals: Sequence[Measured]) -> Fault | None:
    """The number stands in the passage, but of another thing, place or time than the claim says."""
    for rival in rivals:
        if _claims_of(one, rival) and not _claims_of(one, best):
            return _said_of_another(one, best, rival)
        closer = _likeness(one, rival) - _likeness(one, best)
        if closer > _CLEARLY and _likeness(one, best) < _MEASURES_THE_SAME:
            return _said_of_another(one, best, rival)
    return None


def _claims_of(one: Measured, other: Measured) -> bool:
    """Whether place and time of the other figure are those that the claim names for its own."""
    place = not one.places or not other.places or bool(one.places & other.places)
    time = not any(disagree(held, claimed) for held in other.periods[:1] for claimed in one.periods[:1])
    same_thing = _likeness(one, other) >= _MEASURES_THE_SAME
    named = bool(one.places & other.places) or any(
        entails_time(held, claimed) for held in other.periods for claimed in one.periods
    )
    return place and time and same_thing and named if (one.places or one.periods) else True


def _said_of_another(one: Measured, best: Measured, rival: Measured) -> Fault:
    quantity = one.quantity
    text = f"“{quantity.text}”在来源中说的是另一事项；论断所说的这一项，来源写“{rival.quantity.text}”"
    return contrary("figure", text, quantity.span, rival.reading, rival.quantity.span)


def _bound_changed(quantity: Quantity, best: Measured) -> Fault | None:
    held = best.quantity.bound
    if held is quantity.bound or quantity.bound in {Bound.ABOUT, Bound.NEARLY}:
        return None
    if held is Bound.UP_TO and quantity.bound is Bound.EXACT:
        text = f"来源写“{best.quantity.text}”，论断略去了上限的限定"
        return slight("figure", text, quantity.span, keeps=0.8)
    if quantity.bound is Bound.OVER and held is Bound.EXACT and quantity.high is None:
        return slight("figure", f"来源写“{best.quantity.text}”，论断写成“{quantity.text}”", quantity.span)
    return None


def _enumerated(quantity: Quantity, passages: Sequence[Reading]) -> bool:
    """Whether a small count is the number of items that a passage enumerates."""
    if quantity.family not in {UnitFamily.COUNT, UnitFamily.PEOPLE} or not 2 <= quantity.value <= _FEW:
        return False
    wanted = int(quantity.value)
    for passage in passages:
        for clause in passage.clauses:
            if clause.text.count("、") + bool(re.search("[和及与]|以及", clause.text)) + 1 == wanted:
                return True
    return False


def _missing(one: Measured, held: Sequence[Measured], rivals: Sequence[Measured], passages: Sequence[Reading]) -> Fault:
    quantity = one.quantity
    for other in held:
        if _same_digits(other.quantity, quantity) and _likeness(one, other) >= _MEASURES_THE_SAME:
            return otherwise("figure", quantity.text, quantity.span, other.reading, other.quantity.span)
    near = [rival for rival in rivals if rival.quantity.family is quantity.family]
    if near:
        best = max(near, key=lambda rival: (_claims_of(one, rival), _likeness(one, rival)))
        if _likeness(one, best) >= _MEASURES_THE_SAME or len(near) == 1:
            return otherwise("figure", quantity.text, quantity.span, best.reading, best.quantity.span)
    keeps = 0.6 if quantity.family is UnitFamily.COUNT and quantity.value <= 3 else None
    return absent("figure", "数字", quantity.text, quantity.span, keeps=keeps)


def _same_digits(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities show the same number before their units (180家, 180人次)."""
    pattern = r"[\d.,]+|[〇零一二三四五六七八九十百千两]+"
    left, right = re.search(pattern, first.text), re.search(pattern, second.text)
    return (
        bool(left and right) and read_numeral(left.group()) == read_numeral(right.group()) if left and right else False
    )
