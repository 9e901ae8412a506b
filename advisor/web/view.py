"""An answer as the chat shows it (one block of HTML, every word of it escaped) and as plain text for copying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.answer.finish import opens_paragraph
from advisor.answer.texts import STATUS_TEXT
from advisor.library.naming import BASIS_LABEL
from advisor.types import MODEL_MODE, Answer, Citation, Claim, ClaimKind, NoticeShown, Status
from advisor.web.cards import card_key, validity_text, web_address
from advisor.web.wording import COPY, DISCLAIMER, MORE_TO_COME, SEARCHING, kind_label, status_tone

_LIST_FROM = 3
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~\r]")


def question_html(question: str) -> str:
    """The user's own words."""
    return f"<div class='question'>{_words(question)}</div>"


def searching_html() -> str:
    """Shown until the first claim comes."""
    return f"<div class='answer'><p class='waiting'>{SEARCHING}</p></div>"


def partial_html(claims: Sequence[Claim], citations: Sequence[Citation], *, exchange: int) -> str:
    """The claims that have come so far."""
    body = _prose_html(claims, citations, exchange)
    return f"<div class='answer'>{body}<p class='waiting'>{MORE_TO_COME}</p></div>"


def answer_html(answer: Answer, *, exchange: int) -> str:
    """A finished answer: status, claims with chips, notices, warnings, sources. On one line, lest Markdown read it."""
    parts = [
        _status_html(answer.status or Status.FAILED),
        _body_html(answer, exchange) or f"<p>{_words(answer.text)}</p>",
        _notices_html(answer.notices, exchange),
        "".join(f"<p class='warning'>{_words(line)}</p>" for line in answer.warnings),
        _sources_html(answer.citations, exchange),
        f"<p class='tools'><a class='copy' href='#copy-{exchange}'>{COPY}</a></p>",
    ]
    return f"<div class='answer'>{''.join(parts)}</div>"


def plain_text(answer: Answer) -> str:
    """The answer with its sources, for pasting into a document."""
    status = answer.status or Status.FAILED
    heading = [] if status is Status.ANSWERED else [f"〔{STATUS_TEXT[status]}〕"]
    sources = (
        ["", "来源", *(line for one in answer.citations for line in _plain_source(one))] if answer.citations else []
    )
    notices = [f"提示（{one.certainty}）：{one.text}" for one in answer.notices]
    warnings = [f"注意：{line}" for line in answer.warnings]
    remarks = ["", *notices, *warnings] if notices or warnings else []
    lines = [f"问：{answer.question}", *heading, f"答：{answer.text}", *sources, *remarks]
    return "\n".join([*lines, "", f"（{answer.as_of}，{DISCLAIMER}）"])


def _plain_source(one: Citation) -> list[str]:
    rank = one.rank.value if one.rank else one.category.value
    standing = (one.number, one.locator, rank, validity_text(one), BASIS_LABEL[one.basis])
    about = "，".join(part for part in standing if part)
    lines = [f"[{one.n}] 《{one.title.strip('《》')}》，{about}", f"    {kind_label(one.kind)}：{one.quote}"]
    address = web_address(one.url)
    return [*lines, f"    {address}"] if address else lines


def _status_html(status: Status) -> str:
    if status is Status.ANSWERED:
        return ""
    return f"<p class='status status-{status_tone(status)}'>{_words(STATUS_TEXT[status])}</p>"


def _body_html(answer: Answer, exchange: int) -> str:
    """What a model wrote as running prose, what the library says as sentences of their own."""
    shape = _prose_html if answer.mode == MODEL_MODE else _claims_html
    return shape(answer.claims, answer.citations, exchange)


def _prose_html(claims: Sequence[Claim], citations: Sequence[Citation], exchange: int) -> str:
    """Paragraphs of sentences, each with its chips."""
    titles = {one.n: one for one in citations}
    paragraphs: list[list[str]] = []
    for claim in claims:
        if opens_paragraph(claim) or not paragraphs:
            paragraphs.append([])
        chips = _chips(claim.citations, titles, exchange)
        paragraphs[-1].append(f"<span class='{_claim_class(claim)}'>{_words(claim.text)}{chips}</span>")
    return "".join(f"<p class='prose'>{''.join(sentences)}</p>" for sentences in paragraphs)


def _claims_html(claims: Sequence[Claim], citations: Sequence[Citation], exchange: int) -> str:
    """Numbered from three claims on, since people refer back to 第二条."""
    titles = {one.n: one for one in citations}
    texts = [f"{_words(claim.text)}{_chips(claim.citations, titles, exchange)}" for claim in claims]
    if len(texts) >= _LIST_FROM:
        items = (f"<li class='{_claim_class(claim)}'>{text}</li>" for claim, text in zip(claims, texts, strict=True))
        return f"<ol class='claims'>{''.join(items)}</ol>"
    return "".join(f"<p class='{_claim_class(claim)}'>{text}</p>" for claim, text in zip(claims, texts, strict=True))


def _claim_class(claim: Claim) -> str:
    return "claim claim-gap" if claim.kind is ClaimKind.GAP else "claim"


def _chips(numbers: Iterable[int], citations: dict[int, Citation], exchange: int) -> str:
    return "".join(_chip(n, citations.get(n), exchange) for n in numbers)


def _chip(n: int, citation: Citation | None, exchange: int) -> str:
    name = f"来源{n}：{citation.title} {citation.locator}" if citation else f"来源{n}"
    return f"<a class='chip' href='#cite-{card_key(exchange, n)}' title='{_attribute(name)}'>[{n}]</a>"


def _notices_html(notices: Sequence[NoticeShown], exchange: int) -> str:
    if not notices:
        return ""
    lines = (
        f"<p><span class='certainty'>提示 · {_words(one.certainty)}</span>{_words(one.text)}"
        f"{_chips(one.citations, {}, exchange)}</p>"
        for one in notices
    )
    return f"<div class='notices'>{''.join(lines)}</div>"


def _sources_html(citations: Sequence[Citation], exchange: int) -> str:
    """One line a source, with a chip and the place for each passage of it."""
    if not citations:
        return ""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for one in citations:
        groups.setdefault((one.source_id, _standing(one)), []).append(one)
    lines = (_source_line(group, exchange) for group in groups.values())
    return f"<div class='sources'><p class='sources-title'>来源</p><ul>{''.join(lines)}</ul></div>"


def _source_line(group: Sequence[Citation], exchange: int) -> str:
    first = group[0]
    name = f"《{first.title.strip('《》')}》" + (f"（{first.number}）" if first.number else "")
    places = "".join(f"<span class='place'>{_chip(one.n, one, exchange)}{_words(one.locator)}</span>" for one in group)
    return f"<li>{_words(name)}<span class='basis'>{_words(_standing(first))}</span>{places}</li>"


def _standing(one: Citation) -> str:
    return f"{kind_label(one.kind)} · {BASIS_LABEL[one.basis]}"


def _words(text: str) -> str:
    """Text as HTML on one line; ASCII punctuation as character references: neither markup nor Markdown remains."""
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", text.strip()).replace("\n", "<br>")


def _attribute(text: str) -> str:
    """The same for an attribute, where a line break is a space."""
    return _words(" ".join(text.split()))
