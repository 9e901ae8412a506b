"""Cutting what a model writes into sentences with the keys they cite, as the text comes in."""

from __future__ import annotations

import re

from advisor.types import Data

_END = re.compile(r"[。！？!?]|\n+")
_CLOSERS = "”’」』）) "
_KEY = re.compile(r"k[0-9a-f]{6,16}")
_BRACKETED = re.compile(r"[\[［【〔(（]\s*([^\[\]［］【】〔〕()（）\n]{1,80}?)\s*[\]］】〕)）]")
_KEYS_ONLY = re.compile(rf"(?:编号|来源|材料)?[:：]?\s*{_KEY.pattern}(?:[\s,，、;；和]+{_KEY.pattern})*")
# What models cite with when they make keys up: [1]、【来源2】、[a1b2c3]; never 〔2015〕, which belongs to a document number.
_INVENTED = re.compile(
    r"(?:来源|资料|材料|段落|文献|source|ref|doc|passage)\s*[:：#]?\s*\w{1,12}|\d{1,2}(?:[\s,，、]+\d{1,2})*|k?[0-9a-f]{5,16}",
    re.IGNORECASE,
)
_LEADING_KEYS = re.compile(rf"^(?:\s*[\[［【〔(（]\s*(?:{_KEYS_ONLY.pattern})\s*[\]］】〕)）])+")
_SQUARE = "[［【"
_DECORATION = re.compile(
    r"^\s*(?:#{1,6}\s*|[-*+•·]\s+|\(?\d{1,2}[.、)）]\s*|[（(][一二三四五六七八九十]{1,3}[）)]\s*)|\*\*|__|`"
)
_OPENERS = tuple("[［【〔")
_LONGEST_UNENDED, _LONGEST_KEYS = 600, 80


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
        """The last sentence, where the text ended properly but without a mark."""
        text, self._held = self._held, ""
        return self._marked(text)

    def _marked(self, text: str) -> list[Written]:
        """The sentence, with whether a line break stood before it."""
        before = text[: len(text) - len(text.lstrip())]
        written = [
            one.model_copy(update={"begins_paragraph": self._broken or "\n" in before}) for one in _written(text)
        ]
        self._broken = text.endswith("\n") or (self._broken and not written)
        return written

    def _complete(self) -> int | None:
        """Where the first complete sentence of what is held ends; None where there is none yet."""
        for end in _END.finditer(self._held):
            before, after = self._held[: end.start()], self._held[end.end() :]
            if not before.strip() and not end.group().strip():
                return end.end()
            if _inside_brackets(before):
                continue
            if end.group().startswith("\n"):
                return end.end()
            return self._with_keys(end.end(), after, cites="".join(keys_in(before)[0]) != "")
        if len(self._held) > _LONGEST_UNENDED:
            return len(self._held)
        return None

    def _with_keys(self, at: int, after: str, *, cites: bool) -> int | None:
        """Where a sentence ends whose keys may stand behind its mark; None while that cannot be told."""
        if cites:
            return at
        rest = after
        while True:
            stripped = rest.lstrip(_CLOSERS)
            match = _BRACKETED.match(stripped)
            if match and _cites(match):
                rest = stripped[match.end() :]
            elif not stripped or _may_become_keys(stripped, match):
                return None
            else:
                closed = len(rest) - len(rest.lstrip(_CLOSERS)) if rest is after else 0
                return at + len(after) - len(rest) + closed


def _may_become_keys(text: str, match: re.Match[str] | None) -> bool:
    """Whether a bracket was opened that may yet hold keys."""
    return match is None and text.startswith(_OPENERS) and len(text) <= _LONGEST_KEYS and "\n" not in text


def keys_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Keys of our form, keys that were made up, and the text without either."""
    keys: list[str] = []
    invented: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if not _cites(match):
            return match.group()
        ours = _KEY.findall(match[1])
        keys.extend(ours)
        if not ours:
            invented.append(match[1])
        return ""

    rest = _BRACKETED.sub(taken, text)
    return tuple(dict.fromkeys(keys)), tuple(invented), rest


def _cites(match: re.Match[str]) -> bool:
    inside = match[1].strip()
    if _KEYS_ONLY.fullmatch(inside):
        return True
    return match.group()[0] in _SQUARE and _INVENTED.fullmatch(inside) is not None


def _inside_brackets(text: str) -> bool:
    """Whether a mark stands inside a title or brackets that are still open."""
    return text.count("《") > text.count("》") or text.count("（") > text.count("）")


def _written(text: str) -> list[Written]:
    # Keys before the first word belong to a sentence that had its own; which they carry cannot be told.
    keys, invented, rest = keys_in(_LEADING_KEYS.sub("", text))
    plain = _DECORATION.sub("", rest).strip().lstrip(_CLOSERS)
    plain = re.sub(r"\s+(?=[。！？，；])", "", plain)
    if not plain.strip("。！？!?,，;；：: "):
        return []
    return [Written(text=plain + "”" * (plain.count("“") > plain.count("”")), keys=keys, invented=invented)]
