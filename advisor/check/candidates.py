"""Which passages may speak for a sentence, and whether a passage is of its place, time and document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from advisor.check.mentions import ON_TRIAL
from advisor.check.scene import Told
from advisor.grounding import ANY_DAY, find_articles, find_periods, find_quantities, is_within, same_title
from advisor.library.catalogue_text import catalogue_ref, is_catalogue_entry
from advisor.library.naming import spoken
from advisor.search.evidence import speaks_of
from advisor.search.filters import Filters
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.text import normalise
from advisor.types import RULED, Category, Passage, Period

_NATIONAL = "全国"
_NO_ENTRY = {Category.NEWS, Category.STATISTICS, Category.PAPER, Category.WORK_PROJECT, Category.DRAFTING_FACTS}
_WHOLLY = 0.75
_CLEARLY, _HALF = 0.6, 0.5
_NEARLY_ALL = 0.9
_BROAD, _NARROW = 30, 15
_OF_A_DOCUMENT = 25
_DOCUMENT_OF_A_YEAR = re.compile(
    r"(?:[^\d，,。；]{0,12})(?P<year>(?:19|20)\d\d)年(?:的)?[^\d，,。；《》]{0,14}?(?:意见|办法|措施|方案|规划|细则|通知|政策|计划|指南|工作报告)(?![^，,。；]{0,2}[》])"
)
_EMPTY = frozenset("的了是在和与及等也都就并而其该此这那个之以为于对将把被由从向到至所有中")


def candidates(told: Told, claim: str, holdings: Holdings, retriever: PolicyRetriever) -> list[Passage]:
    """Passages worth comparing with a claim: by its words, by the documents it names, by its place."""
    query = " ".join((claim, *told.places[:2], *(period.label for period in told.periods[:1])))
    found = [one.passage for one in retriever.search(query, limit=_BROAD)]
    if told.source_ids:
        entries = [holdings.by_ref.get(catalogue_ref(key)) for key in told.source_ids]
        found += [entry for entry in entries if entry is not None]
        narrow = Filters(source_ids=told.source_ids)
        found += [one.passage for one in retriever.search(claim, filters=narrow, limit=_OF_A_DOCUMENT)]
    if told.places:
        narrow = Filters(regions=told.places)
        found += [one.passage for one in retriever.search(claim, filters=narrow, limit=_NARROW)]
    return list({passage.id: passage for passage in found}.values())


def cited_places(told: Told, claim: str, holdings: Holdings) -> list[Passage]:
    """The passages at the very places that a claim names (《…》第八条), of the documents that its sentence names."""
    return [
        passage
        for mention in find_articles(claim)
        for key in told.source_ids
        if mention.title is None or same_title(mention.title, ON_TRIAL.sub("", holdings.sources[key].title))
        for passage in holdings.of_source(key)
        if any(is_within(held, mention) for held in find_articles(passage.locator))
    ]


def is_of_another_article(told: Told, passage: Passage, holdings: Holdings) -> bool:
    """Whether a sentence cites articles of the passage's document, and the passage is of none of them."""
    if passage.source_id not in told.source_ids:
        return False
    held = find_articles(passage.locator)
    title = ON_TRIAL.sub("", holdings.sources[passage.source_id].title)
    cited = [
        one
        for claim in told.claims
        for one in find_articles(claim)
        if one.title is not None and same_title(one.title, title)
    ]
    return bool(held) and bool(cited) and not any(is_within(there, one) for there in held for one in cited)


def may_speak_for_itself(told: Told, passage: Passage, holdings: Holdings) -> bool:
    """Whether a catalogue entry may speak: of a document the sentence names, or of one that rules; what is said, always."""
    if not is_catalogue_entry(passage) or passage.source_id in told.source_ids:
        return True
    return holdings.sources[passage.source_id].category not in _NO_ENTRY


def fits_place(told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a passage may speak for the place of a sentence.

    Rules bind every place below; a figure of a larger place is none of a smaller one. A document that the sentence
    names always may.
    """
    if passage.source_id in told.source_ids or not told.places:
        return True
    lexicon = holdings.lexicon
    spoken_of = holdings.regions_of(passage)
    for place in told.places:
        within = passage.row is None and place != _NATIONAL
        if place in spoken_of or (within and any(place in lexicon.ancestors(region) for region in spoken_of)):
            return True
    if any(place in passage.text for place in told.places):
        return True
    if _NATIONAL in spoken_of and told.of_no_place and _is_told(told, claim, passage, holdings):
        return True
    if passage.row is not None:
        return False
    wider = any(region in (_NATIONAL, *lexicon.ancestors(place)) for place in told.places for region in spoken_of)
    ruling = holdings.sources[passage.source_id].rank is not None or passage.modality in RULED
    return wider and (ruling or not find_quantities(claim)) and not told.own_places


def _is_told(told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a passage on the whole country has most of a claim; a figure that our place has too, most of the sentence."""
    if shared(told.claims[0], passage, holdings) >= _WHOLLY:
        return True
    if passage.row is not None and any((passage.row.indicator, place) in _counted(holdings) for place in told.places):
        return False
    return shared(claim, passage, holdings) >= (_HALF if passage.row is not None else _CLEARLY)


@lru_cache(maxsize=2)
def _counted(holdings: Holdings) -> frozenset[tuple[str, str]]:
    """What the statistics count, and where."""
    return frozenset((row.indicator, row.region) for row in holdings.rows)


def fits_document(told: Told, passage: Passage, holdings: Holdings) -> bool:
    """Whether a passage may speak for what a sentence ascribes to a document: one of it, or one that names it."""
    if not told.bound or not told.source_ids or passage.source_id in told.source_ids:
        return True
    sources = (holdings.sources[key] for key in told.source_ids)
    return any(name in passage.text for one in sources for name in (one.title, one.number, *one.short_titles) if name)


def is_of_another_year(told: Told, passage: Passage) -> bool:
    """Whether a sentence speaks of one year's document (2022年的意见) and a passage begins with one of another year."""
    named = {match["year"] for match in _DOCUMENT_OF_A_YEAR.finditer(told.claims[0])}
    held = _DOCUMENT_OF_A_YEAR.match(said_by(passage))
    return len(named) == 1 and held is not None and held["year"] not in named


def is_of_another_document(told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a sentence goes on about a document, and a passage is of another one and does not say the same in so many words."""
    if not told.source_ids or passage.source_id in told.source_ids:
        return False
    return not told.bound and shared(claim, passage, holdings) < _CLEARLY


def fits_period(told: Told, claim: str, passage: Passage) -> bool:
    """Whether a passage is of the time that a claim takes over from its surroundings; its own times the engine checks."""
    if not told.periods or passage.source_id in told.source_ids or passage.period is None:
        return True
    if passage.row is None and (not find_quantities(claim) or _says_it_all(told, claim, passage)):
        return True
    if passage.period.start is None and passage.period.end is None:
        return True
    return any(_same_stretch(wanted, passage.period) for wanted in told.periods) or _named_in(claim, passage)


def _says_it_all(told: Told, claim: str, passage: Passage) -> bool:
    """Whether a passage has nearly every word of a sentence that names a place but no time of its own."""
    wanted = pairs(claim)
    told_in_full = bool(wanted) and len(wanted & pairs(said_by(passage))) >= _NEARLY_ALL * len(wanted)
    return told_in_full and told.own_places and not told.own_periods


def _same_stretch(wanted: Period, held: Period) -> bool:
    same = (wanted.start, wanted.end) == (held.start, held.end)
    moment = wanted.end == held.end and (wanted.start == wanted.end or held.start == held.end)
    return same or moment


def _named_in(claim: str, passage: Passage) -> bool:
    """Whether the claim names a time of its own that the passage speaks of."""
    return speaks_of(periods_of(claim), passage)


@lru_cache(maxsize=4_096)
def periods_of(text: str) -> tuple[Period, ...]:
    """The dated periods a text names."""
    found = (one.period for one in find_periods(text, today=ANY_DAY))
    return tuple(period for period in found if period.start or period.end)


def said_by(passage: Passage) -> str:
    """What a passage says, without notes on its use."""
    return spoken(passage)


@lru_cache(maxsize=16_384)
def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring content characters of a text."""
    kept = "".join(one for one in normalise(text) if one.isalnum() and one not in _EMPTY)
    return frozenset(kept[index : index + 2] for index in range(len(kept) - 1))


def shared(claim: str, passage: Passage, holdings: Holdings, *, without: Iterable[str] = ()) -> float:
    """Share of a claim's pairs that a passage or its catalogue entry has; `without`: words left out of account."""
    for words in without:
        claim = claim.replace(words, "，")
    wanted = pairs(claim)
    held = pairs(said_by(passage)) | pairs(holdings.said(passage))
    return len(wanted & held) / len(wanted) if wanted else 0.0


def ordered(claim: str, passages: Sequence[Passage], holdings: Holdings) -> list[Passage]:
    """Passages by the share of the claim they carry, best first."""
    return sorted(passages, key=lambda one: (-shared(claim, one, holdings), one.id))
