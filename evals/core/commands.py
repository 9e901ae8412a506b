"""What the commands `run` and `compare` do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from advisor.cli_edge import say
from advisor.errors import BadInput
from advisor.settings import Settings
from evals.core.comparison import compare_results
from evals.core.judging import configured_judge
from evals.core.report_html import render_comparison
from evals.core.report_terminal import show_comparison, show_run
from evals.core.results import REPORT, RESULTS, load_result
from evals.core.running import run_and_write
from evals.core.tasks import Task, load_task, task_names


def run_tasks(
    names: Sequence[str],
    settings: Settings,
    console: Console,
    *,
    set_file: Path | None = None,
    judge: bool = False,
    limit: int | None = None,
    asks: bool = True,
    under: Path = RESULTS,
) -> list[Path]:
    """Run tasks (all where none is named) on their sets, print and write every result; gives the folders.

    Raises BadInput for an unknown task, a set that cannot be read, or a judge that is not configured.
    """
    if limit is not None and limit < 1:
        raise BadInput(f"--limit 是取题集的前几条，至少为1，不能是{limit}。")
    tasks = [load_task(name) for name in names or task_names()]
    if set_file is not None and len(tasks) != 1:
        raise BadInput("--set 只能与一个任务同时使用；请写明任务名。")
    second = configured_judge(settings) if judge else None
    folders = []
    for task, path in list(_runs(tasks, set_file, named=bool(names))):
        say(f"正在评测：{task.label}（{path.stem}）")
        result, folder = run_and_write(
            task, path, settings=settings, limit=limit, asks=asks, second_judge=second, under=under
        )
        if second is not None and not any(second.column.key in column.key for column in result.config.columns):
            say(f"“{task.label}”不需要评判论断，--judge 对它没有作用。")
        show_run(result, console)
        console.print(Text(f"网页报告：{folder / REPORT}"))
        folders.append(folder)
    return folders


def compare_folders(
    first: Path, second: Path, console: Console, *, column: str | None = None, out: Path | None = None
) -> Path:
    """Compare two result folders, print what changed and write the page; gives its path. Raises BadInput."""
    comparison = compare_results(load_result(first), load_result(second), column=column)
    show_comparison(comparison, console)
    path = out or RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-compare-{comparison.second.task}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_comparison(comparison), encoding="utf-8")
    console.print(Text(f"网页报告：{path}"))
    return path


def _runs(tasks: Sequence[Task], set_file: Path | None, *, named: bool) -> Iterator[tuple[Task, Path]]:
    for task in tasks:
        for path in (set_file,) if set_file is not None else task.sets:
            if path.is_file():
                yield task, path
            elif named:
                raise BadInput(f"找不到题集“{path}”；请检查 --set 的路径。")
            else:
                say(f"跳过：{task.label}的题集“{path.name}”还没有。")
