"""Taking the model's thinking (<think>…</think>) out of a stream, however its marks are cut into pieces."""

from __future__ import annotations

_OPEN, _CLOSE = "<think>", "</think>"


class ThinkingFilter:
    """Gives back the text outside <think>…</think>.

    Some servers leave out the opening mark. A closing mark without one makes everything before it thinking: `feed` then
    sets `retracted`, and whoever took earlier text must forget what it has not shown yet.
    """

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self.retracted = False

    def feed(self, text: str) -> str:
        """The visible part of the next piece; what may be the start of a mark is kept until it is known."""
        self.retracted = False
        self._held += text
        visible: list[str] = []
        while True:
            mark = _CLOSE if self._inside else _next_mark(self._held)
            at = self._held.find(mark)
            if at < 0:
                break
            before, self._held = self._held[:at], self._held[at + len(mark) :]
            if not self._inside and mark == _OPEN:
                visible.append(before)
            elif not self._inside:
                visible, self.retracted = [], True
            self._inside = mark == _OPEN
        keep = _tail(self._held, (_CLOSE,) if self._inside else (_OPEN, _CLOSE))
        if not self._inside:
            visible.append(self._held[: len(self._held) - keep])
        self._held = self._held[len(self._held) - keep :]
        return "".join(visible)

    def close(self) -> str:
        """What was kept back at the end; nothing where the thinking never ended."""
        rest = "" if self._inside else self._held
        self._held = ""
        return rest


def _next_mark(text: str) -> str:
    """Which mark comes first outside thinking; the opening one where neither does."""
    opening, closing = text.find(_OPEN), text.find(_CLOSE)
    return _CLOSE if closing >= 0 and (opening < 0 or closing < opening) else _OPEN


def _tail(text: str, marks: tuple[str, ...]) -> int:
    """How many characters at the end may be the start of a mark."""
    longest = max(map(len, marks)) - 1
    for size in range(min(longest, len(text)), 0, -1):
        if any(mark.startswith(text[-size:]) for mark in marks):
            return size
    return 0
