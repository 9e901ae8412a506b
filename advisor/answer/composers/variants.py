"""Asking the same thing of several places, times or items: the sides of a comparison, the operands of a calculation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.retrieve import fetch
from advisor.answer.select import choose, fits
from advisor.search.covering import coverage
from advisor.search.ranking import confidence, rank
from advisor.search.slots import NUMERIC
from advisor.types import Calculation, Data, Passage, Period, QuestionKind, QuestionPlan, ScoredPassage, Selection

_JOINED = re.compile(
    r"(?P<first>[^，,。？?和与跟同比]{2,24}?)(?:和|与|跟|同|、|比(?![重例率如较])|相比)(?P<second>[^，,。？?]{2,24}?)"
    r"(?=(?:相比|比较|的|各|分别|哪个|谁|有什么|差|加|合计|一共|之|，|,|[?？]|$))"
)

_ON_IT = 0.45
_TOLD_OF_A_SIDE = 3
_LOOKED_THROUGH = 10


class Side(Data):
    """One side: what it is called, and the passage that speaks of it, if any is held.

    `besides`: what else is told of it where no figure is asked. `nearest`: what comes near where nothing speaks of it.
    """

    label: str
    passage: Passage | None
    besides: tuple[Passage, ...] = ()
    nearest: Passage | None = None


def sides(plan: QuestionPlan, bench: Bench) -> list[Side]:
    """The sides a question names: two or more places, else two or more times, else two joined items; else none."""
    regions = _regions(plan, bench)
    if plan.calculation is Calculation.SHARE:
        plan = _of_the_level(plan)
    if len(regions) >= 2:
        found = [_of_place(name, plan, bench) for name in regions]
        return found if times_of_places(plan) else _same_measure(found, bench)
    if len(plan.periods) >= 2:
        return [_side(period.label, plan.model_copy(update={"periods": (period,)}), bench) for period in plan.periods]
    documents = plan.source_ids if len(plan.source_ids) >= 2 else _two_versions(plan, bench)
    if len(documents) >= 2:
        return [
            _side(
                bench.holdings.sources[key].title, plan.model_copy(update={"source_ids": (key,), "bound": True}), bench
            )
            for key in documents
            if key in bench.holdings.sources
        ]
    return _joined_sides(plan, bench)


def _side(label: str, plan: QuestionPlan, bench: Bench) -> Side:
    """What answers a plan narrowed to one side, and what else it tells where no figure is asked."""
    _, selection = ask(plan, bench)
    passages = [bench.holdings.passages[key] for key in selection.main]
    one_figure = any(one.row is not None for one in passages[:1]) or bool(set(plan.kinds) & NUMERIC)
    besides = [] if one_figure else passages[1:_TOLD_OF_A_SIDE]
    return Side(label=label, passage=passages[0] if passages else None, besides=tuple(besides))


_VERSIONS_COMPARED = re.compile(r"[前先]后两[版份个次]|新[旧老]|两[版代](?!权)|[旧老]的?和新的?|改版前后|修订前后")


def _two_versions(plan: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """The document nearest to the question and the one that took its place, where old and new are compared; else none."""
    if not _VERSIONS_COMPARED.search(plan.text):
        return ()
    sources = bench.holdings.sources
    for one in rank(fetch(plan, bench), plan, bench.holdings)[:_LOOKED_THROUGH]:
        key = one.passage.source_id
        later = [name for name in sources[key].superseded_by if name in sources and sources[name].held]
        earlier = [name for name, source in sources.items() if key in source.superseded_by and source.held]
        if later or earlier:
            return (key, later[0]) if later else (earlier[0], key)
    return ()


def _of_place(name: str, plan: QuestionPlan, bench: Bench) -> Side:
    """What is held of one place; nothing where its passage shares too little of what is asked to stand beside another."""
    narrowed = _only(plan, regions=(name,))
    found = _side(name, narrowed, bench)
    if found.passage is None or found.passage.row or speaks_of_it(found.passage, narrowed, bench):
        return found
    return Side(label=name, passage=None, nearest=found.passage)


def speaks_of_it(passage: Passage, plan: QuestionPlan, bench: Bench, *, least: float = _ON_IT) -> bool:
    """Whether a passage itself has so large a share of the words asked about."""
    return coverage(plan.terms, bench.holdings.said(passage), bench.holdings) >= least


def _same_measure(found: Sequence[Side], bench: Bench) -> list[Side]:
    """The sides with table rows of one indicator and period, where one side's row has its like for all the others."""
    for leading in found:
        row = leading.passage.row if leading.passage else None
        if row is None:
            continue
        alike = {
            other.row.region: other
            for other in bench.holdings.passages.values()
            if other.row is not None and (other.row.indicator, other.row.period) == (row.indicator, row.period)
        }
        if all(side.label in alike for side in found):
            return [Side(label=side.label, passage=alike[side.label]) for side in found]
    return list(found)


_SHARE_ASKED = re.compile(r"占.*|的?(比重|比例|占比).*")


def _of_the_level(plan: QuestionPlan) -> QuestionPlan:
    """The plan for the operands of a share: the level is sought, not a percentage."""
    text = _SHARE_ASKED.sub("", plan.text)
    terms = tuple(term for term in plan.terms if term in text)
    return plan.model_copy(update={"text": text, "terms": terms, "focus": (), "unit_families": ()})


_WHOLE = re.compile(r"占(?:[^，,]{0,4})(全[市省国]|当地)")


def _regions(plan: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """The places that are sides. A part and its whole are sides of a share only: 鞍山 and 辽宁 are no two sides else."""
    ancestors = bench.holdings.lexicon.ancestors
    if plan.calculation is Calculation.SHARE:
        implied = ancestors(plan.regions[0])[:1] if len(plan.regions) == 1 and _WHOLE.search(plan.text) else ()
        return (*plan.regions, *implied)
    nested = any(other in ancestors(name) for name in plan.regions for other in plan.regions)
    return () if nested else plan.regions


def _only(plan: QuestionPlan, *, regions: tuple[str, ...]) -> QuestionPlan:
    """The plan narrowed to one place; the others' names leave the text, so that they pull nothing in."""
    text = plan.text
    for other in plan.regions:
        if other not in regions:
            text = text.replace(other, "")
    own = times_of_places(plan)
    periods = tuple(own[name] for name in regions if name in own) or plan.periods
    return plan.model_copy(update={"regions": regions, "text": text, "periods": periods})


def times_of_places(plan: QuestionPlan) -> dict[str, Period]:
    """The time of each place where each has its own, in turn (杭州2020年和广州2025年); empty else."""
    if len(plan.periods) != len(plan.regions) or len(plan.regions) < 2:
        return {}
    places = sorted(plan.regions, key=plan.text.find)
    times = sorted(plan.periods, key=lambda one: plan.text.find(one.label))
    pairs = list(zip(places, times, strict=True))
    in_turn = [plan.text.find(words) for place, time in pairs for words in (place, time.label)]
    return dict(pairs) if -1 not in in_turn and in_turn == sorted(in_turn) else {}


def _joined_sides(plan: QuestionPlan, bench: Bench) -> list[Side]:
    match = _JOINED.search(plan.text)
    if match is None:
        return []
    words = [bench.holdings.lexicon.content_words(match.group(name)) for name in ("first", "second")]
    if not all(words):
        return []
    shared = [term for term in plan.terms if term not in words[0] and term not in words[1]]
    found = []
    for own in words:
        terms = tuple(dict.fromkeys((*own, *shared)))
        narrowed = plan.model_copy(update={"terms": terms, "text": "".join(terms), "focus": tuple(own[-1:])})
        found.append(Side(label="".join(own), passage=best(narrowed, bench)))
    return found


def best(plan: QuestionPlan, bench: Bench) -> Passage | None:
    """The passage that answers the narrowed plan, or None."""
    _, selection = ask(plan, bench)
    return bench.holdings.passages[selection.main[0]] if selection.main else None


def ask(plan: QuestionPlan, bench: Bench) -> tuple[list[ScoredPassage], Selection]:
    """Retrieve and select for a narrowed plan."""
    kinds = tuple(kind for kind in plan.kinds if kind is not QuestionKind.COMPARISON) or plan.kinds
    narrowed = plan.model_copy(update={"kinds": kinds})
    ordered = rank(fetch(narrowed, bench), narrowed, bench.holdings)
    return ordered, choose(ordered, narrowed, bench)


def answering(ordered: Sequence[ScoredPassage], plan: QuestionPlan) -> list[Passage]:
    """The passages good enough to answer, best first."""
    return [one.passage for one in ordered if fits(one, plan) and confidence(one) >= 0.5]
