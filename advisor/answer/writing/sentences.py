"""Cutting what a model writes into sentences with the keys they cite, as the text comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.answer.writing.governing import governing
from advisor.answer.writing.leads import Leads, Line, leads_in
from advisor.answer.writing.marks import citation_at, keys_in, no_sentence, only_keys, plain
from advisor.answer.writing.objects import ObjectText
from advisor.answer.writing.tables import Table, is_row
from advisor.model.session import VisibleText
from advisor.types import Data

_END = re.compile(r"[。！？!?]|(?<=[\]］】〕)）}])\.|(?<=[\u4e00-\u9fff”》）%])\.(?=[\s\u4e00-\u9fff\[［【〔(（])|\n")
_CLOSERS = "”’」』）) "
_LONGEST_UNENDED = 600
# As much of the next line as tells whether it goes on with this one, or begins with a mark of its own.
_LOOKED_AHEAD = 8
_OWN_LINE = re.compile(
    r"(?:[-*+•·●▪◦○]\s|[•·●▪#>|`<‹]|\*\*|__|\(?\d{1,2}(?:[、)）]|\.(?!\d))|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四五六七八九十]{1,3}[，,、：:]|[=_-]{3})"
)
_ENDED = re.compile(r"[。！？!?；;.][”’」』）)\]*_\s]*$")
_LONGEST_HEADING = 30
_BACKSLASHED = re.compile(r"\\+(?=[\[\](){}$])")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]*)+")
_HAN_END = re.compile(r"[\u4e00-\u9fff”》）%]$")
_KEY_END = re.compile(r"(?:[\]］】〕)）}｝>＞]|[kK][0-9a-fA-F]{6,16})[*_\s$]*$")


class Written(Data):
    """One sentence as the model wrote it, its marks taken out: known or not, the keys it cites.

    What led it in (平台不得：) is part of its text. `ended`: it has a mark or a key at its end.
    """

    text: str
    keys: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    begins_paragraph: bool = False
    ended: bool = True


class SentenceReader:
    """Feeds on pieces of text; gives back each sentence once it, and what it cites, is complete."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Drop what is held: it was thinking."""
        self._objects, self._leads, self._table = ObjectText(), Leads(), Table()
        self._held, self._backslash = "", ""
        self._line_breaks = 1
        self._like_a_heading = ""

    def feed(self, piece: str) -> list[Written]:
        """The sentences that are complete with this piece."""
        return self._complete_in(self._objects.feed(piece))

    def close(self) -> list[Written]:
        """The last sentences, where the text ended properly but without a mark."""
        found = self._complete_in(f"{self._objects.close()}\n\n")
        text, self._held = self._held, ""
        return [*found, *self._read(text), *self._rows(self._table.end())]

    def _complete_in(self, text: str) -> list[Written]:
        self._hold(text)
        found: list[Written] = []
        while (cut := self._complete()) is not None:
            text, self._held = self._held[:cut], self._held[cut:]
            found += self._read(text)
        return found

    def _hold(self, text: str) -> None:
        """Keep text without the backslashes before brackets; one at its end waits for what follows."""
        text = _BACKSLASHED.sub("", self._backslash + text)
        bare = text.rstrip("\\")
        self._backslash = text[len(bare) :]
        self._held += bare

    def _read(self, text: str) -> list[Written]:
        """What a complete stretch says: a sentence, the row of a table, or nothing but what leads in others."""
        if not text.strip():
            self._line_breaks += text.count("\n")
            return self._rows(self._table.end())
        begins, after_blank = self._line_breaks > 0, self._line_breaks > 1
        self._line_breaks = len(text) - len(text.rstrip("\n"))
        if begins and is_row(text):
            return self._rows(self._table.row(text))
        waited = self._rows(self._table.end()) if begins else []
        line = _QUOTED.sub("", text)
        if begins:
            self._line_begins(Line.of(line), after_blank=after_blank)
        written = self._sentence(line, begins=begins)
        if begins and not written:
            self._line_breaks = max(self._line_breaks, 1)
        return [*waited, *written]

    def _rows(self, rows: list[str]) -> list[Written]:
        return [one for row in rows if (one := _parsed(row, begins_line=True).written(begins=True)) is not None]

    def _line_begins(self, line: Line, *, after_blank: bool) -> None:
        """Settle which lines lead this one in: one with no mark at its end does where a list follows it."""
        if self._like_a_heading and line.kind:
            self._leads.lead_in(self._like_a_heading, ())
        self._like_a_heading = ""
        self._leads.begin(line, after_blank=after_blank)

    def _sentence(self, text: str, *, begins: bool) -> list[Written]:
        one = _parsed(text, begins_line=begins)
        if one.heading or leads_in(one.said):
            self._leads_in(one)
            return []
        if one.said.count("|") > 1:
            return []
        led, keys = self._leads.over(one.said)
        self._leads.sentence_ended(one.said)
        written = one.written(begins=begins, said=led, inherited=keys)
        if written is not None and begins and not written.ended and len(one.said) <= _LONGEST_HEADING:
            self._like_a_heading = one.said if governing(one.said) else ""
        return [] if written is None else [written]

    def _leads_in(self, one: _Parsed) -> None:
        """Keep a heading, or a line that ends in a colon, for what stands under it."""
        if leads_in(one.said) and not one.bare.lstrip().startswith("#"):
            self._leads.lead_in(one.said, one.keys)
        elif one.bare.lstrip().startswith(("#", "**")):
            self._leads.heading(one.said)

    def _complete(self) -> int | None:
        """Where the first complete sentence of what is held ends; None where there is none yet."""
        if is_row(self._held):
            return self._held.find("\n") + 1 or None
        for end in _END.finditer(self._held):
            before, after = self._held[: end.start()], self._held[end.end() :]
            if end.group() == "\n":
                ended = _line_ends(before, after)
                if ended is None:
                    return None
                if ended:
                    return end.end()
                continue
            cites = bool(keys_in(before)[0])
            if _inside_brackets(before) or (end.group() == "." and not cites and not _HAN_END.search(before)):
                continue
            return end.end() if cites else _with_keys(end.end(), after)
        if len(self._held) > _LONGEST_UNENDED:
            return len(self._held)
        return None


@dataclass(frozen=True)
class _Parsed:
    """A stretch of text taken apart: its keys, and what is left when marks are taken out."""

    bare: str
    said: str
    keys: tuple[str, ...]
    invented: tuple[str, ...]
    heading: bool

    def written(self, *, begins: bool, said: str | None = None, inherited: tuple[str, ...] = ()) -> Written | None:
        """The sentence, or what it amounts to under its lead; None where there are no words in it."""
        if self.heading or not self.said.strip("。！？!?,，;；：:.、 "):
            return None
        text = self.said if said is None else said
        return Written(
            text=text + "”" * (text.count("“") > text.count("”")),
            keys=self.keys or inherited,
            invented=self.invented,
            begins_paragraph=begins,
            ended=bool(self.keys or _ENDED.search(self.said)),
        )


def _parsed(text: str, *, begins_line: bool) -> _Parsed:
    lead, rest = _leading(text.strip())
    keys, invented, bare = keys_in(rest)
    heading = no_sentence(bare) and not (keys and bare.lstrip().startswith("#"))
    # Keys before the first word of a line are the sentence's where it has no other. Within a line they belong to the
    # sentence before, which had its own; which they carry cannot be told.
    keys = keys or (keys_in(lead)[0] if begins_line else ())
    said = plain(_one_line(bare)).lstrip(_CLOSERS)
    said = re.sub(r"\s+(?=[。！？，；：])", "", said)
    said = re.sub(r"(?<=[\u4e00-\u9fff”》）%])\.$", "。", said)
    return _Parsed(bare=bare, said=said, keys=keys, invented=invented, heading=heading)


def _one_line(text: str) -> str:
    """Text broken within a sentence, as one line; a space stays between words of Latin letters."""
    return re.sub(r"\s*\n\s*(?:>\s*)*", "", re.sub(r"(?<=[A-Za-z,])\s*\n\s*(?=[A-Za-z])", " ", text))


def _line_ends(before: str, after: str) -> bool | None:
    """Whether what is held ends with its line, or goes on in the next; None while that cannot be told."""
    line = before.strip()
    keys, invented, bare = keys_in(line)
    if not line or no_sentence(bare) or leads_in(plain(bare)) or _ENDED.search(bare):
        return True
    if (keys or invented) and _KEY_END.search(line):
        return True
    rest = after.lstrip(" \t")
    rest = _QUOTED.sub("", rest) if line.startswith(">") else rest
    if rest.startswith("\n"):
        return True
    if len(rest) < _LOOKED_AHEAD and "\n" not in rest:
        return None
    return _OWN_LINE.match(rest[:_LOOKED_AHEAD].partition("\n")[0] + "\n") is not None


def sentences_of(stream: VisibleText) -> Iterator[list[Written]]:
    """The sentences complete with each piece of a reply, then the last ones. Raises ModelFault.

    Where `stream.retracted` is set, all that was given before was thinking.
    """
    reader = SentenceReader()
    for piece in stream:
        if stream.retracted:
            reader.forget()
        yield reader.feed(piece)
    yield reader.close()


def _with_keys(at: int, after: str) -> int | None:
    """Where a sentence ends whose keys may stand behind its mark; None while that cannot be told."""
    rest = after
    while True:
        stripped = rest.lstrip(_CLOSERS)
        if not stripped:
            return None
        cited = citation_at(stripped)
        if cited is None:
            return None
        if cited == 0:
            break
        rest = stripped[cited:]
    if rest is after and stripped.startswith("\n"):
        return _with_line_of_keys(at, after, stripped)
    closed = len(rest) - len(rest.lstrip(_CLOSERS)) if rest is after else 0
    return at + len(after) - len(rest) + closed


def _with_line_of_keys(at: int, after: str, below: str) -> int | None:
    """Where a sentence ends whose keys may stand on a line of their own below it; None while that cannot be told."""
    line, ended, more = below.lstrip().partition("\n")
    if line and citation_at(line) == 0:
        return at + len(after) - len(below)
    if not ended:
        return None
    return at + len(after) - len(more) if only_keys(line) else at + len(after) - len(below)


def _inside_brackets(text: str) -> bool:
    """Whether a mark stands inside a title or brackets that are still open."""
    return text.count("《") > text.count("》") or text.count("（") > text.count("）")


def _leading(text: str) -> tuple[str, str]:
    """The citations that a text begins with, and the rest."""
    at = 0
    while (end := citation_at(text[at:].lstrip())) and only_keys(text[: len(text) - len(text[at:].lstrip()) + end]):
        at = len(text) - len(text[at:].lstrip()) + end
    return text[:at], text[at:].lstrip(" ：:，,、")
