"""Characters that no reader should be sent, taken out of what a server sends piece by piece."""

from __future__ import annotations

import re
import unicodedata

_HIGH, _LOW = r"[\ud800-\udbff]", r"[\udc00-\udfff]"
_PAIR = re.compile(_HIGH + _LOW)
_TERMINAL_CODE = re.compile(r"\x1b\[[0-9;?]{0,16}[@-~]")
_BEGUN = re.compile(_HIGH + r"\Z|\x1b(?:\[[0-9;?]{0,16})?\Z")
# Cc control, Cf bidirectional marks and those without width, Co private, Cs half a pair, Cn unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_KEPT = frozenset("\n\t")
_REPLACEMENT = "\ufffd"


class CharacterJoiner:
    """Joins what belongs together and came in two pieces: the halves of a character, the code of a colour (which is dropped)."""

    def __init__(self) -> None:
        self._begun = ""

    def feed(self, text: str) -> str:
        """The next piece with its pairs joined; what is only begun at its end waits for the rest."""
        text = self._begun + text
        waiting = _BEGUN.search(text)
        self._begun = waiting.group() if waiting else ""
        whole = text[: len(text) - len(self._begun)]
        return _TERMINAL_CODE.sub("", _PAIR.sub(_joined, whole))


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")


def readable(text: str) -> str:
    """The text without what cannot be seen or encoded: controls, marks of direction, halves of characters, U+FFFD."""
    return "".join(one for one in text if one in _KEPT or (one != _REPLACEMENT and not _is_unseen(one)))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN
