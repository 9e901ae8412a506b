"""The advisor's own answers as any assistant's, so that they are scored by the same rules."""

from __future__ import annotations

from advisor.types import Answer, Status
from evals.scoring.records import AnswerRecord, Context


def record_of(answer: Answer, *, id: str = "", milliseconds: float | None = None) -> AnswerRecord:
    """The advisor's answer as any assistant's. Its contexts are the passages it cites, in the order of their marks."""
    contexts = (
        Context(
            title=place_named(citation.title, citation.number, citation.locator),
            text=citation.quote,
            validity=citation.validity.value,
        )
        for citation in sorted(answer.citations, key=lambda one: one.n)
    )
    return AnswerRecord(
        id=id,
        question=answer.question,
        answer=answer.text,
        contexts=tuple(contexts),
        warnings=(*answer.warnings, *(notice.text for notice in answer.notices)),
        abstained=(answer.status or Status.FAILED).abstained,
        milliseconds=milliseconds,
    )


def place_named(title: str, number: str | None, locator: str) -> str:
    """Source and place as one heading: 《标题》（文号）第二十条."""
    return f"《{title}》{f'（{number}）' if number else ''}{locator}"
