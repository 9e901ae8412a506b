"""What a draft paper (memo) is made of: sections, parts, paragraphs and sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from advisor.library.drafting_forms import SectionKind
from advisor.types import EXTRACTIVE_MODE, MODEL_MODE, Area, Citation, Data, NoticeShown, Verdict, VerdictKind


class SentenceKind(StrEnum):
    """What a sentence of a draft is; decides how it is checked."""

    FACT = "fact"
    CALCULATION = "calculation"
    GAP = "gap"
    RECOMMENDATION = "recommendation"
    PLACEHOLDER = "placeholder"
    FORMULA = "formula"


class Origin(StrEnum):
    """Where the words of a sentence come from."""

    STATEMENT = "statement"
    NOTICE = "notice"
    DRAFTING = "drafting"
    FORM = "form"
    HAND = "hand"
    MODEL = "model"


class Edition(StrEnum):
    """The two ways a draft goes out: for those who review it, and to be sent."""

    REVIEW = "review"
    CLEAN = "clean"


class Sentence(Data):
    """One sentence. `facts` names drafting facts and notices it rests on: departments:talent, notice:n34."""

    id: str = ""
    text: str
    kind: SentenceKind
    origin: Origin = Origin.STATEMENT
    connective: str = Field(default="", description="joins it to the sentence before: 但是，; not said by a first one")
    opening: str = Field(default="", description="the first words of the text, where they only name the source")
    named: str = Field(default="", description="the same words in full, for a sentence that has lost its predecessor")
    source_id: str = Field(default="", description="the source that the opening names")
    passage_ids: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    operands: tuple[str, ...] = Field(default=(), description="formula operands, for kind calculation")
    weight: int = Field(default=5, description="what is left out first where the draft is too long: the lowest")
    verdict: Verdict | None = None
    citations: tuple[int, ...] = ()

    @property
    def is_factual(self) -> bool:
        """Whether it says something of the world that a source has to bear out."""
        return self.kind in (SentenceKind.FACT, SentenceKind.CALCULATION)

    @property
    def passes(self) -> bool:
        """Whether it was checked and found supported, or says nothing that could be."""
        if self.kind in (SentenceKind.FORMULA, SentenceKind.PLACEHOLDER):
            return True
        if self.kind is SentenceKind.RECOMMENDATION and self.origin is Origin.HAND:
            return True
        return self.verdict is not None and self.verdict.kind is VerdictKind.SUPPORTED


class Paragraph(Data):
    """Sentences that belong together; `lead` is a heading in the same line (1.打造地域品牌。), `start` its first words."""

    lead: str = ""
    start: str = ""
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences as running text, without the lead."""
        return "".join(text for _, text in self.spoken())

    def spoken(self) -> Iterator[tuple[Sentence, str]]:
        """Every sentence with its words as they stand in the text, start and connectives included."""
        for number, one in enumerate(self.sentences):
            yield one, f"{one.connective if number else self.start}{one.text}"


class MemoTable(Data):
    """A table of the draft; every cell is a sentence or part of one, with what it rests on."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[float, ...] = ()


class Part(Data):
    """A stretch of a section under its own heading, or the whole of a section that has none."""

    id: str
    heading: str = ""
    area: Area | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[MemoTable, ...] = ()


class Section(Data):
    """A section of the first level."""

    id: str
    kind: SectionKind
    heading: str
    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(part.paragraphs or part.tables for part in self.parts)


class MemoRequest(Data):
    """What is to be drafted."""

    topic: str
    form: str = "policy-advice"
    areas: tuple[Area, ...] = ()
    regions: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    issuer: str | None = None
    as_of: str


class Memo(Data):
    """A draft: what was asked for, its text, and what has to be known about it."""

    request: MemoRequest
    form_name: str
    statutory: bool
    title: str
    areas: tuple[Area, ...] = Field(description="those it deals with, chosen or understood from the topic")
    opening: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...]
    closing: Sentence | None = None
    note: Sentence | None = Field(default=None, description="附注: the contact person")
    citations: tuple[Citation, ...] = ()
    notices: tuple[NoticeShown, ...] = ()
    warnings: tuple[str, ...] = ()
    characters: int = 0
    most_characters: int
    left_out: tuple[str, ...] = Field(default=(), description="sentences left out to keep the length")
    withheld: tuple[Sentence, ...] = Field(default=(), description="sentences the gate did not let pass")
    wording: str = Field(default="", description="what became of the rewording by a language model; empty without one")
    corpus: str = ""
    seconds: float = 0.0

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order, tables included."""
        yield from self.opening
        for section in self.sections:
            for part in section.parts:
                for paragraph in part.paragraphs:
                    yield from paragraph.sentences
                for table in part.tables:
                    yield from (cell for row in table.rows for cell in row)
        yield from (one for one in (self.closing, self.note) if one is not None)

    def to_contract(self) -> dict[str, object]:
        """Exactly the object that `advisor memo --json` prints."""
        from advisor.memo.readiness import obstacles

        return {
            "title": self.title,
            "type": self.form_name,
            "topic": self.request.topic,
            "areas": [area.value for area in self.areas],
            "regions": list(self.request.regions),
            "addressees": list(self.request.addressees),
            "statutory": self.statutory,
            "opening": [_sentence_contract(one) for one in self.opening],
            "sections": [_section_contract(section) for section in self.sections],
            "closing": self.closing.text if self.closing else None,
            "note": self.note.text if self.note else None,
            "citations": [citation.to_contract() for citation in self.citations],
            "notices": [
                {"text": notice.text, "certainty": notice.certainty, "citations": list(notice.citations)}
                for notice in self.notices
            ],
            "warnings": list(self.warnings),
            "withheld": [_sentence_contract(one) for one in self.withheld],
            "left_out": list(self.left_out),
            "obstacles": list(obstacles(self)),
            "mode": MODEL_MODE if any(one.origin is Origin.MODEL for one in self.sentences()) else EXTRACTIVE_MODE,
            "length": {"characters": self.characters, "at_most": self.most_characters},
            "as_of": self.request.as_of,
            "corpus": self.corpus,
        }


def _section_contract(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "kind": section.kind.value,
        "heading": section.heading,
        "parts": [
            {
                "id": part.id,
                "heading": part.heading,
                "area": part.area.value if part.area else None,
                "paragraphs": [
                    {"lead": one.lead, "sentences": [_sentence_contract(sentence) for sentence in one.sentences]}
                    for one in part.paragraphs
                ],
                "tables": [
                    {
                        "caption": table.caption,
                        "header": list(table.header),
                        "rows": [[_sentence_contract(cell) for cell in row] for row in table.rows],
                    }
                    for table in part.tables
                ],
            }
            for part in section.parts
        ],
    }


def _sentence_contract(sentence: Sentence) -> dict[str, object]:
    verdict = sentence.verdict
    return {
        "text": sentence.text,
        "kind": sentence.kind.value,
        "origin": sentence.origin.value,
        "citations": list(sentence.citations),
        "facts": list(sentence.facts),
        "verdict": verdict.kind.value if verdict else VerdictKind.NOT_CHECKED.value,
        "reasons": [reason.text for reason in verdict.reasons] if verdict else [],
    }
