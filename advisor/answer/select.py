"""Choosing which passages answer, and naming what of the question is not held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.exceptions import exceptions_to
from advisor.answer.itemised import rest_of_the_list
from advisor.answer.retrieve import fetch
from advisor.answer.writing.instructions import gives_orders
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.library.naming import quoted_title
from advisor.search.doers import doing_asked
from advisor.search.followup import Rephrased, points_at_a_document
from advisor.search.ranking import ENUMERATION, HEADING, confidence, rank
from advisor.search.slots import NUMERIC
from advisor.types import (
    INTENDED,
    Answer,
    Missing,
    MissingKind,
    Modality,
    Passage,
    PassageKind,
    QuestionKind,
    QuestionPlan,
    ScoredPassage,
    Selection,
)

HOLD_THRESHOLD = 0.35
NEAR_TOP = 0.93
WITHIN_REACH = 0.7
FIT_THRESHOLD = 0.35
SUBJECT_FIT = 0.4
REGION_FIT = 0.3
PERIOD_FIT = 0.3
SLOT_FIT = 0.5
TEXT_FIT = 0.15
# Log-odds of the answering model from which a passage may tell what is asked in quite other words, or come near it.
SURELY_TOLD, LIKELY_TOLD = 1.5, 0.0
ENUMERATED = 0.62
SPOKEN_OF_BONUS = 0.3
STRANGE_HOLD = 0.6
VERSION_HOLD = 0.25
NAMED_SOURCE_EASE = 0.12
ENTITY_FIT = 0.5
_EXACT_SLOT = {QuestionKind.FIGURE, QuestionKind.DATE, QuestionKind.PERSON, QuestionKind.CALCULATION}
_RULES_ONLY = {Modality.REQUIRED, Modality.FORBIDDEN, Modality.PROVIDED, Modality.ALLOWED}
_NARROW = {QuestionKind.FIGURE, QuestionKind.DATE, QuestionKind.PERSON, QuestionKind.ENTITY, QuestionKind.DEFINITION}


def select(answer: Answer, bench: Bench) -> Answer:
    """Order the passages by how well they answer and fill `selection`."""
    if answer.status is not None or answer.plan is None:
        return answer
    ordered = rank(answer.passages, answer.plan, bench.holdings)
    if answer.goes_on_about:
        spoken = spoken_of(answer, bench)
        if points_at_a_document(answer.question):
            sources = {bench.holdings.passages[key].source_id for key in spoken}
            spoken |= {one.passage.id for one in ordered if one.passage.source_id in sources}
        ordered = _lift(ordered, spoken)
    return answer.model_copy(update={"passages": tuple(ordered), "selection": choose(ordered, answer.plan, bench)})


def spoken_of(answer: Answer, bench: Bench) -> set[str]:
    """The passages that answered the earlier question which a follow-up goes on about."""
    before = bench.reader.understand(
        answer.goes_on_about, Rephrased(text=answer.goes_on_about), today=date.fromisoformat(answer.as_of)
    )
    ordered = rank(fetch(before, bench), before, bench.holdings)
    return set(choose(ordered, before, bench).main[:2])


def _lift(ordered: Sequence[ScoredPassage], keys: set[str]) -> list[ScoredPassage]:
    """The order with the passages spoken of before moved up."""
    lifted = [
        one.model_copy(update={"score": one.score + SPOKEN_OF_BONUS}) if one.passage.id in keys else one
        for one in ordered
    ]
    return sorted(lifted, key=lambda one: (-one.score, one.passage.id))


def choose(ordered: Sequence[ScoredPassage], plan: QuestionPlan, bench: Bench) -> Selection:
    """The passages that answer the plan, or the nearest ones with what is missing. `ordered` is best first."""
    fitting = [one for one in ordered if fits(one, plan)]
    best = _best(fitting)
    certainty = confidence(best) if best else 0.0
    needed = HOLD_THRESHOLD if bench.holdings.lexicon.names_something_of_the_field(plan.text) else STRANGE_HOLD
    if best is not None and best.passage.source_id in plan.source_ids:
        needed -= NAMED_SOURCE_EASE
    if best is not None and certainty >= needed and not _only_a_title(best, plan, bench):
        main = [one.passage for one in _companions(best, fitting, plan)]
        main[1:1] = exceptions_to(main, plan, bench)
        main = _each_once([main[0], *rest_of_the_list(main, plan, bench), *main[1:]])
        return Selection(main=tuple(passage.id for passage in main), held=True, confidence=certainty)
    nearest = _nearest(ordered, plan)
    return Selection(
        nearest=tuple(one.passage.id for one in nearest[:1]),
        missing=_missing(ordered, nearest, plan, bench),
        confidence=certainty,
    )


def _each_once(passages: Sequence[Passage]) -> list[Passage]:
    return list({one.id: one for one in passages}.values())


def _best(fitting: Sequence[ScoredPassage]) -> ScoredPassage | None:
    """The first passage; one close behind it where only that one is sure enough to hold the answer."""
    for reach in (NEAR_TOP, WITHIN_REACH):
        near = [one for one in fitting[:4] if one.score >= reach * fitting[0].score]
        sure = [one for one in near if confidence(one) >= HOLD_THRESHOLD]
        if sure:
            return sure[0]
    return fitting[0] if fitting else None


def fits(one: ScoredPassage, plan: QuestionPlan) -> bool:
    """Whether place, time, thing and slot of the passage are those asked; words are judged by `confidence`."""
    fit = one.fit
    if not _may_speak(one.passage, plan):
        return False
    if plan.article and one.passage.source_id in plan.source_ids and plan.article not in one.passage.locator:
        return False
    if QuestionKind.REASON in plan.kinds and not _gives_a_reason(one.passage):
        return False
    timely = fit.period > 0 if plan.asks_versions else fit.period >= PERIOD_FIT
    if fit.region < REGION_FIT or not timely or fit.entities < ENTITY_FIT:
        return False
    # A row whose indicator only looks like the one asked for stays another, however its asks are worded.
    if one.passage.row is not None and not fit.focus:
        return False
    told, numeric = fit.answers >= SURELY_TOLD, bool(set(plan.kinds) & NUMERIC)
    exact = bool(set(plan.kinds) & _EXACT_SLOT) or doing_asked(plan.text) is not None
    # In the model's eyes another indicator or person may answer: 户籍人口 for 常住人口, the author for her supervisor.
    about = fit.focus >= FIT_THRESHOLD or (told and not numeric and not exact)
    if not about and not ((plan.unit_families or plan.asks_versions) and fit.coverage >= SUBJECT_FIT):
        return False
    unlike = fit.text_coverage < TEXT_FIT and fit.ask_similarity < SLOT_FIT
    if numeric and unlike and not plan.bound and not told:
        return False
    if fit.slot < SLOT_FIT and (exact or is_catalogue_entry(one.passage)):
        return False
    if plan.asks_actual and numeric and one.passage.modality in _RULES_ONLY:
        return False
    return not (plan.asks_actual and set(plan.kinds) & _EXACT_SLOT and one.passage.modality in INTENDED)


def _may_speak(passage: Passage, plan: QuestionPlan) -> bool:
    """Whether the documents the question is about let this passage answer: one of theirs, or one about them.

    A passage of an office's own document that holds orders to whoever answers is not read out.
    """
    if gives_orders(passage.text):
        return False
    return not plan.bound or passage.source_id in plan.source_ids or passage.id in plan.mentioned_in


_CAUSE = re.compile(r"因为|由于|导致|从而|使得?|因此|所以|造成|原因|为了|以便|进而|带来|说明|才")


def _gives_a_reason(passage: Passage) -> bool:
    """Whether a passage can say why: an argument, or a sentence with a cause in it; never a bare figure."""
    if passage.row is not None:
        return False
    return passage.modality in (Modality.ARGUED, Modality.ADVISED) or bool(_CAUSE.search(passage.text))


def _only_a_title(best: ScoredPassage, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether the best is the catalogue entry of a document whose text is not held, and more than its state is asked."""
    source = bench.holdings.sources[best.passage.source_id]
    return not source.held and is_catalogue_entry(best.passage) and QuestionKind.VALIDITY not in plan.kinds


def _companions(best: ScoredPassage, fitting: Sequence[ScoredPassage], plan: QuestionPlan) -> list[ScoredPassage]:
    """The best passage and those that belong beside it: other figures of the same thing, the rest of a list, more rules."""
    share, limit = _reach(plan)
    belongs_to_a_list = bool(set(plan.kinds) & {QuestionKind.LIST, QuestionKind.ADVICE}) and not plan.asks_versions
    same = [
        one
        for one in fitting
        if one.passage.id != best.passage.id
        and one.score
        >= (ENUMERATED if belongs_to_a_list and ENUMERATION.search(one.passage.text) else share) * best.score
        and (
            confidence(one) >= (VERSION_HOLD if plan.asks_versions else HOLD_THRESHOLD)
            or (belongs_to_a_list and _goes_on(one, best))
        )
        and _adds(one, best, plan)
        and not HEADING.match(one.passage.text)
        and (one.passage.locator not in _APPARATUS or one.passage.locator == best.passage.locator)
    ]
    return [best, *same[: limit - 1]]


def _goes_on(one: ScoredPassage, best: ScoredPassage) -> bool:
    """Whether a passage of the same document likely tells more of the list."""
    return one.passage.source_id == best.passage.source_id and one.fit.answers >= LIKELY_TOLD


_APPARATUS = {"题录", "参考文献", "目录"}


def _reach(plan: QuestionPlan) -> tuple[float, int]:
    """How close to the best another passage must score, and how many are shown at most."""
    wanted = set(plan.kinds)
    if plan.asks_versions:
        return 0.33, 5
    if QuestionKind.LIST in wanted and QuestionKind.RULE not in wanted:
        return 0.72, 8
    if QuestionKind.RULE in wanted or QuestionKind.ADVICE in wanted:
        return 0.76, 5
    if QuestionKind.COMPARISON in wanted:
        return 0.7, 6
    if wanted & _NARROW:
        return 0.86, 3
    return 0.78, 3


def _adds(one: ScoredPassage, best: ScoredPassage, plan: QuestionPlan) -> bool:
    """For one-slot questions only a second figure for the same slot adds something: same place and time, other source."""
    if not set(plan.kinds) & _NARROW or QuestionKind.LIST in plan.kinds:
        return True
    if plan.asks_versions:
        return one.fit.slot >= SLOT_FIT
    if one.passage.source_id == best.passage.source_id and one.passage.kind is not PassageKind.STATISTICS:
        return one.fit.focus >= best.fit.focus and one.score >= 0.93 * best.score
    return one.fit.region >= best.fit.region and one.fit.focus >= best.fit.focus


def _nearest(ordered: Sequence[ScoredPassage], plan: QuestionPlan) -> list[ScoredPassage]:
    """The passages that come nearest to what was asked, of the same place; the nearest in subject first, then in time."""
    near = [
        one
        for one in ordered[:20]
        if (one.fit.coverage >= FIT_THRESHOLD or one.fit.answers >= LIKELY_TOLD)
        and one.fit.entities > 0
        and one.fit.region >= REGION_FIT
        and _may_speak(one.passage, plan)
        and not is_catalogue_entry(one.passage)
    ]
    return sorted(near, key=lambda one: (-round(_nearness(one), 1), _years_away(one, plan)))


def _nearness(one: ScoredPassage) -> float:
    """How near a passage comes in what it is about, whatever its time."""
    fit = one.fit
    return fit.coverage + fit.text_coverage + fit.ask_similarity + 0.5 * (fit.focus + fit.slot) + fit.region


def _years_away(one: ScoredPassage, plan: QuestionPlan) -> int:
    """Years between the time asked (today when none) and the time the passage speaks of; far when undated."""
    held = one.passage.period
    end = (held.end or held.start) if held else None
    if end is None:
        return _UNDATED_YEARS
    asked = max((period.end or period.start or "" for period in plan.periods), default="") or _LATEST
    return abs(int(asked[:4]) - int(end[:4]))


_UNDATED_YEARS = 90
_LATEST = "2100"


def _missing(
    ordered: Sequence[ScoredPassage], nearest: Sequence[ScoredPassage], plan: QuestionPlan, bench: Bench
) -> tuple[Missing, ...]:
    """What is not held: one thing, named with the place and time the question named."""
    named = [bench.holdings.sources[key] for key in plan.source_ids]
    unheld = [source for source in named if not source.held]
    if unheld and len(unheld) == len(named):
        return (Missing(kind=MissingKind.TEXT, label=quoted_title(unheld[0])),)
    label = full_name(plan, bench)
    if nearest:
        return (Missing(kind=MissingKind.SLOT, label=label),)
    if plan.regions and any(one.fit.coverage >= FIT_THRESHOLD for one in ordered[:12]):
        return (Missing(kind=MissingKind.REGION, label=label),)
    return (Missing(kind=MissingKind.SUBJECT, label=label),)


def full_name(plan: QuestionPlan, bench: Bench) -> str:
    """鞍山2024年“直播电商交易额”: place, time and thing, as far as the question names them."""
    places = "、".join(plan.regions)
    times = "、".join(period.label for period in plan.periods)
    titles = "、".join(quoted_title(bench.holdings.sources[key]) for key in plan.source_ids[:1]) if plan.bound else ""
    article = plan.article or ""
    thing = f"“{plan.phrase}”" if plan.phrase else ""
    return f"{titles}{article}{places}{times}{thing}" or f"“{plan.text}”"
