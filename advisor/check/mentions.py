"""Documents as a draft names them: a title, a number beside it, a short name; and the catalogue entry each one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from advisor.grounding import DocumentNumber, find_document_numbers, find_titles, same_document_number, same_title
from advisor.search.holdings import Holdings
from advisor.segmenting import words_of
from advisor.text import normalise
from advisor.types import Category, Data, Source

_BESIDE = re.compile(r"^\s*(?:的通知)?\s*[（(]?[^，,。；;《》（）()]{0,40}$")
_ORDER_BEHIND = re.compile(r"(第\d+号)令")
_BEFORE = re.compile(r"^[号令的]?[^，,。；;《》]{0,4}[（(]?$")
_NOT_NAMED = {Category.PAPER, Category.STATISTICS, Category.NEWS, Category.DRAFTING_FACTS}
ON_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]$")
_CLEARLY_ALIKE = 0.72
_QUOTES = frozenset("“”‘’\"'「」『』")
_MARKS = re.compile(r"[\s《》〈〉“”‘’\"'「」『』（）()、，,·—-]")


class DocumentMention(Data):
    """A document as a text names it. `source_id`: the entry it means; `near`: the entry whose title is most alike.

    `span` counts characters of the text that was given, `number_span` likewise.
    """

    span: tuple[int, int]
    title: str | None = None
    number: DocumentNumber | None = None
    source_id: str | None = None
    near: str | None = None


def with_order_first(text: str) -> str:
    """第60号令 as 令第60号, the way the catalogue writes it; spans stay as they are."""
    return _ORDER_BEHIND.sub(r"令\1", text)


def find_documents(text: str, holdings: Holdings) -> list[DocumentMention]:
    """The documents a text names, in order; a number in brackets after a title belongs to it."""
    text = with_order_first(text)
    numbers = [one for one in find_document_numbers(text) if one.number is not None and not _is_short(one)]
    found: list[DocumentMention] = []
    taken: set[int] = set()
    for title in find_titles(text):
        number = next((one for one in numbers if one.span[0] not in taken and _belongs(text, title.span, one)), None)
        if number is not None:
            taken.add(number.span[0])
        found.append(_mention(title.title, title.span, number, holdings))
    found += [_mention(None, one.span, one, holdings) for one in numbers if one.span[0] not in taken]
    spans = [one.span for one in found] + [one.span for one in numbers]
    found += [one for one in _short_names(text, holdings) if all(_apart(one.span, span) for span in spans)]
    return sorted(found, key=lambda one: one.span)


def _is_short(number: DocumentNumber) -> bool:
    """119号文 and the like, which need the library to be read."""
    return number.year is None and not number.canonical.startswith("令")


def _belongs(text: str, title: tuple[int, int], number: DocumentNumber) -> bool:
    if number.span[0] >= title[1]:
        return bool(_BESIDE.match(text[title[1] : number.span[0]]))
    return number.span[1] <= title[0] and bool(_BEFORE.match(text[number.span[1] : title[0]]))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _mention(
    title: str | None, span: tuple[int, int], number: DocumentNumber | None, holdings: Holdings
) -> DocumentMention:
    by_title = _by_title(title, holdings) if title else None
    by_number = by_order_number(number, holdings) if number else None
    near = None if by_title or title is None else nearest_title(title, holdings)
    source = by_title or by_number
    end = max(span[1], number.span[1]) if number else span[1]
    return DocumentMention(
        span=(span[0], end) if title else span,
        title=title,
        number=number,
        source_id=source.id if source else None,
        near=near.id if near else None,
    )


def _by_title(title: str, holdings: Holdings) -> Source | None:
    """The entry of a title: the same one, or its short title; the longest that fits."""
    named = [one for one in holdings.sources.values() if one.category not in {Category.DRAFTING_FACTS}]
    exact = [one for one in named if _key(title) in (_key(one.title), _key(_as_read(one.title)))]
    fitting = exact or [
        one
        for one in named
        if any(same_title(title, ON_TRIAL.sub("", name)) for name in (one.title, *one.short_titles))
    ]
    return min(fitting, key=lambda one: abs(len(one.title) - len(title)), default=None)


@lru_cache(maxsize=1_024)
def _as_read(title: str) -> str:
    """A title as it is read off a text: without a remark in brackets at its end (2020-2022年)."""
    return next((one.title for one in find_titles(f"《{title}》")), title)


def by_order_number(number: DocumentNumber, holdings: Holdings) -> Source | None:
    """The entry that bears a number; None where several do, as 令第37号 of several departments."""
    fitting = [one for one in holdings.sources.values() if bears(one, number)]
    return fitting[0] if len(fitting) == 1 else None


def bears(source: Source, number: DocumentNumber) -> bool:
    """Whether a source has a number, as its catalogue entry or one of its short titles gives it."""
    written = (source.number or "", *source.short_titles)
    return any(same_document_number(number, held) for text in written for held in _numbers_in(text))


@lru_cache(maxsize=2_048)
def _numbers_in(text: str) -> tuple[DocumentNumber, ...]:
    return tuple(one for one in find_document_numbers(text) if one.number is not None)


def nearest_title(title: str, holdings: Holdings) -> Source | None:
    """The entry whose title is most alike; None where none is clearly meant."""
    named = (one for one in holdings.sources.values() if one.category not in _NOT_NAMED)
    scored = [(likeness(title, name), one) for one in named for name in (one.title, *one.short_titles)]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _CLEARLY_ALIKE else None


def likeness(first: str, second: str) -> float:
    """Dice over pairs of characters of two titles, 0 to 1."""
    one, other = _pairs(_key(first)), _pairs(_key(second))
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _key(title: str) -> str:
    return _MARKS.sub("", normalise(title)).removeprefix("中华人民共和国")


@lru_cache(maxsize=4_096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _short_names(text: str, holdings: Holdings) -> Iterator[DocumentMention]:
    """Documents named without 《》: 电子商务法, 深圳119号文; not such as begin within a word (电子|商务发展规划)."""
    kept = [position for position, character in enumerate(text) if character not in _QUOTES]
    unquoted = "".join(text[position] for position in kept)
    edges = {start for _, start, _ in words_of(unquoted)}
    for mention in holdings.lexicon.documents.find(unquoted.lower()):
        if mention.start in edges:
            yield DocumentMention(span=(kept[mention.start], kept[mention.end - 1] + 1), source_id=mention.name)


def sources_of(mentions: Iterable[DocumentMention], holdings: Holdings) -> list[Source]:
    """The catalogue entries that mentions mean, each once."""
    keys = dict.fromkeys(one.source_id for one in mentions if one.source_id)
    return [holdings.sources[key] for key in keys if key is not None]


def plain_title(source: Source) -> str:
    """A title as it stands between 《 and 》."""
    return source.title.replace("《", "〈").replace("》", "〉")
