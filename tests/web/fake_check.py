"""Scripted draft checks: every line is a sentence, and a word in it decides what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from advisor.check.types import Check, CheckedSentence, Finding, FindingKind, SentenceKind, SentenceVerdict, Severity
from advisor.types import Citation
from tests.web import fake

DRAFT = """关于直播电商的情况汇报

鞍山市直播电商交易额突破90亿元，列为更正。
  全市有两个基地，这句无据。
经营者应当全面、真实、准确、及时地披露商品信息，这句有据。
引用《某某办法》，这句核实。
建议设立专项资金。
原文第十八条另有规定，有据而前后不一。
"""


def checked(draft: str, tell: Callable[[str], None], as_of: str) -> Check:
    """The check of a draft; `tell` is called after every line."""
    sentences: list[CheckedSentence] = []
    position = 0
    lines = draft.split("\n")
    for number, line in enumerate(lines, start=1):
        start = position + len(line) - len(line.lstrip())
        if line.strip():
            sentences.append(_sentence(line.strip(), start, first=not sentences))
        position += len(line) + 1
        tell(f"已核对{number}句，共{len(lines)}句……")
    return Check(
        as_of=as_of,
        characters=len(draft),
        seconds=0.2,
        corpus="c1",
        sentences=tuple(sentences),
        warnings=(f"警告{fake.HOSTILE}",) if "恶意" in draft else (),
    )


def _sentence(text: str, start: int, *, first: bool) -> CheckedSentence:
    verdict, citations, findings = _outcome(text, (start, start + len(text)))
    kind = SentenceKind.HEADING if first and verdict is SentenceVerdict.NOT_FACTUAL else SentenceKind.FACT
    if verdict is SentenceVerdict.NOT_FACTUAL and not first:
        kind = SentenceKind.PROPOSAL
    return CheckedSentence(
        text=text,
        span=(start, start + len(text)),
        kind=kind,
        verdict=verdict,
        score=0.0,
        reasons=("最接近的记载是论文二。",) if verdict is SentenceVerdict.NOT_FOUND else (),
        citations=citations,
        findings=findings,
    )


def _outcome(text: str, span: tuple[int, int]) -> tuple[SentenceVerdict, tuple[Citation, ...], tuple[Finding, ...]]:
    def finding(kind: FindingKind, severity: Severity, said: str, at: tuple[int, int] = span) -> Finding:
        return Finding(kind=kind, severity=severity, span=at, text=said, advice="请处理。")

    amount = text.find("突破90亿元")
    if "恶意" in text:
        wrong = finding(FindingKind.CONTRADICTION, Severity.ERROR, f"意见{fake.HOSTILE}")
        return SentenceVerdict.CONTRADICTED, (fake.citation(4, "p6"),), (wrong,)
    if "更正" in text:
        at = (span[0] + amount, span[0] + amount + 6) if amount >= 0 else span
        wrong = finding(FindingKind.CONTRADICTION, Severity.ERROR, "稿中写“突破90亿元”，来源写“70亿元”。", at)
        notice = finding(FindingKind.NOTICE, Severity.NOTE, "这个数字没有政府统计印证。")
        lapsed = finding(FindingKind.VALIDITY, Severity.ERROR, "文件已被取代。")
        return SentenceVerdict.CONTRADICTED, (fake.citation(1, "p1"),), (wrong, lapsed, notice)
    if "无据" in text:
        missing = finding(FindingKind.WITHOUT_SOURCE, Severity.WARNING, "没有找到这句话的来源。")
        return SentenceVerdict.NOT_FOUND, (), (missing,)
    if "核实" in text:
        unknown = finding(FindingKind.UNKNOWN_DOCUMENT, Severity.WARNING, "目录中没有《某某办法》。")
        return SentenceVerdict.NOT_FACTUAL, (), (unknown,)
    if "前后不一" in text:
        apart = finding(FindingKind.DISAGREEMENT, Severity.ERROR, "与前文不一致。")
        return SentenceVerdict.SUPPORTED, (fake.citation(3, "p7"),), (apart,)
    if "有据" in text:
        return SentenceVerdict.SUPPORTED, (fake.citation(2, "p3"),), ()
    return SentenceVerdict.NOT_FACTUAL, (), ()
