"""Taking the model's thinking (<think>…</think>) out of a stream, however its marks are written and cut into pieces."""

from __future__ import annotations

from dataclasses import dataclass

_NAMES = ("think", "thinking", "thought", "reasoning", "reflection")
_OPEN = (*(f"<{name}>" for name in _NAMES), "【思考】", "【思考过程】", "【推理】", "【推理过程】")
_CLOSE = tuple(f"</{name}>" for name in _NAMES)
# Headings of the answer close what a heading of thinking opened; by themselves they retract nothing.
_CLOSE_WITHIN = (*_CLOSE, "【/思考】", "【回答】", "【答案】", "【答复】", "【正文】", "【最终回答】", "【最终答案】")


@dataclass(frozen=True)
class _Mark:
    at: int
    end: int
    opens: bool


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
        while (mark := self._next_mark()) is not None:
            before, self._held = self._held[: mark.at], self._held[mark.end :]
            if not self._inside and mark.opens:
                visible.append(before)
            elif not self._inside:
                visible, self.retracted = [], True
            self._inside = mark.opens
        keep = _tail(self._held, _CLOSE_WITHIN if self._inside else (*_OPEN, *_CLOSE))
        if not self._inside:
            visible.append(self._held[: len(self._held) - keep])
        self._held = self._held[len(self._held) - keep :]
        return "".join(visible)

    def close(self) -> str:
        """What was kept back at the end; nothing where the thinking never ended."""
        rest = "" if self._inside else self._held
        self._held = ""
        return rest

    def _next_mark(self) -> _Mark | None:
        """The first mark of what is held that counts here: within thinking only what closes it."""
        folded = _lower_latin(self._held)
        marks = _CLOSE_WITHIN if self._inside else (*_OPEN, *_CLOSE)
        found = [
            _Mark(at, at + len(mark), opens=not self._inside and mark in _OPEN)
            for mark in marks
            if (at := folded.find(mark)) >= 0
        ]
        return min(found, key=lambda one: one.at, default=None)


_LATIN_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _lower_latin(text: str) -> str:
    """Small letters for A to Z alone: others may change the length of a text."""
    return text.translate(_LATIN_CAPITALS)


def _tail(text: str, marks: tuple[str, ...]) -> int:
    """How many characters at the end may be the start of a mark."""
    longest = max(map(len, marks)) - 1
    end = _lower_latin(text[-longest:])
    for size in range(len(end), 0, -1):
        if any(mark.startswith(end[-size:]) and len(mark) > size for mark in marks):
            return size
    return 0
