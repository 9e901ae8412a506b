"""Advice for an area: the limits in force, what other places do today, and the paper's measures, in the order of authority."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from advisor.answer.bench import Bench
from advisor.answer.composers.advice_near import (
    NO_PRACTICE,
    compose_near,
    in_force,
    is_advice,
    names_only_others,
    practice_near,
)
from advisor.answer.composers.common import Composition, fact
from advisor.search.kinds import asks_elsewhere
from advisor.search.ranking import ENUMERATION, HEADING, authority, confidence
from advisor.types import (
    Answer,
    Area,
    ClaimKind,
    Modality,
    Passage,
    QuestionKind,
    QuestionPlan,
    ScoredPassage,
    Status,
)

MEASURES = 4
ELSEWHERE_ALONE = 5
LIMITS = 2
_RELEVANT = 0.45
_SURE = 0.6
_POSSIBLE = 0.1


def compose_advice(answer: Answer, bench: Bench) -> Composition | None:
    """Measures, practice elsewhere and limits for the area asked about; None when no advice is asked."""
    plan = answer.plan
    if plan is None or QuestionKind.ADVICE not in plan.kinds or not _wants_measures(plan):
        return None
    if answer.selection.held and _is_specific(plan, bench) and _says_what_to_do(answer, bench):
        return None
    if names_only_others(plan, bench):
        return practice_near(answer, plan, bench)
    if asks_elsewhere(plan.text) or _WHICH_PLACES.search(plan.text):
        return _practice_elsewhere(answer, bench) or practice_near(answer, plan, bench)
    if not answer.selection.held and (not plan.areas or _is_specific(plan, bench)):
        near = compose_near(answer, plan, bench)
        if near is not None:
            return near
    if not (answer.selection.held or plan.areas):
        return None
    area = _area(answer, bench)
    if area is None:
        return None
    measures = _measures(answer, area, bench)
    if not measures:
        return None
    claims = [fact(passage, bench) for passage in _limits(measures, answer, bench)]
    claims += [fact(passage, bench) for passage in _elsewhere(answer, area, bench)]
    claims += [fact(passage, bench, kind=ClaimKind.RECOMMENDATION) for passage in measures]
    return Composition(claims=tuple(claims[: bench.settings.max_claims]), status=Status.ANSWERED)


_WHICH_PLACES = re.compile(
    "哪些(?:城市|地方|省)|哪个?(?:城市|地方|省市?|市)[^，,。？?]{0,12}(?:值得|可以|能|管用|好用|借鉴|参考|学)"
)


def _practice_elsewhere(answer: Answer, bench: Bench) -> Composition | None:
    """What other places do, where that alone is asked."""
    area = _area(answer, bench)
    passages = _elsewhere(answer, area, bench, limit=ELSEWHERE_ALONE) if area else []
    if not passages:
        return None
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    return Composition(claims=tuple(claims), status=Status.ANSWERED)


_TELLS = {Modality.ADVISED, Modality.ENCOURAGED, Modality.REQUIRED, Modality.FORBIDDEN, Modality.PROVIDED}


def _says_what_to_do(answer: Answer, bench: Bench) -> bool:
    """Whether the best passage is itself a measure or a rule, and no mere account of the trouble."""
    return bench.holdings.passages[answer.selection.main[0]].modality in _TELLS


def _wants_measures(plan: QuestionPlan) -> bool:
    """Whether what should be done is asked, and no figure, date or name beside it."""
    return not set(plan.kinds) & {
        QuestionKind.FIGURE,
        QuestionKind.DATE,
        QuestionKind.PERSON,
        QuestionKind.VALIDITY,
        QuestionKind.COMPARISON,
    }


def _area(answer: Answer, bench: Bench) -> Area | None:
    """The area named; else the one most of the best passages belong to."""
    plan = answer.plan
    votes: Counter[Area] = Counter()
    for number, one in enumerate(answer.passages[:8]):
        for area in one.passage.areas:
            if area is not Area.GENERAL:
                votes[area] += 8 - number
    for area in plan.areas if plan else ():
        votes[area] += 6
    return votes.most_common(1)[0][0] if votes else None


def _measures(answer: Answer, area: Area, bench: Bench) -> list[Passage]:
    """The paper's measures: those near to the question first, filled up with the rest of the area in the paper's order."""
    ranked = [one for one in answer.passages if _is_measure(one.passage, area, bench)]
    near = [one for one in ranked if confidence(one) >= _POSSIBLE and one.score >= _RELEVANT * _best(ranked)][:MEASURES]
    everything = [
        passage
        for passage in bench.holdings.passages.values()
        if _is_measure(passage, area, bench) and passage.areas[:1] == (area,)
    ]
    kept = list(dict.fromkeys([one.passage.id for one in near]))
    kept += [passage.id for passage in sorted(everything, key=lambda one: one.order) if passage.id not in kept]
    whole = [passage.id for passage in everything if ENUMERATION.search(passage.text)]
    best = answer.selection.main[:1] if answer.selection.confidence >= _SURE else ()
    return [bench.holdings.passages[key] for key in dict.fromkeys([*best, *whole[:1], *kept])][: MEASURES + len(best)]


def _best(ranked: list[ScoredPassage]) -> float:
    return max((one.score for one in ranked), default=0.0)


def _is_specific(plan: QuestionPlan | None, bench: Bench) -> bool:
    """Whether the question narrows the area down with words of its own."""
    if plan is None:
        return False
    area_words = {word for area in plan.areas for word in bench.holdings.lexicon.area_terms(area)}
    return len([word for word in plan.terms if word not in area_words]) >= 3


def _is_measure(passage: Passage, area: Area, bench: Bench) -> bool:
    return is_advice(passage, bench) and area in passage.areas and not HEADING.match(passage.text)


def _elsewhere(answer: Answer, area: Area, bench: Bench, *, limit: int = 2) -> list[Passage]:
    """What other places do: in force before lapsed, near the question before far."""
    found = [
        one
        for one in answer.passages
        if area in one.passage.areas
        and bench.holdings.sources[one.passage.source_id].category not in NO_PRACTICE
        and not {"全国", bench.holdings.city} & set(bench.holdings.regions_of(one.passage))
        and one.fit.coverage >= 0.3
    ]
    found.sort(key=lambda one: (not in_force(one.passage, bench), -one.score))
    return [one.passage for one in found[:limit]]


def _limits(measures: Iterable[Passage], answer: Answer, bench: Bench) -> list[Passage]:
    """What rules in force say of these measures: the evidence of their notices, then rules retrieval found."""
    refs = [
        ref
        for passage in measures
        for notice in bench.holdings.notices
        if passage.ref in notice.concerns
        for ref in notice.evidence
    ]
    noted = [bench.holdings.by_ref[ref] for ref in dict.fromkeys(refs) if ref in bench.holdings.by_ref]
    rules = [one.passage for one in answer.passages[:12] if _is_rule(one.passage, bench) and one.fit.coverage >= 0.4]
    limits = [passage for passage in dict.fromkeys([*noted, *rules]) if _is_rule(passage, bench)]
    limits.sort(key=lambda passage: -authority(bench.holdings.sources[passage.source_id]))
    return limits[:LIMITS]


def _is_rule(passage: Passage, bench: Bench) -> bool:
    ranked = bench.holdings.sources[passage.source_id].rank is not None
    return ranked and in_force(passage, bench) and "全国" in bench.holdings.regions_of(passage)
