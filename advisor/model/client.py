"""The language model as the advisor uses it: retried where that helps, left alone where it keeps failing, never waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from advisor.model.faults import OF_THE_SERVER, RETRIED, ModelFault
from advisor.model.stream import Chat, Messages, PieceReader
from advisor.types import ModelOutcome

_ATTEMPTS = 3
_BACKOFF_S = (0.4, 1.2)
_FAILURES_IN_A_ROW = 3
_PAUSE_S = 30.0
_LONGEST_QUEUE_S = 3.0


@dataclass
class ModelClient:
    """One configured model, shared by every question and thread."""

    chat: Chat
    name: str
    concurrency: int = 32
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _failures: int = 0
    _paused_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.Semaphore | None = None

    def __post_init__(self) -> None:
        self._places = threading.Semaphore(self.concurrency)

    def begin(self) -> None:
        """Take a place among the calls under way. Raises ModelFault where the server is left alone or all are taken."""
        if self.clock() < self._paused_until:
            raise ModelFault(ModelOutcome.PAUSED)
        assert self._places is not None
        if not self._places.acquire(timeout=_LONGEST_QUEUE_S):
            raise ModelFault(ModelOutcome.BUSY)

    def end(self, outcome: ModelOutcome) -> None:
        """Give the place back where one was taken, and remember whether the server did its part."""
        if outcome in (ModelOutcome.PAUSED, ModelOutcome.BUSY):
            return
        assert self._places is not None
        self._places.release()
        with self._lock:
            self._failures = self._failures + 1 if outcome in OF_THE_SERVER else 0
            if self._failures >= _FAILURES_IN_A_ROW:
                self._paused_until = self.clock() + _PAUSE_S
                # One more failure after the pause begins the next one.
                self._failures = _FAILURES_IN_A_ROW - 1

    def reader(self, messages: Messages, *, max_tokens: int, deadline: float) -> PieceReader:
        """One attempt at a reply."""
        return PieceReader(self.chat, messages, max_tokens=max_tokens, deadline=deadline, clock=self.clock)

    def wait_before(self, attempt: int, fault: ModelFault, *, deadline: float) -> bool:
        """Wait before another attempt (2, 3 ...); False, at once, where none is worth it or the time does not allow one."""
        if attempt > _ATTEMPTS or fault.outcome not in RETRIED:
            return False
        pause = fault.retry_after if fault.retry_after is not None else _BACKOFF_S[min(attempt - 2, 1)]
        if self.clock() + pause >= deadline:
            return False
        self.sleep(pause)
        return True
