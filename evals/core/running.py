"""Running one task on one set: measure, aggregate, write the result folder."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from advisor.errors import BadInput
from advisor.index.manifest import file_sha256
from advisor.settings import Settings
from evals.core.aggregating import aggregate
from evals.core.judging import Judge
from evals.core.provenance import argument_line, shown_settings, versions_of
from evals.core.report_html import render_run
from evals.core.results import RESULTS, Aggregate, RunConfig, RunResult, write_result
from evals.core.tasks import Outcome, RunOptions, Task


def run_and_write(
    task: Task,
    set_file: Path,
    *,
    settings: Settings | None = None,
    limit: int | None = None,
    asks: bool = True,
    second_judge: Judge | None = None,
    under: Path = RESULTS,
) -> tuple[RunResult, Path]:
    """Run a task on a set and write its result folder; gives the result and the folder. Raises BadInput."""
    options = _options(set_file, settings, limit, second_judge).model_copy(update={"asks": asks})
    result, outcome = run_task(task, options)
    folder = write_result(
        result, render_run(result), outputs=outcome.outputs, inputs=(set_file, *outcome.inputs), under=under
    )
    return result, folder


def run_task(task: Task, options: RunOptions) -> tuple[RunResult, Outcome]:
    """Run a task without writing anything. Raises BadInput for a set without items."""
    started, began = datetime.now(UTC), time.perf_counter()
    outcome = task.run(options)
    if not outcome.items:
        raise BadInput(f"题集“{options.set_file.name}”里没有可评测的条目。")
    config = RunConfig(
        task=task.name,
        task_label=task.label,
        about=task.about,
        set_name=options.set_file.stem,
        set_sha256=file_sha256(options.set_file),
        started=started,
        seconds=round(time.perf_counter() - began, 3),
        limit=options.limit,
        argument_line=argument_line(),
        settings=shown_settings(options.settings),
        versions=versions_of(options.settings, outcome.versions),
        columns=outcome.columns,
        measures=task.described,
        labels=dict(task.labels),
    )
    estimates = aggregate(outcome.items, task.measures, task.statistics)
    summary = Aggregate(estimates=estimates, tables=outcome.tables, facts=outcome.facts)
    return RunResult(config=config, items=outcome.items, aggregate=summary), outcome


def _options(set_file: Path, settings: Settings | None, limit: int | None, second_judge: Judge | None) -> RunOptions:
    if not set_file.is_file():
        raise BadInput(f"找不到题集“{set_file}”；请检查 --set 的路径。")
    return RunOptions(set_file=set_file, settings=settings or Settings.load(), limit=limit, second_judge=second_judge)
