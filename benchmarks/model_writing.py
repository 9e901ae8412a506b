"""What writing with a model costs: how soon a sentence is shown once it is complete, the gate's part in it, each fault."""

from __future__ import annotations

import time
from pathlib import Path

from advisor import Advisor
from advisor.answer.events import ClaimReady, Finished
from advisor.answer.ground import check
from advisor.answer.texts import opening
from advisor.index.build import build
from advisor.settings import Settings
from advisor.types import MODEL_MODE, Answer
from benchmarks.measure import Measure, development_items, median, percentile
from evals.model_answers.stub import Asked, Behaviour, Script, StubServer, faithful

QUESTIONS = 40
SHOWN_AFTER_MS = 300
GATE_MS = 20
FIRST_SENTENCE_S, TOTAL_S = 20.0, 30.0
PATIENCE_S = 2.0  # beyond the limit that is set: retrieval, and what was composed without the model


def measure(folder: Path) -> list[Measure]:
    """Over development questions: milliseconds from the end of a sentence to its event, and of the gate a sentence."""
    build(Settings(home=folder))
    script = Script(faithful, pause_s=0.002)
    with StubServer(script) as server:
        advisor = _advisor(folder, server)
        advisor.ask("论文提出了哪些策略？")
        waits, answers = [], []
        for item in development_items()[:QUESTIONS]:
            script.sentence_times.clear()
            waits += _waits(advisor, item.question, script)
            answers.append(advisor.ask(item.question))
    gates = [spent for answer in answers for spent in _gate_ms(advisor, answer)]
    written = sum(answer.mode == MODEL_MODE for answer in answers)
    return [
        Measure(name=f"model: answers written, of {QUESTIONS}", value=written, unit=""),
        Measure(name="model: sentence complete to shown, median", value=median(waits), unit="ms"),
        Measure(
            name="model: sentence complete to shown, p95", value=percentile(waits, 95), unit="ms", limit=SHOWN_AFTER_MS
        ),
        Measure(name="model: gate a sentence, median", value=median(gates), unit="ms", limit=GATE_MS),
        Measure(name="model: gate a sentence, p95", value=percentile(gates, 95), unit="ms"),
    ]


def measure_faults(folder: Path) -> list[Measure]:
    """Seconds until the first sentence and until the whole answer, for each way in which a server can fail."""
    build(Settings(home=folder))
    found = [one for name, behaviour, says in _faults() for one in _seconds(folder, name, behaviour, says)]
    refused = Settings(home=folder, llm_base_url="http://127.0.0.1:9/v1", llm_model="stub", llm_cache=False)
    return [*found, *_timed("refused connection", Advisor.open(refused, briefly=True))]


def _faults() -> list[tuple[str, Behaviour, str | None]]:
    """Name, delivery, and what is said in place of the faithful text."""
    delivered: list[tuple[str, Behaviour, str | None]] = [(one.value, one, None) for one in Behaviour]
    numbers = "".join(f"第{number}类工作是完善第{number * 7}类的配套服务。" for number in range(2000))
    said = {
        "noise": "\ufffd\x02#@%&" * 400,
        "another language": "Livestream commerce in the city grows quickly and needs skilled people. " * 30,
        "the same without end": "鞍山要大力发展直播电商，" * 800,
        "a reply without end": numbers,
        "thinking without end": "<think>" + "我再想一想这个问题，" * 2000,
    }
    return [*delivered, *((name, Behaviour.PLAIN, text) for name, text in said.items())]


def _seconds(folder: Path, name: str, behaviour: Behaviour, text: str | None) -> list[Measure]:
    def says(asked: Asked) -> str:
        return faithful(asked) if text is None else text

    with StubServer(Script(says, lambda asked: behaviour)) as server:
        return _timed(name, _advisor(folder, server))


def _timed(name: str, advisor: Advisor) -> list[Measure]:
    advisor.ask("论文提出了哪些策略？", model=False)
    began = time.monotonic()
    first = None
    for event in advisor.stream("鞍山市怎样培养直播电商人才？"):
        first = first or time.monotonic() - began
        if isinstance(event, Finished):
            answer = event.answer
    total = time.monotonic() - began
    if not answer.claims:
        raise RuntimeError(f"{name}: no answer was served")
    outcome = f"{answer.mode}, {answer.model_fault.value if answer.model_fault else 'no fault'}"
    return [
        Measure(
            name=f"{name}: first sentence ({outcome})",
            value=first or total,
            unit="s",
            limit=FIRST_SENTENCE_S + PATIENCE_S,
        ),
        Measure(name=f"{name}: whole answer", value=total, unit="s", limit=TOTAL_S + PATIENCE_S),
    ]


def _advisor(folder: Path, server: StubServer) -> Advisor:
    return Advisor.open(
        Settings(
            home=folder,
            llm_base_url=server.base_url,
            llm_model="stub",
            llm_first_sentence_s=FIRST_SENTENCE_S,
            llm_total_s=TOTAL_S,
            llm_cache=False,
        ),
        briefly=True,
    )


def _waits(advisor: Advisor, question: str, script: Script) -> list[float]:
    """Milliseconds from when the stub sent the mark that ends a sentence to when its claim came."""
    came = {
        event.claim.text.removeprefix(event.claim.opening).rstrip("。"): time.monotonic()
        for event in advisor.stream(question)
        if isinstance(event, ClaimReady)
    }
    sent = {text.partition("[")[0]: at for text, at in script.sentence_times}
    return [(came[text] - at) * 1000 for text, at in sent.items() if text in came and came[text] >= at]


def _gate_ms(advisor: Advisor, answer: Answer) -> list[float]:
    """What the gate alone takes for each sentence shown, on texts it has not read just before."""
    spent = []
    assert answer.plan is not None
    for claim in answer.claims:
        passages = [advisor.holdings.passages[key] for key in claim.passage_ids]
        lead = opening(passages[0], advisor.holdings.sources[passages[0].source_id]) if passages else ""
        fresh = claim.model_copy(update={"text": f"资料显示，{lead}{claim.text}", "opening": ""})
        began = time.perf_counter()
        check(fresh, answer.plan, advisor.bench)
        spent.append((time.perf_counter() - began) * 1000)
    return spent
