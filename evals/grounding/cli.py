"""The task `grounding`: does the engine tell supported claims from others, over pairs labelled by hand?"""

from __future__ import annotations

from evals.core.judging import EngineJudge
from evals.core.measures import Fact
from evals.core.tasks import EVALS, Outcome, RunOptions, Task
from evals.grounding.evaluate import MEASURES, STATISTICS, confusion_table, evaluate, not_counted
from evals.grounding.generate import check_with_engine, check_with_judge
from evals.grounding.kinds import LABELS
from evals.grounding.pairs import Purpose, load_pairs

SETS = EVALS / "sets" / "grounding"


def run(options: RunOptions) -> Outcome:
    """Check every pair with the engine and, where asked for, with the second judge; then evaluate both alike."""
    pairs = load_pairs(options.set_file, purpose=Purpose.MEASURING)[: options.limit]
    ours = EngineJudge.column
    checked = check_with_engine(pairs, column=ours.key)
    columns, outputs = [ours], list(checked.pairs)
    tables = [confusion_table(checked.pairs, title="四类结论对照")]
    facts = [Fact(label="每秒核验论断", value=f"{len(pairs) / checked.seconds:.0f}条")] if checked.seconds else []
    if left := not_counted(pairs):
        facts.append(Fact(label="论断与来源语言不同、单独报告", value=f"{left}条"))
    if options.second_judge is not None:
        second = options.second_judge.column
        judged = check_with_judge(pairs, options.second_judge)
        columns.append(second)
        outputs += judged.pairs
        tables.append(confusion_table(judged.pairs, title=f"四类结论对照（{second.label}，只分有无依据）"))
    return Outcome(
        columns=tuple(columns),
        items=evaluate(outputs),
        outputs=outputs,
        tables=tuple(tables),
        facts=tuple(facts),
    )


TASK = Task(
    name="grounding",
    label="依据核验",
    about="给核验引擎一条论断和一段来源，看它能否分清“有依据”和“没有依据”。每条论断都有人工标注的结论。",
    measures=MEASURES,
    statistics=STATISTICS,
    sets=tuple(SETS / name for name in ("test.jsonl", "second_subject.jsonl", "tune.jsonl")),
    run=run,
    labels=LABELS,
)
