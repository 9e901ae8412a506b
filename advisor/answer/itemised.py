"""A list is told whole: the statements that stand under the same heading, or right below one that says how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.grounding.totals import bare_total
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.ranking import ENUMERATION
from advisor.types import Passage, QuestionKind, QuestionPlan

# Under a heading with more statements than this, most of them tell of other things.
_MOST_OF_ONE_LIST = 6


def rest_of_the_list(told: Sequence[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """The other statements of the list that what is told is part of, in their order; none where no list is asked.

    It is the list of the first passage of its document that says how many there are, else that of the very first.
    """
    if not told or QuestionKind.LIST not in plan.kinds or plan.asks_versions or told[0].row is not None:
        return []
    counting = [one for one in told if one.source_id == told[0].source_id and ENUMERATION.search(one.text)]
    head = next(iter(counting), told[0])
    if is_catalogue_entry(head):
        return []
    group = [
        one
        for one in bench.holdings.of_source(head.source_id)
        if one.locator == head.locator or (counting and _is_item_of(one.locator, head.locator))
    ]
    return group if 1 < len(group) <= _MOST_OF_ONE_LIST else []


def total_alone(told: Sequence[Passage], plan: QuestionPlan, bench: Bench) -> str | None:
    """The total (13类) where the items are asked for and the first passage has nothing but that; None otherwise."""
    if QuestionKind.LIST not in plan.kinds or not told or rest_of_the_list(told, plan, bench):
        return None
    return bare_total(told[0].text)


def _is_item_of(locator: str, heading: str) -> bool:
    """Whether a locator is an item right under a heading: 一(二)3 under 一(二)."""
    return locator.startswith(heading) and locator[len(heading) :].isdigit()
