"""What the commands do. Output for reading goes to stdout; progress and complaints go to stderr through `say`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from rich.console import Console
from rich.table import Column, Table

from advisor.answer.texts import STATUS_TEXT
from advisor.errors import BadInput
from advisor.facade import Advisor
from advisor.library.naming import BASIS_LABEL
from advisor.settings import Settings, switch_off_outside_calls
from advisor.types import Answer, Citation, PassageKind, Source, Status, Turn

Say = Callable[[str], None]
_KIND_LABEL = {PassageKind.DIGEST: "摘编", PassageKind.ORIGINAL: "原文", PassageKind.STATISTICS: "统计"}


def _open(say: Say, *, briefly: bool = True) -> Advisor:
    """The advisor, with an index built first where there is none; `briefly` for a process that answers once."""
    switch_off_outside_calls()
    settings = Settings.load()
    if not settings.record_path.is_file():
        from advisor.index.build import build

        say("还没有索引，先建立一次……")
        build(settings, progress=say)
    return Advisor.open(settings, briefly=briefly)


def ask(question: str, *, as_json: bool, history: str | None, as_of: str | None, model: bool, say: Say) -> None:
    """Answer one question on stdout."""
    turns, day = _history(history), _day(as_of)
    advisor = _open(say)
    if model and advisor.uses_model:
        say("正在由语言模型撰写，逐句核验……")
    answer = advisor.ask(question, history=turns, as_of=day, model=model)
    if as_json:
        print(json.dumps(answer.to_contract(), ensure_ascii=False))
    else:
        print_answer(answer)


def _history(text: str | None) -> list[Turn | str]:
    """The --history option: a list of questions, or of {"role", "content"}."""
    if text is None:
        return []
    try:
        items = json.loads(text)
        if not isinstance(items, list):
            raise ValueError(text)
        return [item if isinstance(item, str) else Turn(role=item["role"], content=item["content"]) for item in items]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput('--history 应为 JSON 列表：问题字符串，或 {"role","content"}。请检查引号和括号。') from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput(f"--as-of “{text}”不是日期；请写成 2026-11-23 这样。") from error


def print_answer(answer: Answer) -> None:
    """An answer for a terminal: text, sources, notices, warnings."""
    console = Console(soft_wrap=True, highlight=False)
    if answer.status not in (Status.ANSWERED, None):
        console.print(f"〔{STATUS_TEXT[answer.status]}〕", style="bold", markup=False)
    console.print(answer.text, markup=False)
    if answer.citations:
        console.print("\n来源", style="bold")
        for one in answer.citations:
            console.print(_source_line(one), markup=False)
            console.print(f"    {_KIND_LABEL[one.kind]}：{one.quote}", style="dim", markup=False)
    for notice in answer.notices:
        console.print(f"\n提示（{notice.certainty}）：{notice.text}", style="yellow", markup=False)
    for warning in answer.warnings:
        console.print(f"\n注意：{warning}", style="dim", markup=False)


def _source_line(one: Citation) -> str:
    parts = [one.number, one.locator, one.rank.value if one.rank else one.category.value, one.validity.value]
    return f"[{one.n}] 《{one.title}》{'，'.join(part for part in parts if part)}，{BASIS_LABEL[one.basis]}"


def check(file: str, *, as_json: bool, only_problems: bool, say: Say) -> None:
    """Check a draft sentence by sentence on stdout."""
    from advisor.cli_check import check as check_draft

    check_draft(file, as_json=as_json, only_problems=only_problems, open_advisor=lambda: _open(say), say=say)


def memo(
    topic: str,
    *,
    areas: Sequence[str],
    regions: Sequence[str],
    form: str,
    addressees: Sequence[str],
    issuer: str | None,
    clean: bool,
    force: bool,
    output: str | None,
    as_json: bool,
    model: bool,
    say: Say,
) -> None:
    """A draft paper on stdout, or in a file."""
    from advisor.cli_memo import Wanted, told_now_and_then
    from advisor.cli_memo import memo as draft_memo

    wanted = Wanted(clean=clean, force=force, output=output, as_json=as_json)
    draft_memo(
        lambda advisor: advisor.draft_memo(
            topic,
            areas=areas,
            regions=regions,
            form=form,
            addressees=addressees,
            issuer=issuer,
            model=model,
            progress=told_now_and_then(say),
        ),
        wanted,
        open_advisor=lambda: _open(say),
        say=say,
    )


def compare(
    areas: Sequence[str], regions: Sequence[str], *, by: str, as_json: bool, output: str | None, say: Say
) -> None:
    """The comparison matrix on stdout, or in a file."""
    from advisor.cli_compare import compare as compare_places

    compare_places(areas, regions, by=by, as_json=as_json, output=output, open_advisor=lambda: _open(say), say=say)


def chat(*, model: bool, say: Say) -> None:
    """Question and answer until an empty line."""
    advisor = _open(say, briefly=False)
    say("请输入问题；空行结束。")
    history: list[Turn] = []
    while True:
        try:
            question = input("问：").strip()
        except EOFError:
            return
        if not question:
            return
        try:
            answer = advisor.ask(question, history=history, model=model)
        except BadInput as error:
            say(error.message)
            continue
        print_answer(answer)
        history += [Turn(role="user", content=question), Turn(role="assistant", content=answer.text)]


def list_sources(query: str | None, *, as_json: bool) -> None:
    """The catalogue as a table or JSON."""
    sources = [one for one in _open(_quiet).holdings.sources.values() if _matches(one, query)]
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in sources], ensure_ascii=False))
        return
    if not sources:
        raise BadInput(f"没有来源的标题、文号或地区含有“{query}”；运行 advisor list 看全部。")
    # Nothing is cut short: an id has to be copied, and Chinese has no spaces to break at.
    names = ("标题", "文号", "地区", "类别", "效力", "所见")
    table = Table(Column("编号", no_wrap=True), *(Column(name, overflow="fold") for name in names))
    for one in sources:
        table.add_row(
            one.id, one.title, one.number or "", one.region, one.category, one.validity, BASIS_LABEL[one.basis]
        )
    Console(width=None).print(table)


def _quiet(text: str) -> None:
    return None


def _matches(source: Source, query: str | None) -> bool:
    spoken = (source.id, source.title, source.number or "", source.region, source.category.value)
    return query is None or any(query in text for text in spoken)


def show(source_id: str, *, as_json: bool) -> None:
    """One source: catalogue entry, statements, gaps and notices."""
    holdings = _open(_quiet).holdings
    source = holdings.sources.get(source_id)
    if source is None:
        near = [key for key in holdings.sources if source_id in key][:5]
        hint = f"相近的有：{'、'.join(near)}。" if near else "运行 advisor list 看全部编号。"
        raise BadInput(f"没有编号为“{source_id}”的来源；{hint}")
    passages = holdings.of_source(source_id)
    if as_json:
        entry = {**source.model_dump(mode="json"), "passages": [one.model_dump(mode="json") for one in passages]}
        print(json.dumps(entry, ensure_ascii=False))
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"《{source.title}》", style="bold", markup=False)
    for label, value in _catalogue_lines(source):
        console.print(f"{label}：{value}", markup=False)
    for passage in passages:
        console.print(f"  [{passage.locator}] {passage.text}", markup=False)
        if passage.comment:
            console.print(f"      我方说明：{passage.comment}", style="dim", markup=False)
    for gap in source.gaps:
        console.print(f"  未见：{gap}", style="yellow", markup=False)


def _catalogue_lines(source: Source) -> Sequence[tuple[str, str]]:
    lines = [
        ("编号", source.id),
        ("文号", source.number),
        ("发文", source.issuer),
        ("地区", source.region),
        ("成文", source.issued),
        ("施行", source.effective),
        ("效力", f"{source.validity}（{source.validity_basis}）" if source.validity_basis else source.validity.value),
        ("所见", BASIS_LABEL[source.basis]),
        ("核对", source.checked_on),
        ("官方网页", source.url),
    ]
    return [(label, value) for label, value in lines if value]


def enrich(*, limit: int | None, say: Say) -> None:
    """Have a model write questions for the user's own documents, then take them into the index."""
    from advisor.index.build import build

    advisor = _open(say, briefly=False)
    report = advisor.enrich(limit=limit, progress=say)
    if report.passages == 0:
        say("您自己的文件都已有可答之问，没有要补写的。")
        return
    build(Settings.load(), progress=say)
    left = f"，还有{report.left}段未处理" if report.left else ""
    say(f"已为{report.passages}段补写{report.asks}个可答之问{left}。")


def doctor() -> bool:
    """Print what is installed, configured and broken; False when something is broken."""
    from advisor.doctor import examine

    switch_off_outside_calls()
    table = Table("项目", "状态", "说明")
    findings = examine()
    for finding in findings:
        table.add_row(finding.subject, "正常" if finding.works else "故障", finding.detail)
    Console().print(table)
    return all(finding.works for finding in findings)
