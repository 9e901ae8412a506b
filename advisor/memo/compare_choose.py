"""Which statements fill a cell: what a place does or prescribes on a row, the nearest and the most telling first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property

from advisor.library.catalogue_text import is_catalogue_entry
from advisor.library.naming import spoken
from advisor.memo.compare_rows import SUBJECT
from advisor.memo.compare_types import NATION, Row, Standing
from advisor.search.filters import Filters
from advisor.search.holdings import Holdings
from advisor.search.ranking import HEADING, authority
from advisor.search.retriever import PolicyRetriever
from advisor.types import (
    INTENDED,
    STILL_VALID,
    Basis,
    Category,
    Data,
    Modality,
    Passage,
    PassageKind,
    Source,
    Validity,
)

_NO_PRACTICE = {Category.NOT_HELD, Category.STATISTICS, Category.DRAFTING_FACTS}
_OPINION = {Modality.ARGUED, Modality.ADVISED}
_WITHOUT_VALIDITY = {
    Category.NEWS,
    Category.WORK_REPORT,
    Category.WORK_PROJECT,
    Category.TASK_LIST,
    Category.USER_DOCUMENT,
}
"""Papers that do not lapse by a day of their own: what they tell is judged by its year."""
_FOR_A_TERM = {Category.PLAN, Category.TASK_LIST, Category.WORK_REPORT, Category.WORK_PROJECT}
"""A plan for several terms stays in force when the tasks of its first are over."""
_TOLD = {Modality.FACT, Modality.DONE}
_CITIES = {"副省级市", "地级市"}
_PROVINCE = "省"
RECENT_YEARS = 3
"""So many years back a reported practice is taken for one of today."""

# A sentence on the document itself: what it rests on, when it came out, how many points it has.
_ON_ITSELF = re.compile(
    r"依据.{0,60}(?:制定|修订)|(?:列为|作为|加入).{0,12}依据|对接.{0,16}号|落实.{0,16}号制定|出台背景|共\d+[条个项]|"
    r"(?:列出|分为?|分)\d*[一二三四五六七八九十]*个?方面|截止收集|公开征求意见|所称.{1,40}[，]?指|也?属于.{0,12}(?:经营者|范围)|分为[一二三四五六\d]+[类种]|审议通过|印发(?:的?通知)?。?$|"
    r"参考文献|论文(?:以|把|的|选取|列举|在|讲)|关键词"
)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_FIGURES = re.compile(r"\d")
_MODE_WEIGHT = {Modality.FACT: 0.75, Modality.STRIVEN: 0.85, Modality.PLANNED: 0.9}
_STANDING_BONUS = {
    Standing.CURRENT: 0.3,
    Standing.REPORTED: 0.22,
    Standing.UNKNOWN: 0.12,
    Standing.DRAFT: 0.05,
    Standing.PAPER: 0.0,
    Standing.HISTORY: 0.04,
}
_WITHOUT_MODE = 0.6
_BARE_FACT = 0.6
"""A figure of the place that says nothing of the field is no practice."""
_SEARCHED = 400
_ENOUGH_WORDS = 8.0
_DISTRICT = 0.85
_OTHERS_SOURCE = 0.8
_RECENCY = 0.12
_OLDEST_YEAR = 2012
_CONDITIONS = re.compile(r"申报|不得|符合|条件|信用")
_CONDITION = 0.6
"""Where it is asked what is given, the conditions tell less."""
_OF_KIN = 0.12
_SAID_ALREADY = 0.3
_SAME_DOCUMENT = 0.25
_SHOWN_BEFORE = 0.5
_LEAST_BESIDE = 0.25
_TELLS_ENOUGH = 0.55
_ON_MANY_PLACES = 0.7
_ON_ITSELF_WEIGHT = 0.45
_LEAST_WORTH = 0.3
_LEAST_WORTH_MARKED = 0.15
"""A statement marked as one on the area need not show by its words that it is."""
_WORDS_OF_UNMARKED = 2
_LONGEST_STATEMENT = 120


class Candidate(Data):
    """A passage that may fill a cell, with how much it is worth there."""

    passage: Passage
    standing: Standing
    worth: float


class CellChooser:
    """Chooses for one version of the library on one day."""

    def __init__(self, holdings: Holdings, retriever: PolicyRetriever, *, as_of: date) -> None:
        self._holdings = holdings
        self._retriever = retriever
        self._as_of = as_of
        self._year = as_of.year
        self._nearness: dict[tuple[str, str], dict[str, float]] = {}

    def candidates(self, row: Row, region: str) -> list[Candidate]:
        """Everything that may fill a cell, best first. Of national rules only those in force, where there are such."""
        found = self._candidates(row, region, self.own_places(region))
        in_force = [one for one in found if one.standing is Standing.CURRENT] if region == NATION else []
        return in_force or found

    def candidates_inside(self, row: Row, region: str, *, without: Iterable[str]) -> list[Candidate]:
        """What places inside a province do, but for those that have a column of their own."""
        elsewhere = {place for other in without if other != region for place in self.own_places(other)}
        places = self._inside(region) - elsewhere
        found = self._candidates(row, region, places)
        return [one for one in found if not elsewhere & self._places_of(one.passage)]

    def _candidates(self, row: Row, region: str, places: frozenset[str]) -> list[Candidate]:
        there = {one.id: one for place in sorted(places) for one in self._practice_by_place.get(place, ())}
        found = [one for one in there.values() if self._is_on(one, row)]
        nearness = self._near(row, places) if found else {}
        judged = [self._judged(one, row, region, places, nearness.get(one.id, 0.0)) for one in found]
        kept = [one for one in judged if one.worth >= _least_worth(one.passage, row)]
        return sorted(kept, key=lambda one: (-one.worth, one.passage.ref))

    def own_places(self, region: str) -> frozenset[str]:
        """The place, and for a city what lies in it: what a district does is done in the city."""
        vocabulary = self._holdings.vocabulary
        known = vocabulary.region(region)
        if known is None or known.level not in _CITIES:
            return frozenset({region})
        return frozenset({region, *self._inside(region)})

    def above(self, region: str) -> frozenset[str]:
        """The places that a place lies in."""
        return frozenset(self._holdings.vocabulary.ancestors(region))

    def standing(self, passage: Passage) -> Standing:
        """How a statement bears on today."""
        source = self._holdings.sources[passage.source_id]
        if source.category is Category.PAPER:
            return Standing.PAPER
        if source.category in _FOR_A_TERM and passage.modality in INTENDED and self._is_over(passage):
            return Standing.HISTORY
        if source.category in _FOR_A_TERM and source.validity in STILL_VALID and self._is_over(passage):
            told = passage.modality in _TOLD and self._year - year_of(passage, source) <= RECENT_YEARS
            return Standing.REPORTED if told else Standing.HISTORY
        if source.category in _WITHOUT_VALIDITY and source.validity not in STILL_VALID:
            year = year_of(passage, source)
            if source.validity is Validity.UNKNOWN and not year:
                return Standing.UNKNOWN
            recent = source.validity is Validity.UNKNOWN and self._year - year <= RECENT_YEARS
            return Standing.REPORTED if recent else Standing.HISTORY
        if source.validity is Validity.DRAFT:
            return Standing.DRAFT
        if source.validity is Validity.UNKNOWN:
            return Standing.UNKNOWN
        return Standing.CURRENT if source.validity in STILL_VALID else Standing.HISTORY

    def _is_over(self, passage: Passage) -> bool:
        """Whether the time a statement speaks of has passed: the five years of a plan, the year of a report."""
        end = passage.period.end if passage.period else None
        return end is not None and end < self._as_of.isoformat()

    def _is_on(self, passage: Passage, row: Row) -> bool:
        """On an area: marked as such. On an instrument, and of a text that nobody marked: by its words."""
        if row.area is not None and passage.areas:
            return row.area in passage.areas
        found = sum(word in passage.text for word in row.words)
        return found >= (_WORDS_OF_UNMARKED if row.area is not None else 1)

    def _judged(self, passage: Passage, row: Row, region: str, places: frozenset[str], nearness: float) -> Candidate:
        standing = self.standing(passage)
        source = self._holdings.sources[passage.source_id]
        subject = self._subject(passage, source)
        worth = 0.4 * nearness + 0.25 * self._words(passage, row) + 0.35 * subject
        worth *= _MODE_WEIGHT.get(passage.modality, 1.0) if passage.modality else _WITHOUT_MODE
        worth *= _BARE_FACT if passage.modality is Modality.FACT and subject < 1.0 else 1.0
        worth *= self._place_weight(source, region, places)
        worth *= _ON_MANY_PLACES if len(passage.regions) > 2 else 1.0
        worth *= _ON_ITSELF_WEIGHT if _ON_ITSELF.search(passage.text) else 1.0
        worth += 0.1 if _FIGURES.search(passage.text.split("年")[-1]) else 0.0
        worth *= _CONDITION if row.grants and _CONDITIONS.search(passage.text) else 1.0
        worth += 0.08 if passage.areas[:1] == (row.area,) else 0.0
        worth += _OF_KIN if row.kin is not None and row.kin in passage.areas else 0.0
        worth += _RECENCY * min(max(year_of(passage, source) - _OLDEST_YEAR, 0) / (self._year - _OLDEST_YEAR), 1.0)
        worth -= 0.05 if passage.basis in (Basis.SECONDARY, Basis.PAPER_ONLY, Basis.INFERRED) else 0.0
        return Candidate(passage=passage, standing=standing, worth=worth + self._bonus(standing, source))

    def _bonus(self, standing: Standing, source: Source) -> float:
        rank = 0.02 * authority(source) if source.region == NATION else 0.0
        return _STANDING_BONUS[standing] + rank

    def _place_weight(self, source: Source, region: str, places: frozenset[str]) -> float:
        if source.region == region:
            return 1.0
        return _DISTRICT if source.region in places else _OTHERS_SOURCE

    def _words(self, passage: Passage, row: Row) -> float:
        """0 to 1: how much of the row's matter the statement names, rare words counting more."""
        found = sum(self._holdings.rarity(word) for word in row.words if word in passage.text)
        return min(found / _ENOUGH_WORDS, 1.0)

    def _subject(self, passage: Passage, source: Source) -> float:
        """0 to 1: whether the statement, or at least its document, speaks of the field."""
        if not self._field_is_known or any(word in passage.text for word in SUBJECT):
            return 1.0
        return 0.6 if any(word in source.title for word in SUBJECT) else 0.0

    def _near(self, row: Row, places: frozenset[str]) -> dict[str, float]:
        """Nearness to the row's words and meaning among the statements of a region, 0 to 1."""
        key = (row.id, "、".join(sorted(places)))
        if key not in self._nearness:
            filters = Filters(regions=tuple(sorted(places)))
            found = self._retriever.search(row.query, filters=filters, limit=_SEARCHED)
            top = max((one.score for one in found), default=0.0) or 1.0
            self._nearness[key] = {one.passage.id: max(one.score, 0.0) / top for one in found}
        return self._nearness[key]

    def _inside(self, region: str) -> frozenset[str]:
        known = self._holdings.vocabulary.region(region)
        if known is None or region == NATION:
            return frozenset()
        return frozenset(
            one.name
            for one in self._holdings.vocabulary.regions
            if region in self._holdings.vocabulary.ancestors(one.name)
        )

    def _places_of(self, passage: Passage) -> frozenset[str]:
        return frozenset(self._holdings.regions_of(passage))

    @cached_property
    def _field_is_known(self) -> bool:
        """In a library of another field the words of this one tell nothing."""
        return any(word in one.text for one in self._practice for word in SUBJECT)

    @cached_property
    def _practice_by_place(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for one in self._practice:
            for place in self._places_of(one):
                found.setdefault(place, []).append(one)
        return found

    @cached_property
    def _practice(self) -> list[Passage]:
        """Statements on what is done or prescribed somewhere: no table rows, no opinions, no catalogue entries."""
        return [one for one in self._holdings.passages.values() if self._tells_practice(one)]

    def _tells_practice(self, passage: Passage) -> bool:
        source = self._holdings.sources[passage.source_id]
        return (
            passage.row is None
            and not is_catalogue_entry(passage)
            and source.category not in _NO_PRACTICE
            and passage.modality not in _OPINION
            and not HEADING.match(passage.text)
        )


def _least_worth(passage: Passage, row: Row) -> float:
    return _LEAST_WORTH_MARKED if row.area is not None and row.area in passage.areas else _LEAST_WORTH


def chosen(candidates: Sequence[Candidate], row: Row, most: int, *, shown: Collection[str] = ()) -> list[Candidate]:
    """The best, each time weighed against what is said already; the first place is for what holds today.

    `shown`: ids of passages that stand in another cell of the column. Current practice comes before history.
    """
    kept: list[Candidate] = []
    while len(kept) < most:
        free = _today(candidates) if most > 1 and not kept else []
        free = free or [one for one in candidates if one not in kept]
        ranked = [(_worth_beside(one, kept, row, shown), one.passage.ref, one) for one in free]
        worth, _, best = max(ranked, key=lambda each: each[:2], default=(0.0, "", None))
        if best is None or (kept and worth < _LEAST_BESIDE):
            break
        kept.append(best)
    order = list(Standing)
    return sorted(kept, key=lambda one: (order.index(one.standing), -one.worth))


def _today(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What holds today and tells enough; else what may still hold."""
    for standings in ({Standing.CURRENT, Standing.REPORTED}, {Standing.UNKNOWN, Standing.DRAFT}):
        found = [one for one in candidates if one.standing in standings and one.worth >= _TELLS_ENOUGH]
        if found:
            return found
    return []


def _worth_beside(one: Candidate, kept: Sequence[Candidate], row: Row, shown: Collection[str]) -> float:
    own = {word for word in row.words if word in one.passage.text}
    said = {word for word in own if any(word in other.passage.text for other in kept)}
    worth = one.worth - (_SAID_ALREADY * len(said) / len(own) if own else 0.0)
    worth -= _SAME_DOCUMENT if any(one.passage.source_id == other.passage.source_id for other in kept) else 0.0
    return worth - (_SHOWN_BEFORE if one.passage.id in shown else 0.0)


def statement_of(passage: Passage, row: Row) -> str:
    """What a cell says: a digest's statement as it stands, of a longer text the sentence nearest to the row."""
    text = spoken(passage)
    if passage.kind is not PassageKind.ORIGINAL and len(text) <= _LONGEST_STATEMENT:
        return _ended(text)
    sentences = [part for part in _SENTENCE.findall(text) if part.strip()]
    words = (*row.words, *SUBJECT)
    return _ended(max(sentences, key=lambda one: (sum(word in one for word in words), -len(one)), default=text))


def _ended(text: str) -> str:
    return f"{text.strip().rstrip('。；;，, ')}。"


def year_of(passage: Passage, source: Source) -> int:
    """The last year a statement speaks of; else that of its document; 0 where neither is known."""
    period = passage.period
    written = (period.end or period.start if period else None) or source.issued or source.effective or ""
    return int(written[:4]) if written[:4].isdigit() else 0


def year_label(passage: Passage, source: Source) -> str:
    """The time as a reader writes it; of a rule, when it came into effect."""
    if passage.period is not None and passage.period.label:
        return passage.period.label
    if source.rank is not None and source.effective:
        return f"{source.effective[:4]}年施行"
    year = year_of(passage, source)
    return f"{year}年" if year else ""
