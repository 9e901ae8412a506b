"""The first three steps: complete the question, understand it, and turn away what must be turned away."""

from __future__ import annotations

from datetime import date

from advisor.answer.bench import Bench
from advisor.search.followup import Rephrased
from advisor.types import Answer, ScreenReason, Status


def rephrase(answer: Answer, bench: Bench) -> Answer:
    """Complete a follow-up from the user's earlier questions."""
    done = bench.reader.complete(answer.question, answer.history, today=date.fromisoformat(answer.as_of))
    update = {"rewritten": done.text, "refers_to": done.refers_to, "goes_on_about": done.previous}
    return answer.model_copy(update=update)


def plan(answer: Answer, bench: Bench) -> Answer:
    """Read kind, places, periods, areas, documents and the asked slot off the completed question."""
    rephrased = Rephrased(text=answer.rewritten, refers_to=answer.refers_to)
    understood = bench.reader.understand(answer.question, rephrased, today=date.fromisoformat(answer.as_of))
    return answer.model_copy(update={"plan": understood})


def screen(answer: Answer, bench: Bench) -> Answer:
    """Set the status of a question that is turned away."""
    reason = answer.plan.screened if answer.plan else ScreenReason.EMPTY
    if reason is None:
        return answer
    status = Status.REFUSED if reason is ScreenReason.OVERRIDE else Status.OUT_OF_SCOPE
    return answer.model_copy(update={"status": status})
