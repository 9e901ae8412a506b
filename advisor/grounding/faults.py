"""A fault: one point on which a claim departs from the passages, with the words on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advisor.grounding.reading import Reading
from advisor.types import Reason


class Severity(StrEnum):
    """Whether the passages say otherwise, say nothing of it, or the departure is slight."""

    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    SLIGHT = "slight"


@dataclass(frozen=True, slots=True)
class Fault:
    """One departure. `keeps` multiplies the score; `held` and `held_span` are where the passage says otherwise.

    `sureness`, 0 to 1: how surely the words on both sides speak of the same thing.
    """

    feature: str
    severity: Severity
    text: str
    keeps: float
    claim_span: tuple[int, int] | None = None
    held: Reading | None = None
    held_span: tuple[int, int] | None = None
    sureness: float = 0.5

    def reason(self, offsets: dict[int, int]) -> Reason:
        """The fault for a reader; `offsets`: where each passage (by id of its reading) starts when joined."""
        span = None
        if self.held is not None and self.held_span is not None and id(self.held) in offsets:
            start = offsets[id(self.held)]
            span = (start + self.held_span[0], start + self.held_span[1])
        return Reason(text=self.text, claim_span=self.claim_span, passage_span=span, feature=self.feature)


_KEEPS = {Severity.CONTRADICTED: 0.12, Severity.ABSENT: 0.4, Severity.SLIGHT: 0.88}


def otherwise(
    feature: str,
    claim: str,
    claim_span: tuple[int, int],
    held: Reading,
    span: tuple[int, int],
    *,
    sureness: float = 0.5,
) -> Fault:
    """The passage says another thing in the same place."""
    text = f"论断写“{claim}”，来源写“{held.text[span[0] : span[1]]}”"
    return Fault(feature, Severity.CONTRADICTED, text, _KEEPS[Severity.CONTRADICTED], claim_span, held, span, sureness)


def absent(feature: str, name: str, claim: str, claim_span: tuple[int, int], *, keeps: float | None = None) -> Fault:
    """The passage has nothing of the sort; `name`: what sort of thing, in Chinese."""
    text = f"来源中没有论断所写的{name}“{claim}”"
    return Fault(feature, Severity.ABSENT, text, _KEEPS[Severity.ABSENT] if keeps is None else keeps, claim_span)


def contrary(
    feature: str, text: str, claim_span: tuple[int, int] | None, held: Reading, span: tuple[int, int]
) -> Fault:
    """The passage says otherwise, in a sentence of its own wording."""
    return Fault(feature, Severity.CONTRADICTED, text, _KEEPS[Severity.CONTRADICTED], claim_span, held, span)


def slight(
    feature: str,
    text: str,
    claim_span: tuple[int, int],
    *,
    keeps: float | None = None,
    held: Reading | None = None,
    span: tuple[int, int] | None = None,
) -> Fault:
    """A departure that alone does not make a claim unsupported."""
    kept = _KEEPS[Severity.SLIGHT] if keeps is None else keeps
    return Fault(feature, Severity.SLIGHT, text, kept, claim_span, held, span)
