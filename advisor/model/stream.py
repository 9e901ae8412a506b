"""One call of a chat model, read piece by piece against a clock that the reader may move."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from advisor.model.faults import ModelFault, fault_of
from advisor.threads import in_thread
from advisor.types import ModelOutcome

Messages = Sequence[tuple[str, str]]
# Why a server stopped that had been allowed no more tokens: the last words may be half a sentence.
_AT_THE_LIMIT = "length"
# How servers of several makes say that the model itself came to an end; whatever else they say, it was stopped.
_ENDED_ITSELF = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence", "completed"})
# After the last words only a count of tokens may come; a connection that stays open is not waited for.
_COUNT_WAITED_FOR_S = 1.0
_SENTENCE_ENDS = "。！？!?…\n”’」』）)〕】]"


@dataclass(frozen=True, slots=True)
class Piece:
    """What a server sent at once: text, and at the end why it stopped and what it counted."""

    text: str = ""
    finished: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


class Chat(Protocol):
    """Anything that answers messages piece by piece: the configured server, or a scripted one."""

    def load(self) -> None:
        """Make ready what a call needs on this side; does nothing the second time."""
        ...

    def pieces(self, messages: Messages, *, max_tokens: int) -> Iterator[Piece]:
        """The reply as it comes. May raise whatever its library raises."""
        ...


@dataclass
class PieceReader:
    """Reads a chat in a thread of its own, so that no silence of the server holds up the reader past `deadline`.

    `deadline` is on the clock of `time.monotonic`; the reader may move it between two pieces.
    """

    chat: Chat
    messages: Messages
    max_tokens: int
    deadline: float
    clock: Callable[[], float] = time.monotonic
    begun: bool = False
    last: Piece = field(default_factory=Piece)
    _text_end: str = ""

    def __iter__(self) -> Iterator[str]:
        """The pieces of text. Raises ModelFault; a reader that leaves early stops the call."""
        arrived: queue.SimpleQueue[Piece | Future[None]] = queue.SimpleQueue()
        stopped = threading.Event()
        in_thread(lambda: self._pump(arrived, stopped), name="model-reader", ended=arrived.put)
        try:
            yield from self._until_done(arrived)
        finally:
            stopped.set()

    def _until_done(self, arrived: queue.SimpleQueue[Piece | Future[None]]) -> Iterator[str]:
        until = math.inf
        while True:
            try:
                one = arrived.get(timeout=max(0.0, min(self.deadline, until) - self.clock()))
            except queue.Empty:
                if self.last.finished is None:
                    raise ModelFault(ModelOutcome.STALLED) from None
                self._finish()
                return
            if isinstance(one, Future):
                self._end(one)
                return
            self._note(one)
            if self.last.finished is not None:
                until = min(until, self.clock() + _COUNT_WAITED_FOR_S)
            if one.text:
                self.begun = True
                self._text_end = one.text
                yield one.text
            if self.clock() >= self.deadline and self.last.finished is None:
                raise ModelFault(ModelOutcome.STALLED)

    def _note(self, one: Piece) -> None:
        kept = self.last
        self.last = Piece(
            finished=one.finished or kept.finished,
            input_tokens=one.input_tokens or kept.input_tokens,
            output_tokens=one.output_tokens or kept.output_tokens,
        )

    def _end(self, ended: Future[None]) -> None:
        error = ended.exception()
        if error is not None and self.last.finished is None:
            raise fault_of(error, begun=self.begun) from error
        self._finish()

    def _finish(self) -> None:
        """The end of the reply by what the server said of it. Raises ModelFault where the model was stopped or cut off."""
        if self.last.finished == _AT_THE_LIMIT:
            raise ModelFault(ModelOutcome.TOO_LONG)
        if self.last.finished is not None and self.begun and self.last.finished.lower() not in _ENDED_ITSELF:
            raise ModelFault(ModelOutcome.CUT)
        if self.last.finished is None and self.begun and self._text_end.rstrip(" ")[-1:] not in _SENTENCE_ENDS:
            raise ModelFault(ModelOutcome.CUT)

    def _pump(self, arrived: queue.SimpleQueue[Piece | Future[None]], stopped: threading.Event) -> None:
        for piece in self.chat.pieces(self.messages, max_tokens=self.max_tokens):
            if stopped.is_set():
                break
            arrived.put(piece)
