"""Figures bound to what stands right beside them: 2015年的21.8万亿元; and to whose figure it is, over several passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.figures import entails_figure
from advisor.grounding.quantity import Quantity, comparable_units
from advisor.grounding.reading import Reading, once_a_reading
from advisor.grounding.units import UnitFamily

# A year, and at most a word that joins it to its figure.
_YEAR_BEFORE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:末|底|全年)?(?:的|则?[是为]|达到?|约|共|有|增至|升至|降至|只有|仅)?$"
)
_REACH = 12
_AMOUNTS = frozenset(
    {UnitFamily.MONEY, UnitFamily.COUNT, UnitFamily.PEOPLE, UnitFamily.VISITS, UnitFamily.WEIGHT, UnitFamily.PERCENT}
)


def bound_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """A figure told of another year than the passage puts right before it, or of a body whose figure is another one."""
    return [*_year_faults(claim, passages), *_speaker_faults(claim, passages)][:1]


@once_a_reading
def figures_of_years(reading: Reading) -> tuple[tuple[str, Quantity], ...]:
    """Every figure before which a year stands, with that year."""
    found = []
    for quantity in reading.quantities:
        start = quantity.span[0]
        match = _YEAR_BEFORE.search(reading.folded[max(0, start - _REACH) : start])
        if match and quantity.family in _AMOUNTS:
            found.append((match["year"], quantity))
    return tuple(found)


def _year_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    held = [(reading, year, one) for reading in passages for year, one in figures_of_years(reading)]
    for year, own in figures_of_years(claim):
        same = [(reading, other) for reading, other, one in held if entails_figure(one, own)]
        rivals = [one for _, other, one in held if other == year and comparable_units(one, own)]
        if same and rivals and all(other != year for _, other in same) and not _elsewhere_too(own, year, passages):
            reading = same[0][0]
            span = rivals[0].span
            yield otherwise("crossed", f"{year}年{own.text}", own.span, reading, span, sureness=1.0)


def _elsewhere_too(own: Quantity, year: str, passages: Sequence[Reading]) -> bool:
    """Whether a passage has the figure a second time, where no year stands beside it: it may be of the claimed one."""
    bound = {id(one) for reading in passages for _, one in figures_of_years(reading)}
    return any(entails_figure(one, own) and id(one) not in bound for reading in passages for one in reading.quantities)


def _speaker_faults(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    """甲机构的数字是乙 where one passage has 甲's figure and another has this one as somebody else's."""
    if len(passages) < 2:
        return
    for clause in claim.clauses:
        figures = [
            one for one in claim.quantities if clause.start <= one.span[0] < clause.end and one.family in _AMOUNTS
        ]
        bodies = [one for one in claim.organisations if clause.start <= one.span[0] < clause.end]
        if len(figures) != 1 or len(bodies) != 1:
            continue
        body, own = bodies[0].text, figures[0]
        theirs = [one for one in passages if body in one.folded]
        holding = [one for one in passages if any(entails_figure(held, own) for held in one.quantities)]
        if not theirs or not holding or any(one in theirs for one in holding):
            continue
        rivals = [(one, held) for one in theirs for held in one.quantities if comparable_units(held, own)]
        if rivals:
            reading, held = rivals[0]
            yield otherwise("crossed", f"{body}……{own.text}", own.span, reading, held.span, sureness=1.0)
