"""The task `answers`: are the answerable questions answered rightly, and does every sentence rest on what it cites?"""

from __future__ import annotations

from advisor import Advisor
from evals.answers.evaluate import MEASURES, STATISTICS, evaluate, evaluate_by_judge
from evals.answers.faults import fault_table, lost_facts
from evals.answers.generate import ask_all
from evals.answers.gold import load_answer_gold
from evals.core.measures import MAIN, Column, Fact
from evals.core.tasks import Outcome, RunOptions, Task
from evals.core.workspace import evaluation_workspace
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.labels import LABELS
from evals.retrieval.gold import gold_file
from evals.scoring.judging import judge_opinion


def run(options: RunOptions) -> Outcome:
    """Ask every answerable question, in a workspace of the evaluation's own and without a model."""
    items = [item for item in load_items(options.set_file) if not item.must_abstain][: options.limit]
    gold = load_answer_gold(options.set_file, options.settings)
    outputs, versions = ask_all(
        Advisor.open(evaluation_workspace(options.settings, asks=options.asks)), items, later=True
    )
    columns, results = [Column(key=MAIN, label="本系统")], list(evaluate(outputs, gold))
    if options.second_judge is not None:
        second = options.second_judge.column
        columns.append(second)
        results += evaluate_by_judge(outputs, judge_opinion(options.second_judge), column=second.key)
    lost = [
        fact for one in outputs for fact in lost_facts(one, gold[one.item.id].by_fact if one.item.id in gold else None)
    ]
    return Outcome(
        columns=tuple(columns),
        items=tuple(results),
        outputs=outputs,
        tables=(fault_table(lost, facts=sum(len(item.expect.vital) for item in items)),),
        facts=(Fact(label="被核验拦下的论断", value=f"{sum(len(one.withheld) for one in outputs)}条"),),
        inputs=(gold_file(options.set_file),) if gold else (),
        versions=versions,
    )


TASK = Task(
    name="answers",
    label="回答",
    about="对每个应答的问题，看回答是否写到必要的事实，每句话是否有所引的段落支持，数字和引文是否与来源一致；没有答出的，指出丢在哪一步。",
    measures=MEASURES,
    statistics=STATISTICS,
    sets=(DEVELOPMENT_SET,),
    run=run,
    labels=LABELS,
)
