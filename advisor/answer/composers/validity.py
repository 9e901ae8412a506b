"""Is this document in force: answered from its catalogue entry, with what replaced it."""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, fact, gap, sentence
from advisor.answer.composers.described import described_document, is_of_place_and_year, tells_a_sort
from advisor.answer.composers.matters import asks_for_a_list
from advisor.answer.select import full_name
from advisor.library.catalogue_text import catalogue_ref, day_text
from advisor.library.naming import VALIDITY_SENTENCE
from advisor.search.kinds import question_kinds
from advisor.types import (
    NO_LONGER_OR_NOT_YET_VALID,
    Answer,
    Category,
    Claim,
    ClaimKind,
    Missing,
    MissingKind,
    Passage,
    QuestionKind,
    QuestionPlan,
    Source,
    Status,
    Validity,
)

_LIMIT = 4
# Whether a document may be relied on or has been issued for good is asked of its state, without the words for one.
_STANDING_ASKED = re.compile(
    r"[能可](?!力).{0,10}(?:作为|当作?|用作).{0,8}(?:依据|根据|政策|标准|规定|文件)"
    r"|(?:能|可以?|可否)(?:不能|否)?(?:直接)?(?:引用|援引)"
    r"|正式(?:稿|版|文本)|(?:是否|有没有|已经?|算不算|是不是)?正式(?:地)?(?:发布?|出台?|印发|公布|施行|实施|生效|下发|文件)"
)
_OF_ITS_TEXT = {
    QuestionKind.FIGURE,
    QuestionKind.CALCULATION,
    QuestionKind.DATE,
    QuestionKind.PERSON,
    QuestionKind.LIST,
    QuestionKind.COMPARISON,
    QuestionKind.ADVICE,
}
_TAKEN_FOR_GRANTED = re.compile(r"既然|[吧嘛][?？]?$|[吧嘛]，|对吗|对吧|没错|是不是还")


def compose_validity(answer: Answer, bench: Bench) -> Composition | None:
    """The state of each document asked about; None when the question is not about validity, names no document, or asks which there are."""
    plan = answer.plan
    if plan is None or not (QuestionKind.VALIDITY in plan.kinds or _asks_standing(plan)):
        return None
    if asks_for_a_list(plan):
        return None
    documents = _asked_documents(answer, bench)
    if QuestionKind.VALIDITY not in plan.kinds:
        documents = [one for one in documents if one.validity is Validity.DRAFT]
    if not documents:
        return _none_of_that_place_or_year(answer, plan, bench)
    claims: list[Claim] = []
    for source in documents[:_LIMIT]:
        claims += state_of(source, bench, day=answer.as_of)
    status = Status.PARTLY_ANSWERED if any(one.validity is Validity.UNKNOWN for one in documents) else Status.ANSWERED
    if _TAKEN_FOR_GRANTED.search(plan.text) and documents[0].validity in NO_LONGER_OR_NOT_YET_VALID and claims:
        claims[0] = claims[0].model_copy(update={"kind": ClaimKind.CORRECTION})
        status = Status.PREMISE_CORRECTED
    return Composition(claims=tuple(claims[: bench.settings.max_claims]), status=status)


def _none_of_that_place_or_year(answer: Answer, plan: QuestionPlan, bench: Bench) -> Composition | None:
    """That no such document of the place or year is held, where only others come near; None otherwise."""
    if QuestionKind.VALIDITY not in plan.kinds or plan.source_ids or not answer.selection.held:
        return None
    best = bench.holdings.passages[answer.selection.main[0]]
    if not tells_a_sort(plan.text) or is_of_place_and_year(
        bench.holdings.sources[best.source_id], plan, said=plan.text
    ):
        return None
    missing = Missing(kind=MissingKind.SUBJECT, label=full_name(plan, bench))
    return Composition(claims=(gap(missing),), status=Status.INSUFFICIENT)


def _asks_standing(plan: QuestionPlan) -> bool:
    """Whether it is asked if a document may be relied on, or is issued for good: a question for its state, not its text."""
    return not set(plan.kinds) & _OF_ITS_TEXT and bool(_STANDING_ASKED.search(plan.text))


def _asked_documents(answer: Answer, bench: Bench) -> list[Source]:
    """The documents named; without a name, the one described; without a description, the source of the best passage."""
    plan = answer.plan
    if plan is None:
        return []
    said = _clause_on_validity(plan)
    meant = described_document(answer, plan, bench, said=said)
    lexicon = bench.holdings.lexicon
    if meant is not None and not (lexicon.documents.find(said) or lexicon.documents_by_number(said)):
        return [meant]
    named = [bench.holdings.sources[key] for key in plan.source_ids if key in bench.holdings.sources]
    named = [source for source in named if source.category is not Category.PAPER]
    if named:
        return named
    best = [bench.holdings.sources[bench.holdings.passages[key].source_id] for key in answer.selection.main[:1]]
    return [
        one
        for one in best
        if one.category is not Category.PAPER
        and (is_of_place_and_year(one, plan, said=plan.text) or not tells_a_sort(plan.text))
    ]


def _clause_on_validity(plan: QuestionPlan) -> str:
    """The clause that asks whether something is in force with the one before it, which may describe the document."""
    clauses = re.split(r"[，,。；;?？]", plan.text)
    at = next((at for at, one in enumerate(clauses) if QuestionKind.VALIDITY in question_kinds(one)), None)
    if at is None:
        return plan.text
    return clauses[at] if at == 0 or tells_a_sort(clauses[at]) else f"{clauses[at - 1]}，{clauses[at]}"


def state_of(source: Source, bench: Bench, *, day: str) -> list[Claim]:
    """Whether the document is in force on an ISO day and why, and what replaced it."""
    entry = catalogue_passage(source, bench)
    if entry is None:
        return []
    reason = f"（{source.validity_basis.rstrip('。')}）" if source.validity_basis else ""
    number = f"（{source.number}）" if source.number else ""
    if source.effective and day[: len(source.effective)] < source.effective:
        state = f"自{day_text(source.effective)}起才施行，在所问的日期还没有施行"
    else:
        state = f"{VALIDITY_SENTENCE[source.validity]}{reason}"
    text = sentence(f"《{source.title}》{number}{state}")
    claims = [Claim(text=text, kind=ClaimKind.FACT, passage_ids=(entry.id,), fills_slot=True)]
    for key in source.superseded_by:
        later = bench.holdings.sources.get(key)
        passage = catalogue_passage(later, bench) if later else None
        if passage:
            claims.append(fact(passage, bench))
    if not source.held:
        claims.append(gap(Missing(kind=MissingKind.TEXT, label=f"《{source.title}》"), nearest=[entry]))
    return claims


def catalogue_passage(source: Source, bench: Bench) -> Passage | None:
    """The passage that gives a source's catalogue entry."""
    return bench.holdings.by_ref.get(catalogue_ref(source.id))
