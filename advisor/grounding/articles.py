"""Articles of laws that a claim names (第八条第二款) held against the place in the source that is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.content import aligned
from advisor.grounding.context import CheckContext
from advisor.grounding.documents import find_titles, same_title
from advisor.grounding.faults import Fault, Severity, absent, contrary
from advisor.grounding.numerals import fold_width, read_numeral
from advisor.grounding.reading import Clause, Reading

_N = r"[〇零一二三四五六七八九十百千两\d]+"
_ARTICLE = re.compile(
    rf"第(?P<first>{_N})(?:条?(?:-|—{{1,2}}|~|至|到)第?(?P<last>{_N})|(?P<more>(?:[、和及]{_N})+))?条"
    rf"(?:之(?P<branch>[一二三四五六七八九十]))?(?:第?(?P<paragraph>{_N})款)?(?:第?[（(]?(?P<item>{_N})[)）]?项)?"
)
_BETWEEN_TITLE_AND_ARTICLE = re.compile(rf"(?:[（(][^（）()]*[）)])?的?(?:第{_N}[编章节])*")
_BETWEEN_ARTICLES = re.compile(r"[、,，和与及或]|以及")
_OPENING = re.compile(r"(?:根据|依据|按照|依照|据)?\s*")
_KEEPS = 0.12
_ENOUGH_SAID, _CLEARLY_THE_SAME, _NEARLY = 4, 0.5, 0.8


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """An article, or several in a row, as a text names it. `title` is that of the document which stands before it."""

    first: int
    last: int
    branch: str | None
    paragraph: int | None
    item: int | None
    title: str | None
    text: str
    span: tuple[int, int]


@lru_cache(maxsize=8_192)
def find_articles(text: str) -> tuple[ArticleMention, ...]:
    """All articles that a text names, in order; 第十一、十三条 are two with one span."""
    if "条" not in text:
        return ()
    found: list[ArticleMention] = []
    titles = find_titles(text)
    for match in _ARTICLE.finditer(fold_width(text)):
        if any(title.span[0] <= match.start() < title.span[1] for title in titles):
            continue
        before = [title for title in titles if title.span[1] <= match.start()]
        title = None
        if before and _BETWEEN_TITLE_AND_ARTICLE.fullmatch(text[before[-1].span[1] : match.start()]):
            title = before[-1].title
        elif found and _BETWEEN_ARTICLES.fullmatch(text[found[-1].span[1] : match.start()]):
            title = found[-1].title
        found.extend(_mentions(match, text, title))
    return tuple(found)


def _mentions(match: re.Match[str], text: str, title: str | None) -> list[ArticleMention]:
    first = _number(match["first"]) or 0
    ranges = [(first, _number(match["last"]) or first)]
    ranges += [(number, number) for one in re.findall(_N, match["more"] or "") if (number := _number(one))]
    return [
        ArticleMention(
            first=low,
            last=high,
            branch=match["branch"],
            paragraph=_number(match["paragraph"]),
            item=_number(match["item"]),
            title=title,
            text=text[slice(*match.span())],
            span=match.span(),
        )
        for low, high in ranges
    ]


def _number(text: str | None) -> int | None:
    value = read_numeral(text) if text else None
    return None if value is None else int(value)


def _same_article(held: ArticleMention, claimed: ArticleMention) -> bool:
    return held.first <= claimed.first and claimed.last <= held.last and held.branch == claimed.branch


def is_within(held: ArticleMention, claimed: ArticleMention) -> bool:
    """Whether an article is named as held, or less exactly (第八条 for 第八条第二款)."""
    paragraph = claimed.paragraph in {None, held.paragraph}
    return _same_article(held, claimed) and paragraph and claimed.item in {None, held.item}


def article_faults(claim: Reading, passages: Sequence[Reading], contexts: Sequence[CheckContext]) -> list[Fault]:
    """Faults of every article the claim names: it must be the cited place, or stand in the passages."""
    claimed = find_articles(claim.text)
    if not claimed:
        return []
    held = [one for passage in passages for one in find_articles(passage.text)]
    faults = [
        _fault(mention, claim, held, contexts) or _of_another(mention, claim, passages)
        for mention in claimed
        if not _is_cited_place(mention, contexts)
    ]
    return [fault for fault in faults if fault is not None]


def _of_another(mention: ArticleMention, claim: Reading, passages: Sequence[Reading]) -> Fault | None:
    """The article stands in the passage, but what the claim says of it is said there of another article."""
    said = [clause for clause in claim.clauses if clause.start >= mention.span[1] and len(clause.grams) >= _ENOUGH_SAID]
    if not said or find_articles(said[0].text):
        return None  # what follows is said of the article that it names itself
    ranked = aligned(said[0], passages)
    if not ranked or ranked[0][0] < _CLEARLY_THE_SAME:
        return None
    _, reading, home = ranked[0]
    near = _articles_of(reading, home)
    if not near or any(is_within(one, mention) for one in near) or _is_said_of(mention, ranked):
        return None
    text = f"论断写“{mention.text}”，来源中这是“{near[-1].text}”的内容"
    return contrary("article", text, mention.span, reading, near[-1].span)


def _articles_of(reading: Reading, clause: Clause) -> list[ArticleMention]:
    """The articles that a clause names; where it names none, those of the last clause before it that names any."""
    before = [one for one in find_articles(reading.text) if one.span[0] < clause.end]
    home = reading.clause_at(before[-1].span[0]) if before else None
    start = clause.start if before and before[-1].span[0] >= clause.start else home.start if home else 0
    return [one for one in before if one.span[0] >= start]


def _is_said_of(mention: ArticleMention, ranked: Sequence[tuple[float, Reading, Clause]]) -> bool:
    """Whether the passage says nearly the same of the claimed article too."""
    near = [(other, home) for score, other, home in ranked if score >= _NEARLY * ranked[0][0]]
    return any(is_within(one, mention) for other, home in near for one in _articles_of(other, home))


def _is_cited_place(mention: ArticleMention, contexts: Sequence[CheckContext]) -> bool:
    """Whether the article is the very place that is cited, whatever other articles its text names."""
    return any(is_within(one, mention) for one in _cited_places(mention, contexts))


def _cited_places(mention: ArticleMention, contexts: Sequence[CheckContext]) -> list[ArticleMention]:
    """The articles of the locators of those sources that the mention may be of."""
    return [
        one
        for context in contexts
        if mention.title is None or _is_of(mention.title, context)
        for one in find_articles(context.locator or "")
    ]


def _fault(
    mention: ArticleMention, claim: Reading, held: Sequence[ArticleMention], contexts: Sequence[CheckContext]
) -> Fault | None:
    of_source = mention.title is not None and any(_is_of(mention.title, one) for one in contexts)
    cited = _cited_places(mention, contexts)
    attributed = bool(cited) and (of_source or bool(_OPENING.fullmatch(claim.text[: mention.span[0]])))
    named = [one for one in held if one.title and mention.title and same_title(one.title, mention.title)]
    if any(is_within(one, mention) for one in (named if attributed else held)):
        return None
    if attributed and not any(_same_article(one, mention) for one in cited):
        text = f"论断写“{mention.text}”，所引的是“{'、'.join(dict.fromkeys(one.text for one in cited))}”"
        return Fault("article", Severity.CONTRADICTED, text, _KEEPS, mention.span)
    return absent("article", "条款", mention.text, mention.span)


def _is_of(title: str, context: CheckContext) -> bool:
    return context.title is not None and same_title(title, context.title)
