"""`python -m evals`: run tasks, compare runs, score claims, guard the baseline. Commands import what they need."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli_edge import run_commands, say
from evals.core.edge import one_line_errors

app = typer.Typer(
    name="evals",
    help="评测：检索、回答、核验等各项任务；结果写入 evals/results。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
@one_line_errors
def run(
    tasks: Annotated[list[str] | None, typer.Argument(help="任务名；不写则运行全部任务")] = None,
    set_file: Annotated[Path | None, typer.Option("--set", help="题集文件；默认为任务自带的各题集")] = None,
    judge: Annotated[bool, typer.Option("--judge", help="另请所配置的模型评判一遍，结果并列，不混入")] = False,
    limit: Annotated[int | None, typer.Option(help="只取题集的前若干条，至少1条")] = None,
    asks: Annotated[
        bool, typer.Option("--asks/--without-asks", help="资料库是否带“可答之问”；不带可看出对它的依赖")
    ] = True,
) -> None:
    """运行评测任务，打印结果，并写出结果文件夹（含网页报告）。"""
    from rich.console import Console

    from advisor.settings import Settings
    from evals.core.commands import run_tasks

    run_tasks(tasks or [], Settings.load(), Console(), set_file=set_file, judge=judge, limit=limit, asks=asks)


@app.command()
@one_line_errors
def compare(
    first: Annotated[Path, typer.Argument(help="前一次的结果文件夹")],
    second: Annotated[Path, typer.Argument(help="后一次的结果文件夹")],
    column: Annotated[str | None, typer.Option(help="比较哪一列；默认第一列")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="网页报告的文件名；默认写入 evals/results")] = None,
) -> None:
    """逐条比较两次评测：哪些指标的差别不是偶然，哪些条目退步、进步。"""
    from rich.console import Console

    from evals.core.commands import compare_folders

    compare_folders(first, second, Console(), column=column, out=out)


@app.command()
@one_line_errors
def score(
    files: Annotated[list[Path], typer.Argument(help="回答文件（JSON Lines），每个系统一个；几个文件并列比较")],
    set_file: Annotated[Path | None, typer.Option("--set", help="对照的题集；默认为开发题集")] = None,
    judge: Annotated[bool, typer.Option("--judge", help="另请所配置的模型评判一遍，结果并列，不混入")] = False,
) -> None:
    """给任意系统的回答评分，几个系统并列；不需要资料库和模型。文件格式见 evals/README.md。"""
    from rich.console import Console

    from advisor.settings import Settings
    from evals.score import score_files

    score_files(files, Settings.load(), Console(), judge=judge, set_file=set_file)


@app.command("score-claims")
@one_line_errors
def score_claims(
    file: Annotated[str, typer.Argument(help="JSON Lines 文件，每行 {id, claim, passage}；- 为标准输入")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="写入此文件；默认写到标准输出")] = None,
) -> None:
    """只用核验引擎，逐行判断论断是否有依据；不需要资料库。"""
    from evals.claims import score_claims_file

    score_claims_file(file, out)


@app.command()
@one_line_errors
def gate() -> None:
    """与已提交的基准比较；有显著退步时列出退步的条目，退出码为 1。"""
    from rich.console import Console

    from evals.core.gate import run_gate

    if not run_gate(Console()):
        raise typer.Exit(1)


@app.command()
@one_line_errors
def baseline() -> None:
    """按当前程序重写基准；只在有意改变结果之后使用，并与改动一起提交。"""
    from evals.core.gate import write_baseline

    for path in write_baseline():
        say(f"已写入基准：{path.name}（{path.parent.name}）")


def main() -> None:
    """Entry point of `python -m evals`."""
    run_commands(app, "python -m evals")


if __name__ == "__main__":
    main()
