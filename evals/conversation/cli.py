"""The task `conversation`: are follow-ups understood from what was asked before?"""

from __future__ import annotations

from advisor import Advisor
from evals.answers.gold import load_answer_gold
from evals.conversation.evaluate import MEASURES, evaluate
from evals.conversation.generate import ask_follow_ups
from evals.core.measures import MAIN, Column
from evals.core.tasks import Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.labels import LABELS


def run(options: RunOptions) -> Outcome:
    """Ask every question of the set that has a history, in a workspace of the evaluation's own and without a model."""
    items = [item for item in load_items(options.set_file) if item.history][: options.limit]
    gold = load_answer_gold(options.set_file, options.settings)
    outputs, versions = ask_follow_ups(Advisor.open(evaluation_workspace(options.settings, asks=options.asks)), items)
    return Outcome(
        columns=(Column(key=MAIN, label="本系统"),),
        items=evaluate(outputs, gold),
        outputs=outputs,
        versions=versions,
    )


TASK = Task(
    name="conversation",
    label="多轮追问",
    about="对话里的追问（换地区、换年份、换所问的事项、“那……呢”、纠正、换话题）是否接上了前文；每题再单独问一遍作对照。",
    measures=MEASURES,
    sets=(DEVELOPMENT_SET,),
    run=run,
    labels=LABELS,
)
