"""A date told of another event than the passage tells it of: 自1月16日起施行 where that is the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.periods import PeriodMention
from advisor.grounding.reading import Reading, once_a_reading
from advisor.grounding.times import entails
from advisor.types import PeriodKind


class Event(StrEnum):
    """What happens to a document on a day."""

    ISSUED = "issued"
    EFFECTIVE = "effective"


_AFTER = {
    Event.EFFECTIVE: re.compile(r"^(?:起|开始|起正式|正式)?(?:施行|实施|生效|执行)"),
    Event.ISSUED: re.compile(r"^(?:起|正式)?(?:[^，,。；\d]{0,8})(?:公布|发布|印发|颁布|通过|成文)"),
}


def event_date_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Dates of the claim on which the passages have the other event of a document, and this one on another day."""
    held = [(reading, event, day) for reading in passages for event, day in _events(reading)]
    return [fault for event, day in _events(claim) if (fault := _fault(event, day, claim, held)) is not None]


@once_a_reading
def _events(reading: Reading) -> tuple[tuple[Event, PeriodMention], ...]:
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[tuple[Event, PeriodMention]]:
    for mention in reading.periods:
        if mention.period.kind is not PeriodKind.POINT:
            continue
        behind = reading.folded[mention.span[1] :]
        for event, after in _AFTER.items():
            if after.match(behind):
                yield event, mention
                break


def _fault(
    event: Event, day: PeriodMention, claim: Reading, held: Sequence[tuple[Reading, Event, PeriodMention]]
) -> Fault | None:
    same = [(reading, other) for reading, kind, other in held if kind is event]
    if not same or any(_is_on(other, day) for _, other in same):
        return None
    if not any(_is_on(other, day) for _, kind, other in held if kind is not event):
        return None
    reading, other = same[0]
    return otherwise("period", day.text, day.span, reading, other.span, sureness=1.0)


def _is_on(held: PeriodMention, claimed: PeriodMention) -> bool:
    """Whether a held day is the claimed one, as far as that is written: 1月16日 is 2026年1月16日."""
    if claimed.year_missing and held.period.start:
        return claimed.period.label.endswith(held.period.label.split("年", 1)[-1])
    return entails(held, claimed)
