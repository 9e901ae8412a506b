"""Documents that the catalogue registers as looked for and not found: the question about one gets just that for an answer."""

from __future__ import annotations

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, sentence
from advisor.answer.composers.matters import asks_for_a_list, asks_of_document, things_of_matter, title_of
from advisor.answer.composers.validity import catalogue_passage
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.library.naming import quoted_title
from advisor.search.covering import coverage
from advisor.search.evidence import asks_of_a_standing
from advisor.search.filters import overlaps
from advisor.search.slots import periods_in
from advisor.text import normalise
from advisor.types import (
    Answer,
    Category,
    Claim,
    ClaimKind,
    Passage,
    QuestionKind,
    QuestionPlan,
    ScoredPassage,
    Source,
    Status,
)

_OTHER_SORTS = {
    QuestionKind.FIGURE,
    QuestionKind.CALCULATION,
    QuestionKind.PERSON,
    QuestionKind.COMPARISON,
    QuestionKind.ADVICE,
    QuestionKind.REASON,
}
_TELLING_ONLY = {Category.PAPER, Category.NEWS, Category.STATISTICS}
_THE_MATTER = 0.8
_LIMIT = 2


def compose_unfound(answer: Answer, bench: Bench) -> Composition | None:
    """That the document asked about was looked for and not found; None where it is not one of those, or a list is asked."""
    if answer.plan is not None and asks_for_a_list(answer.plan):
        return None
    claims = unfound_claims(answer, bench)
    return Composition(claims=tuple(claims), status=Status.INSUFFICIENT) if claims else None


def unfound_claims(answer: Answer, bench: Bench) -> list[Claim]:
    """One sentence for each document asked about that was looked for and not found: what is known of it, whom to ask."""
    plan = answer.plan
    if plan is None or set(plan.kinds) & _OTHER_SORTS:
        return []
    named = [bench.holdings.sources[key] for key in plan.source_ids if key in bench.holdings.sources]
    if named:
        only_unfound = not answer.selection.held and all(one.category is Category.NOT_HELD for one in named)
        sources = named if only_unfound else []
    else:
        sources = _meant(answer, plan, bench)
    return [claim for source in sources[:_LIMIT] if (claim := _told(source, bench)) is not None]


def _meant(answer: Answer, plan: QuestionPlan, bench: Bench) -> list[Source]:
    """The entries that name the matter of a question about documents, where nothing held comes as near to it."""
    sources = bench.holdings.sources
    of_the_place = [one for one in answer.passages if one.fit.region >= 1]
    held = [one for one in of_the_place if sources[one.passage.source_id].category is not Category.NOT_HELD]
    nearest = max((_nearness(one, plan, bench) for one in held), default=0.0)
    return [
        sources[one.passage.source_id]
        for one in of_the_place
        if sources[one.passage.source_id].category is Category.NOT_HELD
        and is_catalogue_entry(one.passage)
        and _is_for_the_place(sources[one.passage.source_id], plan, bench)
        and _names_the_matter(one.passage, plan, bench)
        and _nearness(one, plan, bench) > nearest
    ]


def _names_the_matter(entry: Passage, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether the title names the sort of document asked about and its matter, or nearly every word of the question."""
    title, things = title_of(entry, bench), things_of_matter(plan, bench)
    if not things or not (asks_of_document(plan.text, title) or asks_of_a_standing(plan)):
        return False
    return max(coverage(words, title, bench.holdings) for words in (things, plan.terms)) >= _THE_MATTER


def _is_for_the_place(source: Source, plan: QuestionPlan, bench: Bench) -> bool:
    """Whether an entry is of the place asked about; of our own where none is named.

    One that only mentions the place counts where no document of that place is held, or where it is of exactly the time asked.
    """
    if not plan.regions:
        return source.region == bench.holdings.city
    if source.region in plan.regions:
        return True
    times = {(time.start, time.end) for time in periods_in(normalise(source.title))}
    if any((asked.start, asked.end) in times for asked in plan.periods):
        return True
    held = (one for one in bench.holdings.sources.values() if one.category is not Category.NOT_HELD)
    return not any(one.region in plan.regions and one.category not in _TELLING_ONLY for one in held)


def _nearness(one: ScoredPassage, plan: QuestionPlan, bench: Bench) -> float:
    """How much of the question a passage covers at the time asked; a catalogue entry by its title alone."""
    if not is_catalogue_entry(one.passage):
        return one.fit.coverage * one.fit.period
    title = title_of(one.passage, bench)
    return coverage(plan.terms, title, bench.holdings) if _is_of_the_time(title, plan) else 0.0


def _is_of_the_time(title: str, plan: QuestionPlan) -> bool:
    """Whether a title names no other time than the one asked."""
    times = periods_in(title)
    return not (plan.periods and times) or any(overlaps(asked, time) for asked in plan.periods for time in times)


def _told(source: Source, bench: Bench) -> Claim | None:
    entry = catalogue_passage(source, bench)
    if entry is None:
        return None
    known = "；".join(gap.rstrip("。") for gap in source.gaps) or "需要时请向发文机关索取"
    text = sentence(f"{quoted_title(source)}查找过，没有找到正文：{known}")
    return Claim(text=text, kind=ClaimKind.GAP, passage_ids=(entry.id,))
