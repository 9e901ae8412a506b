"""A text read once for checking: its clauses, each with figures, periods, places, cues and content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from operator import add
from typing import TypeVar

from advisor.grounding.cues import Cue, CueKind, Mode, find_cues, is_negative
from advisor.grounding.documents import DocumentNumber, TitleMention, find_document_numbers, find_titles
from advisor.grounding.entities import EntityMention, find_named_places, find_organisations, shaped_places
from advisor.grounding.numbers import find_quantities
from advisor.grounding.numerals import fold_width
from advisor.grounding.periods import ANY_DAY, PeriodMention, find_periods
from advisor.grounding.quantity import Quantity
from advisor.grounding.units import UnitFamily
from advisor.text import to_simplified

# Relative periods are compared as words (去年 with 去年), so any fixed day does.
_CLAUSE = re.compile(
    r"(?:[^，,；;。！？!?\n：:《（(“]|(?<=\d),(?=\d)|《[^》\n]*》|（[^）\n]*）|\([^)\n]*\)|“[^”\n]*”|[《（(“])+"
)
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CONTENT = re.compile(r"[0-9a-z\u3400-\u9fff]")
STOP = frozenset(
    "的了是在和与及等也都就并而其该此这那个之以为于对将把被由从向到至所有中上下内外各每或且但又还则即使得着过地因"
)


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A stretch of text between commas, with what was read in it. Places and periods may be taken from before it."""

    start: int
    end: int
    text: str
    sentence: int
    quantities: tuple[Quantity, ...]
    periods: tuple[PeriodMention, ...]
    places: tuple[EntityMention, ...]
    cues: tuple[Cue, ...]
    modes: frozenset[Mode]
    negative: bool
    grams: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A whole text, read. `folded` is the text in half width, lower case, simplified; spans fit both.

    `derived`: what `once_a_reading` has worked out of it.
    """

    text: str
    folded: str
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[PeriodMention, ...]
    numbers: tuple[DocumentNumber, ...]
    titles: tuple[TitleMention, ...]
    places: tuple[EntityMention, ...]
    organisations: tuple[EntityMention, ...]
    cues: tuple[Cue, ...]
    grams: frozenset[str]
    characters: frozenset[str]
    sentence_ends: tuple[int, ...]
    derived: dict[str, object] = field(default_factory=dict, repr=False)

    def of_kind(self, kind: CueKind) -> list[Cue]:
        """The cues of one kind."""
        return [cue for cue in self.cues if cue.kind is kind]

    def clause_at(self, position: int) -> Clause | None:
        """The clause in which a position lies."""
        return next((clause for clause in self.clauses if clause.start <= position < clause.end), None)


def once_a_reading(work_out: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """A function of a reading, worked out once for each: what it found is kept, and goes, with the reading."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def found(reading: Reading) -> Found:
        known = reading.derived.get(name)
        if known is None:
            known = reading.derived[name] = work_out(reading)
        return known  # type: ignore[return-value]

    return found


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Half width, simplified, lower case, at the same length."""
    return to_simplified(fold_width(text)).lower()


def read_together(claim: str, passages: Sequence[str]) -> tuple[Reading, list[Reading]]:
    """Read a claim and passages so that a place named in full in one of them is known in all (云岭市, 云岭)."""
    names = frozenset().union(*(shaped_places(fold(text)) for text in (claim, *passages)))
    return read(claim, names), [read(passage, names) for passage in passages]


@lru_cache(maxsize=4_096)
def read(text: str, names: frozenset[str] = frozenset()) -> Reading:
    """Read a text; `names`: places besides the listed ones. Cached: a passage is read once for many claims."""
    folded, simplified = fold(text), to_simplified(text)
    quantities, periods = tuple(find_quantities(simplified)), tuple(find_periods(simplified, today=ANY_DAY))
    places = find_named_places(folded, names)
    cues = tuple(cue for cue in find_cues(folded) if not _in_figure(cue, quantities))
    ends = tuple(match.start() for match in _SENTENCE_END.finditer(folded))
    clauses = []
    for match in _CLAUSE.finditer(folded):
        start, end = match.span()
        own = tuple(cue for cue in cues if start <= cue.span[0] < end)
        clauses.append(
            Clause(
                start=start,
                end=end,
                text=match.group(),
                sentence=bisect_left(ends, start),
                quantities=tuple(one for one in quantities if start <= one.span[0] < end),
                periods=tuple(one for one in periods if start <= one.span[0] < end),
                places=tuple(one for one in places if start <= one.span[0] < end),
                cues=own,
                modes=_modes_of(own) if own else _NO_MODES,
                negative=is_negative(list(own)),
                grams=grams(match.group()),
            )
        )
    return Reading(
        text=text,
        folded=folded,
        clauses=tuple(clauses),
        quantities=quantities,
        periods=periods,
        numbers=tuple(find_document_numbers(simplified)),
        titles=tuple(find_titles(simplified)),
        places=places,
        organisations=tuple(find_organisations(folded)),
        cues=cues,
        grams=grams(folded),
        characters=frozenset(folded),
        sentence_ends=ends,
    )


# One empty set for all: Python makes a new one each time, and the garbage collector follows every one of them.
_NO_MODES: frozenset[Mode] = frozenset()


def _modes_of(cues: Sequence[Cue]) -> frozenset[Mode]:
    return frozenset([Mode(cue.value) for cue in cues if cue.kind is CueKind.MODALITY]) or _NO_MODES


def _in_figure(cue: Cue, quantities: Sequence[Quantity]) -> bool:
    """Whether a cue is part of a figure (最高20万元); 第一家 is both a rank and a superlative."""
    return any(
        one.span[0] <= cue.span[0] and cue.span[1] <= one.span[1] and one.family is not UnitFamily.RANK
        for one in quantities
    )


class _ContentOnly(dict[int, str | None]):
    """Character table, filled as characters are met, that drops what carries no meaning."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = character if character not in STOP and _CONTENT.match(character) else None
        self[code] = kept
        return kept


_CONTENT_ONLY = _ContentOnly()


def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring content characters, stop characters and marks left out."""
    kept = text.translate(_CONTENT_ONLY)
    return frozenset(map(add, kept, kept[1:]))


def is_content(character: str) -> bool:
    """Whether a character carries meaning: no mark, no white space, no function word."""
    return _CONTENT_ONLY[ord(character)] is not None


def content_of(text: str) -> str:
    """The content characters of a text."""
    return text.translate(_CONTENT_ONLY)
