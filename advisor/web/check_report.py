"""The result of a draft check as a Markdown file. Words of the draft and of sources are escaped: they stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.check.texts import KIND_LABEL, SEVERITY_LABEL
from advisor.check.types import Check, CheckedSentence, FindingKind, SentenceKind
from advisor.library.naming import BASIS_LABEL, spoken_text
from advisor.types import Citation
from advisor.web import check_wording as wording
from advisor.web.cards import validity_text, web_address
from advisor.web.check_wording import MARK, Mark
from advisor.web.wording import kind_label

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$&]")
_NUMERALS = "一二三四五六"


def report(check: Check, marks: Sequence[Mark], *, lead: str) -> str:
    """The checked draft in groups, the most urgent first; `marks` are those of its sentences."""
    lines = ["# 草稿校核结果", "", lead, "", f"> {wording.CAVEAT}", ""]
    lines += [line for warning in check.warnings for line in (f"注意：{_text(warning)}", "")]
    groups = {mark: _group(check, marks, mark) for mark in Mark}
    shown = [(mark, group) for mark, group in groups.items() if group]
    for numeral, (mark, group) in zip(_NUMERALS, shown, strict=False):
        words = MARK[mark]
        lines += [f"## {numeral}、{words.name}（{len(group)}句）", ""]
        lines += [line for one in group for line in (*_sentence(one), "")]
    return "\n".join(lines)


def _group(check: Check, marks: Sequence[Mark], mark: Mark) -> list[CheckedSentence]:
    return [
        one
        for one, borne in zip(check.sentences, marks, strict=True)
        if borne is mark and not (mark is Mark.NO_FACT and one.kind is SentenceKind.HEADING)
    ]


def _sentence(one: CheckedSentence) -> Iterator[str]:
    kind = f"（{KIND_LABEL[one.kind]}）" if one.kind not in (SentenceKind.FACT, SentenceKind.ROW) else ""
    yield f"- {_text(one.text)}{kind}"
    for finding in one.findings:
        label = f"{SEVERITY_LABEL[finding.severity]}·{wording.FINDING_NAME[finding.kind]}"
        yield f"    - 【{label}】{_text(finding.text)}{_text(finding.advice)}"
    if all(finding.kind is not FindingKind.CONTRADICTION for finding in one.findings):
        said = "".join(finding.text for finding in one.findings)
        yield from (f"    - {_text(reason)}" for reason in one.reasons if reason not in said)
    for cited in one.citations:
        yield from _source(cited)


def _source(cited: Citation) -> Iterator[str]:
    standing = (cited.number, cited.locator, validity_text(cited), BASIS_LABEL[cited.basis])
    about = "，".join(_text(part) for part in standing if part)
    yield f"    - 来源\\[{cited.n}\\] 《{_text(cited.title.strip('《》'))}》，{about}"
    yield f"        - {kind_label(cited.kind)}：{_text(spoken_text(cited.quote))}"
    address = web_address(cited.url)
    if address:
        yield f"        - {_text(address)}"


def _text(words: str) -> str:
    """Words on one line, with every sign that Markdown or HTML would read made a plain one."""
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", " ".join(words.split()))
