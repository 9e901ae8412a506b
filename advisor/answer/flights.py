"""Answers written by a model are made once: whoever asks the same meanwhile listens in, whoever asks it later gets it again.

Each is made in a thread of its own, so that a reader who leaves takes nothing from the others.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future

from advisor.answer.events import Event, Finished
from advisor.threads import in_thread

_KEPT = 256


class Flight:
    """The events of one answer under way or done; any number of readers, each from the first event on."""

    def __init__(self, make: Callable[[], Iterator[Event]], landed: Callable[[Flight], None]) -> None:
        self._events: list[Event] = []
        self._error: BaseException | None = None
        self._done = False
        self._changed = threading.Condition()
        self._landed = landed
        in_thread(lambda: self._fly(make), name="answer", ended=self._end)

    @property
    def last(self) -> Event | None:
        """The last event so far."""
        return self._events[-1] if self._events else None

    def events(self) -> Iterator[Event]:
        """Every event, as it comes. Raises what making the answer raised."""
        at = 0
        while True:
            with self._changed:
                while len(self._events) == at and not self._done:
                    self._changed.wait()
                fresh, done = self._events[at:], self._done
            at += len(fresh)
            yield from fresh
            if done and at == len(self._events):
                break
        if self._error is not None:
            raise self._error

    def _fly(self, make: Callable[[], Iterator[Event]]) -> None:
        for event in make():
            with self._changed:
                self._events.append(event)
                self._changed.notify_all()

    def _end(self, ended: Future[None]) -> None:
        self._error = ended.exception()
        self._landed(self)
        with self._changed:
            self._done = True
            self._changed.notify_all()


class Flights:
    """The answers under way, and those kept: only what a model wrote without a fault. `keep` False: none is kept."""

    def __init__(self, *, keep: bool, kept: int = _KEPT) -> None:
        self._keep, self._most = keep, kept
        self._lock = threading.Lock()
        self._flying: dict[Hashable, Flight] = {}
        self._landed: OrderedDict[Hashable, Flight] = OrderedDict()

    def events(self, key: Hashable, make: Callable[[], Iterator[Event]], *, anew: bool = False) -> Iterator[Event]:
        """The events of the answer with this key, made by `make` unless it is under way or kept; `anew`: not a kept one."""
        with self._lock:
            flight = self._flying.get(key)
            if flight is None and not anew:
                flight = self._landed.get(key)
            if flight is None:
                flight = Flight(make, lambda done: self._land(key, done))
                self._flying[key] = flight
            elif key in self._landed:
                self._landed.move_to_end(key)
        return flight.events()

    def _land(self, key: Hashable, flight: Flight) -> None:
        with self._lock:
            self._flying.pop(key, None)
            last = flight.last
            if not (self._keep and isinstance(last, Finished) and last.answer.written_whole):
                return
            self._landed[key] = flight
            self._landed.move_to_end(key)
            while len(self._landed) > self._most:
                self._landed.popitem(last=False)
