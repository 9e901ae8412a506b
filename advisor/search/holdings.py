"""Everything that is held, in memory, as answering needs it: passages, sources, notices and how rare words are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from advisor.library.record import Record
from advisor.library.tables import Indicator
from advisor.library.vocabulary import City, Vocabulary
from advisor.search.lexicon import Lexicon
from advisor.statistics.lookup import Statistics
from advisor.text import normalise, without_quotes
from advisor.types import Notice, Passage, Source, StatisticsRow

_TITLE_PREFIX = re.compile(r"^中华人民共和国|^关于")
_OF_PLACE = re.compile(r"^([\u3400-\u9fff]{2,3})[市省](?=[\u3400-\u9fff]{4})")
_BRACKET = re.compile(r"[（(].*?[)）]$")


# A verb or adjective that is held nowhere is mostly another way of putting it; a noun held nowhere is another thing.
_STRANGE_VERB = 0.4


class Holdings:
    """A read-only view of one version of the record."""

    def __init__(
        self,
        *,
        passages: Sequence[Passage],
        sources: dict[str, Source],
        notices: Sequence[Notice],
        rows: Sequence[StatisticsRow],
        vocabulary: Vocabulary,
        city: City,
        corpus_version: str,
        indicators: Mapping[str, Indicator] | None = None,
    ) -> None:
        self.passages = {passage.id: passage for passage in passages}
        self.sources = sources
        self.notices = tuple(notices)
        self.rows = tuple(rows)
        self.indicators = indicators or {}
        self.vocabulary = vocabulary
        self.city = city.name
        self._city = city
        self.corpus_version = corpus_version
        self._rarity: dict[str, float] = {}

    @classmethod
    def load(cls, record: Record) -> Holdings:
        """Read the whole record once; about a thousand passages."""
        return cls(
            passages=record.passages(),
            sources=record.sources(),
            notices=record.notices(),
            rows=record.rows(),
            vocabulary=record.vocabulary(),
            city=record.city(),
            corpus_version=record.corpus_version(),
            indicators=record.indicators(),
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        """Reader of words, places and documents."""
        return Lexicon(self.vocabulary, city=self._city, document_titles=self._document_titles())

    @cached_property
    def by_ref(self) -> dict[str, Passage]:
        """Passages by their readable handle, e.g. paper-2022#s061."""
        return {passage.ref: passage for passage in self.passages.values()}

    @cached_property
    def tables(self) -> Statistics:
        """The statistics tables."""
        return Statistics(
            rows=self.rows,
            indicators=self.indicators,
            sources=self.sources,
            vocabulary=self.vocabulary,
            passages=self.passages.values(),
            notices=self.notices,
        )

    def passage_of(self, row: StatisticsRow) -> Passage | None:
        """The passage that stands for a row: its own, or the statement of a digest that says the same."""
        return self._by_row.get(row.id)

    def rows_told_by(self, passage: Passage) -> list[StatisticsRow]:
        """The rows of the tables that a passage stands for: its own, or those that repeat what a statement says."""
        return [passage.row] if passage.row else self._told_by.get(passage.ref, [])

    @cached_property
    def _told_by(self) -> dict[str, list[StatisticsRow]]:
        told: dict[str, list[StatisticsRow]] = {}
        for row in self.rows:
            if row.statement_ref is not None:
                told.setdefault(row.statement_ref, []).append(row)
        return told

    @cached_property
    def _by_row(self) -> dict[str, Passage]:
        own = {passage.row.id: passage for passage in self.passages.values() if passage.row is not None}
        said = {row.id: self.by_ref[row.statement_ref] for row in self.rows if row.statement_ref in self.by_ref}
        return {**said, **own}

    def of_source(self, source_id: str) -> list[Passage]:
        """The passages of one source in their order."""
        return self._by_source.get(source_id, [])

    def said(self, passage: Passage) -> str:
        """Normalised text of the passage with what its catalogue entry says about it."""
        return self._said[passage.id]

    def asked(self, passage: Passage) -> str:
        """Normalised asks of the passage, joined."""
        return self._asked[passage.id]

    def rarity(self, word: str) -> float:
        """How much a word tells: its inverse document frequency here, less for words common in all Chinese (东西, 弄)."""
        if word not in self._rarity:
            count = sum(word in text for text in self._everything)
            here = math.log((len(self._everything) + 1) / (count + 0.5))
            if count == 0 and not self.lexicon.is_thing(word):
                here *= _STRANGE_VERB
            self._rarity[word] = here * self.lexicon.distinctiveness(word)
        return self._rarity[word]

    def occurs(self, word: str) -> bool:
        """Whether the word stands in any passage, title or ask."""
        return any(word in text for text in self._everything)

    def regions_of(self, passage: Passage) -> tuple[str, ...]:
        """The regions a passage speaks of: its own, or its source's."""
        return passage.regions or (self.sources[passage.source_id].region,)

    def is_ours(self, region: str) -> bool:
        """Whether a region is the city advised, lies in it or holds it."""
        lies_in = self.vocabulary.lies_in
        return lies_in(region, self.city) or lies_in(self.city, region)

    @cached_property
    def _by_source(self) -> dict[str, list[Passage]]:
        grouped: dict[str, list[Passage]] = {}
        for passage in sorted(self.passages.values(), key=lambda passage: passage.order):
            grouped.setdefault(passage.source_id, []).append(passage)
        return grouped

    @cached_property
    def _said(self) -> dict[str, str]:
        return {passage.id: without_quotes(normalise(self._spoken(passage))) for passage in self.passages.values()}

    def _spoken(self, passage: Passage) -> str:
        source = self.sources[passage.source_id]
        regions = " ".join(self.regions_of(passage))
        # A paper's or a table's title is no part of what each of its lines is about.
        title = f"{source.title} {source.number or ''}" if source.rank is not None or passage.order < 0 else ""
        return f"{passage.text.split('使用限制：')[0]} {title} {passage.locator} {regions}"

    @cached_property
    def _asked(self) -> dict[str, str]:
        return {passage.id: normalise("|".join(passage.asks)) for passage in self.passages.values()}

    @cached_property
    def _everything(self) -> list[str]:
        return [f"{self._said[passage_id]}|{self._asked[passage_id]}" for passage_id in self.passages]

    def _document_titles(self) -> dict[str, str]:
        titles: dict[str, str] = {}
        for source in self.sources.values():
            for title in _names(source):
                titles.setdefault(title, source.id)
        return titles


def _names(source: Source) -> Iterable[str]:
    """What a document is called in questions: title with and without 中华人民共和国 and year remarks, short titles, number."""
    bare = _BRACKET.sub("", source.title)
    plain = _OF_PLACE.sub(r"\1", bare)
    for name in (source.title, bare, plain, _TITLE_PREFIX.sub("", bare), *source.short_titles, source.number or ""):
        if len(name) >= 2:
            yield name
    order = re.search(r"令第(\d+)号", source.number or "")
    if order:
        yield from (f"令第{order[1]}号", f"第{order[1]}号令", f"{order[1]}号令")
