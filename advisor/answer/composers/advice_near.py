"""Advice on a matter that no area and no single passage covers: what is nearest in meaning, our own city first, the paper last."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact
from advisor.answer.texts import NEAR_REMARK
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.evidence import NATIONAL
from advisor.search.ranking import HEADING, authority
from advisor.types import (
    RULED,
    STILL_VALID,
    Answer,
    Category,
    ClaimKind,
    Modality,
    Passage,
    QuestionPlan,
    ScoredPassage,
    Status,
)

# Cosine of the static model from which a passage speaks of the matter, and how far behind the nearest it may lie.
_NEAR, _BESIDE = 0.22, 0.6
_FEWEST = 2
_RULES, _ELSEWHERE, _HERE, _MEASURES = 3, 2, 2, 3
_ELSEWHERE_ALONE, _HERE_ALONE = 5, 4
NO_PRACTICE = frozenset({Category.PAPER, Category.NOT_HELD, Category.STATISTICS})
"""Categories of sources that tell of no place what it does."""


def compose_near(answer: Answer, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """The rules, the practice of other places, what is done here and the paper's advice that come near to the question."""
    if not bench.holdings.lexicon.names_something_of_the_field(plan.text):
        return None
    near = _near(answer)
    within = [name for name in plan.regions if _is_within_our_city(name, bench)]
    rules = [one for one in near if _is_rule(one, bench)][:_RULES]
    rules.sort(key=lambda one: -authority(bench.holdings.sources[one.source_id]))
    elsewhere = [] if plan.regions else _in_force_first([one for one in near if _is_practice(one, bench)], bench)
    here = [one for one in near if _is_here(one, within, bench) and not is_advice(one, bench)]
    measures = [one for one in near if is_advice(one, bench)][:_MEASURES]
    told = [*here[: _HERE_ALONE if within else _HERE], *rules, *elsewhere[:_ELSEWHERE]]
    if len(told) + len(measures) < _FEWEST:
        return None
    claims = [fact(one, bench) for one in told]
    claims += [fact(one, bench, kind=ClaimKind.RECOMMENDATION) for one in measures]
    return Composition(
        claims=tuple(claims[: bench.settings.max_claims]), status=Status.ANSWERED, remarks=(NEAR_REMARK,)
    )


def practice_near(answer: Answer, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """What the other places asked about do, nearest in meaning first and in force before lapsed."""
    if not bench.holdings.lexicon.names_something_of_the_field(plan.text):
        return None
    asked = [name for name in plan.regions if name != NATIONAL and not bench.holdings.is_ours(name)]
    found = [one for one in _near(answer) if _is_practice(one, bench) and _is_of(one, asked, bench)]
    if not found:
        return None
    # Of places that the question names, what is nearest comes first, whether it is still in force or not.
    ordered = (found if asked else _in_force_first(found, bench))[:_ELSEWHERE_ALONE]
    claims = [fact(one, bench, fills_slot=number == 0) for number, one in enumerate(ordered)]
    return Composition(claims=tuple(claims), status=Status.ANSWERED, remarks=(NEAR_REMARK,))


def names_only_others(plan: QuestionPlan, bench: Bench) -> bool:
    """Whether every place asked about is another than our city, a place in it or one around it."""
    return bool(plan.regions) and not any(name == NATIONAL or bench.holdings.is_ours(name) for name in plan.regions)


def _is_here(passage: Passage, within: Sequence[str], bench: Bench) -> bool:
    """Whether a passage is about our city; where a place in it is asked about, whether its document is one on that place."""
    if not within:
        return _is_of(passage, [bench.holdings.city], bench)
    if bench.holdings.sources[passage.source_id].category is Category.PAPER:
        return _is_of(passage, within, bench)
    return any(name in one.text for one in bench.holdings.of_source(passage.source_id) for name in within)


def _is_within_our_city(name: str, bench: Bench) -> bool:
    return name != bench.holdings.city and bench.holdings.vocabulary.lies_in(name, bench.holdings.city)


def _is_of(passage: Passage, names: Sequence[str], bench: Bench) -> bool:
    lies_in = bench.holdings.vocabulary.lies_in
    return not names or any(lies_in(region, name) for region in bench.holdings.regions_of(passage) for name in names)


def _near(answer: Answer) -> list[Passage]:
    """The passages nearest in meaning, nearest first: no catalogue entry, no bare heading, no figure of the tables."""
    by_meaning = sorted(answer.passages, key=lambda one: (-one.dense, one.passage.id))
    told = [one for one in by_meaning if _tells(one)]
    least = max([_NEAR, *(_BESIDE * one.dense for one in told[:1])])
    return [one.passage for one in told if one.dense >= least]


def _tells(one: ScoredPassage) -> bool:
    passage = one.passage
    return passage.row is None and not is_catalogue_entry(passage) and not HEADING.match(passage.text)


def _is_rule(passage: Passage, bench: Bench) -> bool:
    """A rule in force that binds here: the nation's, or the province's."""
    source = bench.holdings.sources[passage.source_id]
    binding = {NATIONAL, *bench.holdings.lexicon.ancestors(bench.holdings.city)}
    binds = source.rank is not None and not binding.isdisjoint(bench.holdings.regions_of(passage))
    return binds and in_force(passage, bench) and passage.modality in RULED


def _is_practice(passage: Passage, bench: Bench) -> bool:
    category = bench.holdings.sources[passage.source_id].category
    names = bench.holdings.regions_of(passage)
    return category not in NO_PRACTICE and not any(name == NATIONAL or bench.holdings.is_ours(name) for name in names)


def is_advice(passage: Passage, bench: Bench) -> bool:
    """Whether a passage is a measure that the paper advises."""
    return bench.holdings.sources[passage.source_id].category is Category.PAPER and passage.modality is Modality.ADVISED


def in_force(passage: Passage, bench: Bench) -> bool:
    """Whether the document of a passage is still in force."""
    return bench.holdings.sources[passage.source_id].validity in STILL_VALID


def _in_force_first(passages: Sequence[Passage], bench: Bench) -> list[Passage]:
    return sorted(passages, key=lambda one: not in_force(one, bench))
