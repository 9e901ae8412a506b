"""What lies are made of: held statements in their own words with an opening, and the true sentences of the set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from advisor.library.knowledge import Knowledge
from advisor.types import Category, Data, Modality, Passage, PassageKind, Source
from evals.grounding_model.generated import is_kept_for_tests
from evals.model_answers.records import Origin, TrueSentence

_PAPER = "paper-2022"
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")
_REMARK = re.compile(r"（(?:口径|使用限制)：.*）(?=。?$)")
_BRACKETS = re.compile(r"[（(].*?[）)]")
# A statement that says itself who says so needs no opening.
_SAYS_WHO = re.compile(r"^(?:据|按|依照|根据|论文|媒体|鞍山新闻网|《|“|辽宁省商务厅|\d{4}年\d{1,2}月(?:媒体)?报道)")
_NAMELESS = frozenset({"媒体转述", "期刊报道"})
_FACTUAL = frozenset({Modality.FACT, Modality.DONE})
_MEASURED = re.compile(r"\d(?:%|[万亿户家名件人场]|\d个)")


class Sort(StrEnum):
    """What a sentence is about, as far as it decides which invented words sound natural in it."""

    RULE = "rule"
    FIGURE = "figure"
    PLAN = "plan"


class Base(Data):
    """A supported sentence: `opening` names its source, `body` says the fact and ends in a full stop."""

    key: str
    origin: Origin
    refs: tuple[str, ...]
    question: str
    opening: str
    body: str
    sort: Sort
    source: Source

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.opening + self.body

    @property
    def names_no_source(self) -> bool:
        """Whether an opening can be put in front of the body without naming a source twice."""
        own = (*self.source.short_titles, self.source.title.removeprefix("中华人民共和国"), "《", "〔")
        return _SAYS_WHO.match(self.body) is None and not any(name in self.body for name in own)


def bases_of(knowledge: Knowledge, sentences: Iterable[TrueSentence]) -> list[Base]:
    """All bases: first the statements that no model was trained on, then the true sentences."""
    sources = {one.id: one for one in knowledge.sources}
    passages = {one.ref: one for one in knowledge.passages}
    return [
        *(_of_statement(one, sources[one.source_id]) for one in knowledge.passages if _is_held_out(one)),
        *(_of_sentence(one, passages[one.refs[0]], sources) for one in sentences),
    ]


def by_source(knowledge: Knowledge) -> dict[str, list[Passage]]:
    """The passages of each source, catalogue entries left out."""
    held: dict[str, list[Passage]] = {}
    for one in knowledge.passages:
        if "#catalogue" not in one.ref:
            held.setdefault(one.source_id, []).append(one)
    return held


def likeness(first: str, second: str) -> float:
    """Share of the pairs of characters of the shorter text that stand in the other one as well."""
    pairs, others = _pairs(first), _pairs(second)
    return len(pairs & others) / max(1, min(len(pairs), len(others)))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _is_held_out(passage: Passage) -> bool:
    return (
        "#catalogue" not in passage.ref and bool(passage.asks) and is_kept_for_tests(passage.source_id, passage.locator)
    )


def _of_statement(passage: Passage, source: Source) -> Base:
    body = _REMARK.sub("", passage.text).rstrip("。") + "。"
    return Base(
        key=passage.ref,
        origin=Origin.STATEMENT,
        refs=(passage.ref,),
        question=_question(passage),
        opening="" if _SAYS_WHO.match(body) else opening_of(source, passage.locator),
        body=body,
        sort=_sort(passage, source),
        source=source,
    )


def _of_sentence(sentence: TrueSentence, first: Passage, sources: dict[str, Source]) -> Base:
    source = sources[first.source_id]
    return Base(
        key=sentence.id,
        origin=Origin.SENTENCE,
        refs=sentence.refs,
        question=sentence.question,
        opening="",
        body=sentence.text,
        sort=_sort(first, source),
        source=source,
    )


def _question(passage: Passage) -> str:
    """The statement's own question; a row's question says which figure is asked for."""
    row = passage.row
    return f"{row.period.label}{row.region}{row.indicator}是多少？" if row else f"{passage.asks[0].rstrip('？?')}？"


def _sort(passage: Passage, source: Source) -> Sort:
    if passage.kind is PassageKind.STATISTICS or (passage.modality in _FACTUAL and _MEASURED.search(passage.text)):
        return Sort.FIGURE
    is_rule = passage.modality not in (Modality.PLANNED, Modality.ADVISED, *_FACTUAL)
    return Sort.RULE if is_rule and (source.rank or _ARTICLE.match(passage.locator)) else Sort.PLAN


def opening_of(source: Source, locator: str) -> str:
    """Words that name the source, as a careful writer opens a sentence with them."""
    if source.id == _PAPER:
        return "据论文，"
    article = _ARTICLE.fullmatch(locator)
    if article is not None:
        return f"根据{quoted(source.title)}{article.group()}，"
    if source.id.startswith("st-") and source.issuer and source.category is Category.NEWS:
        issuer = _BRACKETS.sub("", source.issuer)
        return "据媒体报道，" if issuer in _NAMELESS else f"据{issuer}消息，"
    return f"据{quoted(source.title)}，"


def quoted(title: str) -> str:
    """A title in its marks; marks inside it are single ones."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
