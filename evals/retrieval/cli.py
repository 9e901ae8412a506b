"""The task `retrieval`: does the right passage come early, for the development questions with gold passages?"""

from __future__ import annotations

from advisor import Advisor
from evals.core.measures import Fact
from evals.core.tasks import Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.labels import LABELS
from evals.retrieval.evaluate import COLUMNS, MEASURES, STATISTICS, evaluate
from evals.retrieval.generate import retrieve
from evals.retrieval.gold import gold_file, load_gold


def run(options: RunOptions) -> Outcome:
    """Retrieve for every question that has gold passages, on a workspace of the evaluation's own."""
    items = load_items(options.set_file)[: options.limit]
    gold = load_gold(options.set_file)
    advisor = Advisor.open(evaluation_workspace(options.settings, asks=options.asks))
    outputs, versions = retrieve(advisor, items, gold)
    left = sum(not item.must_abstain for item in items) - len(outputs)
    return Outcome(
        columns=COLUMNS,
        items=evaluate(outputs),
        outputs=outputs,
        facts=(Fact(label="没有明确的标准段落、未计入的应答题", value=f"{left}条"),),
        inputs=(gold_file(options.set_file),),
        versions=versions,
    )


TASK = Task(
    name="retrieval",
    label="检索",
    about="对每个应答的问题，看写有答案的段落（标准段落）是否被检索到、排得是否靠前。评判不需要模型。",
    measures=MEASURES,
    statistics=STATISTICS,
    sets=(DEVELOPMENT_SET,),
    run=run,
    labels=LABELS,
)
