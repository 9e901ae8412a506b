"""Cards: what the panel beside the chat shows of one citation. Plain data, which the browser sets as text, not HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never
from urllib.parse import urlsplit

from advisor.library.naming import BASIS_LABEL
from advisor.types import (
    Basis,
    Citation,
    Claim,
    Data,
    NoticeShown,
    Passage,
    PassageKind,
    Source,
    Validity,
)
from advisor.web.protocol import AdvisorProtocol
from advisor.web.wording import kind_label, quote_heading


class Segment(Data):
    """A stretch of a passage; `carries` where it carries the sentence that cites it."""

    text: str
    carries: bool = False


class Badge(Data):
    """A short label; tone is plain, good or care."""

    text: str
    tone: str = "plain"


class Detail(Data):
    """One line of a card: 出处：三(四)."""

    label: str
    text: str


class Card(Data):
    """One citation as the panel shows it. `key` is what the chip's link names."""

    key: str
    n: int
    title: str
    badges: tuple[Badge, ...]
    details: tuple[Detail, ...]
    quote_heading: str
    quoted: bool
    segments: tuple[Segment, ...]
    notices: tuple[str, ...] = ()
    comment: str | None = None
    url: str | None = None


def card_key(exchange: int, n: int) -> str:
    """What a chip links to: unique on the page, safe in a fragment."""
    return f"{exchange}-{n}"


def card(
    citation: Citation,
    *,
    exchange: int,
    claims: Sequence[Claim],
    notices: Sequence[NoticeShown],
    advisor: AdvisorProtocol,
) -> Card:
    """The card of one citation; `claims` and `notices` are those of its answer."""
    passage, source = advisor.passage(citation.passage_id), advisor.source(citation.source_id)
    spans = [
        span
        for claim in claims
        if citation.n in claim.citations
        for span in advisor.carrying_spans(claim.text, citation.quote)
    ]
    return Card(
        key=card_key(exchange, citation.n),
        n=citation.n,
        title=citation.title.strip("《》"),
        badges=_badges(citation),
        details=_details(citation, passage, source),
        quote_heading=quote_heading(citation.kind),
        quoted=citation.kind is PassageKind.ORIGINAL,
        segments=segments(citation.quote, spans),
        notices=tuple(one.text for one in notices if _bears_on(one, citation, passage, advisor)),
        comment=citation.comment,
        url=web_address(citation.url),
    )


def segments(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """The text cut where spans begin and end. Overlapping spans merge; parts outside the text are dropped."""
    parts: list[Segment] = []
    done = 0
    for start, end in sorted((max(0, a), min(len(text), b)) for a, b in spans):
        start = max(start, done)
        if start >= end:
            continue
        if start > done:
            parts.append(Segment(text=text[done:start]))
        parts.append(Segment(text=text[start:end], carries=True))
        done = end
    if done < len(text):
        parts.append(Segment(text=text[done:]))
    return tuple(parts)


def web_address(url: str | None) -> str | None:
    """The address if it is a web page; None for anything a click should not open (javascript:, file:)."""
    if url is None:
        return None
    parts = urlsplit(url.strip())
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def validity_text(citation: Citation) -> str | None:
    """Whether the source is in force; None for papers, tables and news of unknown validity, which cannot lapse."""
    if citation.validity is Validity.UNKNOWN:
        return "效力不明" if citation.rank else None
    return "现行有效" if citation.validity is Validity.IN_FORCE else citation.validity.value


def _badges(citation: Citation) -> tuple[Badge, ...]:
    standing = validity_text(citation)
    return (
        Badge(text=kind_label(citation.kind)),
        Badge(text=BASIS_LABEL[citation.basis], tone=_basis_tone(citation)),
        Badge(text=citation.rank.value if citation.rank else citation.category.value),
        *((Badge(text=standing, tone=_validity_tone(citation.validity)),) if standing else ()),
    )


def _basis_tone(citation: Citation) -> str:
    """Good only for a legal text seen in full: that a paper was read in full does not vouch for what it says."""
    match citation.basis:
        case Basis.FULL_TEXT:
            return "good" if citation.rank else "plain"
        case Basis.EXCERPT:
            return "plain"
        case Basis.SECONDARY | Basis.PAPER_ONLY | Basis.INFERRED:
            return "care"
    assert_never(citation.basis)


def _validity_tone(validity: Validity) -> str:
    return "good" if validity is Validity.IN_FORCE else "care"


def _details(citation: Citation, passage: Passage | None, source: Source | None) -> tuple[Detail, ...]:
    lines: list[tuple[str, str | None]] = [
        ("文号", citation.number),
        ("出处", citation.locator),
        *(_passage_lines(passage) if passage else []),
        *(_source_lines(source) if source else []),
    ]
    return tuple(Detail(label=label, text=text) for label, text in lines if text)


def _source_lines(source: Source) -> list[tuple[str, str | None]]:
    dates = [f"{source.issued}发布" if source.issued else "", f"{source.effective}施行" if source.effective else ""]
    return [
        ("发布", "，".join(part for part in (source.issuer or "", *dates) if part)),
        ("效力说明", source.validity_basis),
        ("核对日期", source.checked_on),
    ]


def _passage_lines(passage: Passage) -> list[tuple[str, str | None]]:
    row = passage.row
    return [
        ("性质", passage.modality.value if passage.modality else None),
        ("说法出自", passage.asserted_by),
        ("时段", passage.period.label if passage.period else None),
        ("口径", row.definition if row else None),
        ("可比性", row.comparability if row else None),
    ]


def _bears_on(notice: NoticeShown, citation: Citation, passage: Passage | None, advisor: AdvisorProtocol) -> bool:
    """Whether a notice of the answer concerns this very citation."""
    if citation.n in notice.citations:
        return True
    concerns = next((one.concerns for one in advisor.holdings.notices if one.id == notice.id), ())
    names = {citation.source_id}
    if passage is not None:
        names.add(passage.ref)
        if passage.row is not None:
            names |= {passage.row.id, f"indicator:{passage.row.indicator}"}
    return bool(names & set(concerns))
