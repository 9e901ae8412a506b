"""Whether a passage names the persons, authorities and places that a fact of a draft names."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.check.candidates import said_by
from advisor.check.scene import places_in
from advisor.grounding import find_organisations
from advisor.search.holdings import Holdings
from advisor.search.slots import person_names
from advisor.text import normalise, without_quotes
from advisor.types import Passage


def lacks_a_name(text: str, passage: Passage, holdings: Holdings, *, strictly: bool = False) -> bool:
    """Whether a fact names a person, or an authority in the place of another, that a passage does not name.

    `strictly`: any authority that a passage does not name, whether or not it names one.
    """
    said = f"{said_by(passage)}{holdings.said(passage)}"
    if any(name not in said for name in person_names(without_quotes(normalise(text)))):
        return True
    held = [one.text for one in find_organisations(said)]
    named = [one.text for one in find_organisations(text)]
    return (strictly or bool(held)) and any(not _is_named(name, held, said) for name in named)


def lacks_a_place(text: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a fact names a place that a passage neither names nor speaks of nor is bound to from above."""
    spoken_of = holdings.regions_of(passage)
    said = f"{said_by(passage)}{holdings.said(passage)}"
    return any(
        place not in said and not any(place in (one, *holdings.lexicon.ancestors(one)) for one in spoken_of)
        for place in places_in(text, holdings)
    )


def _is_named(name: str, held: Sequence[str], said: str) -> bool:
    """Whether an authority is among those held, by its name, a shorter one or a longer one (characters in order)."""
    return name in said or any(_in_order(*sorted((name, other), key=len)) for other in held)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
