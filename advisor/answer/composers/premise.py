"""Correcting what a question takes for granted, instead of answering past it.

The question's assertion is held against the best passages by the same engine that guards answers. A contradiction of
figure, date, scope, modality, negation, place or issuer is answered with 「不是 X，而是 Y」: X as the question put it, Y
from the passage.
"""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, scored, sentence
from advisor.answer.texts import VALIDITY_SENTENCE, opening, source_name
from advisor.answer.composers.validity import catalogue_passage
from advisor.grounding import CheckContext, check_claim
from advisor.types import (
    Answer,
    Claim,
    ClaimKind,
    Passage,
    QuestionKind,
    QuestionPlan,
    Reason,
    Status,
    Validity,
    Verdict,
    VerdictKind,
)

CORRECTABLE = {"figure", "date", "period", "scope", "modality", "negation", "region", "number", "title", "issuer"}
_LOOK_AT = 4
_QUESTION_WORDING = re.compile(
    r"^(请问|听说|据说|既然|是不是说|有人说|网上说|我记得|我听说|都说|你说)[，,:：]?|(是不是|是否|有没有|难道)|[，,]?(对吗|对不对|对吧|是吗|是吧|真的吗|属实吗|没错吧|吗|么|吧)?[?？。]*$"
)
_ASKING = re.compile(r"多少|哪|什么|几[个家年天]|谁|怎么|如何|为什么|为何")
_LAPSED = {Validity.SUPERSEDED, Validity.REPEALED, Validity.EXPIRED, Validity.DRAFT}
_TAKES_AS_VALID = re.compile(r"现行|依据|根据|按照?|参照|照着?|执行|适用|直接(用|引用|照搬)|可以(申请|申报|拿|领)|能(申请|申报|拿|领)|目前|现在|今年")


def asserted(plan: QuestionPlan) -> str:
    """What the question asserts, as a statement: the clause that is not asking, without its asking words."""
    clauses = [clause for clause in re.split(r"[，,。；;?？]", plan.text) if clause and not _ASKING.search(clause)]
    text = "，".join(clauses) if clauses else ""
    previous = None
    while previous != text:
        previous, text = text, _QUESTION_WORDING.sub("", text).strip("，, ")
    return text


def compose_correction(answer: Answer, bench: Bench) -> Composition | None:
    """A correction when the question's assertion is contradicted by what is held; None otherwise."""
    plan = answer.plan
    if plan is None or not answer.selection.main and not answer.passages:
        return None
    lapsed = _lapsed_taken_as_valid(answer, bench)
    if lapsed is not None:
        return lapsed
    statement = asserted(plan)
    if not statement or not _asserts(plan):
        return None
    for passage in _comparable(answer, bench):
        verdict = check_claim(statement, [passage.text], context=context_of(passage, bench))
        if verdict.kind is VerdictKind.SUPPORTED:
            return None
        reason = _decisive(verdict, plan)
        if verdict.kind is VerdictKind.CONTRADICTED and reason is not None:
            return _corrected(statement, reason, passage, bench)
    return None


def _asserts(plan: QuestionPlan) -> bool:
    return bool(plan.asserted_figures or plan.asserted_scopes or plan.assumes or QuestionKind.YES_NO in plan.kinds)


def context_of(passage: Passage, bench: Bench) -> CheckContext:
    """What the catalogue says of a passage, for the engine."""
    source = bench.holdings.sources[passage.source_id]
    return CheckContext(
        title=source.title,
        number=source.number,
        issuer=source.issuer,
        locator=passage.locator,
        regions=bench.holdings.regions_of(passage),
        period_label=passage.period.label if passage.period else None,
    )


def _comparable(answer: Answer, bench: Bench) -> list[Passage]:
    """The best passages that speak of the very thing: same place, its words covered."""
    kept = [one for one in answer.passages[:_LOOK_AT] if one.fit.coverage >= 0.6 and one.fit.region > 0]
    return [one.passage for one in kept]


def _decisive(verdict: Verdict, plan: QuestionPlan) -> Reason | None:
    return next((reason for reason in verdict.reasons if reason.feature in CORRECTABLE and reason.claim_span), None)


def _corrected(statement: str, reason: Reason, passage: Passage, bench: Bench) -> Composition:
    assert reason.claim_span is not None
    wrong = statement[slice(*reason.claim_span)]
    source = bench.holdings.sources[passage.source_id]
    text = sentence(f"不是“{wrong}”。{opening(passage, source)}{passage.text}")
    claim = Claim(text=text, kind=ClaimKind.CORRECTION, passage_ids=(passage.id,), fills_slot=True)
    return Composition(claims=(claim,), status=Status.PREMISE_CORRECTED)


def _lapsed_taken_as_valid(answer: Answer, bench: Bench) -> Composition | None:
    """A question that would act today on a document no longer (or not yet) in force."""
    plan = answer.plan
    if plan is None or QuestionKind.VALIDITY in plan.kinds or not _TAKES_AS_VALID.search(plan.text):
        return None
    for key in plan.source_ids:
        source = bench.holdings.sources.get(key)
        entry = catalogue_passage(source, bench) if source else None
        if source is None or entry is None or source.validity not in _LAPSED:
            continue
        text = sentence(f"{source_name(source)}{VALIDITY_SENTENCE[source.validity]}，不能当作现行依据")
        claims = [Claim(text=text, kind=ClaimKind.CORRECTION, passage_ids=(entry.id,), fills_slot=True)]
        claims += [fact(bench.holdings.passages[passage], bench) for passage in answer.selection.main[:2] if scored(answer, passage)]
        return Composition(claims=tuple(claims), status=Status.PREMISE_CORRECTED)
    return None
