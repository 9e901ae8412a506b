"""Changing a draft by hand: drop, move, edit or draft anew a section; everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from advisor.errors import BadInput
from advisor.memo.desk import Desk
from advisor.memo.drafting import redraft_section
from advisor.memo.finishing import finish
from advisor.memo.shown import Reading
from advisor.memo.types import Memo, Origin, Paragraph, Part, Section, Sentence, SentenceKind

_HEADING = re.compile(r"^#{1,6}\s*(?P<text>.+?)\s*$")
_LEAD = re.compile(r"^\*\*(?P<lead>[^*]+?)。?\*\*(?P<rest>.*)$", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）》]*|[^。！？]+$")
_REWORDED = 0.6
MAX_SECTION = 20_000
UNKNOWN_SECTION = "稿中没有这一部分；可能已经删去，请重新选择。"
EMPTY = "这一部分没有文字；要删去它，请用“删去”。"


def drop_section(memo: Memo, section_id: str, desk: Desk) -> Memo:
    """The draft without a section. Raises BadInput for one that it does not have."""
    _place(memo, section_id)
    kept = tuple(one for one in memo.sections if one.id != section_id)
    return finish(memo.model_copy(update={"sections": kept}), desk, shorten=False)


def move_section(memo: Memo, section_id: str, desk: Desk, *, up: bool) -> Memo:
    """The draft with a section one place further up or down; at the end of the draft it stays."""
    place = _place(memo, section_id)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(memo.sections):
        return memo
    sections = list(memo.sections)
    sections[place], sections[other] = sections[other], sections[place]
    return finish(memo.model_copy(update={"sections": tuple(sections)}), desk, shorten=False)


def redraft(memo: Memo, section_id: str, desk: Desk) -> Memo:
    """The draft with a section written anew from the library; edits in it are lost, nothing of the others is told again."""
    place = _place(memo, section_id)
    old = memo.sections[place]
    parts = redraft_section(memo, old.kind, desk)
    return _with_section(memo, place, old.model_copy(update={"parts": parts}), desk)


def section_text(memo: Memo, section_id: str, desk: Desk) -> str:
    """A section as text to be edited: ### before the heading of a part, the name of a measure in **."""
    _place(memo, section_id)
    reading = Reading(memo, desk.holdings.sources)
    lines: list[str] = []
    for section in memo.sections:
        for part in section.parts:
            shown = [reading.paragraph(one) for one in part.paragraphs]
            if section.id != section_id:
                continue
            lines += [f"### {part.heading}"] if part.heading else []
            lines += [f"**{one.lead}。**{one.text}" if one.lead else one.text for one in shown]
    return "\n\n".join(lines)


def edit_section(memo: Memo, section_id: str, text: str, desk: Desk) -> Memo:
    """The draft with a section's text as edited. Sentences left as they were keep their sources; the others are new.

    Raises BadInput for an empty or overlong text. New sentences are unchecked until `rechecked`.
    """
    place = _place(memo, section_id)
    if not text.strip():
        raise BadInput(EMPTY)
    if len(text) > MAX_SECTION:
        raise BadInput(f"这一部分过长（{len(text)}字）；请压缩到{MAX_SECTION}字以内。")
    known = dict(_spoken(memo, section_id, desk))
    old = memo.sections[place]
    tables = [table for part in old.parts for table in part.tables]
    parts = list(_parts(text, known, old))
    if tables and parts:
        parts[-1] = parts[-1].model_copy(update={"tables": tuple(tables)})
    return _with_section(memo, place, old.model_copy(update={"parts": tuple(parts)}), desk)


def _with_section(memo: Memo, place: int, section: Section, desk: Desk) -> Memo:
    sections = (*memo.sections[:place], section, *memo.sections[place + 1 :])
    return finish(memo.model_copy(update={"sections": sections}), desk, shorten=False)


def _place(memo: Memo, section_id: str) -> int:
    for place, section in enumerate(memo.sections):
        if section.id == section_id:
            return place
    raise BadInput(UNKNOWN_SECTION)


def _spoken(memo: Memo, section_id: str, desk: Desk) -> Iterator[tuple[str, Sentence]]:
    """The section's sentences by the words in which they are read."""
    reading = Reading(memo, desk.holdings.sources)
    for section in memo.sections:
        for part in section.parts:
            for paragraph in part.paragraphs:
                shown = reading.paragraph(paragraph)
                if section.id == section_id:
                    yield from ((text, one) for one, text in shown.sentences)


def _parts(text: str, known: dict[str, Sentence], old: Section) -> Iterator[Part]:
    headings = {part.heading: part for part in old.parts}
    heading, paragraphs, number = "", [], 1
    for block in [one for one in re.split(r"\n+", text) if one.strip()] + ["###  "]:
        found = _HEADING.match(block)
        if found is None and not block.startswith("###"):
            paragraphs.append(_paragraph(block.strip(), known))
            continue
        if paragraphs or heading:
            like = headings.get(heading)
            yield Part(
                id=like.id if like else f"{old.id}-{number}",
                heading=heading,
                area=like.area if like else None,
                paragraphs=tuple(one for one in paragraphs if one.sentences),
            )
            number += 1
        heading, paragraphs = (found["text"] if found else ""), []


def _paragraph(text: str, known: dict[str, Sentence]) -> Paragraph:
    led = _LEAD.match(text)
    lead, body = (led["lead"], led["rest"]) if led else ("", text)
    sentences, start = [], ""
    for number, unit in enumerate(_sentences(body, known)):
        held = known.get(unit)
        if held is None:
            sentences.append(_by_hand(unit, known))
            continue
        if number == 0:
            start = unit.removesuffix(held.text) if unit.endswith(held.text) else ""
        sentences.append(held)
    return Paragraph(lead=lead, start=start, sentences=tuple(sentences))


def _sentences(body: str, known: dict[str, Sentence]) -> list[str]:
    """The sentences of a paragraph; those of the draft are found whole, what is left is cut at full stops."""
    found: list[str] = []
    rest = body.strip()
    while rest:
        whole = next((text for text in sorted(known, key=len, reverse=True) if text and rest.startswith(text)), None)
        if whole is None:
            cut = _SENTENCE.match(rest)
            whole = cut.group() if cut else rest
        found.append(whole.strip())
        rest = rest[len(whole) :].strip()
    return [one for one in found if one]


def _by_hand(text: str, known: dict[str, Sentence]) -> Sentence:
    """A sentence written by hand; one that was a sentence of the draft keeps what that rested on, to be held against it."""
    shown = max(known, key=lambda words: _likeness(words, text), default="")
    if not shown or _likeness(shown, text) < _REWORDED:
        return Sentence(text=text, kind=SentenceKind.FACT, origin=Origin.HAND)
    old = known[shown]
    opening = shown.removesuffix(old.text.removeprefix(old.opening))
    return old.model_copy(
        update={
            "id": "",
            "text": text,
            "origin": Origin.HAND,
            "connective": "",
            "opening": opening if opening and text.startswith(opening) else "",
            "named": "",
            "verdict": None,
        }
    )


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _REWORDED else 0.0
