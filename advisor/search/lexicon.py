"""The vocabulary, arranged for reading questions: aliases found by longest match, and content words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from advisor.library.period_syntax import parse_period
from advisor.library.vocabulary import City, Vocabulary
from advisor.segmenting import part_of_speech, segmenter
from advisor.text import normalise, without_quotes
from advisor.types import Area, Data

_CONTENT = re.compile(r"[\u3400-\u9fffa-z0-9]")
# Information content, in nats, of words that tell nothing (们, 东西) and of words that tell all they can.
_COMMON = 6.0
_RARE = 11.0
# What a piece tells that the dictionary lacks and that has a character of grammar in it.
_PIECE = 0.1
# How much a word of each part of speech tells, by the first letter of jieba's tag: nouns, idioms, verbs, adjectives.
_TELLING = {"n": 1.0, "l": 0.6, "i": 0.6, "j": 1.0, "e": 1.0, "v": 0.4, "a": 0.35, "b": 0.5, "s": 0.3, "t": 0.1}
# Single characters that tell as much as a word.
_TELLING_CHARACTERS = frozenset("税罚证假退赔男女")
# Characters that make a piece the dictionary lacks (改罚, 提了, 就够) a cutting error rather than a name.
_FUNCTION_CHARACTER = re.compile(
    r"[了着过的地得上下里要能会可就够不没按把被让给从到对为以其这那呢吗吧才都还又再很太也最有是在到么哪搞弄做罚补奖]"
)
# The letters of an amount begin no word: 20万对吗.
_AMOUNT = re.compile(r"\d[\d.,]*(?:万亿|[万亿])(?![元人次家户件吨亩个斤])")
_NUMBER = re.compile(r"^[\d.,%〇零一二两三四五六七八九十百千万亿年月日号季度末底初第多余几半上下]+$")


class Mention(Data):
    """An alias found in a text: what it stands for, and where."""

    name: str
    surface: str
    start: int
    end: int


class AliasFinder:
    """Finds the aliases of a table in a text, longest first, without overlaps."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = {without_quotes(normalise(alias)): name for alias, name in table.items()}
        ordered = sorted(self._table, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    @property
    def aliases(self) -> frozenset[str]:
        """Every alias, normalised."""
        return frozenset(self._table)

    def find(self, text: str) -> list[Mention]:
        """Mentions in order of appearance."""
        if self._pattern is None:
            return []
        return [
            Mention(name=self._table[match.group(0)], surface=match.group(0), start=match.start(), end=match.end())
            for match in self._pattern.finditer(text)
        ]


_YEAR_AND_NUMBER = re.compile(r"(?P<year>20\d\d)年?的?第?(?P<number>\d{1,4})号(?:文件?)?")


class Lexicon:
    """Reads words, places, documents and areas of a normalised text with the help of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, *, city: City, document_titles: Mapping[str, str]) -> None:
        """`document_titles` maps every title, short title and number held to its source id."""
        self.vocabulary = vocabulary
        self.city = city
        self._document_titles = document_titles

    def regions(self, text: str) -> list[Mention]:
        """Places named in the text, in order; words for "our city" count as the city advised."""
        named = [
            Mention(name=found.region.name, surface=text[found.start : found.end], start=found.start, end=found.end)
            for found in self.vocabulary.regions_in(text)
        ]
        return sorted([*named, *self._own_city.find(text)], key=lambda mention: mention.start)

    @cached_property
    def _own_city(self) -> AliasFinder:
        return AliasFinder(dict.fromkeys(self.city.own_words, self.city.name))

    @cached_property
    def documents(self) -> AliasFinder:
        """Finder of documents, by source id."""
        return AliasFinder({**self._document_titles, **self.vocabulary.documents})

    def documents_by_number(self, text: str) -> list[Mention]:
        """Documents named by year and number alone (2016年8号文), where only one held has that number."""
        found = []
        for match in _YEAR_AND_NUMBER.finditer(text):
            number = f"〔{match['year']}〕{match['number']}号"
            held = {key for name, key in self._document_titles.items() if name.endswith(number)}
            if len(held) == 1:
                found.append(Mention(name=held.pop(), surface=match[0], start=match.start(), end=match.end()))
        return found

    @cached_property
    def areas(self) -> AliasFinder:
        """Finder of strategy areas, by their code."""
        return AliasFinder(
            {
                alias: area.value
                for area, words in self.vocabulary.areas.items()
                for alias in (words.name, *words.aliases)
            }
        )

    @cached_property
    def named_periods(self) -> dict[str, tuple[str, str]]:
        """Every name of a named stretch of time, normalised, with its first and last day."""
        found: dict[str, tuple[str, str]] = {}
        for named in self.vocabulary.periods:
            period = parse_period(named.period)
            for name in (named.name, *named.aliases):
                found[normalise(name)] = (period.start or "", period.end or "")
        return found

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, tuple[str, ...]] = {}
        for group in self.vocabulary.synonyms:
            words = tuple(normalise(word) for word in group)
            for word in words:
                groups[word] = tuple(dict.fromkeys((*groups.get(word, ()), *words)))
        for phrase, formal in self.vocabulary.colloquial.items():
            word = normalise(phrase)
            groups[word] = tuple(dict.fromkeys((*groups.get(word, ()), word, *map(normalise, formal))))
        return groups

    @cached_property
    def _known_words(self) -> AliasFinder:
        return AliasFinder({word: word for word in self._groups})

    @cached_property
    def _field_text(self) -> str:
        """Every term of the field in one string, to look up parts of terms (直播 of 直播电商)."""
        terms = (term for words in self.vocabulary.areas.values() for term in words.terms)
        return "|".join([*(group[0] for group in self.vocabulary.synonyms), *map(normalise, terms)])

    @cached_property
    def _asking_words(self) -> tuple[str, ...]:
        return tuple(normalise(word) for word in self.vocabulary.question_words if len(word) > 1)

    @cached_property
    def _empty_words(self) -> frozenset[str]:
        return frozenset(normalise(word) for word in (*self.vocabulary.stop_words, *self.vocabulary.question_words))

    def synonyms(self, word: str) -> tuple[str, ...]:
        """Words of the same meaning, the word itself first."""
        return tuple(dict.fromkeys((word, *self._groups.get(word, ()))))

    def mend_typos(self, text: str) -> str:
        """The text with frequent wrong characters put right."""
        for wrong, right in self.vocabulary.typos.items():
            text = text.replace(normalise(wrong), normalise(right))
        return text

    def names_something_of_the_field(self, text: str) -> bool:
        """Whether the text uses any word, name, area or document that belongs to this field."""
        finders = (self._known_words, self.entities, self.documents, self.areas)
        if any(finder.find(text) for finder in finders):
            return True
        return any(word in self._field_text for word in self._cut(text) if self.is_thing(word))

    def is_proper_name(self, word: str) -> bool:
        """Whether general Chinese does not know the word: a name of someone or something."""
        return part_of_speech(word) in {"x", "nr", "nz"} and not _FUNCTION_CHARACTER.search(word)

    def area_codes(self, text: str) -> tuple[Area, ...]:
        """The strategy areas named in the text."""
        return tuple(dict.fromkeys(Area(mention.name) for mention in self.areas.find(text)))

    @cached_property
    def _distinct(self) -> AliasFinder:
        """Finder of terms that must not stand for one another, under any of their names."""
        terms = {term for line in self.vocabulary.distinct for term in line}
        # 卖了多少钱 may mean any of them: only forms of the same head count as naming one.
        forms = {term: [form for form in self.vocabulary.synonyms_of(term) if form[-1] == term[-1]] for term in terms}
        return AliasFinder({form: term for term in terms for form in (*forms[term], term)})

    def distinct_terms(self, text: str) -> frozenset[str]:
        """The look-alike terms (交易额 of one sort or another, 常住 or 户籍人口) that a normalised text names."""
        return frozenset(mention.name for mention in self._distinct.find(text))

    def are_distinct(self, asked: frozenset[str], held: frozenset[str]) -> bool:
        """Whether the text held speaks of look-alikes of what is asked, and not of the thing itself."""
        if not asked or not held or asked & held:
            return False
        return any(self.vocabulary.are_distinct(one, other) for one in asked for other in held)

    def look_alike(self, claim: str, passage: str) -> str | None:
        """The term that a passage tells of where a claim tells only of look-alikes of it; None else."""
        asked, held = (self.distinct_terms(normalise(text).replace("的", "")) for text in (claim, passage))
        others = sorted(held - asked)
        if not self.are_distinct(asked - held, frozenset(others)):
            return None
        own = asked - held
        return next(term for term in others if any(self.vocabulary.are_distinct(one, term) for one in own))

    def area_terms(self, area: Area) -> frozenset[str]:
        """Words by which one area is spoken of, normalised."""
        words = self.vocabulary.areas[area]
        return frozenset(normalise(word) for word in (words.name, *words.aliases, *words.terms))

    def ancestors(self, name: str) -> tuple[str, ...]:
        """All regions that contain the named one, nearest first."""
        return self.vocabulary.ancestors(name)

    def distinctiveness(self, word: str) -> float:
        """Between 0.05 and 1: terms of the field and rare nouns tell most, common verbs and function words least."""
        if word in self._groups or word in self._entity_names:
            return 1.0
        tokenizer = segmenter()
        count = tokenizer.FREQ.get(word, 0)
        if not count:
            return _PIECE if _FUNCTION_CHARACTER.search(word) else 0.6
        general = min(1.0, max(0.15, (math.log(tokenizer.total / count) - _COMMON) / (_RARE - _COMMON)))
        return general * _TELLING.get(part_of_speech(word)[:1], 0.2)

    def tells(self, word: str) -> bool:
        """Whether the word says what is asked about: 能补, 各补 are pieces that only the cutting made."""
        known = word in self._groups or word in self._entity_names or segmenter().FREQ.get(word, 0)
        return bool(known) or not _FUNCTION_CHARACTER.search(word)

    @cached_property
    def entities(self) -> AliasFinder:
        """Finder of named things of the field: organisations, platforms, products, bases, markets."""
        names = {alias: body.name for body in self.vocabulary.organisations for alias in (body.name, *body.aliases)}
        city = self.city
        groups = (city.products, city.platforms, city.bases, city.markets, city.companies, city.associations)
        names |= {alias: thing.name for group in groups for thing in group for alias in (thing.name, *thing.aliases)}
        return AliasFinder(names)

    @cached_property
    def _entity_names(self) -> frozenset[str]:
        return self.entities.aliases

    def is_thing(self, word: str) -> bool:
        """Whether the word can be what a figure or date is asked of: a noun, or a term of the field."""
        if word in self._groups or word in self._entity_names:
            return True
        kind = part_of_speech(word)
        if kind == "x":
            return len(word) >= 3 and not _FUNCTION_CHARACTER.search(word)
        return kind.startswith(("n", "vn", "j", "l", "eng"))

    def content_words(self, text: str, *, without: Iterable[str] = ()) -> list[str]:
        """Content words of the text in order: known terms whole, the rest cut into words, empty words left out.

        `without` names surfaces (places, periods, titles) that are read elsewhere and count as no content word.
        """
        masked = _AMOUNT.sub("，", text)
        for surface in sorted((*without, *self._asking_words), key=len, reverse=True):
            masked = masked.replace(surface, "，")
        words: list[str] = []
        position = 0
        for mention in self._known_words.find(masked):
            words.extend(self._cut(masked[position : mention.start]))
            words.append(mention.surface)
            position = mention.end
        words.extend(self._cut(masked[position:]))
        return [word for word in dict.fromkeys(words) if word not in self._empty_words]

    def _cut(self, text: str) -> list[str]:
        return [
            word
            for word in segmenter().cut(text)
            if (len(word) > 1 or word in _TELLING_CHARACTERS) and _CONTENT.search(word) and not _NUMBER.match(word)
        ]
