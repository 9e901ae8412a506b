"""What `advisor check` shows: the draft's sentences, those to put right first, or one JSON object."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from advisor.check.briefly import brief, unmarked
from advisor.check.files import decoded, read_draft
from advisor.check.texts import KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL
from advisor.check.types import Check, CheckedSentence, SentenceKind, SentenceVerdict, Severity
from advisor.library.naming import BASIS_LABEL, spoken_text

if TYPE_CHECKING:
    from advisor.facade import Advisor

Say = Callable[[str], None]
_GROUPS = (
    (SentenceVerdict.CONTRADICTED, "与来源不一致，需要更正"),
    (SentenceVerdict.NOT_FOUND, "没有找到来源，需要补充依据或核实"),
    (SentenceVerdict.NOT_CHECKED, "没有核对"),
    (SentenceVerdict.SUPPORTED, "有来源支持"),
    (SentenceVerdict.NOT_FACTUAL, "不是事实陈述，没有查找来源"),
)
_NUMBERS = "一二三四五"
_PROBLEMS = {SentenceVerdict.CONTRADICTED, SentenceVerdict.NOT_FOUND, SentenceVerdict.NOT_CHECKED}
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def check(file: str, *, as_json: bool, only_problems: bool, open_advisor: Callable[[], Advisor], say: Say) -> None:
    """Check a draft on stdout; `file` is a path, or - for stdin. `open_advisor` is called once the draft is read."""
    draft = decoded(sys.stdin.buffer.read(), "标准输入") if file == "-" else read_draft(Path(file))
    result = open_advisor().check(draft, progress=say)
    if as_json:
        print(json.dumps(result.to_contract(), ensure_ascii=False))
    else:
        print_check(result, only_problems=only_problems)


def print_check(result: Check, *, only_problems: bool) -> None:
    """A checked draft for a terminal, the most urgent group first."""
    console = Console(soft_wrap=True, highlight=False)
    shown = [one for one in result.sentences if not only_problems or _is_problem(one)]
    groups = (
        (title, [one for one in shown if one.verdict is verdict and one.kind is not SentenceKind.HEADING])
        for verdict, title in _GROUPS
    )
    for number, (title, group) in zip(_NUMBERS, (one for one in groups if one[1]), strict=False):
        console.print(f"\n{number}、{title}（{len(group)}句）", style="bold", markup=False)
        for one in group:
            _print_sentence(console, one)
    for warning in result.warnings:
        console.print(f"\n注意：{warning}", style="dim", markup=False)
    listed = sum(one.kind is not SentenceKind.HEADING for one in shown) if only_problems else None
    console.print(f"\n{summary_line(result, shown=listed)}", style="bold", markup=False)


def _is_problem(one: CheckedSentence) -> bool:
    return one.verdict in _PROBLEMS or one.worst in (Severity.ERROR, Severity.WARNING)


def _print_sentence(console: Console, one: CheckedSentence) -> None:
    label = f"（{KIND_LABEL[one.kind]}）" if one.verdict is SentenceVerdict.NOT_FACTUAL else ""
    console.print(f"· {unmarked(one.text)}{label}", markup=False)
    for finding in one.findings:
        text = f"    【{SEVERITY_LABEL[finding.severity]}】{finding.text}{finding.advice}"
        console.print(text, style=_STYLE[finding.severity], markup=False)
    if one.verdict is SentenceVerdict.NOT_FOUND:
        for reason in one.reasons:
            if all(_letters(reason) not in _letters(finding.text) for finding in one.findings):
                console.print(f"    {reason}", style="dim", markup=False)
    for cited in one.citations:
        number = f"（{cited.number}）" if cited.number else ""
        place = f"{cited.locator}，{cited.validity}，{BASIS_LABEL[cited.basis]}"
        console.print(f"    [{cited.n}] 《{cited.title}》{number}{place}", markup=False)
        console.print(f"        {brief(spoken_text(cited.quote), cited.locator)}", style="dim", markup=False)


def _letters(text: str) -> str:
    """A text without its quotation marks, which nest otherwise in a finding than in a reason."""
    return re.sub("[“”‘’]", "", text)


def summary_line(result: Check, *, shown: int | None = None) -> str:
    """How many sentences came out how, in one line; `shown`: how many of them were printed, where not all were."""
    total = sum(one.kind is not SentenceKind.HEADING for one in result.sentences)
    headings = len(result.sentences) - total
    counts = [
        f"{VERDICT_LABEL[verdict]}{result.count(verdict) - (headings if verdict is SentenceVerdict.NOT_FACTUAL else 0)}句"
        for verdict, _ in _GROUPS
        if result.count(verdict)
    ]
    findings = "、".join(
        f"{SEVERITY_LABEL[severity]}{result.findings_of(severity)}条"
        for severity in Severity
        if result.findings_of(severity)
    )
    ending = f"。一句可以有几条意见，合计{findings}" if findings else ""
    kept = f"以上列出需要处理的{shown}句。" if shown is not None else ""
    return f"{kept}全稿共{total}句：{'，'.join(counts)}{ending}。用时{result.seconds:.1f}秒。"
