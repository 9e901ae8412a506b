"""The product on one page: how a question becomes a cited, checked answer.

Each step takes the Answer and gives back the Answer with its own part filled in. No step calls another; the list below
is the whole order. A step that sets a status ends the composing early, but the gate, the warnings and the finish always
run, so nothing reaches a reader unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

from advisor.answer.bench import Bench
from advisor.answer.compose import compose
from advisor.answer.finish import finish
from advisor.answer.ground import ground
from advisor.answer.plan import plan, rephrase, screen
from advisor.answer.retrieve import retrieve
from advisor.answer.select import select
from advisor.answer.warn import warn
from advisor.types import Answer, Turn

Step = Callable[[Answer, Bench], Answer]

STEPS: tuple[Step, ...] = (
    rephrase,  # complete a follow-up from the earlier turns
    plan,  # kind of question, places, periods, areas, figures, the slot that is asked
    screen,  # out of scope, attempts to override the rules
    retrieve,  # words and meaning, fused, filtered
    select,  # which passages answer; what is not held
    compose,  # claims, each with the passages it rests on
    ground,  # the gate: every claim is checked by the rule of its kind, or dropped and counted
    warn,  # notices, validity, staleness
    finish,  # citations, status, text
)


def answer_question(question: str, bench: Bench, *, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer:
    """Run every step in order, noting how long each took (milliseconds)."""
    answer = Answer(question=question, as_of=(as_of or date.today()).isoformat(), history=tuple(history))
    timings: dict[str, float] = {}
    for step in STEPS:
        began = perf_counter()
        answer = step(answer, bench)
        timings[step.__name__] = round((perf_counter() - began) * 1000, 3)
    return answer.model_copy(update={"timings_ms": timings})
