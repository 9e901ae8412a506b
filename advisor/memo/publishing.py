"""What of a draft may go out: a figure that the office keeps to itself stands as an open place in the clean copy."""

from __future__ import annotations

from functools import lru_cache

from advisor.grounding import Quantity, find_quantities, same_quantity
from advisor.memo import setting_texts as words
from advisor.memo.desk import Desk
from advisor.memo.figures import closed, marks_on
from advisor.memo.finishing import mapped
from advisor.memo.types import Memo, Sentence, SentenceKind
from advisor.types import StatisticsRow

_TELLING = 1000


def for_publication(memo: Memo, desk: Desk) -> Memo:
    """The draft with every sentence that tells a figure not cleared for publication turned into an open place."""
    return mapped(memo, lambda one: _open_place(one, desk)) if closed(desk) else memo


def _open_place(sentence: Sentence, desk: Desk) -> Sentence:
    if sentence.kind is SentenceKind.PLACEHOLDER:
        return sentence
    told = [row for row, mark in marks_on(sentence.passage_ids, desk) if not mark.may_publish]
    told += [row for row in _told_in_words(sentence.text, desk) if row not in told]
    if not told:
        return sentence
    names = "、".join(f"{row.region}{row.period.label}{row.indicator}" for row in told)
    text = words.KEPT_BACK.format(names=names)
    return Sentence(id=sentence.id, text=text, kind=SentenceKind.PLACEHOLDER, weight=sentence.weight)


def _told_in_words(text: str, desk: Desk) -> list[StatisticsRow]:
    """Figures kept back whose value stands in a text, by whoever it was written.

    A small whole number tells nothing unless the indicator is named with it; another one tells by itself.
    """
    held = find_quantities(text)
    return [
        row
        for row, quantity in _values(desk)
        if any(same_quantity(one, quantity) for one in held)
        and (row.indicator in text or quantity.value >= _TELLING or "." in quantity.text)
    ]


@lru_cache(maxsize=4)
def _values(desk: Desk) -> tuple[tuple[StatisticsRow, Quantity], ...]:
    tables = desk.holdings.tables
    return tuple(
        (row, quantity)
        for row, _ in closed(desk)
        if (shown := tables.row(row.id)) is not None
        for quantity in find_quantities(shown.quantity)[:1]
    )
