"""The draft check over an edited draft: sentences written by hand get their sources and verdicts, and what lost support is told."""

from __future__ import annotations

from collections.abc import Callable

from advisor.check.types import Check, CheckedSentence, FindingKind, Severity
from advisor.check.types import SentenceKind as CheckedKind
from advisor.check.types import SentenceVerdict as Outcome
from advisor.memo.conditions import proposals_in
from advisor.memo.desk import Desk
from advisor.memo.finishing import finish, mapped
from advisor.memo.gate import checked
from advisor.memo.layout import PLACEHOLDER
from advisor.memo.requesting import ASKS_FOR_DECISION, REPORTS
from advisor.memo.shown import running_text
from advisor.memo.types import Memo, Origin, Sentence, SentenceKind
from advisor.types import Data, Reason, Verdict, VerdictKind

_VERDICT = {
    Outcome.SUPPORTED: VerdictKind.SUPPORTED,
    Outcome.CONTRADICTED: VerdictKind.CONTRADICTED,
    Outcome.NOT_FOUND: VerdictKind.NOT_FOUND,
    Outcome.NOT_CHECKED: VerdictKind.NOT_CHECKED,
    Outcome.NOT_FACTUAL: VerdictKind.NOT_CHECKED,
}
_WORST_FIRST = [
    Outcome.CONTRADICTED,
    Outcome.NOT_FOUND,
    Outcome.NOT_CHECKED,
    Outcome.SUPPORTED,
    Outcome.NOT_FACTUAL,
]
_SETTLED = {VerdictKind.SUPPORTED, VerdictKind.CONTRADICTED}
NO_REQUEST = "报告不得夹带请示事项（《党政机关公文处理工作条例》第十五条），请另用请示。"
CONTRADICTS = "改动后与原来所引的来源不一致：{reasons}。"
NEEDS_CONDITIONS = "这一句涉及奖补、优惠或限制，出台前须公开征求意见、经公平竞争审查和合法性审核，并写明有效期。"


class Objection(Data):
    """What the check says of one sentence of the draft: words, what is wrong, what to do; the most urgent first."""

    text: str
    severity: Severity
    said: str
    advice: str = ""


class Recheck(Data):
    """A draft after the check, and what it says of it."""

    memo: Memo
    objections: tuple[Objection, ...]
    seconds: float


def rechecked(memo: Memo, desk: Desk, *, check: Callable[[str], Check]) -> Recheck:
    """Run the draft check over the text; `check` is that of the advisor."""
    result = check(plain_text(memo, desk))
    found = {one.text: one for one in result.sentences}
    done = finish(mapped(memo, lambda one: _judged(one, found, desk)), desk, shorten=False)
    return Recheck(
        memo=done, objections=(*_objections(result, done), *_requests(done), *_conditions(done)), seconds=result.seconds
    )


def plain_text(memo: Memo, desk: Desk) -> str:
    """The draft as plain text: title, headings, paragraphs; placeholders left out, they are no statement."""
    lines = [memo.title, *running_text(memo, desk.holdings.sources)]
    return "\n\n".join(text for line in lines if (text := PLACEHOLDER.sub("", line).strip()))


def _judged(sentence: Sentence, found: dict[str, CheckedSentence], desk: Desk) -> Sentence:
    """A sentence written by hand with what was found: by the gate against what it rested on before, else by the check."""
    if sentence.origin is not Origin.HAND:
        return sentence
    held = checked(sentence, desk) if sentence.passage_ids and sentence.is_factual else None
    if held is not None and held.verdict is not None and held.verdict.kind in _SETTLED:
        return held
    parts = _parts_of(sentence.text, found)
    if not parts:
        bare = PLACEHOLDER.sub("", sentence.text).strip("。；; ")
        return sentence if bare else sentence.model_copy(update={"kind": SentenceKind.PLACEHOLDER})
    worst = min(parts, key=lambda one: _WORST_FIRST.index(one.verdict))
    reasons = tuple(Reason(text=text) for one in parts for text in one.reasons)
    cited = dict.fromkeys(citation.passage_id for one in parts for citation in one.citations)
    return sentence.model_copy(
        update={
            "kind": _kind(worst),
            "verdict": Verdict(kind=_VERDICT[worst.verdict], score=worst.score, reasons=reasons),
            "passage_ids": tuple(cited),
        }
    )


def _parts_of(text: str, found: dict[str, CheckedSentence]) -> list[CheckedSentence]:
    """What the check made of a sentence: itself, or the pieces it cut it into, or the longer one it lies in."""
    if text in found:
        return [found[text]]
    inside = [one for words, one in found.items() if words in text]
    return inside or [one for words, one in found.items() if text in words]


def _kind(checked: CheckedSentence) -> SentenceKind:
    if checked.kind is CheckedKind.PROPOSAL:
        return SentenceKind.RECOMMENDATION
    factual = checked.kind in (CheckedKind.FACT, CheckedKind.ROW) and checked.verdict is not Outcome.NOT_FACTUAL
    return SentenceKind.FACT if factual else SentenceKind.FORMULA


def _objections(result: Check, memo: Memo) -> list[Objection]:
    """What the check says of sentences written by hand, and of sentences that disagree; the gate has judged the others."""
    by_hand = [one for one in memo.sentences() if one.origin is Origin.HAND]
    found = [
        Objection(text=one.text, severity=finding.severity, said=finding.text, advice=finding.advice)
        for one in result.sentences
        for finding in one.findings
        if finding.severity is not Severity.NOTE
        and (finding.kind is FindingKind.DISAGREEMENT or any(one.text in hand.text for hand in by_hand))
    ]
    told = {one.text for one in found}
    found += [
        Objection(text=one.text, severity=Severity.ERROR, said=CONTRADICTS.format(reasons=_reasons(one)))
        for one in by_hand
        if one.verdict is not None
        and one.verdict.kind is VerdictKind.CONTRADICTED
        and not any(text in one.text for text in told)
    ]
    return sorted(found, key=lambda one: list(Severity).index(one.severity))


def _reasons(sentence: Sentence) -> str:
    assert sentence.verdict is not None
    return "；".join(reason.text for reason in sentence.verdict.reasons)


def _requests(memo: Memo) -> list[Objection]:
    """A report must not carry a request."""
    if memo.request.form not in REPORTS:
        return []
    return [
        Objection(text=one.text, severity=Severity.ERROR, said=NO_REQUEST)
        for one in memo.sentences()
        if one.origin is Origin.HAND and ASKS_FOR_DECISION.search(one.text)
    ]


def _conditions(memo: Memo) -> list[Objection]:
    """What a subsidy, preference or restriction that was written in by hand has to go through."""
    return [
        Objection(text=one.text, severity=Severity.WARNING, said=NEEDS_CONDITIONS)
        for one in memo.sentences()
        if one.origin is Origin.HAND and one.kind is SentenceKind.RECOMMENDATION and proposals_in(one.text)
    ]
