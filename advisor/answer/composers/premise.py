"""Correcting what a question takes for granted, instead of answering past it.

The question's assertion is held against the best passages by the same engine that guards answers. A contradiction of
figure, date, scope, modality, negation, place or issuer is answered with 「不是 X，而是 Y」: X as the question put it, Y
from the passage.
"""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, scored, sentence
from advisor.answer.composers.validity import catalogue_passage
from advisor.answer.texts import opening
from advisor.grounding import check_claim
from advisor.library.naming import VALIDITY_SENTENCE, source_name, spoken
from advisor.search.citing import context_of
from advisor.search.covering import coverage
from advisor.search.evidence import NATIONAL, speaks_of
from advisor.search.kinds import WANTS_A_CHECK
from advisor.search.slots import quantity_families
from advisor.text import normalise
from advisor.types import (
    INTENDED,
    NO_LONGER_OR_NOT_YET_VALID,
    Answer,
    Certainty,
    Claim,
    ClaimKind,
    Passage,
    QuestionKind,
    QuestionPlan,
    Reason,
    Status,
    Verdict,
    VerdictKind,
)

# Slips of a figure or a time are corrected wherever they stand; the others only where the question wants confirming.
_ALWAYS = {"figure", "crossed", "date", "period", "number", "title", "article"}
_WHEN_CONFIRMING = {"scope", "modality", "negation", "region", "issuer", "entity", "role", "place"}
LOOK_AT = 12
_ON_THE_SUBJECT, _CLEARLY_ON_THE_SUBJECT = 0.45, 0.6
_NEAR_BEST = 0.85
_WHOLE_CLAUSE = 0.7
_QUESTION_WORDING = re.compile(
    r"^(请问|听说|据说|既然|如果|有人说|网上说|我记得|我听说|都说|你说|论文(说|认为|里说)?|是不是说)[，,:：]?|(到底|究竟)?(是不是|是否|有没有|难道|不就)"
    r"|[，,]?(对吗|对不对|对吧|是吗|是吧|真的吗|属实吗|没错吧|是这样吗|吗|么|吧)?[?？。]*$"
)
_CONFIRMING = re.compile(
    r"对吗|对不对|对吧|是吧|没错吧|了吧|了吗|属实|真的|听说|据说|既然|是不是|难道|是这样吗|不就是|这么写|[吧嘛][?？]?$"
    rf"|{WANTS_A_CHECK}"
)
_ASKING = re.compile(
    r"多少|第几|哪|什么|几[个家年天]|谁|怎么|如何|为什么|为何|还是|[能可].{0,12}[吗么]|行吗|合法吗|合规吗"
)
# What the asker says of their own case (我们县有20家企业) is no statement about what is held.
_OWN_CASE = re.compile(
    r"(?:我们?|咱们?|本)(?:这里?|那里?|家)?的?(?:县|区|镇|乡|村|街道|公司|企业|店|厂|园|基地|单位|团队|社|平台|有|做|开|是|想)"
)
_BARE_AMOUNT = re.compile(r"(?<=[\d一二两三四五六七八九十百千])(万亿|亿|万)(?=$|[了吧吗，。,?？])")
_TAKES_AS_VALID = re.compile(
    r"现行|依据|根据|按照?|参照|照着?|执行|适用|直接(用|引用|照搬)|可以(申请|申报|拿|领)|能(申请|申报|拿|领)|目前|现在|今年"
)


def asserted_clauses(plan: QuestionPlan) -> list[str]:
    """What the question asserts, clause by clause, without its asking words."""
    clauses = []
    for clause in re.split(r"[，,。；;?？]", plan.text):
        if not clause or _ASKING.search(clause) or _OWN_CASE.search(clause):
            continue
        text, before = clause, ""
        while before != text:
            before, text = text, _QUESTION_WORDING.sub("", text).strip("，, ")
        if len(text) >= _SHORTEST:
            clauses.append(text)
    return clauses


_TOLD = re.compile(r"论断写“([^”]+)”")
_SHORTEST = 5
_NAME = 2
# 罚款20万 alone says of nothing what is fined: the rest of the question does.
_FEWEST_WORDS = 2
_SHORTEST_SLIP = 2
# What is wrong lies in how the whole clause is said: 已经 alone is no slip to quote.
_WHOLE = {"modality", "negation", "role"}


def compose_known_error(answer: Answer, bench: Bench) -> Composition | None:
    """Where the question asks to confirm what a source is known to have wrong: the evidence, not the error."""
    plan = answer.plan
    if plan is None or QuestionKind.YES_NO not in plan.kinds or not answer.selection.main:
        return None
    best = bench.holdings.passages[answer.selection.main[0]]
    for notice in bench.holdings.notices:
        evidence = [bench.holdings.by_ref[ref] for ref in notice.evidence if ref in bench.holdings.by_ref]
        if best.ref not in notice.concerns or notice.certainty is not Certainty.EVIDENCED or not evidence:
            continue
        known = "，".join((notice.text, *(one.text for one in evidence)))
        # An error about 海城 is none about 岫岩, though one sentence speaks of both.
        if plan.regions and not any(region[:_NAME] in known for region in plan.regions):
            continue
        told = normalise(f"{known}，{best.text}")
        if coverage(plan.terms, told, bench.holdings) < _ON_THE_SUBJECT or not bears_out(plan, best, bench):
            continue
        claims = [fact(passage, bench, fills_slot=True, kind=ClaimKind.CORRECTION) for passage in evidence[:1]]
        claims += [fact(passage, bench) for passage in evidence[1:2]]
        return Composition(claims=(*claims, fact(best, bench)), status=Status.PREMISE_CORRECTED)
    return None


def bears_out(plan: QuestionPlan, passage: Passage, bench: Bench) -> bool:
    """Whether a passage says what the question asserts: an error of the passage bears on the question only then."""
    context = context_of(passage, bench.holdings)
    verdicts = (check_claim(clause, [passage.text], context=context) for clause in asserted_clauses(plan))
    return any(verdict.kind is VerdictKind.SUPPORTED for verdict in verdicts)


def compose_correction(answer: Answer, bench: Bench) -> Composition | None:
    """A correction when the question's assertion is contradicted by what is held; None otherwise."""
    plan = answer.plan
    if plan is None or not answer.passages:
        return None
    special = _lapsed_taken_as_valid(answer, bench) or _wrong_issuer(plan, bench)
    if special is not None:
        return special
    if not (plan.asserted_figures or plan.asserted_scopes or plan.assumes) or QuestionKind.LIST in plan.kinds:
        return None
    confirming = bool(_CONFIRMING.search(plan.text))
    # 15岁的孩子想开播，行不行: figures of the case that a rule is asked for, and no statement about what is held.
    if not confirming and QuestionKind.RULE in plan.kinds:
        return None
    features = _ALWAYS | (_WHEN_CONFIRMING if confirming else set())
    for clause in asserted_clauses(plan):
        if not confirming and not any(figure.text in clause for figure in plan.asserted_figures):
            continue
        corrected = _correct(clause, features, answer, bench)
        if corrected is not None:
            return corrected
    return None


def _correct(clause: str, features: set[str], answer: Answer, bench: Bench) -> Composition | None:
    """The correction of one clause; None when a near passage supports it or none decides."""
    decided: tuple[Passage, Reason] | None = None
    for passage in _comparable(clause, answer, bench):
        statement = _with_unit(clause, passage)
        verdict = check_claim(statement, [passage.text], context=context_of(passage, bench.holdings))
        if verdict.kind is VerdictKind.SUPPORTED:
            return None
        reason = next((one for one in verdict.reasons if one.feature in features and one.claim_span), None)
        if decided is not None or verdict.kind is not VerdictKind.CONTRADICTED or reason is None:
            continue
        if reason.feature in _OF_TIME and _leaves_the_time_open(passage):
            continue
        if reason.feature in _ALWAYS or not _is_silent_on_a_figure(verdict):
            decided = (passage, reason)
    return _corrected(clause, decided[1], decided[0], bench) if decided else None


_OF_TIME = {"date", "period"}
_UP_TO = re.compile("截至|截止|先后|陆续")


def _leaves_the_time_open(passage: Passage) -> bool:
    """Whether a passage does not say when a thing came about: it tells a plan, or what there was by some day."""
    return passage.modality in INTENDED or bool(_UP_TO.search(passage.text))


def _is_silent_on_a_figure(verdict: Verdict) -> bool:
    """Whether the passage has no figure of the sort asserted: advice to subsidise denies no subsidy of a given size."""
    return any(reason.feature == "figure" and reason.passage_span is None for reason in verdict.reasons)


def _with_unit(clause: str, passage: Passage) -> str:
    """The clause with 元 after a bare 亿 or 万 where the passage speaks of money: 543亿了 -> 543亿元了."""
    return _BARE_AMOUNT.sub(r"\1元", clause) if "money" in quantity_families(passage.text) else clause


def _comparable(clause: str, answer: Answer, bench: Bench) -> list[Passage]:
    """The passages that speak of the very thing the clause asserts: its words covered, its place and time met."""
    holdings = bench.holdings
    words, least = holdings.lexicon.content_words(clause), _ON_THE_SUBJECT
    if answer.plan and len(words) < _FEWEST_WORDS:
        words, least = list(answer.plan.terms), _CLEARLY_ON_THE_SUBJECT
    scored_by = [
        (coverage(words, holdings.said(one.passage), holdings), one)
        for one in answer.passages[:LOOK_AT]
        if one.fit.region > 0 or one.passage.source_id in (answer.plan.source_ids if answer.plan else ())
        if _may_be_meant(one.passage, answer, bench)
    ]
    best = max((share for share, _ in scored_by), default=0.0)
    kept = [one for share, one in scored_by if share >= max(least, _NEAR_BEST * best)]
    periods = answer.plan.periods if answer.plan else ()
    timely = [one for one in kept if speaks_of(periods, one.passage)]
    return [one.passage for one in timely or kept]


def _may_be_meant(passage: Passage, answer: Answer, bench: Bench) -> bool:
    """Whether a question that names no place may mean the one that the passage is about: our own, or the whole country."""
    if answer.plan is None or answer.plan.regions or passage.source_id in answer.plan.source_ids:
        return True
    return not {NATIONAL, bench.holdings.city}.isdisjoint(bench.holdings.regions_of(passage))


def _corrected(statement: str, reason: Reason, passage: Passage, bench: Bench) -> Composition:
    assert reason.claim_span is not None
    told = _TOLD.search(reason.text)
    wrong = told[1] if told and told[1] in statement else statement[slice(*reason.claim_span)]
    if reason.feature in _WHOLE or len(wrong) < _SHORTEST_SLIP or len(wrong) > _WHOLE_CLAUSE * len(statement):
        wrong = statement
    source = bench.holdings.sources[passage.source_id]
    text = sentence(f"不是“{wrong}”，{opening(passage, source)}{spoken(passage)}")
    claim = Claim(text=text, kind=ClaimKind.CORRECTION, passage_ids=(passage.id,), fills_slot=True)
    return Composition(claims=(claim,), status=Status.PREMISE_CORRECTED)


_ISSUED_BY = re.compile(
    r"(?:是|由)(?P<issuer>[\u3400-\u9fff]{2,14}?)(?P<verb>颁布|制定|出台|发布|印发|公布|下发|出的|发的|定的)"
)
_AUTHORITY = re.compile(r"[部局委厅办院会]$|政府$")


def _wrong_issuer(plan: QuestionPlan, bench: Bench) -> Composition | None:
    """A named document ascribed to a place that did not issue it."""
    match = _ISSUED_BY.search(plan.text)
    if match is None or QuestionKind.YES_NO not in plan.kinds:
        return None
    places = {mention.name for mention in bench.holdings.lexicon.regions(match["issuer"])}
    authority = match["issuer"] if _AUTHORITY.search(match["issuer"]) else ""
    for key in plan.source_ids:
        source = bench.holdings.sources.get(key)
        entry = catalogue_passage(source, bench) if source else None
        if source is None or entry is None or not (places or authority):
            continue
        if source.region in places or (authority and authority in (source.issuer or "")):
            continue
        text = sentence(f"不是“{match['issuer']}{match['verb']}”，{entry.text}")
        claim = Claim(text=text, kind=ClaimKind.CORRECTION, passage_ids=(entry.id,), fills_slot=True)
        return Composition(claims=(claim,), status=Status.PREMISE_CORRECTED)
    return None


def _lapsed_taken_as_valid(answer: Answer, bench: Bench) -> Composition | None:
    """A question that would act today on a document no longer (or not yet) in force."""
    plan = answer.plan
    if plan is None or QuestionKind.VALIDITY in plan.kinds or not _TAKES_AS_VALID.search(plan.text):
        return None
    for key in plan.source_ids:
        source = bench.holdings.sources.get(key)
        entry = catalogue_passage(source, bench) if source else None
        if source is None or entry is None or source.validity not in NO_LONGER_OR_NOT_YET_VALID:
            continue
        text = sentence(f"{source_name(source)}{VALIDITY_SENTENCE[source.validity]}，不能当作现行依据")
        claims = [Claim(text=text, kind=ClaimKind.CORRECTION, passage_ids=(entry.id,), fills_slot=True)]
        claims += [
            fact(bench.holdings.passages[passage], bench)
            for passage in answer.selection.main[:2]
            if scored(answer, passage)
        ]
        return Composition(claims=tuple(claims), status=Status.PREMISE_CORRECTED)
    return None
