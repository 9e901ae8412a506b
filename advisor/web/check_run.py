"""Running checks for the sessions of the page: one at a time a session, with progress, and stopped on request."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event

from advisor.check.types import Check
from advisor.errors import AdvisorError
from advisor.types import Data
from advisor.web import check_wording as wording
from advisor.web.check_upload import read_upload, shown_name
from advisor.web.check_view import ShownCheck, shown_check
from advisor.web.faults import logged
from advisor.web.protocol import AdvisorProtocol

_AT_ONCE = 2
_TICK = 0.4


class CheckStep(Data):
    """What the page shows next: a line on how far it is, or a line on what is wrong, or the result.

    A line that is empty clears the one before; no result leaves the one before.
    """

    progress: str = ""
    complaint: str = ""
    result: ShownCheck | None = None
    running: bool = False


class UploadStep(Data):
    """The text of a file, or what is wrong with it; no text leaves the draft as it is."""

    draft: str | None = None
    progress: str = ""
    complaint: str = ""


class _Stopped(Exception):
    """Ends a check from within its report of progress."""


class _Run:
    """One check in progress."""

    def __init__(self, draft: str) -> None:
        self.line = wording.CHECKING.format(characters=len(draft))
        self.stopped = Event()

    def tell(self, line: str) -> None:
        """Progress of the check; the place where it can be ended."""
        if self.stopped.is_set():
            raise _Stopped
        self.line = line


class CheckRuns:
    """The checks of all sessions. A few run at once, the others wait their turn."""

    def __init__(self, advisor: AdvisorProtocol) -> None:
        self._advisor = advisor
        self._workers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="check")
        self._running: dict[str, _Run] = {}

    def steps(self, session: str, draft: str) -> Iterator[CheckStep]:
        """The steps of a check. Never raises: the last step says what failed. Closing the iterator ends the check."""
        if not draft.strip():
            yield CheckStep(complaint=wording.EMPTY_DRAFT)
            return
        try:
            yield from self._steps(session, draft)
        except AdvisorError as error:
            yield CheckStep(complaint=error.message)
        except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps the draft
            yield CheckStep(complaint=wording.failure(logged("check failed", error)))

    def stop(self, session: str) -> None:
        """End the check of a session, if there is one."""
        run = self._running.get(session)
        if run is not None:
            run.stopped.set()

    def _steps(self, session: str, draft: str) -> Iterator[CheckStep]:
        run = _Run(draft)
        with self._registered(session, run):
            future = self._workers.submit(self._checked, draft, run)
            while not future.done() and not run.stopped.is_set():
                yield CheckStep(progress=run.line if _begun(future) else wording.WAITING, running=True)
                wait([future], timeout=_TICK)
            if run.stopped.is_set():
                future.cancel()
                yield CheckStep(progress=wording.STOPPED)
            else:
                yield CheckStep(result=shown_check(future.result(), draft, self._advisor))

    def _checked(self, draft: str, run: _Run) -> Check:
        run.tell(run.line)
        return self._advisor.check(draft, progress=run.tell)

    @contextmanager
    def _registered(self, session: str, run: _Run) -> Iterator[None]:
        """A session has one check; a second one ends the first, and so does the end of the session."""
        self.stop(session)
        self._running[session] = run
        try:
            yield
        finally:
            run.stopped.set()
            if self._running.get(session) is run:
                del self._running[session]


def _begun(future: Future[Check]) -> bool:
    return future.running() or future.done()


def upload(name: str, size: int, encoded: str) -> UploadStep:
    """What becomes of a file that the user chose. Never raises."""
    try:
        draft = read_upload(name, size, encoded)
    except AdvisorError as error:
        return UploadStep(complaint=error.message)
    except Exception as error:  # noqa: BLE001 - the edge of the page: a file damaged in a way nobody foresaw
        return UploadStep(complaint=wording.failure(logged("upload failed", error)))
    return UploadStep(draft=draft, progress=wording.READ.format(name=shown_name(name), characters=len(draft)))
