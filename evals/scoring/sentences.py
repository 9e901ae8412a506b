"""An answer taken apart: sentences with their citation marks, what kind each is, and which make no claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from advisor.grounding import find_periods, find_quantities
from advisor.types import Data
from evals.scoring.silence import Parted, has_figures, is_courtesy, part_silence, without_courtesies


class SentenceKind(StrEnum):
    """What a sentence carries; a sentence with a figure and a quotation counts as one with a figure."""

    NUMBER = "number"
    QUOTATION = "quotation"
    OTHER = "other"


class Skipped(StrEnum):
    """Why a sentence makes no claim about the world that a passage could support."""

    HEADING = "heading"
    COURTESY = "courtesy"
    HOLDINGS = "holdings"
    QUESTION = "question"


class Sentence(Data):
    """One sentence or part of one, without its marks. `marks` are as written between the brackets.

    `is_rest`: the other part of the sentence tells of silence.
    """

    text: str
    marks: tuple[str, ...] = ()
    kind: SentenceKind = SentenceKind.OTHER
    skipped: Skipped | None = None
    is_rest: bool = False


# Three digits at most: a year in brackets is part of a document number.
_MARK = re.compile(
    r"[\[【［]\s*\^?(?P<inside>\d{1,3}(?:\s*[,，、;；~\-–—至]\s*\^?\d{1,3})*)(?:†[^\]】］]*)?\s*[\]】］]"
)
_RANGE = re.compile(r"(\d+)\s*[~\-–—至]\s*\^?(\d+)")
_NUMBER = re.compile(r"\d+")
_LONGEST_RANGE = 20
_OPENING, _CLOSING = "“「『（《(", "”」』）》)"
_FULL_STOPS = "。！？!?"
_HALF_STOPS = "；;"
_BULLET = re.compile(r"^(?:[-*•·#>\s]+|\d{1,2}[.、．)）]\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)+")
_LONGEST_HEADING = 14
_LEADS_ON = re.compile(r"[：:]$")
_QUOTED = re.compile(r"[“「『]([^”」』]{4,})[”」』]")
_TODAY = date(2026, 11, 23)


def split_answer(answer: str, context_ids: Sequence[str] = ()) -> list[Sentence]:
    """The sentences of an answer, parted at 。！？； and line ends, quotations and brackets kept whole.

    Marks after the stop belong to the sentence before them. Parts of one sentence between ；without marks of their own
    carry the marks that end the sentence. `context_ids` are marks too when they stand between square brackets.
    """
    sentences: list[Sentence] = []
    for line in answer.split("\n"):
        for whole in _whole_sentences(line, context_ids):
            sentences += _parts(whole, context_ids)
    return sentences


def without_marks(text: str, context_ids: Sequence[str] = ()) -> str:
    """The text with its citation marks taken out."""
    for name in context_ids:
        text = text.replace(f"[{name}]", "") if name else text
    return _MARK.sub("", text)


def marks_of(text: str, context_ids: Sequence[str] = ()) -> tuple[str, ...]:
    """The marks of a text in order, ranges written out, each once."""
    found = [(text.find(f"[{name}]"), name) for name in context_ids if name and f"[{name}]" in text]
    for match in _MARK.finditer(text):
        inside = _RANGE.sub(_written_out, match["inside"])
        found += [(match.start(), number) for number in _NUMBER.findall(inside)]
    return tuple(dict.fromkeys(mark for _, mark in sorted(found, key=lambda pair: pair[0])))


def quoted_spans(text: str) -> list[str]:
    """What stands between quotation marks and is long enough to be a quotation."""
    return _QUOTED.findall(text)


def _written_out(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    if not first <= last <= first + _LONGEST_RANGE:
        return match[0]
    return ",".join(str(number) for number in range(first, last + 1))


def _whole_sentences(line: str, context_ids: Sequence[str]) -> list[str]:
    """A line parted at full stops; the marks that follow a stop stay with it."""
    pieces, start = [], 0
    for end in _stops(line, _FULL_STOPS):
        if end <= start:
            continue
        end = _after_marks(line, end, context_ids)
        pieces.append(line[start:end])
        start = end
    return [piece for piece in (*pieces, line[start:]) if piece.strip()]


def _parts(whole: str, context_ids: Sequence[str]) -> list[Sentence]:
    """A sentence parted at semicolons."""
    pieces, start = [], 0
    for end in _stops(whole, _HALF_STOPS):
        if end <= start:
            continue
        end = _after_marks(whole, end, context_ids)
        pieces.append(whole[start:end])
        start = end
    pieces.append(whole[start:])
    ending = marks_of(pieces[-1], context_ids)
    return [one for piece in pieces if piece.strip() for one in _sentences(piece, ending, context_ids) if one.text]


def _stops(text: str, stops: str) -> list[int]:
    """Positions after each stop that stands outside quotations and brackets."""
    depth, found = 0, []
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
            # A quotation that ends its own sentence ends the one around it.
            if not depth and at and text[at - 1] in stops and character in "”」』":
                found.append(at + 1)
        elif character in stops and not depth:
            found.append(at + 1)
    return found


def _after_marks(text: str, at: int, context_ids: Sequence[str]) -> int:
    while True:
        rest = text[at:]
        blank = len(rest) - len(rest.lstrip(" \u3000"))
        match = _MARK.match(rest, blank)
        named = next((f"[{name}]" for name in context_ids if name and rest.startswith(f"[{name}]", blank)), None)
        if match is None and named is None:
            return at
        at += match.end() if match is not None else blank + len(named or "")


def _sentences(piece: str, ending: tuple[str, ...], context_ids: Sequence[str]) -> list[Sentence]:
    """One sentence, or two where part of it tells of silence and the rest makes a claim."""
    text = _BULLET.sub("", without_marks(piece, context_ids).strip()).replace("**", "").strip()
    marks = marks_of(piece, context_ids) or ending
    parted = Parted("", text) if text.endswith(("？", "?")) else part_silence(text)
    silent, claim = parted.silent, parted.claim
    if not silent and is_courtesy(text) and (marks or has_figures(text)):
        claim = without_courtesies(text) or text
    skipped = _why_skipped(claim, marked=bool(marks))
    sentences = [
        Sentence(text=silent, marks=marks, kind=_kind(silent), skipped=Skipped.HOLDINGS),
        Sentence(text=claim, marks=marks, kind=_kind(claim), skipped=skipped, is_rest=bool(silent)),
    ]
    return sentences if parted.opens_silent else sentences[::-1]


def _kind(text: str) -> SentenceKind:
    if find_quantities(text) or find_periods(text, today=_TODAY):
        return SentenceKind.NUMBER
    return SentenceKind.QUOTATION if quoted_spans(text) else SentenceKind.OTHER


def _why_skipped(text: str, *, marked: bool) -> Skipped | None:
    if text.endswith(("？", "?")):
        return Skipped.QUESTION
    if is_courtesy(text) and not marked:
        return Skipped.COURTESY
    ends_open = not text.endswith(tuple(_FULL_STOPS + _HALF_STOPS))
    short = ends_open and len(text) <= _LONGEST_HEADING and _kind(text) is SentenceKind.OTHER
    if not marked and (short or _LEADS_ON.search(text)):
        return Skipped.HEADING
    return None
