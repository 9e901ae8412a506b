"""Composing without a model: the first composer whose shape the question has gives the claims."""

from __future__ import annotations

from collections.abc import Callable

from advisor.answer.bench import Bench
from advisor.answer.composers.advice import compose_advice
from advisor.answer.composers.calculation import compose_calculation, compose_refusal
from advisor.answer.composers.catalogue import compose_catalogue
from advisor.answer.composers.common import Composition
from advisor.answer.composers.comparison import compose_comparison
from advisor.answer.composers.disagreement import with_disagreement
from advisor.answer.composers.documents import compose_documents
from advisor.answer.composers.earlier import compose_earlier
from advisor.answer.composers.facts import compose_facts
from advisor.answer.composers.gaps import compose_gaps, compose_unheld_figure
from advisor.answer.composers.parts import compose_parts
from advisor.answer.composers.premise import compose_correction, compose_known_error
from advisor.answer.composers.published import compose_published, compose_rate
from advisor.answer.composers.ranking import compose_ranking
from advisor.answer.composers.series import compose_series
from advisor.answer.composers.slot import compose_slot
from advisor.answer.composers.standing import with_standing
from advisor.answer.composers.unfound import compose_unfound
from advisor.answer.composers.validity import compose_validity
from advisor.types import Answer

COMPOSERS: tuple[Callable[[Answer, Bench], Composition | None], ...] = (
    compose_validity,
    compose_published,
    compose_unfound,
    compose_correction,
    compose_known_error,
    compose_rate,
    compose_catalogue,
    compose_series,
    compose_slot,
    compose_ranking,
    compose_refusal,
    compose_calculation,
    compose_comparison,
    compose_documents,
    compose_advice,
    compose_unheld_figure,
    compose_facts,
)


def compose(answer: Answer, bench: Bench) -> Answer:
    """Fill `claims`, the status they amount to and what is remarked on them."""
    if answer.status is not None:
        return answer
    composition = compose_earlier(answer, bench, again=_compose)
    composition = composition or compose_parts(answer, bench, again=_compose) or _compose(answer, bench)
    told = {"claims": composition.claims, "status": composition.status, "warnings": composition.remarks}
    return answer.model_copy(update=told)


def _compose(answer: Answer, bench: Bench) -> Composition:
    for composer in COMPOSERS:
        composition = composer(answer, bench)
        if composition is not None:
            return with_standing(with_disagreement(composition, answer, bench), answer, bench)
    return compose_gaps(answer, bench)
