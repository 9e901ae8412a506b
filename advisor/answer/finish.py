"""The last step: number the citations, settle the status, and write the answer as prose."""

from __future__ import annotations

from advisor import __version__
from advisor.answer.bench import Bench
from advisor.answer.texts import (
    EMPTY_TEXT,
    NO_SOURCE_TEXT,
    OUT_OF_SCOPE_TEXT,
    REFUSED_TEXT,
    missing_sentence,
    repeated_opening,
)
from advisor.search.citing import citation
from advisor.types import (
    EXTRACTIVE_MODE,
    MODEL_MODE,
    Answer,
    Claim,
    ClaimKind,
    NoticeShown,
    ScoredPassage,
    ScreenReason,
    Status,
    Versions,
)

_ONE_PARAGRAPH = 2


def finish(answer: Answer, bench: Bench) -> Answer:
    """Fill `citations`, `text`, `versions`; mark the passages used; settle the status by what passed the gate."""
    order = list(dict.fromkeys(key for claim in answer.claims for key in claim.passage_ids))
    numbers = {key: number for number, key in enumerate(order, start=1)}
    claims = tuple(_numbered(claim, numbers) for claim in answer.claims)
    settled = answer.model_copy(
        update={
            "claims": claims,
            "citations": tuple(citation(numbers[key], bench.holdings.passages[key], bench.holdings) for key in order),
            "passages": tuple(_marked(one, numbers) for one in answer.passages),
            "status": _settle(answer),
            "notices": tuple(_cited_notice(notice, numbers, bench) for notice in answer.notices),
            "versions": _versions(answer, bench),
            "model_calls": tuple(bench.model.calls) if bench.model else (),
        }
    )
    return settled.model_copy(update={"text": prose(settled, bench)})


def _versions(answer: Answer, bench: Bench) -> Versions:
    calls = bench.model.calls if bench.model else []
    return Versions(
        corpus=bench.holdings.corpus_version,
        embedding=bench.embedding_name,
        advisor=__version__,
        model=calls[-1].model if calls and answer.mode == MODEL_MODE else EXTRACTIVE_MODE,
        prompts=" ".join(dict.fromkeys(call.prompt for call in calls)),
    )


def _numbered(claim: Claim, numbers: dict[str, int]) -> Claim:
    return claim.model_copy(update={"citations": tuple(numbers[key] for key in claim.passage_ids)})


def _marked(one: ScoredPassage, numbers: dict[str, int]) -> ScoredPassage:
    return one.model_copy(update={"used": one.passage.id in numbers})


def _cited_notice(shown: NoticeShown, numbers: dict[str, int], bench: Bench) -> NoticeShown:
    """The notice with the numbers of those of its evidence that the answer cites."""
    notice = next(one for one in bench.holdings.notices if one.id == shown.id)
    cited = [bench.holdings.by_ref[ref].id for ref in notice.evidence if ref in bench.holdings.by_ref]
    return shown.model_copy(update={"citations": tuple(sorted(numbers[key] for key in cited if key in numbers))})


def _settle(answer: Answer) -> Status:
    """The composed status, unless the gate took away what it rested on."""
    status = answer.status or Status.NO_SOURCE
    if status in (Status.ANSWERED, Status.PARTLY_ANSWERED, Status.PREMISE_CORRECTED):
        if not any(claim.kind is not ClaimKind.GAP for claim in answer.claims):
            return Status.INSUFFICIENT
        if status is Status.PREMISE_CORRECTED and not any(c.kind is ClaimKind.CORRECTION for c in answer.claims):
            return Status.PARTLY_ANSWERED
    return status


def prose(answer: Answer, bench: Bench) -> str:
    """The claims as text with [n] marks; the fixed sentence of the status where there is no claim."""
    if not answer.claims:
        return _fixed_text(answer)
    lines: list[str] = []
    before = ""
    for claim in answer.claims:
        source = claim.passage_ids[0] if claim.passage_ids else ""
        source = bench.holdings.passages[source].source_id if source else ""
        marks = "".join(f"[{number}]" for number in claim.citations)
        lines.append(f"{_spoken(claim, bench, again=bool(source) and source == before)}{marks}")
        before = source if claim.opening else ""
    if answer.mode == MODEL_MODE:
        return "".join(
            f"\n{line}" if opens_paragraph(claim) else line for claim, line in zip(answer.claims, lines, strict=True)
        ).strip()
    return "".join(lines) if len(lines) <= _ONE_PARAGRAPH else "\n".join(lines)


def opens_paragraph(claim: Claim) -> bool:
    """Whether running prose begins a new paragraph with a claim: where its writer did, and with what is not held."""
    return claim.begins_paragraph or claim.kind is ClaimKind.GAP


def _spoken(claim: Claim, bench: Bench, *, again: bool) -> str:
    """The claim's text; without naming the source anew right after a sentence from the same one."""
    if not again or not claim.opening or not claim.text.startswith(claim.opening):
        return claim.text
    passage = bench.holdings.passages[claim.passage_ids[0]]
    return repeated_opening(passage, bench.holdings.sources[passage.source_id]) + claim.text[len(claim.opening) :]


def _fixed_text(answer: Answer) -> str:
    if answer.plan is not None and answer.plan.screened is ScreenReason.EMPTY:
        return EMPTY_TEXT
    if answer.status is Status.REFUSED:
        return REFUSED_TEXT
    if answer.status is Status.OUT_OF_SCOPE:
        return OUT_OF_SCOPE_TEXT
    if answer.status is Status.INSUFFICIENT and answer.selection.missing:
        return f"{missing_sentence(answer.selection.missing[0]).rstrip('。')}，无法作答。"
    subject = "、".join(answer.plan.terms[:4]) if answer.plan else ""
    return NO_SOURCE_TEXT.format(subject=subject or answer.question)
