"""Ask the advisor every question of a set and keep what an evaluation needs to see of how the answer came about."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import date, timedelta

from advisor import Advisor
from advisor.types import Answer, Data, QuestionKind, Status, VerdictKind, Versions
from evals.questions.expectations import ItemScore, score
from evals.questions.items import Item
from evals.scoring.advisor_answers import record_of
from evals.scoring.records import AnswerRecord

LATER = timedelta(days=180)
"""How much later a question on what is in force is asked again, to see whether old checks are said to be old."""

_STALE_AFTER = timedelta(days=90)
_SAYS_OLD = re.compile(r"核对")
_IN_FORCE_KINDS = frozenset({QuestionKind.RULE.value, QuestionKind.VALIDITY.value})
_IN_FORCE_TAG = "in_force"


class PassageSeen(Data):
    """A passage that was retrieved, cited, or that a withheld claim rested on."""

    ref: str
    text: str


class Withheld(Data):
    """A claim that the gate did not let through."""

    text: str
    refs: tuple[str, ...]
    reasons: tuple[str, ...]


class Asked(Data):
    """One question with its answer, and the way there. `stale_warned` None: nothing that can age was cited."""

    item: Item
    record: AnswerRecord
    score: ItemScore
    status: Status
    rewritten: str
    screened: bool
    confidence: float
    retrieved: tuple[PassageSeen, ...]
    selected: tuple[str, ...]
    cited: tuple[PassageSeen, ...]
    withheld: tuple[Withheld, ...]
    claims: int
    claims_checked: int
    notices: tuple[str, ...]
    stale_warned: bool | None = None


def ask_all(advisor: Advisor, items: Sequence[Item], *, later: bool = False) -> tuple[list[Asked], Versions]:
    """Ask every item once, `later` those on what is in force a second time; gives the versions they were made with."""
    # The first question pays for what is loaded lazily; latency is that of a program that is up.
    versions = advisor.ask("鞍山直播电商").versions
    return [ask(advisor, item, later=later) for item in items], versions


def ask(advisor: Advisor, item: Item, *, later: bool = False) -> Asked:
    """Ask one item."""
    began = time.perf_counter()
    answer = advisor.ask(item.question, history=item.history, as_of=item.as_of)
    milliseconds = round((time.perf_counter() - began) * 1000, 3)
    ref_of = {key: passage.ref for key, passage in advisor.holdings.passages.items()}
    text_of = {key: passage.text for key, passage in advisor.holdings.passages.items()}
    return Asked(
        item=item,
        record=record_of(answer, id=item.id, milliseconds=milliseconds),
        score=score(item, answer.to_contract()),
        status=answer.status or Status.FAILED,
        rewritten=answer.rewritten,
        screened=answer.plan is not None and answer.plan.screened is not None,
        confidence=answer.selection.confidence,
        retrieved=tuple(PassageSeen(ref=one.passage.ref, text=one.passage.text) for one in answer.passages),
        selected=tuple(ref_of[key] for key in answer.selection.main if key in ref_of),
        cited=tuple(PassageSeen(ref=ref_of[one.passage_id], text=text_of[one.passage_id]) for one in answer.citations),
        withheld=tuple(_withheld(answer, ref_of)),
        claims=len(answer.claims),
        claims_checked=sum(_is_checked(answer, place) for place in range(len(answer.claims))),
        notices=tuple(notice.id for notice in answer.notices),
        stale_warned=_stale_warned(advisor, item) if later and asks_in_force(item) else None,
    )


def asks_in_force(item: Item) -> bool:
    """Whether a question is about what is in force."""
    return item.kind in _IN_FORCE_KINDS or _IN_FORCE_TAG in item.tags


def _withheld(answer: Answer, ref_of: dict[str, str]) -> list[Withheld]:
    return [
        Withheld(
            text=claim.text,
            refs=tuple(ref_of[key] for key in claim.passage_ids if key in ref_of),
            reasons=tuple(reason.text for reason in claim.verdict.reasons) if claim.verdict else (),
        )
        for claim in answer.dropped
    ]


def _is_checked(answer: Answer, place: int) -> bool:
    verdict = answer.claims[place].verdict
    return verdict is not None and verdict.kind is VerdictKind.SUPPORTED


def _stale_warned(advisor: Advisor, item: Item) -> bool | None:
    """Ask again half a year later: are the documents whose check is old by then said to be so?"""
    as_of = item.as_of + LATER
    answer = advisor.ask(item.question, history=item.history, as_of=as_of)
    sources = (advisor.source(citation.source_id) for citation in answer.citations)
    old = [one for one in sources if one and one.rank and as_of - date.fromisoformat(one.checked_on) > _STALE_AFTER]
    if not old:
        return None
    return any(_SAYS_OLD.search(line) and any(one.title in line for one in old) for line in answer.warnings)
