"""Work in a thread of its own whose failure is carried to whoever waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future


def in_thread(work: Callable[[], None], *, name: str, ended: Callable[[Future[None]], None]) -> None:
    """Run `work` in a daemon thread; `ended` is then told, in that thread, with what it raised, if anything.

    A daemon, so that nothing that is no longer waited for keeps the process from ending.
    """
    future: Future[None] = Future()

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - carried to whoever waits, and raised there
            future.set_exception(error)
        else:
            future.set_result(None)
        ended(future)

    threading.Thread(target=run, daemon=True, name=name).start()
