"""Running a part of the pipeline, so that a test can change what is between two of its steps."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from tea_bench import TODAY

from advisor.answer.bench import Bench
from advisor.answer.pipeline import STEPS, Step
from advisor.types import Answer, Claim, ClaimKind

NAMES = [step.__name__ for step in STEPS]


def composed(bench: Bench, question: str) -> Answer:
    """The answer as the composers leave it, before the gate."""
    answer = Answer(question=question, as_of=TODAY.isoformat())
    return _run(STEPS[: NAMES.index("ground")], answer, bench)


def shown(answer: Answer, bench: Bench) -> Answer:
    """The rest of the pipeline: the gate, the warnings and the finish."""
    return _run(STEPS[NAMES.index("ground") :], answer, bench)


def _run(steps: Sequence[Step], answer: Answer, bench: Bench) -> Answer:
    for step in steps:
        result = step(answer, bench)
        if isinstance(result, Generator):
            *_, result = _finished(result)
        answer = result
    return answer


def _finished(step: Generator[Claim, None, Answer]) -> Iterator[Claim | Answer]:
    """What a step yields, and last what it returns."""
    answer = yield from step
    yield answer


def with_claim(bench: Bench, question: str, text: str, *passage_ids: str, kind: ClaimKind = ClaimKind.FACT, **more):
    """The finished answer to a question whose composer had said `text` beside its own claims."""
    answer = composed(bench, question)
    slipped = Claim(text=text, kind=kind, passage_ids=passage_ids, **more)
    return shown(answer.model_copy(update={"claims": (*answer.claims, slipped)}), bench)
