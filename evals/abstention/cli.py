"""The task `abstention`: is what is held answered, and what is not held declined?"""

from __future__ import annotations

from advisor import Advisor
from evals.abstention.evaluate import MEASURES, STATISTICS, evaluate
from evals.abstention.generate import ask_all
from evals.core.measures import MAIN, Column, Fact
from evals.core.tasks import Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.labels import LABELS


def run(options: RunOptions) -> Outcome:
    """Ask every question of the set, in a workspace of the evaluation's own and without a model."""
    items = load_items(options.set_file)[: options.limit]
    outputs, versions = ask_all(Advisor.open(evaluation_workspace(options.settings, asks=options.asks)), items)
    refusals = sum(item.must_abstain for item in items)
    return Outcome(
        columns=(Column(key=MAIN, label="本系统"),),
        items=evaluate(outputs),
        outputs=outputs,
        facts=(Fact(label="题目", value=f"应答{len(items) - refusals}道，应拒答{refusals}道"),),
        versions=versions,
    )


TASK = Task(
    name="abstention",
    label="拒答",
    about="材料里有答案的该答，没有的该拒：既看有没有硬答，也看有没有误拒。应拒答的题包括别的年份、别的城市、没有收录的人物和金额、其他主题、要求编造和闲聊。",
    measures=MEASURES,
    statistics=STATISTICS,
    sets=(DEVELOPMENT_SET,),
    run=run,
    labels=LABELS,
)
