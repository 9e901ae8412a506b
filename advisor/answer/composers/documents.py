"""Which documents govern something: a list of sources by authority, each from its catalogue entry."""

from __future__ import annotations

import re
from collections import defaultdict

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, sentence
from advisor.answer.composers.validity import catalogue_passage
from advisor.library.naming import source_name
from advisor.search.evidence import coverage
from advisor.search.filters import Filters
from advisor.search.ranking import authority
from advisor.types import STILL_VALID, Answer, Category, Claim, ClaimKind, Passage, QuestionPlan, Rank, Source, Status

_DOCUMENTS_ASKED = re.compile(
    r"(哪些|什么|啥|哪几[部件个项])(?!方面|地方|内容|地区)(?:(?:关于|有关|涉及|针对)[^，]{1,12}?的)?[^，把让对给在]{0,4}(规定|法规|法律|规章|文件|政策|条例|办法|依据)(?!.{0,6}(风险|要求|责任|支持|处罚))"
    r"|(规定|法规|法律|规章|文件|政策|条例|依据)(主要|都|大概)?(有|是|包括)?(哪些|哪几[部件个项])"
)
_SORTS_OF_DOCUMENTS = re.compile(r"规定|法规|法律|规章|文件|政策|条例|办法|依据|遵守|出台|管")
_ON_THE_MATTER = 0.5
_LIMIT = 8
_SHARE = 0.5
_WIDE = 60
_WIDE_SHARE = 0.5
_NOT_DOCUMENTS = {Category.PAPER, Category.NEWS, Category.STATISTICS, Category.WORK_REPORT, Category.NOT_HELD}


def compose_documents(answer: Answer, bench: Bench) -> Composition | None:
    """The documents on what was asked; None when no documents are asked for or none fits."""
    plan = answer.plan
    if plan is None or plan.source_ids or not _DOCUMENTS_ASKED.search(plan.text):
        return None
    documents = _documents(answer, plan, bench)
    if len(documents) < 2:
        return None
    claims = [claim for source in documents[:_LIMIT] if (claim := _named(source, bench)) is not None]
    return Composition(claims=tuple(claims), status=Status.ANSWERED)


def _documents(answer: Answer, plan: QuestionPlan, bench: Bench) -> list[Source]:
    """Sources by the best of what was found in them; of the place asked about first, in force first, higher rank first."""
    weights: dict[str, float] = defaultdict(float)
    for one in answer.passages[:40]:
        if one.fit.region > 0 and _bears(one.passage, plan, bench):
            weights[one.passage.source_id] = max(weights[one.passage.source_id], one.score)
    for found in bench.retriever.search(_subject(plan, bench), filters=Filters(ranks=tuple(Rank)), limit=_WIDE):
        if _bears(found.passage, plan, bench):
            weights[found.passage.source_id] = max(weights[found.passage.source_id], _WIDE_SHARE * found.score)
    kept = [bench.holdings.sources[key] for key in weights]
    kept = [source for source in kept if source.category not in _NOT_DOCUMENTS and _of_level(source, plan)]
    strongest = max((weights[source.id] for source in kept), default=0.0)
    kept = [source for source in kept if weights[source.id] >= _SHARE * strongest]
    kept = [source for source in kept if _is_for(source, plan, bench)]
    own = set(plan.regions)
    return sorted(
        kept,
        key=lambda one: (one.region not in own, one.validity not in STILL_VALID, -authority(one), -weights[one.id]),
    )


def _bears(passage: Passage, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a passage, or a question that it answers, speaks of the matter: a law on budgets has 法律 and 规定 too."""
    holdings = bench.holdings
    matter = [word for word in _subject(plan, bench).split() if not _SORTS_OF_DOCUMENTS.search(word)]
    return coverage(matter, f"{holdings.said(passage)}|{holdings.asked(passage)}", holdings) >= _ON_THE_MATTER


def _is_for(source: Source, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a document is of a place that the question names, of one above it, or of the nation."""
    if not plan.regions or source.region == "全国":
        return True
    above = {name for region in plan.regions for name in bench.holdings.lexicon.ancestors(region)}
    return source.region in above | set(plan.regions)


def _subject(plan: QuestionPlan, bench: Bench) -> str:
    """The terms of the field in the question; all its words where there is none."""
    known = [word for word in plan.terms if bench.holdings.lexicon.synonyms(word)[1:]]
    return " ".join(known or plan.terms)


_NATIONAL = re.compile(r"国家|法律|全国|中央|国务院|部门规章")


def _of_level(source: Source, plan: QuestionPlan) -> bool:
    """Whether the document is of the level asked for: national ones for 国家层面, in force for 现行."""
    if plan.asks_now and source.validity not in STILL_VALID:
        return False
    return not _NATIONAL.search(plan.text) or source.region == "全国"


def _named(source: Source, bench: Bench) -> Claim | None:
    """One sentence that names the document, its rank, and from when it applies."""
    entry = catalogue_passage(source, bench)
    if entry is None:
        return None
    kind = f"，效力层级为{source.rank}" if source.rank else f"，文件类别为{source.category}"
    text = sentence(f"{source_name(source)}{kind}，效力状态为{source.validity}")
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=(entry.id,), fills_slot=True)
