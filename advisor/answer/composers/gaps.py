"""Abstaining: what is not held, the nearest thing that is, and never a guess."""

from __future__ import annotations

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, chosen, fact, gap, sentence
from advisor.answer.composers.premise import LOOK_AT, asserted_clauses
from advisor.answer.select import full_name
from advisor.answer.texts import NEAREST_LEAD, opening
from advisor.grounding.figures import entails_figure
from advisor.grounding.numbers import find_quantities
from advisor.grounding.units import UnitFamily
from advisor.library.catalogue_text import catalogue_ref
from advisor.library.naming import spoken
from advisor.types import Answer, Claim, ClaimKind, Missing, MissingKind, Passage, QuestionKind, Status

# A number of an order, a term or a 5G is no amount that somebody may have paid or counted.
_AMOUNTS = {UnitFamily.MONEY, UnitFamily.PEOPLE, UnitFamily.VISITS, UnitFamily.COUNT, UnitFamily.PERCENT}


def compose_gaps(answer: Answer, bench: Bench) -> Composition:
    """Claims that name what is missing; the nearest passage is given where its subject is the one asked about."""
    plan = answer.plan
    missing = answer.selection.missing
    nearest = [bench.holdings.passages[key] for key in answer.selection.nearest]
    if plan is None or (not nearest and all(one.kind is MissingKind.SUBJECT for one in missing)):
        return Composition(claims=(), status=_without_anything(answer, bench))
    entries = [bench.holdings.by_ref.get(catalogue_ref(key)) for key in plan.source_ids]
    known = [entry for entry in entries if entry is not None]
    claims = [
        gap(one, nearest=known if one.kind is MissingKind.TEXT else nearest)
        for one in missing
        if one.kind is not MissingKind.SUBJECT
    ]
    shown = [_nearest_claim(nearest[0], bench)] if nearest else []
    return Composition(claims=(*claims, *shown), status=Status.INSUFFICIENT)


def compose_unheld_figure(answer: Answer, bench: Bench) -> Composition | None:
    """Where a figure that the question takes for granted stands in no passage found: that, before what is held.

    What follows answers the rest of the question; where only the figure was to be confirmed, it is the nearest held.
    """
    plan = answer.plan
    shown = chosen(answer, bench)
    if plan is None or not shown or not plan.assumes:
        return None
    clauses = asserted_clauses(plan)
    figures = [figure.text for figure in plan.asserted_figures if any(figure.text in clause for clause in clauses)]
    looked_at = [*shown, *(one.passage for one in answer.passages[:LOOK_AT])]
    held = [quantity for passage in looked_at for quantity in find_quantities(passage.text)]
    asserted = [one for figure in figures for one in find_quantities(figure) if one.family in _AMOUNTS]
    if not asserted or any(entails_figure(one, other) for one in held for other in asserted):
        return None
    unheld = gap(Missing(kind=MissingKind.SLOT, label=full_name(plan, bench)), nearest=shown)
    if set(plan.kinds) == {QuestionKind.YES_NO}:
        return Composition(claims=(unheld, _nearest_claim(shown[0], bench)), status=Status.INSUFFICIENT)
    facts = [fact(passage, bench) for passage in shown[: bench.settings.max_claims - 1]]
    return Composition(claims=(unheld, *facts), status=Status.PARTLY_ANSWERED)


def _nearest_claim(passage: Passage, bench: Bench) -> Claim:
    source = bench.holdings.sources[passage.source_id]
    text = sentence(f"{NEAREST_LEAD}{opening(passage, source)}{spoken(passage)}")
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=(passage.id,))


def _without_anything(answer: Answer, bench: Bench) -> Status:
    """Nothing is near. A known subject lacks this one fact; words of the field lack a source; the rest is out of scope."""
    plan = answer.plan
    if plan is None:
        return Status.OUT_OF_SCOPE
    holdings = bench.holdings
    named = any(holdings.lexicon.is_proper_name(word) and holdings.occurs(word) for word in plan.terms)
    if not named and not holdings.lexicon.names_something_of_the_field(plan.text):
        return Status.OUT_OF_SCOPE
    total = sum(holdings.rarity(word) for word in plan.terms)
    known = sum(holdings.rarity(word) for word in plan.terms if _is_known(word, bench))
    if named or plan.entities or (plan.regions and known) or (total and known >= 0.5 * total):
        return Status.INSUFFICIENT
    return Status.NO_SOURCE if plan.regions or plan.source_ids or known else Status.OUT_OF_SCOPE


def _is_known(word: str, bench: Bench) -> bool:
    return any(bench.holdings.occurs(synonym) for synonym in bench.holdings.lexicon.synonyms(word))
