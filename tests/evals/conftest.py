"""Answers of the advisor as the tasks keep them, made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from advisor.types import Status
from evals.answers.generate import Asked
from evals.questions.expectations import score
from evals.questions.items import Expectation, Item
from evals.scoring.records import AnswerRecord, Context


@pytest.fixture
def make_asked() -> Callable[..., Asked]:
    """One question with its answer; `status` is both given and, unless `wanted` says otherwise, expected."""
    return _asked


def _asked(
    *,
    answer: str,
    status: str = "answered",
    wanted: tuple[str, ...] | None = None,
    vital: tuple[tuple[str, ...], ...] = (),
    forbidden: tuple[str, ...] = (),
    contexts: tuple[Context, ...] = (),
    question: str = "问",
    id: str = "t1",
    pair: str | None = None,
    history: tuple[str, ...] = (),
    **seen: object,
) -> Asked:
    expect = Expectation(statuses=wanted or (status,), vital=vital, forbidden=forbidden)
    item = Item(
        id=id, question=question, history=history, kind="figure", expect=expect, as_of=date(2026, 11, 23), pair=pair
    )
    given = Status(status)
    contract = {"status": status, "abstained": given.abstained, "answer": answer, "claims": [{"text": answer}]}
    kept: dict[str, object] = {
        "rewritten": question,
        "screened": False,
        "confidence": 0.5,
        "retrieved": (),
        "selected": (),
        "cited": (),
        "withheld": (),
        "claims": 1,
        "claims_checked": 1,
        "notices": (),
    }
    return Asked(
        item=item,
        record=AnswerRecord(id=id, question=question, answer=answer, contexts=contexts, abstained=given.abstained),
        score=score(item, contract),
        status=given,
        **(kept | seen),
    )
