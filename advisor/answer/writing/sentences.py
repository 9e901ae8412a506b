"""Cutting what a model writes into sentences with the keys they cite, as the text comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.answer.writing.marks import citation_at, keys_in, no_sentence, only_keys, plain
from advisor.model.session import VisibleText
from advisor.types import Data

_END = re.compile(r"[。！？!?]|(?<=[\]］】〕)）}])\.|\n+")
_CLOSERS = "”’」』）) "
_LONGEST_UNENDED = 600


class Written(Data):
    """One sentence as the model wrote it, its marks taken out: known or not, the keys it cites."""

    text: str
    keys: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    begins_paragraph: bool = False


class SentenceReader:
    """Feeds on pieces of text; gives back each sentence once it, and what it cites, is complete."""

    def __init__(self) -> None:
        self._held = ""
        self._broken = True

    def feed(self, piece: str) -> list[Written]:
        """The sentences that are complete with this piece."""
        self._held += piece
        found: list[Written] = []
        while (cut := self._complete()) is not None:
            text, self._held = self._held[:cut], self._held[cut:]
            found += self._marked(text)
        return found

    def forget(self) -> None:
        """Drop what is held: it was thinking."""
        self._held = ""
        self._broken = True

    def close(self) -> list[Written]:
        """The last sentences, where the text ended properly but without a mark."""
        found = self.feed("\n")
        text, self._held = self._held, ""
        return [*found, *self._marked(text)]

    def _marked(self, text: str) -> list[Written]:
        """The sentence, with whether a line break stood before it."""
        before = text[: len(text) - len(text.lstrip())]
        begins = self._broken or "\n" in before
        written = [one.model_copy(update={"begins_paragraph": begins}) for one in _written(text, begins_line=begins)]
        self._broken = text.endswith("\n") or (self._broken and not written)
        return written

    def _complete(self) -> int | None:
        """Where the first complete sentence of what is held ends; None where there is none yet."""
        for end in _END.finditer(self._held):
            before, after = self._held[: end.start()], self._held[end.end() :]
            if end.group().startswith("\n"):
                return end.end()
            cites = bool(keys_in(before)[0])
            if _inside_brackets(before) or (end.group() == "." and not cites):
                continue
            return end.end() if cites else _with_keys(end.end(), after)
        if len(self._held) > _LONGEST_UNENDED:
            return len(self._held)
        return None


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


def _written(text: str, *, begins_line: bool) -> list[Written]:
    lead, rest = _leading(text.strip())
    keys, invented, bare = keys_in(rest)
    if no_sentence(bare) and not (keys and bare.lstrip().startswith("#")):
        return []
    # Keys before the first word of a line are the sentence's where it has no other. Within a line they belong to the
    # sentence before, which had its own; which they carry cannot be told.
    keys = keys or (keys_in(lead)[0] if begins_line else ())
    said = plain(bare).lstrip(_CLOSERS)
    said = re.sub(r"\s+(?=[。！？，；])", "", said)
    said = re.sub(r"(?<=[\u4e00-\u9fff”》）])\.$", "。", said)
    if not said.strip("。！？!?,，;；：:.、 "):
        return []
    return [Written(text=said + "”" * (said.count("“") > said.count("”")), keys=keys, invented=invented)]


def _leading(text: str) -> tuple[str, str]:
    """The citations that a text begins with, and the rest."""
    at = 0
    while (end := citation_at(text[at:].lstrip())) and only_keys(text[: len(text) - len(text[at:].lstrip()) + end]):
        at = len(text) - len(text[at:].lstrip()) + end
    return text[:at], text[at:].lstrip(" ：:，,、")
