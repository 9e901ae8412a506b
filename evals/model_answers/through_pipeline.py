"""`python -m evals.model_answers.through_pipeline`: lies and true sentences said by a model over HTTP, and what a reader sees.

The stub says one sentence with the keys of the passages it cites, and says it again when it is asked to mend it. A
sentence passes when it stands among the claims of the answer. Slower than `measure`, which asks the gate alone; the
difference is retrieval, packing, keys and repair.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import track

from advisor import Advisor
from advisor.answer.writing.material import keys_of
from advisor.index.build import build
from advisor.settings import Settings, switch_off_outside_calls
from evals.model_answers.measure import Measurement, Outcome, report
from evals.model_answers.records import Lie, TrueSentence, lies, true_sentences
from evals.model_answers.stub import Asked, Script, StubServer

# No passage has it: for a sentence whose ref is held nowhere.
_NO_SUCH_KEY = "k000000000000"


class Speaker:
    """The stub's script: whatever is asked, it says the sentence that is set."""

    def __init__(self) -> None:
        self.sentence = ""
        self.script = Script(self._says)

    def _says(self, asked: Asked) -> str:
        return self.sentence if asked.is_compose or "待改的句子" in asked.user else "无"


@contextmanager
def speaking_advisor(home: Path) -> Iterator[tuple[Advisor, Speaker]]:
    """An advisor over the bundled library whose model is a stub, and the stub."""
    speaker = Speaker()
    with StubServer(speaker.script) as server:
        settings = Settings(home=home, llm_base_url=server.base_url, llm_model="stub", llm_cache=False)
        build(settings)
        yield Advisor.open(settings, briefly=True), speaker


def is_shown(advisor: Advisor, speaker: Speaker, question: str, text: str, refs: Sequence[str]) -> bool:
    """Whether a reader who asks the question sees the sentence as the model said it, with a citation of `refs`.

    A sentence shown under another passage, one that carries it, has had its wrong key corrected: that lie is not shown.
    """
    by_ref = advisor.holdings.by_ref
    ids = [by_ref[ref].id for ref in refs if ref in by_ref]
    marks = "".join(f"[{key}]" for key in keys_of(ids).values()) or f"[{_NO_SUCH_KEY}]"
    bare = text.rstrip("。")
    speaker.sentence = f"{bare}{marks}。"
    answer = advisor.ask(question)
    return any(
        claim.text.removeprefix(claim.opening).rstrip("。") == bare and set(claim.passage_ids) & set(ids)
        for claim in answer.claims
    )


def measured(advisor: Advisor, speaker: Speaker, console: Console) -> Measurement:
    """Every lie and every true sentence, each as the answer to its own question."""

    def outcome(one: Lie | TrueSentence, group: str, origin: str) -> Outcome:
        passed = is_shown(advisor, speaker, one.question, one.text, one.refs)
        return Outcome(id=one.id, group=group, origin=origin, refs=one.refs, text=one.text, passed=passed)

    return Measurement(
        lies=tuple(outcome(one, one.kind, one.origin) for one in track(lies(), "lies", console=console)),
        truths=tuple(outcome(one, one.manner, "") for one in track(true_sentences(), "truths", console=console)),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure through the whole pipeline and print the shares."""
    switch_off_outside_calls()
    argparse.ArgumentParser(prog="python -m evals.model_answers.through_pipeline", description=__doc__).parse_args(
        arguments
    )
    with tempfile.TemporaryDirectory(prefix="advisor-eval-") as folder:
        home = Path(os.environ.get("ADVISOR_HOME", folder))
        with speaking_advisor(home) as (advisor, speaker):
            print(report(measured(advisor, speaker, Console(stderr=True))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
