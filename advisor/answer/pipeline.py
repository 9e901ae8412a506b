"""The product on one page: how a question becomes a cited, checked answer.

Each step takes the Answer and gives back the Answer with its own part filled in; one that takes long yields claims,
already checked, on the way. No step calls another; the list below is the whole order. A step that sets a status ends
the composing early, but the gate, the warnings and the finish always run, so nothing reaches a reader unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from time import perf_counter

from advisor.answer.bench import Bench
from advisor.answer.compose import compose
from advisor.answer.events import Event, Finished, Released, events_of
from advisor.answer.finish import finish
from advisor.answer.ground import ground
from advisor.answer.plan import plan, rephrase, screen
from advisor.answer.retrieve import retrieve
from advisor.answer.select import select
from advisor.answer.warn import warn
from advisor.answer.write import write
from advisor.types import Answer, Claim, Turn

Step = Callable[[Answer, Bench], Answer | Generator[Claim, None, Answer]]

STEPS: tuple[Step, ...] = (
    rephrase,  # complete a follow-up from the earlier turns
    plan,  # kind of question, places, periods, areas, figures, the slot that is asked
    screen,  # out of scope, attempts to override the rules
    retrieve,  # words and meaning, fused, filtered
    select,  # which passages answer; what is not held
    compose,  # claims, each with the passages it rests on
    ground,  # the gate: every claim is checked by the rule of its kind, or dropped and counted
    write,  # a model, where one is configured, says it in fuller prose: sentence by sentence through the same gate
    warn,  # notices, validity, staleness
    finish,  # citations, status, text
)


def answer_question(question: str, bench: Bench, *, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer:
    """Run every step in order, noting how long each took (milliseconds)."""
    *_, last = stream_answer(question, bench, history=history, as_of=as_of)
    assert isinstance(last, Finished)
    return last.answer


def stream_answer(
    question: str, bench: Bench, *, history: Sequence[Turn] = (), as_of: date | None = None
) -> Iterator[Event]:
    """The same as it comes about: a claim that a step yields is out at once, and stays; the rest follows at the end."""
    answer = Answer(question=question, as_of=(as_of or date.today()).isoformat(), history=tuple(history))
    released = Released(bench.holdings)
    timings: dict[str, float] = {}
    for step in STEPS:
        began = perf_counter()
        result = step(answer, bench)
        answer = (yield from released.events(result)) if isinstance(result, Generator) else result
        timings[step.__name__] = round((perf_counter() - began) * 1000, 3)
    answer = answer.model_copy(update={"timings_ms": timings})
    yield from events_of(answer, after=released.count)
