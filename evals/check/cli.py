"""The task `check`: does the draft check find planted errors, say what is right, and leave right sentences alone?"""

from __future__ import annotations

from advisor import Advisor
from evals.check.drafts import load_drafts
from evals.check.evaluate import KIND_LABELS, MEASURES, evaluate, outcome_table, seconds_a_page, shown_counts
from evals.check.generate import check_drafts
from evals.core.measures import MAIN, Column, Fact
from evals.core.tasks import EVALS, Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace

SETS = EVALS / "sets" / "check"


def run(options: RunOptions) -> Outcome:
    """Check every draft of the set; `limit` takes the first drafts."""
    drafts = load_drafts(options.set_file).drafts[: options.limit]
    advisor = Advisor.open(evaluation_workspace(options.settings))
    checked = check_drafts(advisor, drafts)
    items = evaluate(checked)
    return Outcome(
        columns=(Column(key=MAIN, label="草稿校核"),),
        items=items,
        outputs=checked,
        tables=(outcome_table(items),),
        facts=(
            Fact(label="结果", value=shown_counts(items)),
            Fact(label="每页（900字）用时", value=f"{seconds_a_page(checked):.2f}秒"),
        ),
    )


TASK = Task(
    name="check",
    label="草稿校核",
    about="校核埋有差错的草稿，看查出多少、理由对不对，以及正确的句子有多少被误报。",
    measures=MEASURES,
    sets=tuple(sorted(SETS.glob("*.json"))),
    run=run,
    labels=KIND_LABELS,
)
