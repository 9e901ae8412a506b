"""A checked draft as the browser shows it. Plain data, which the browser sets as text, not HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from advisor.check.texts import KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL
from advisor.check.types import Check, CheckedSentence, Finding, FindingKind, SentenceKind, SentenceVerdict, Severity
from advisor.types import Citation, Data, NoticeShown
from advisor.web import check_wording as wording
from advisor.web.cards import Badge, Card, Segment, card, segments
from advisor.web.check_report import report
from advisor.web.check_wording import MARK, Mark, MarkWords
from advisor.web.protocol import AdvisorProtocol
from advisor.web.wording import spoken_date

PROBLEMS = {Mark.CORRECT, Mark.UNFOUND, Mark.VERIFY, Mark.UNCHECKED}
_TONE = {Mark.CORRECT: "wrong", Mark.SUPPORTED: "good", Mark.NO_FACT: "plain"}
_ON_DOCUMENTS_AND_FIGURES = {
    FindingKind.NUMBER,
    FindingKind.TITLE,
    FindingKind.ISSUER,
    FindingKind.DATE,
    FindingKind.VALIDITY,
    FindingKind.UNKNOWN_DOCUMENT,
    FindingKind.DISAGREEMENT,
    FindingKind.SUM,
}


class ShownFinding(Data):
    """One thing to mind: 更正 · 文号. `severity` is error, warning or note."""

    severity: str
    label: str
    text: str
    advice: str


class ShownSource(Data):
    """A card by its number, with the words of its passage that carry this sentence."""

    n: int
    segments: tuple[Segment, ...]


class ShownSentence(Data):
    """A sentence of the draft; where a segment carries, its words are disputed. `heading`: neither marked nor counted."""

    segments: tuple[Segment, ...]
    mark: Mark
    heading: bool
    problem: bool
    badges: tuple[Badge, ...]
    findings: tuple[ShownFinding, ...]
    reasons: tuple[str, ...]
    sources: tuple[ShownSource, ...]
    remark: str = ""


class Piece(Data):
    """A stretch of the draft: a sentence by its place in the list, or what stands between two."""

    text: str = ""
    sentence: int | None = None


class Overview(Data):
    """A finding on a document or figure, and the sentence it stands in."""

    sentence: int
    finding: ShownFinding


class Count(Data):
    """How many sentences bear a mark."""

    mark: Mark
    words: MarkWords
    count: int


class ShownCheck(Data):
    """A checked draft as the page shows it."""

    summary: str
    about: str
    caveat: str
    counts: tuple[Count, ...]
    warnings: tuple[str, ...]
    overview: tuple[Overview, ...]
    pieces: tuple[Piece, ...]
    sentences: tuple[ShownSentence, ...]
    cards: dict[str, Card]
    report: str
    file_name: str


def shown_check(check: Check, draft: str, advisor: AdvisorProtocol) -> ShownCheck:
    """What the page shows of a check; `draft` is the very text that was checked."""
    cards = _cards(check, advisor)
    sentences = tuple(_sentence(one, cards, advisor) for one in check.sentences)
    counts = _counts(sentences)
    summary = _summary(counts)
    about = wording.ABOUT.format(as_of=spoken_date(check.as_of), seconds=f"{check.seconds:.1f}")
    return ShownCheck(
        summary=summary,
        about=about,
        caveat=wording.CAVEAT,
        counts=counts,
        warnings=check.warnings,
        overview=tuple(_overview(check)),
        pieces=tuple(_pieces(check, draft)),
        sentences=sentences,
        cards=cards,
        report=report(check, [mark_of(one) for one in check.sentences], lead=f"{summary}{about}"),
        file_name=f"校核结果-{check.as_of}.md",
    )


def mark_of(one: CheckedSentence) -> Mark:
    """What a sentence is marked as. A finding that asks for correction outweighs a source that bears the sentence out."""
    if one.verdict is SentenceVerdict.CONTRADICTED or one.worst is Severity.ERROR:
        return Mark.CORRECT
    if one.verdict is SentenceVerdict.NOT_FOUND:
        return Mark.UNFOUND
    if one.worst is Severity.WARNING:
        return Mark.VERIFY
    match one.verdict:
        case SentenceVerdict.SUPPORTED:
            return Mark.SUPPORTED
        case SentenceVerdict.NOT_CHECKED:
            return Mark.UNCHECKED
        case _:
            return Mark.NO_FACT


def _is_heading(one: CheckedSentence, mark: Mark) -> bool:
    return one.kind is SentenceKind.HEADING and mark is Mark.NO_FACT


def _sentence(one: CheckedSentence, cards: Mapping[str, Card], advisor: AdvisorProtocol) -> ShownSentence:
    mark = mark_of(one)
    return ShownSentence(
        segments=segments(one.text, _disputed(one)),
        mark=mark,
        heading=_is_heading(one, mark),
        problem=mark in PROBLEMS,
        badges=_badges(one, mark),
        findings=tuple(_finding(finding) for finding in _without_notices_of_cards(one, cards)),
        reasons=_reasons(one),
        sources=tuple(
            ShownSource(n=cited.n, segments=segments(cited.quote, advisor.carrying_spans(one.text, cited.quote)))
            for cited in one.citations
        ),
        remark=_remark(one),
    )


def _badges(one: CheckedSentence, mark: Mark) -> tuple[Badge, ...]:
    words = MARK[mark]
    first = Badge(text=f"{words.sign} {words.name}", tone=_TONE.get(mark, "care"))
    kind = Badge(text=KIND_LABEL[one.kind])
    if mark is Mark.CORRECT and one.verdict is not SentenceVerdict.CONTRADICTED:
        return first, Badge(text=VERDICT_LABEL[one.verdict]), kind
    return first, kind


def _remark(one: CheckedSentence) -> str:
    return wording.NOTHING_LOOKED_UP if one.verdict is SentenceVerdict.NOT_FACTUAL and not one.citations else ""


def _disputed(one: CheckedSentence) -> Iterator[tuple[int, int]]:
    """Spans within the sentence that a finding is about; a finding on the whole of it marks nothing in particular."""
    start, end = one.span
    for finding in one.findings:
        first, last = finding.span
        if finding.severity is Severity.NOTE or not start <= first < last <= end:
            continue
        if _letters(one.text[: first - start] + one.text[last - start :]):
            yield first - start, last - start


def _finding(finding: Finding) -> ShownFinding:
    label = f"{SEVERITY_LABEL[finding.severity]} · {wording.FINDING_NAME[finding.kind]}"
    return ShownFinding(severity=finding.severity.value, label=label, text=finding.text, advice=finding.advice)


def _without_notices_of_cards(one: CheckedSentence, cards: Mapping[str, Card]) -> Iterator[Finding]:
    """The findings of a sentence, without the notices that stand on its cards anyway."""
    on_cards = [text for cited in one.citations for text in cards[str(cited.n)].notices]
    for finding in one.findings:
        if finding.kind is not FindingKind.NOTICE or not any(text.startswith(finding.text) for text in on_cards):
            yield finding


def _reasons(one: CheckedSentence) -> tuple[str, ...]:
    """Reasons that no finding has given already."""
    if any(finding.kind is FindingKind.CONTRADICTION for finding in one.findings):
        return ()
    said = "".join(_letters(f"{finding.text}{finding.advice}") for finding in one.findings)
    return tuple(reason for reason in one.reasons if _letters(reason) not in said)


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


def _cards(check: Check, advisor: AdvisorProtocol) -> dict[str, Card]:
    """One card a passage cited, by its number; each carries all notices on that very passage."""
    cited = {one.n: one for sentence in check.sentences for one in sentence.citations}
    return {str(n): _card(one, advisor) for n, one in sorted(cited.items())}


def _card(citation: Citation, advisor: AdvisorProtocol) -> Card:
    return card(citation, exchange=0, claims=(), notices=_notices(citation, advisor), advisor=advisor)


def _notices(citation: Citation, advisor: AdvisorProtocol) -> list[NoticeShown]:
    passage = advisor.passage(citation.passage_id)
    if passage is None:
        return []
    own = {passage.ref, passage.row.id if passage.row else passage.ref}
    return [
        NoticeShown(
            id=one.id,
            text=f"{one.text}建议：{one.instead}" if one.instead else one.text,
            certainty=one.certainty.value,
            citations=(citation.n,),
        )
        for one in advisor.holdings.notices
        if own & set(one.concerns)
    ]


def _counts(sentences: Sequence[ShownSentence]) -> tuple[Count, ...]:
    held = Counter(one.mark for one in sentences if not one.heading)
    return tuple(
        Count(mark=mark, words=MARK[mark], count=held[mark])
        for mark in Mark
        if held[mark] or mark in wording.ALWAYS_COUNTED
    )


def _summary(counts: Sequence[Count]) -> str:
    total = sum(one.count for one in counts)
    return wording.SUMMARY.format(total=total, counts="，".join(f"{one.words.name}{one.count}句" for one in counts))


def _overview(check: Check) -> Iterator[Overview]:
    """Findings on documents and figures, the most urgent first."""
    held = [
        Overview(sentence=number, finding=_finding(finding))
        for severity in (Severity.ERROR, Severity.WARNING)
        for number, one in enumerate(check.sentences)
        for finding in one.findings
        if finding.severity is severity and finding.kind in _ON_DOCUMENTS_AND_FIGURES
    ]
    yield from held


def _pieces(check: Check, draft: str) -> Iterator[Piece]:
    done = 0
    for number, one in enumerate(check.sentences):
        start, end = one.span
        if start > done:
            yield Piece(text=draft[done:start])
        yield Piece(sentence=number)
        done = end
    if done < len(draft):
        yield Piece(text=draft[done:])
