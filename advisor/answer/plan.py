"""The first three steps: complete the question, understand it, and turn away what must be turned away."""

from __future__ import annotations

from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.restating import completed, parts_of
from advisor.search.followup import Rephrased
from advisor.types import Answer, QuestionPlan, ScreenReason, Status


def rephrase(answer: Answer, bench: Bench) -> Answer:
    """Complete a follow-up from the user's earlier questions."""
    done = bench.reader.complete(answer.question, answer.history, today=date.fromisoformat(answer.as_of))
    by_model = None if done.refers_to else completed(answer, bench)
    update = {"rewritten": by_model or done.text, "refers_to": done.refers_to, "goes_on_about": done.previous}
    return answer.model_copy(update=update)


def plan(answer: Answer, bench: Bench) -> Answer:
    """Read kind, places, periods, areas, documents and the asked slot off the completed question."""
    rephrased = Rephrased(text=answer.rewritten, refers_to=answer.refers_to)
    understood = bench.reader.understand(answer.question, rephrased, today=date.fromisoformat(answer.as_of))
    if understood.bound:
        understood = understood.model_copy(update={"mentioned_in": _mentions_of_unheld(understood, bench)})
    if understood.screened is None:
        understood = understood.model_copy(update={"parts": parts_of(understood, bench)})
    return answer.model_copy(update={"plan": understood})


def _mentions_of_unheld(understood: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """Passages of other sources that name a document whose own text is not held: they may speak for it."""
    sources = [bench.holdings.sources[key] for key in understood.source_ids]
    names = [name for source in sources if not source.held for name in (source.number, source.title) if name]
    return tuple(key for key, one in bench.holdings.passages.items() if any(name in one.text for name in names))


def screen(answer: Answer, bench: Bench) -> Answer:
    """Set the status of a question that is turned away."""
    reason = answer.plan.screened if answer.plan else ScreenReason.EMPTY
    if reason is None:
        return answer
    status = Status.REFUSED if reason is ScreenReason.OVERRIDE else Status.OUT_OF_SCOPE
    return answer.model_copy(update={"status": status})
