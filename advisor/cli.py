"""The command line. A user's mistake prints one line and exits 2; a failure of the program exits 1."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Literal, NoReturn, ParamSpec, TypeVar

import typer

from advisor.cli_edge import run_commands, say

P = ParamSpec("P")
R = TypeVar("R")

app = typer.Typer(
    name="advisor",
    help="短视频、直播电商政策顾问：每一句事实都有来源，并经核验后才显示。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_debug = False


@app.callback()
def options(debug: Annotated[bool, typer.Option("--debug", help="出错时显示完整的程序追踪信息")] = False) -> None:
    """Options of every command."""
    global _debug
    _debug = debug


def _one_line_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn every exception of a command into one line on stderr and the right exit code."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        from advisor.errors import AdvisorError, BadInput

        try:
            return command(*args, **kwargs)
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            say("已中断。")
            raise typer.Exit(130) from None
        except BadInput as error:
            _fail(error.message, 2)
        except AdvisorError as error:
            _fail(error.message, 1)
        except Exception as error:  # noqa: BLE001 - the edge: the user sees one line, not a traceback
            _fail(f"程序出错：{error!r}。请加 --debug 重试并把输出交给管理员。", 1)

    return guarded


def _fail(message: str, code: int) -> NoReturn:
    if _debug:
        raise
    say(message)
    raise typer.Exit(code)


@app.command()
@_one_line_errors
def ask(
    question: Annotated[str, typer.Argument(help="问题，用一句话写明地区、时间和事项")],
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
    history: Annotated[str | None, typer.Option(help="先前的问题，JSON 列表")] = None,
    as_of: Annotated[str | None, typer.Option(help="按哪一天作答，YYYY-MM-DD；默认今天")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="即使配置了语言模型也不使用")] = False,
) -> None:
    """回答一个问题，逐句列出来源。"""
    # The process ends with the answer: looking for garbage on the way costs a tenth of its time and frees nothing.
    gc.disable()
    from advisor import cli_commands

    cli_commands.ask(question, as_json=as_json, history=history, as_of=as_of, model=not no_model, say=say)


@app.command()
@_one_line_errors
def chat(
    no_model: Annotated[bool, typer.Option("--no-model", help="即使配置了语言模型也不使用")] = False,
) -> None:
    """在终端里连续问答；空行或 Ctrl-D 结束。"""
    from advisor import cli_commands

    cli_commands.chat(model=not no_model, say=say)


@app.command(name="list")
@_one_line_errors
def list_sources(
    query: Annotated[str | None, typer.Argument(help="只列标题、文号或地区含有这些字的来源")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="打印 JSON")] = False,
) -> None:
    """列出资料库收录的来源。"""
    from advisor import cli_commands

    cli_commands.list_sources(query, as_json=as_json)


@app.command()
@_one_line_errors
def show(
    source_id: Annotated[str, typer.Argument(help="来源编号，见 advisor list")],
    as_json: Annotated[bool, typer.Option("--json", help="打印 JSON")] = False,
) -> None:
    """显示一个来源的目录信息、逐条摘编和已知问题。"""
    from advisor import cli_commands

    cli_commands.show(source_id, as_json=as_json)


@app.command()
@_one_line_errors
def check(
    file: Annotated[str, typer.Argument(help="草稿：txt、md 或 docx 文件；- 表示标准输入")],
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
    only_problems: Annotated[bool, typer.Option("--only-problems", help="只列出需要更正或核实的句子")] = False,
) -> None:
    """校核草稿：逐句与资料库对照，指出与来源不一致、没有来源和引文有误之处。"""
    gc.disable()
    from advisor import cli_commands

    cli_commands.check(file, as_json=as_json, only_problems=only_problems, say=say)


@app.command()
@_one_line_errors
def memo(
    topic: Annotated[str, typer.Argument(help="要办的事，一句话，例如“加快发展直播电商”")],
    area: Annotated[list[str] | None, typer.Option(help="策略领域，可重复；默认按主题判断，看不出时全部六个")] = None,
    compare: Annotated[list[str] | None, typer.Option(help="对照的地区，可重复；默认本市的对标地区")] = None,
    form: Annotated[
        str, typer.Option("--type", help="文稿类型：政策建议、请示、报告、通知、意见、函、方案等")
    ] = "政策建议",
    to: Annotated[list[str] | None, typer.Option(help="主送机关，可重复；请示、报告、函只能有一个")] = None,
    issuer: Annotated[str | None, typer.Option("--from", help="发文机关；不写则留空待填")] = None,
    clean: Annotated[bool, typer.Option("--clean", help="出清稿（默认核稿本）；还有待办事项时拒绝")] = False,
    force: Annotated[bool, typer.Option("--force", help="有待办事项也出清稿，稿上注明未定稿")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", help="另存为 docx、md 或 pdf 文件")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="不用语言模型润色，即使设置了语言模型")] = False,
) -> None:
    """起草：按主题、领域和文种写出初稿，逐句有来源；没有的写作〔待核实〕〔待填〕。"""
    gc.disable()
    from advisor import cli_commands

    cli_commands.memo(
        topic,
        areas=area or [],
        regions=compare or [],
        form=form,
        addressees=to or [],
        issuer=issuer,
        clean=clean,
        force=force,
        output=output,
        as_json=as_json,
        model=not no_model,
        say=say,
    )


@app.command()
@_one_line_errors
def compare(
    area: Annotated[list[str] | None, typer.Option(help="策略领域，可重复；默认全部六个")] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="地区，可重复，国家层面写“国家”；默认本市、本省和对标地区")
    ] = None,
    by: Annotated[str, typer.Option(help="area 按策略领域，instrument 按政策工具")] = "area",
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", help="另存为 csv、xlsx、docx、md 或 pdf 文件")] = None,
) -> None:
    """对标：各地区在各领域的政策和做法对照，列出差距和需要索取的文件。"""
    gc.disable()
    from advisor import cli_commands

    cli_commands.compare(area or [], region or [], by=by, as_json=as_json, output=output, say=say)


@app.command()
@_one_line_errors
def stats(
    indicator: Annotated[
        str | None, typer.Argument(help="指标名称或常用叫法，如 GDP、社零；不写则列出全部指标")
    ] = None,
    more: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    region: Annotated[list[str] | None, typer.Option(help="地区；可写多个，用顿号或空格分开")] = None,
    since: Annotated[int | None, typer.Option(help="从哪一年起，如 2020")] = None,
    until: Annotated[int | None, typer.Option(help="到哪一年止")] = None,
    plot: Annotated[Path | None, typer.Option(help="画图存为 png 或 svg 文件")] = None,
    chart: Annotated[
        Literal["bar", "line"] | None, typer.Option(help="图的样式：bar 条形，line 折线；默认按数据选")
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="把表存为 csv 文件")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="列出全部指标")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
) -> None:
    """查统计数：每个数带来源、口径和使用限制，可比的才计算，没有的说没有。"""
    from advisor import cli_stats

    cli_stats.stats(
        None if list_all else indicator,
        regions=region or [],
        more=more or [],
        since=since,
        until=until,
        plot=plot,
        chart=chart,
        csv=csv,
        as_json=as_json,
    )


@app.command()
@_one_line_errors
def ledger(
    command: Annotated[
        Literal["list", "mark", "remove", "undo", "history"],
        typer.Argument(help="list 列出，mark 认定，remove 取消，undo 撤销上一步，history 历史"),
    ] = "list",
    row_id: Annotated[str | None, typer.Argument(help="数的编号，见 advisor stats 表的第一列")] = None,
    by: Annotated[str | None, typer.Option(help="由谁认定：单位或姓名")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="可以公开；不写则仅内部使用")] = False,
    note: Annotated[str, typer.Option(help="备注")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出只打印一个 JSON 对象")] = False,
) -> None:
    """口径台账：同一指标、地区、时段由本单位认定一个数，起草时用它。"""
    from advisor import cli_stats

    cli_stats.ledger(cli_stats.LedgerCommand(command), row_id, by=by, may_publish=publish, note=note, as_json=as_json)


@app.command()
@_one_line_errors
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址；默认 127.0.0.1，只有本机可以访问")] = None,
    port: Annotated[int | None, typer.Option(help="监听端口；默认 7860")] = None,
) -> None:
    """启动网页版。"""
    from advisor.settings import Settings, switch_off_outside_calls

    switch_off_outside_calls()
    from advisor.web.app import serve as run_server

    settings = Settings.load()
    run_server(settings, host=host or settings.host, port=port or settings.port, progress=say)


@app.command()
@_one_line_errors
def build() -> None:
    """按知识库和工作区更新记录与索引；没有变化时不做任何事。"""
    from advisor.index.build import build as run_build
    from advisor.settings import Settings

    report = run_build(Settings.load(), progress=say)
    say(report.summary)


@app.command()
@_one_line_errors
def enrich(
    limit: Annotated[int | None, typer.Option(min=1, help="最多处理多少段；默认全部")] = None,
) -> None:
    """由语言模型为您自己的文件补写“可答之问”，逐条检验后用于检索；可随时中断，再运行时接着做。"""
    from advisor import cli_commands

    cli_commands.enrich(limit=limit, say=say)


@app.command()
@_one_line_errors
def doctor() -> None:
    """检查安装、设置、索引是否正常；有故障时退出码为 1。"""
    from advisor import cli_commands

    if not cli_commands.doctor():
        raise typer.Exit(1)


def main() -> None:
    """Entry point of the `advisor` command."""
    run_commands(app, "advisor")


if __name__ == "__main__":
    main()
