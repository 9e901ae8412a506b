"""`advisor enrich`: a model writes the questions that the user's own passages answer; only those they do answer are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from advisor.answer.bench import Bench
from advisor.answer.restating import names_nothing_new
from advisor.answer.select import fits
from advisor.errors import ModelUnavailable
from advisor.library.written_asks import WrittenAsks, append_written_asks, read_written_asks
from advisor.model.configured import ConfiguredModel
from advisor.model.faults import OF_THE_SERVER, ModelFault
from advisor.model.texts import OUTCOME_TEXT
from advisor.prompting import frame
from advisor.search.evidence import fit
from advisor.search.followup import Rephrased
from advisor.types import Data, ModelOutcome, ModelPurpose, Passage, ScoredPassage

_MOST_ASKS = 5
_LONGEST = 60
_LEAST_COVERED = 0.25
_SECONDS = 60.0
_MARKS = re.compile(r"^\s*(?:[-*•]|\(?\d{1,2}[.、)）])\s*")


class EnrichReport(Data):
    """What a run did; `left`: passages still without questions, because the run was limited or the model failed."""

    passages: int
    asks: int
    left: int


def passages_without_asks(bench: Bench) -> list[Passage]:
    """Passages of the user's own documents for which no question was written, by hand or by a model."""
    done = read_written_asks(bench.settings.documents_folder)
    own = {key for key, source in bench.holdings.sources.items() if (source.file or "").startswith("documents/")}
    return [
        one
        for one in bench.holdings.passages.values()
        if one.source_id in own and not one.asks and one.id not in done and one.order >= 0
    ]


def enrich(
    bench: Bench, model: ConfiguredModel, *, limit: int | None = None, progress: Callable[[str], None]
) -> EnrichReport:
    """Write questions passage by passage, each kept at once: an interrupted run goes on where it stopped.

    Raises ModelUnavailable where the server fails; what was written until then stays.
    """
    todo = passages_without_asks(bench)
    count = 0
    for at, passage in enumerate(todo[:limit], start=1):
        progress(f"{at}/{len(todo[:limit])}：{passage.ref}")
        asks = _asks_of(passage, bench, model)
        count += len(asks.asks)
        append_written_asks(bench.settings.documents_folder, asks)
    done = len(todo[:limit])
    return EnrichReport(passages=done, asks=count, left=len(todo) - done)


def _asks_of(passage: Passage, bench: Bench, model: ConfiguredModel) -> WrittenAsks:
    session = model.session()
    title = bench.holdings.sources[passage.source_id].title
    messages = session.messages(
        ModelPurpose.ENRICH, passage=frame("passage", f"《{title}》{passage.locator}\n{passage.text}")
    )
    try:
        reply = session.reply(ModelPurpose.ENRICH, messages, seconds=_SECONDS)
    except ModelFault as fault:
        if fault.outcome in OF_THE_SERVER | {ModelOutcome.PAUSED, ModelOutcome.BUSY}:
            raise ModelUnavailable(
                f"{OUTCOME_TEXT[fault.outcome]}，已写的保留；请稍后再运行 advisor enrich。"
            ) from fault
        reply = ""
    asks = [one for one in _lines(reply) if answers(passage, one, bench)]
    return WrittenAsks(
        passage_id=passage.id,
        asks=tuple(asks[:_MOST_ASKS]),
        model=model.client.name,
        prompt=model.prompts[ModelPurpose.ENRICH].label,
    )


def _lines(reply: str) -> Iterable[str]:
    lines = (_MARKS.sub("", line.strip()).strip() for line in reply.splitlines())
    return dict.fromkeys(line for line in lines if 4 <= len(line) <= _LONGEST)


def answers(passage: Passage, question: str, bench: Bench) -> bool:
    """Whether a question is one that the passage answers: about its place, time and thing, of its sort, adding nothing."""
    source = bench.holdings.sources[passage.source_id]
    known = " ".join(
        (source.title, source.number or "", source.issuer or "", source.region, passage.locator, passage.text)
    )
    if not names_nothing_new(question, known, bench.holdings.lexicon):
        return False
    plan = bench.reader.understand(question, Rephrased(text=bench.reader.clean(question)), today=date.today())
    if plan.screened is not None:
        return False
    measured = fit(plan, passage, bench.holdings)
    return measured.text_coverage >= _LEAST_COVERED and fits(
        ScoredPassage(passage=passage, score=1.0, fit=measured), plan
    )
