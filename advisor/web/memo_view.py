"""A draft as the browser shows it. Plain data, which the browser sets as text, not HTML."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from advisor.memo.desk import Desk
from advisor.memo.drafting_facts import drafting_fact
from advisor.memo.editing import section_text
from advisor.memo.readiness import obstacles
from advisor.memo.rechecking import Objection
from advisor.memo.shown import Reading
from advisor.memo.types import Memo, MemoTable, Origin, Section, Sentence, SentenceKind
from advisor.memo.versions import Change, Version
from advisor.types import Data, VerdictKind
from advisor.web import memo_wording as wording
from advisor.web.cards import Card, card
from advisor.web.protocol import AdvisorProtocol


class ShownSentence(Data):
    """A sentence with its mark: ok, bad, open (a placeholder) or plain."""

    text: str
    mark: str
    about: str
    flag: str = ""
    citations: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class ShownParagraph(Data):
    """A paragraph with the name of its measure, if it has one."""

    lead: str
    sentences: tuple[ShownSentence, ...]


class ShownTable(Data):
    """A table of the draft."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[ShownSentence, ...], ...]


class ShownPart(Data):
    """A stretch of a section."""

    heading: str
    paragraphs: tuple[ShownParagraph, ...]
    tables: tuple[ShownTable, ...]


class ShownSection(Data):
    """A section, with its text as it is edited."""

    id: str
    heading: str
    parts: tuple[ShownPart, ...]
    text: str


class ShownFile(Data):
    """A file for the browser to keep: its name and its content as base64. `key` tells one download from the next."""

    name: str
    content: str
    key: str


class ShownMemo(Data):
    """Everything the page shows of a draft. `key` tells one reply from the next: the browser is told of changes only."""

    title: str
    form: str
    addressees: str
    opening: tuple[ShownSentence, ...]
    sections: tuple[ShownSection, ...]
    closing: tuple[str, ...]
    length: str
    too_long: bool
    obstacles: tuple[str, ...]
    warnings: tuple[str, ...]
    notices: tuple[str, ...]
    withheld: tuple[str, ...]
    left_out: tuple[str, ...]
    objections: tuple[Objection, ...]
    cards: dict[str, Card]
    versions: tuple[Version, ...]
    difference: tuple[Change, ...] = Field(default=())
    compared: str = ""
    can_undo: bool = False
    file: ShownFile | None = None
    key: str = ""


def shown_memo(
    memo: Memo,
    advisor: AdvisorProtocol,
    *,
    objections: Sequence[Objection] = (),
    versions: Sequence[Version] = (),
    can_undo: bool = False,
) -> ShownMemo:
    """The draft with everything the page needs to show it."""
    desk = advisor.memo_desk
    reading = Reading(memo, desk.holdings.sources)
    opening = tuple(_sentence(one, reading.words(one.text), desk) for one in memo.opening)
    return ShownMemo(
        title=memo.title,
        form=memo.form_name,
        addressees="、".join(memo.request.addressees),
        opening=opening,
        sections=tuple(_section(one, memo, reading, desk) for one in memo.sections),
        closing=tuple(one.text for one in (memo.closing, memo.note) if one is not None),
        length=f"正文{memo.characters}字，上限{memo.most_characters}字",
        too_long=memo.characters > memo.most_characters,
        obstacles=obstacles(memo),
        warnings=memo.warnings,
        notices=tuple(f"{one.text}（{one.certainty}）" for one in memo.notices),
        withheld=tuple(one.text for one in memo.withheld),
        left_out=memo.left_out,
        objections=tuple(objections),
        cards={
            str(one.n): card(one, exchange=0, claims=(), notices=memo.notices, advisor=advisor)
            for one in memo.citations
        },
        versions=tuple(reversed(versions)),
        can_undo=can_undo,
    )


def _section(section: Section, memo: Memo, reading: Reading, desk: Desk) -> ShownSection:
    parts = []
    for part in section.parts:
        shown = [reading.paragraph(one) for one in part.paragraphs]
        paragraphs = tuple(
            ShownParagraph(
                lead=one.lead, sentences=tuple(_sentence(sentence, text, desk) for sentence, text in one.sentences)
            )
            for one in shown
        )
        tables = tuple(_table(one, desk) for one in part.tables)
        parts.append(ShownPart(heading=part.heading, paragraphs=paragraphs, tables=tables))
    return ShownSection(
        id=section.id, heading=section.heading, parts=tuple(parts), text=section_text(memo, section.id, desk)
    )


def _table(table: MemoTable, desk: Desk) -> ShownTable:
    rows = tuple(tuple(_sentence(cell, cell.text, desk) for cell in row) for row in table.rows)
    return ShownTable(caption=table.caption, header=table.header, rows=rows)


def _sentence(sentence: Sentence, text: str, desk: Desk) -> ShownSentence:
    facts = [fact for key in sentence.facts if (fact := drafting_fact(key, desk)) is not None]
    verdict = sentence.verdict
    return ShownSentence(
        text=text,
        mark=_mark(sentence),
        about=_about(sentence),
        flag=_flag(sentence),
        citations=sentence.citations,
        facts=tuple(f"{one.name}（{one.basis}）：{one.said}" for one in facts),
        reasons=tuple(reason.text for reason in verdict.reasons) if verdict else (),
    )


def _mark(sentence: Sentence) -> str:
    if "〔待" in sentence.text or sentence.kind is SentenceKind.PLACEHOLDER:
        return "open"
    if sentence.kind is SentenceKind.FORMULA:
        return "plain"
    if sentence.verdict is not None and sentence.verdict.kind is VerdictKind.SUPPORTED:
        return "ok"
    return "plain" if sentence.passes else "bad"


def _flag(sentence: Sentence) -> str:
    contradicted = sentence.verdict is not None and sentence.verdict.kind is VerdictKind.CONTRADICTED
    return wording.CONTRADICTED if contradicted else wording.UNSUPPORTED


def _about(sentence: Sentence) -> str:
    kind, origin = wording.KIND[sentence.kind.value], wording.ORIGIN[sentence.origin.value]
    if sentence.origin is Origin.HAND and sentence.kind is SentenceKind.RECOMMENDATION:
        return f"{kind}，{wording.HAND_UNCHECKED}"
    verdict = sentence.verdict.kind.value if sentence.verdict else VerdictKind.NOT_CHECKED.value
    return f"{kind}，{origin}，{wording.VERDICT[verdict]}"
