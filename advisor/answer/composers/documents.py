"""Which documents govern something: a list of sources by authority, each from its catalogue entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, gap, sentence
from advisor.answer.composers.matters import asks_which_documents, share_of_matter, subject, things_of_matter
from advisor.answer.composers.unfound import unfound_claims
from advisor.answer.composers.validity import catalogue_passage
from advisor.answer.select import full_name
from advisor.library.naming import VALIDITY_SENTENCE, source_name
from advisor.search.covering import coverage
from advisor.search.evidence import NATIONAL
from advisor.search.filters import Filters
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
_ON_THE_MATTER = 0.5
_LIMIT = 8
_SHARE = 0.5
_WIDE = 60
_WIDE_SHARE = 0.5
_NOT_DOCUMENTS = {Category.PAPER, Category.NEWS, Category.STATISTICS, Category.WORK_REPORT, Category.NOT_HELD}


def compose_documents(answer: Answer, bench: Bench) -> Composition | None:
    """The documents on what was asked; None when no documents are asked for or none fits."""
    plan = answer.plan
    if plan is None or plan.source_ids or not asks_which_documents(plan.text):
        return None
    documents = _documents(answer, plan, bench)
    places = [name for name in plan.regions if name != NATIONAL]
    if places and not _LAW_OF_THE_LAND.search(plan.text):
        return _of_places(documents, places, answer, bench)
    return Composition(claims=_listed(documents, bench), status=Status.ANSWERED) if len(documents) >= 2 else None


def _listed(documents: Sequence[Source], bench: Bench) -> tuple[Claim, ...]:
    return tuple(claim for source in documents[:_LIMIT] if (claim := _named(source, bench)) is not None)


def _of_places(documents: Sequence[Source], places: Sequence[str], answer: Answer, bench: Bench) -> Composition | None:
    """The documents of the places, then those above them on the very matter; before both, which place has none here.

    None where something else is held of a place without documents, or the gap is all there is to say.
    """
    plan = answer.plan
    lies_in = bench.holdings.vocabulary.lies_in
    own = [one for one in documents if one.region in places]
    above = [one for one in documents if one not in own and plan and _is_on_the_matter(one, plan, bench)]
    named = _listed([*own, *above], bench)
    without = [name for name in places if not any(lies_in(one.region, name) for one in own)]
    if not without:
        return Composition(claims=named, status=Status.ANSWERED)
    unfound = unfound_claims(answer, bench)
    if plan is None or (not unfound and (answer.selection.held or not named)):
        return None
    missing = unfound or [_missing(name, plan, bench) for name in without]
    return Composition(claims=(*missing, *named), status=Status.PARTLY_ANSWERED if named else Status.INSUFFICIENT)


def _missing(place: str, plan: QuestionPlan, bench: Bench) -> Claim:
    label = full_name(plan.model_copy(update={"regions": (place,)}), bench)
    return gap(Missing(kind=MissingKind.REGION, label=label))


def _documents(answer: Answer, plan: QuestionPlan, bench: Bench) -> list[Source]:
    """Sources by the best of what was found in them; of the place asked about first, in force first, higher rank first."""
    weights = _weights(answer, plan, bench)
    kept = [bench.holdings.sources[key] for key in weights]
    kept = [source for source in kept if source.category not in _NOT_DOCUMENTS and _of_level(source, plan)]
    strongest = max((weights[source.id] for source in kept), default=0.0)
    own, near = set(plan.regions), {*_with_those_above(plan, bench)}
    kept = [source for source in kept if source.region in near or weights[source.id] >= _SHARE * strongest]
    kept = [source for source in kept if _is_for(source, plan, bench)]
    if plan.asks_now:
        in_force = [source for source in kept if source.validity in STILL_VALID]
        # Where a place has none in force, what it had is told with its state.
        lapsed = [] if any(source.region in own for source in in_force) else [one for one in kept if one.region in own]
        kept = [*in_force, *(one for one in lapsed if one not in in_force)]
    return sorted(
        kept,
        key=lambda one: (one.region not in own, one.validity not in STILL_VALID, -authority(one), -weights[one.id]),
    )


def _weights(answer: Answer, plan: QuestionPlan, bench: Bench) -> dict[str, float]:
    """How well the best passage on the matter of each source was found: in answering, among all rules, in the place."""
    weights: dict[str, float] = defaultdict(float)
    for one in answer.passages[:40]:
        if one.fit.region > 0 and _bears(one.passage, plan, bench):
            weights[one.passage.source_id] = max(weights[one.passage.source_id], one.score)
    sorts = tuple(one for one in Category if one not in _NOT_DOCUMENTS)
    near = [Filters(regions=(name,), source_kinds=sorts) for name in _with_those_above(plan, bench)]
    for filters in (Filters(ranks=tuple(Rank)), *near):
        for found in bench.retriever.search(subject(plan, bench), filters=filters, limit=_WIDE):
            if _bears(found.passage, plan, bench):
                weights[found.passage.source_id] = max(weights[found.passage.source_id], _WIDE_SHARE * found.score)
    return weights


def _bears(passage: Passage, plan: QuestionPlan, bench: Bench) -> bool:
    return share_of_matter(plan, passage, bench) >= _ON_THE_MATTER


def _is_on_the_matter(source: Source, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether the title names the matter: a law that only mentions subsidies is not on them."""
    things = things_of_matter(plan, bench)
    return bool(things) and coverage(things, normalise(source.title), bench.holdings) >= _ON_THE_MATTER


def _with_those_above(plan: QuestionPlan, bench: Bench) -> list[str]:
    """The places the question names and those they lie in, short of the nation."""
    above = (higher for name in plan.regions for higher in bench.holdings.lexicon.ancestors(name))
    return [name for name in dict.fromkeys((*plan.regions, *above)) if name != NATIONAL]


def _is_for(source: Source, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether a document is of a place that the question names, of one above it, or of the nation."""
    return not plan.regions or source.region == NATIONAL or source.region in _with_those_above(plan, bench)


_NATIONAL = re.compile(r"国家|法律|全国|中央|国务院|部门规章")


def _of_level(source: Source, plan: QuestionPlan) -> bool:
    """Whether the document is of the level asked for: national ones for 国家层面."""
    return not _NATIONAL.search(plan.text) or source.region == NATIONAL


def _named(source: Source, bench: Bench) -> Claim | None:
    """One sentence that names the document, its rank, and from when it applies."""
    entry = catalogue_passage(source, bench)
    if entry is None:
        return None
    kind = f"，效力层级为{source.rank}" if source.rank else f"，文件类别为{source.category}"
    # 征求意见 as a state would say less than that it has no force.
    draft = source.validity is Validity.DRAFT
    told = VALIDITY_SENTENCE[source.validity] if draft else f"{kind}，效力状态为{source.validity}"
    text = sentence(f"{source_name(source)}{told}")
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=(entry.id,), fills_slot=True)
