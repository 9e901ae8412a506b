"""「第二条展开说」: more on a claim of the previous answer, from the statements around the one it cited."""

from __future__ import annotations

from collections.abc import Callable

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact
from advisor.types import Answer, Passage, Status

_AROUND = 4


def compose_earlier(
    answer: Answer, bench: Bench, *, again: Callable[[Answer, Bench], Composition]
) -> Composition | None:
    """The claim pointed at and its neighbours in the source; `again` composes the previous question anew."""
    if not answer.refers_to:
        return None
    before = again(answer.model_copy(update={"refers_to": ()}), bench)
    wanted = [before.claims[number - 1] for number in answer.refers_to if number <= len(before.claims)]
    cited = [bench.holdings.passages[key] for claim in wanted for key in claim.passage_ids]
    if not cited:
        return None
    passages = dict.fromkeys([*cited, *(one for passage in cited for one in _neighbours(passage, bench))])
    claims = [fact(passage, bench, fills_slot=number == 0) for number, passage in enumerate(passages)]
    return Composition(claims=tuple(claims[: bench.settings.max_claims]), status=Status.ANSWERED)


def _neighbours(passage: Passage, bench: Bench) -> list[Passage]:
    """Statements of the same place in the source, nearest first."""
    same = [
        one
        for one in bench.holdings.of_source(passage.source_id)
        if one.locator == passage.locator and one.id != passage.id
    ]
    return sorted(same, key=lambda one: abs(one.order - passage.order))[:_AROUND]
