"""What is held back: single asks of kept statements, and all asks of whole statements or whole sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import assert_never

import numpy as np

from advisor.text import normalise
from advisor.types import Data, Passage
from evals.embedding.pairs import Unit, units_of

_SHARE_OF_UNITS = 0.2
_FEWEST_ASKS = 2


class Group(StrEnum):
    """Whether the passage that is looked for carries other asks (our own) or none at all (a user's document)."""

    WITH_ASKS = "with asks"
    WITHOUT_ASKS = "without asks"


class Part(StrEnum):
    """The weight is chosen on one half of the questions and reported on the other."""

    CHOOSING = "choosing"
    REPORTING = "reporting"


class Whole(StrEnum):
    """What is held back as a whole."""

    STATEMENTS = "statements"
    SOURCES = "sources"


class Query(Data):
    """A held-back ask and the passages that it belongs to."""

    id: str
    text: str
    gold: tuple[str, ...]
    group: Group
    part: Part


class HoldBack(Data):
    """Held-back questions, and the asks that neither index nor training may see."""

    queries: tuple[Query, ...]
    left_out: frozenset[str]

    def index(self, passages: Sequence[Passage]) -> list[Passage]:
        """The passages without the asks that were held back."""
        return [
            passage.model_copy(update={"asks": tuple(ask for ask in passage.asks if ask not in self.left_out)})
            for passage in passages
        ]


def hold_back(passages: Sequence[Passage], whole: Whole, *, seed: int) -> HoldBack:
    """A fifth of the units loses all asks; of every other unit with two or more asks one is held back."""
    random = np.random.default_rng(seed)
    units = units_of(passages)
    bare = _bare_units(units, whole, random)
    chosen: list[tuple[Unit, tuple[str, ...], Group, Part]] = []
    for unit in units:
        part = Part.CHOOSING if random.random() < 0.5 else Part.REPORTING
        if unit.id in bare:
            chosen.append((unit, unit.asks, Group.WITHOUT_ASKS, part))
        elif len(unit.asks) >= _FEWEST_ASKS:
            chosen.append((unit, (unit.asks[random.integers(len(unit.asks))],), Group.WITH_ASKS, part))
    held = {normalise(ask) for _, asks, _, _ in chosen for ask in asks}
    gold = _passages_of(passages)
    queries = [
        Query(id=f"{unit.id}/{number}", text=ask, gold=gold[normalise(ask)], group=group, part=part)
        for unit, asks, group, part in chosen
        for number, ask in enumerate(asks)
    ]
    # The same words may stand as an ask of another statement: they go there too.
    left_out = frozenset(ask for passage in passages for ask in passage.asks if normalise(ask) in held)
    return HoldBack(queries=tuple(queries), left_out=left_out)


def _bare_units(units: Sequence[Unit], whole: Whole, random: np.random.Generator) -> set[str]:
    wanted = round(_SHARE_OF_UNITS * len(units))
    match whole:
        case Whole.STATEMENTS:
            return {units[at].id for at in random.permutation(len(units))[:wanted]}
        case Whole.SOURCES:
            return _units_of_some_sources(units, wanted, random)
        case _ as never:
            assert_never(never)


def _units_of_some_sources(units: Sequence[Unit], wanted: int, random: np.random.Generator) -> set[str]:
    """Units of whole sources, until there are enough; never a source that is more than a tenth of the library."""
    sources = sorted({source for unit in units for source in unit.source_ids})
    bare: set[str] = set()
    for at in random.permutation(len(sources)):
        of_source = {unit.id for unit in units if sources[at] in unit.source_ids}
        if len(bare) < wanted and len(of_source) <= len(units) / 10:
            bare |= of_source
    return bare


def _passages_of(passages: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for passage in passages:
        for ask in passage.asks:
            found.setdefault(normalise(ask), {})[passage.id] = None
    return {ask: tuple(ids) for ask, ids in found.items()}
