"""What a question about documents is about: its words of the field, without the words for documents and for issuing them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.covering import coverage
from advisor.text import normalise
from advisor.types import Passage, QuestionPlan

# 有什么办法 asks what to do.
_DOCUMENTS_ASKED = re.compile(
    r"(?!(?:什么|啥)(?:好|管用的?)?办法)(哪些|什么|啥|哪几[部件个项])(?!方面|地方|内容|地区)(?:(?:关于|有关|涉及|针对)[^，]{1,12}?的)?[^，把让对给在]{0,4}(规定|法规|法律|规章|文件|政策|条例|办法|依据)(?!.{0,6}(风险|要求|责任|支持|处罚))"
    r"|(规定|法规|法律|规章|文件|政策|条例|依据)(主要|都|大概)?(有|是|包括)?(哪些|哪几[部件个项])"
)
_SORT_OR_STANDING = re.compile(r"规定|法规|法律|规章|文件|政策|条例|办法|依据|遵守|出台|管|现行|有效|生效")
_DOCUMENT = r"规定|法规|规章|文件|政策|条例|办法|意见|通知|方案|规划|计划|纲要|措施|批复"
_DOCUMENT_OR_ITS_ISSUE = re.compile(rf"{_DOCUMENT}|获批|批准|批下来|出台|印发|下发")
# Any document may be called so.
_OF_ANY_SORT = {"文件", "政策"}


def subject(plan: QuestionPlan, bench: Bench) -> str:
    """The terms of the field in the question; all its words where there is none."""
    known = [word for word in plan.terms if bench.holdings.lexicon.synonyms(word)[1:]]
    return " ".join(known or plan.terms)


def share_of_matter(plan: QuestionPlan, passage: Passage, bench: Bench) -> float:
    """How far a passage, or a question that it answers, speaks of the matter: a law on budgets has 法律 and 规定 too."""
    holdings = bench.holdings
    told = f"{holdings.said(passage)}|{holdings.asked(passage)}"
    matter = [word for word in subject(plan, bench).split() if not _SORT_OR_STANDING.search(word)]
    return coverage(matter, title_of(passage, bench) if is_catalogue_entry(passage) else told, holdings)


def title_of(entry: Passage, bench: Bench) -> str:
    """What a catalogue entry says of the matter: the document's title; the rest is of number, dates and standing."""
    return normalise(bench.holdings.sources[entry.source_id].title)


def asks_which_documents(text: str) -> bool:
    """Whether a question asks for a list of documents."""
    return bool(_DOCUMENTS_ASKED.search(text))


def asks_of_document(text: str, title: str) -> bool:
    """Whether a question speaks of a document of the sort that a title names, or of one being issued or granted."""
    sorts = set(re.findall(_DOCUMENT, text))
    if sorts:
        return bool(sorts & _OF_ANY_SORT) or any(sort in title for sort in sorts)
    return bool(_DOCUMENT_OR_ITS_ISSUE.search(text))


def things_of_matter(plan: QuestionPlan, bench: Bench) -> Sequence[str]:
    """The things a question about documents names: what documents do (扶持, 获批) and what they are is left out."""
    things = [word for word in plan.terms if bench.holdings.lexicon.is_thing(word)]
    return [word for word in things if not _DOCUMENT_OR_ITS_ISSUE.search(word)]
