"""The document that a question describes instead of naming it: by place, year, sort and matter (七部门21年那个试行的营销办法)."""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.text import normalise
from advisor.types import Answer, Category, QuestionPlan, ScoredPassage, Source

_SORTS = re.compile(
    r"方案|办法|意见|措施|细则|规定|条例|计划|通知|规划|指南|纲要|规范|规则|公告|决定|标准|三年行动|(?<![立执司违合非守做方用说想看写])法(?![律规院官定制])"
)
_SPANS = re.compile(r"[一二两三四五六七八九十]年(?=行动|方案|计划|规划)|试行|十[三四五]五")
_NO_DOCUMENTS = {Category.PAPER, Category.STATISTICS, Category.NEWS, Category.NOT_HELD}
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(
    rf"(?<!\d)(?P<year>(?:20)?[012]\d)年(?:(?!还|仍|能|再|是否|可以|要|现在)[^，,。？?]){{0,16}}?(?:{_SORTS.pattern})"
)
_WHOLE = 4
_WITHIN = 6


def described_document(answer: Answer, plan: QuestionPlan, bench: Bench, *, said: str) -> Source | None:
    """The document of the first passages that is of the sort, year and place told in `said`, a part of the question.

    None where no sort of document is told, or no document among the first passages has all that is told of it.
    """
    if not tells_a_sort(said):
        return None
    near = answer.passages if plan.regions and _years(said) else answer.passages[:_WITHIN]
    return next((source for one in near if (source := _meant(one, said, plan, bench)) is not None), None)


def tells_a_sort(text: str) -> bool:
    """Whether a text tells a sort of document: 办法, 意见, 方案."""
    return bool(_SORTS.search(text))


def is_of_place_and_year(source: Source, plan: QuestionPlan, *, said: str) -> bool:
    """Whether a document is of the place asked about and the year in `said`, or has them in its title; of any where none is told."""
    title = normalise(source.title)
    of_the_place = source.region in plan.regions or any(name in title for name in plan.regions)
    years = _years(said)
    dated = {(source.issued or "")[:4], (source.effective or "")[:4], *_YEAR.findall(f"{title}{source.number}")}
    return (of_the_place or not plan.regions) and (not years or bool(years & dated))


def _meant(one: ScoredPassage, said: str, plan: QuestionPlan, bench: Bench) -> Source | None:
    source = bench.holdings.sources[one.passage.source_id]
    title = normalise(source.title)
    if source.category in _NO_DOCUMENTS or not is_of_place_and_year(source, plan, said=said):
        return None
    if not any(sort in title for sort in _SORTS.findall(said)) or not all(one in title for one in _SPANS.findall(said)):
        return None
    return source


def _years(text: str) -> set[str]:
    """The years that belong to a document told (21年那个办法), and not to the time at which it is asked about."""
    return {
        match["year"] if len(match["year"]) == _WHOLE else f"20{match['year']}" for match in _OF_YEAR.finditer(text)
    }
