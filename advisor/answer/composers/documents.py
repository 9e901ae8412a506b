"""Which documents govern something: a list of sources by authority, each from its catalogue entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, gap, sentence
from advisor.answer.composers.document_asks import DocumentAsk, document_ask
from advisor.answer.composers.matters import asks_for_a_list, share_of_matter
from advisor.answer.composers.unfound import unfound_claims
from advisor.answer.composers.validity import catalogue_passage
from advisor.answer.select import full_name
from advisor.answer.texts import MORE_DOCUMENTS_NOTE, STATE_LEAD
from advisor.library.naming import VALIDITY_SENTENCE, source_name
from advisor.search.covering import coverage
from advisor.search.evidence import NATIONAL
from advisor.search.filters import Filters
from advisor.search.kinds import asks_elsewhere
from advisor.search.ranking import authority
from advisor.text import normalise
from advisor.types import (
    STILL_VALID,
    Answer,
    Category,
    Claim,
    ClaimKind,
    Missing,
    MissingKind,
    Passage,
    QuestionPlan,
    Rank,
    Source,
    Status,
    Validity,
)

# What binds every place alike is the nation's; a place is then only where it is done.
_LAW_OF_THE_LAND = re.compile(r"法律|法规|规章|国家|全国|中央|国务院|遵守|遵循|适用|依据")
_OF_THE_WHOLE = re.compile(r"资料库|知识库|收录|登记|目录|清单|一览")
_ON_THE_MATTER = 0.5
_LIMIT = 12
_SHARE = 0.5
_WIDE = 60
_WIDE_SHARE = 0.5
_NOT_DOCUMENTS = {Category.PAPER, Category.NEWS, Category.STATISTICS, Category.WORK_REPORT, Category.NOT_HELD}
# A report on the work of a year is a document of the place, and none on a matter.
_OF_NO_MATTER = {Category.WORK_REPORT}


def compose_documents(answer: Answer, bench: Bench) -> Composition | None:
    """The documents on what was asked; None when no documents are asked for or none fits."""
    plan = answer.plan
    if plan is None or not asks_for_a_list(plan):
        return None
    asked = document_ask(plan, bench, today=date.fromisoformat(answer.as_of))
    places = [name for name in plan.regions if name != NATIONAL]
    if not (asked.matter or asked.narrows or places or _OF_THE_WHOLE.search(plan.text)):
        return None
    documents = _documents(answer, plan, asked, bench)
    if places and not _LAW_OF_THE_LAND.search(plan.text):
        return _of_places(documents, places, asked, answer, bench)
    if len(documents) < (1 if asked.narrows else 2):
        return None
    return _listed(documents, asked, bench)


def _listed(
    documents: Sequence[Source],
    asked: DocumentAsk,
    bench: Bench,
    *,
    before: Sequence[Claim] = (),
    status: Status = Status.ANSWERED,
) -> Composition:
    """A sentence a document; of a list that is cut short that it is."""
    named = [claim for source in documents if (claim := _named(source, asked, bench)) is not None]
    remarks = (MORE_DOCUMENTS_NOTE.format(count=len(named), shown=_LIMIT),) if len(named) > _LIMIT else ()
    return Composition(claims=(*before, *named[:_LIMIT]), status=status, remarks=remarks)


def _of_places(
    documents: Sequence[Source], places: Sequence[str], asked: DocumentAsk, answer: Answer, bench: Bench
) -> Composition | None:
    """The documents of the places, then those above them on the very matter; before both, which place has none here.

    None where something else is held of a place without documents, or the gap is all there is to say.
    """
    plan = answer.plan
    lies_in = bench.holdings.vocabulary.lies_in
    own = [one for one in documents if one.region in asked.within]
    above = [one for one in documents if one not in own and asked.matter and _is_on_the_matter(one, asked, bench)]
    named = [*own, *above]
    without = [name for name in places if not any(lies_in(one.region, name) for one in own)]
    if not without:
        return _listed(named, asked, bench)
    unfound = unfound_claims(answer, bench)
    if plan is None or (not unfound and (answer.selection.held or not named)):
        return None
    missing = unfound or [_missing(name, plan, bench) for name in without]
    status = Status.PARTLY_ANSWERED if named else Status.INSUFFICIENT
    return _listed(named, asked, bench, before=missing, status=status)


def _missing(place: str, plan: QuestionPlan, bench: Bench) -> Claim:
    label = full_name(plan.model_copy(update={"regions": (place,)}), bench)
    return gap(Missing(kind=MissingKind.REGION, label=label))


def _documents(answer: Answer, plan: QuestionPlan, asked: DocumentAsk, bench: Bench) -> list[Source]:
    """Sources by the best of what was found in them; of the place asked about first, in force first, higher rank first."""
    weights = _weights(answer, plan, asked, bench)
    kept = [bench.holdings.sources[key] for key in weights]
    other = _NOT_DOCUMENTS if asked.matter else _NOT_DOCUMENTS - _OF_NO_MATTER
    kept = [source for source in kept if source.category not in other and asked.admits(source)]
    strongest = max((weights[source.id] for source in kept), default=0.0)
    near = {*asked.within, *_with_those_above(plan, bench)}
    if not asked.narrows:
        kept = [source for source in kept if source.region in near or weights[source.id] >= _SHARE * strongest]
    kept = [source for source in kept if not plan.regions or source.region in {NATIONAL, *near}]
    if asks_elsewhere(plan.text):
        kept = [one for one in kept if not bench.holdings.vocabulary.lies_in(one.region, bench.holdings.city)]
    return sorted(
        _in_state(kept, asked),
        key=lambda one: (
            one.region not in plan.regions,
            one.region not in near,
            one.validity not in STILL_VALID,
            -authority(one),
            -weights[one.id],
            one.id,
        ),
    )


def _in_state(kept: list[Source], asked: DocumentAsk) -> list[Source]:
    """The documents in the state asked for.

    Where those in force are asked, a place's documents that nobody knows to have lapsed are told with their state; where
    it has neither, what it had.
    """
    fitting = [source for source in kept if not asked.states or source.validity in asked.states]
    if not asked.states or not asked.states <= STILL_VALID:
        return fitting
    own = [source for source in kept if source.region in asked.within]
    open_still = [source for source in own if source.validity is Validity.UNKNOWN]
    had = open_still or ([] if any(source in own for source in fitting) else own)
    return [*fitting, *(source for source in had if source not in fitting)]


def _weights(answer: Answer, plan: QuestionPlan, asked: DocumentAsk, bench: Bench) -> dict[str, float]:
    """How well the best passage on the matter of each source was found: in answering, among all rules, in the place.

    Without a matter every document weighs the same.
    """
    if not asked.matter:
        return dict.fromkeys(bench.holdings.sources, 1.0)
    weights: dict[str, float] = defaultdict(float)
    for one in answer.passages[:40]:
        if one.fit.region > 0 and _bears(one.passage, asked, bench):
            weights[one.passage.source_id] = max(weights[one.passage.source_id], one.score)
    sorts = tuple(one for one in Category if one not in _NOT_DOCUMENTS)
    near = [Filters(regions=(name,), source_kinds=sorts) for name in _with_those_above(plan, bench)]
    if asked.within:
        near.append(Filters(regions=asked.within, source_kinds=sorts))
    if asked.categories or asked.times or asked.national is False:
        near.append(Filters(source_kinds=tuple(asked.categories) or sorts))
    for filters in (Filters(ranks=tuple(Rank)), *near):
        for found in bench.retriever.search(" ".join(asked.matter), filters=filters, limit=_WIDE):
            if _bears(found.passage, asked, bench):
                weights[found.passage.source_id] = max(weights[found.passage.source_id], _WIDE_SHARE * found.score)
    return weights


def _bears(passage: Passage, asked: DocumentAsk, bench: Bench) -> bool:
    return max(share_of_matter(one, passage, bench) for one in asked.matters) >= _ON_THE_MATTER


def _is_on_the_matter(source: Source, asked: DocumentAsk, bench: Bench) -> bool:
    """Whether the title names the matter: a law that only mentions subsidies is not on them."""
    title = normalise(source.title)
    return max(coverage(one, title, bench.holdings) for one in asked.matters) >= _ON_THE_MATTER


def _with_those_above(plan: QuestionPlan, bench: Bench) -> list[str]:
    """The places the question names and those they lie in, short of the nation."""
    above = (higher for name in plan.regions for higher in bench.holdings.lexicon.ancestors(name))
    return [name for name in dict.fromkeys((*plan.regions, *above)) if name != NATIONAL]


def _named(source: Source, asked: DocumentAsk, bench: Bench) -> Claim | None:
    """One sentence that names the document, its rank and whether it applies; with its day where a time is asked."""
    entry = catalogue_passage(source, bench)
    if entry is None:
        return None
    kind = f"效力层级为{source.rank}" if source.rank else f"文件类别为{source.category}"
    # 征求意见 as a state would say less than that it has no force.
    draft = source.validity is Validity.DRAFT
    told = [VALIDITY_SENTENCE[source.validity]] if draft else [kind, f"{STATE_LEAD}{source.validity}"]
    if asked.times:
        told.insert(0, asked.day_of(source))
    text = sentence(f"{source_name(source)}{'' if draft and not asked.times else '，'}{'，'.join(told)}")
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=(entry.id,), fills_slot=True)
