"""`python -m evals.baselines.own_answers OUT.jsonl`: the advisor's own answers in the form that `score` reads.

Asked in a workspace of the evaluation's own, without a language model.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from advisor import Advisor
from advisor.settings import Settings
from evals.baselines.exporting import export
from evals.core.workspace import evaluation_workspace
from evals.questions.items import Item
from evals.scoring.advisor_answers import record_of
from evals.scoring.records import AnswerRecord


def answer_all(items: Sequence[Item]) -> list[AnswerRecord]:
    """The advisor's answers to every item."""
    advisor = Advisor.open(evaluation_workspace(Settings.load()))
    # The first question pays for what is loaded lazily.
    advisor.ask("鞍山直播电商")
    return [_record(advisor, item) for item in items]


def _record(advisor: Advisor, item: Item) -> AnswerRecord:
    began = time.perf_counter()
    answer = advisor.ask(item.question, history=item.history, as_of=item.as_of)
    return record_of(answer, id=item.id, milliseconds=round((time.perf_counter() - began) * 1000, 3))


if __name__ == "__main__":
    sys.exit(export(answer_all, prog="python -m evals.baselines.own_answers", about=__doc__ or ""))
