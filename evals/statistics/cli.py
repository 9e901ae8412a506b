"""The task `statistics`: are questions about figures answered from the tables, and is what cannot be said declined?"""

from __future__ import annotations

from advisor import Advisor
from evals.core.measures import MAIN, Column, Fact
from evals.core.tasks import Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace
from evals.questions.items import load_items
from evals.questions.labels import LABELS
from evals.statistics.evaluate import MEASURES, evaluate
from evals.statistics.generate import SECOND_SET, STATISTICS_SET, THIRD_SET, ask_all


def run(options: RunOptions) -> Outcome:
    """Ask every question of the set, in a workspace of the evaluation's own and without a model."""
    items = load_items(options.set_file)[: options.limit]
    outputs, versions = ask_all(Advisor.open(evaluation_workspace(options.settings, asks=options.asks)), items)
    return Outcome(
        columns=(Column(key=MAIN, label="本系统"),),
        items=evaluate(outputs),
        outputs=outputs,
        facts=(Fact(label="答对", value=f"{sum(one.score.right for one in outputs)}道，共{len(outputs)}道"),),
        versions=versions,
    )


TASK = Task(
    name="statistics",
    label="统计问答",
    about="问数字的题：查数、公布的增速、不可比的水平数、排序、几种口径并列、没有收录的年份和地区。该答的答准，不该算的不算，没有的说没有。",
    measures=MEASURES,
    sets=(STATISTICS_SET, SECOND_SET, THIRD_SET),
    run=run,
    labels=LABELS,
)
