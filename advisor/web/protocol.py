"""What the page needs of an advisor, and an advisor that opens itself when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from datetime import date
from pathlib import Path
from typing import Protocol

import structlog

from advisor.answer.events import Event
from advisor.check.types import Check
from advisor.memo.compare_types import Choices, Matrix
from advisor.memo.desk import Desk
from advisor.memo.types import Memo
from advisor.statistics.ledger import Ledger
from advisor.statistics.lookup import Statistics
from advisor.types import Notice, Passage, Source, Turn

_log = structlog.get_logger(__name__)


class HoldingsProtocol(Protocol):
    """What is held, as far as the page shows it."""

    @property
    def city(self) -> str:
        """Name of the city advised."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""

    @property
    def passages(self) -> Mapping[str, Passage]:
        """Passages by id."""

    @property
    def rows(self) -> Sized:
        """Figures of the tables."""

    @property
    def notices(self) -> Sequence[Notice]:
        """Known problems with sources."""


class AdvisorProtocol(Protocol):
    """The part of `advisor.Advisor` that the page calls."""

    @property
    def holdings(self) -> HoldingsProtocol:
        """Everything held, read-only."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        as_of: date | None = None,
        model: bool = True,
        anew: bool = False,
    ) -> Iterator[Event]:
        """Events of one answer; the last is Finished. `model`, `anew`: as of `Advisor.stream`. Raises AdvisorError."""

    def check(self, text: str, *, as_of: date | None = None, progress: Callable[[str], None] | None = None) -> Check:
        """A draft checked sentence by sentence. Raises AdvisorError, and whatever `progress` raises."""

    def draft_memo(
        self,
        topic: str,
        *,
        areas: Sequence[str] = (),
        regions: Sequence[str] = (),
        form: str = "policy-advice",
        addressees: Sequence[str] = (),
        issuer: str | None = None,
        as_of: date | None = None,
        model: bool = True,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Memo:
        """A draft paper on a topic. `model`, `progress`: as of `Advisor.draft_memo`. Raises AdvisorError."""

    @property
    def uses_model(self) -> bool:
        """Whether a language model is configured."""

    @property
    def memo_desk(self) -> Desk:
        """What the functions of advisor.memo work with."""

    def compare(self, *, areas: Sequence[str] = (), regions: Sequence[str] = (), by: str = "area") -> Matrix:
        """Regions by areas or instruments, every statement checked. Raises AdvisorError."""

    def compare_choices(self) -> Choices:
        """What can be compared."""

    @property
    def workspace(self) -> Path:
        """The folder of the user's own files."""

    def statistics(self) -> Statistics:
        """The statistics tables, with the office's sign-offs."""

    def ledger(self) -> Ledger:
        """The office's signed-off figures."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by id, or None."""

    def source(self, source_id: str) -> Source | None:
        """One source by id, or None."""

    def carrying_spans(self, claim_text: str, passage_text: str) -> list[tuple[int, int]]:
        """Spans of the passage that carry the claim."""


class LateAdvisor:
    """Opens the real advisor on first use, so that the page is up before the index is.

    A failure to open is raised to whoever asked; the next call tries again.
    """

    def __init__(self, open_advisor: Callable[[], AdvisorProtocol]) -> None:
        self._open = open_advisor
        self._lock = threading.Lock()
        self._advisor: AdvisorProtocol | None = None

    def open_in_background(self, trial_question: str) -> None:
        """Begin to open it now, in a thread, and put one question to it, so that the first user need not wait."""
        threading.Thread(target=self._try, args=(trial_question,), name="open-advisor", daemon=True).start()

    @property
    def holdings(self) -> HoldingsProtocol:
        """Everything held, read-only."""
        return self._opened().holdings

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        as_of: date | None = None,
        model: bool = True,
        anew: bool = False,
    ) -> Iterator[Event]:
        """Events of one answer; the last is Finished. `model`, `anew`: as of `Advisor.stream`. Raises AdvisorError."""
        yield from self._opened().stream(question, history=history, as_of=as_of, model=model, anew=anew)

    def check(self, text: str, *, as_of: date | None = None, progress: Callable[[str], None] | None = None) -> Check:
        """A draft checked sentence by sentence. Raises AdvisorError, and whatever `progress` raises."""
        return self._opened().check(text, as_of=as_of, progress=progress)

    def draft_memo(
        self,
        topic: str,
        *,
        areas: Sequence[str] = (),
        regions: Sequence[str] = (),
        form: str = "policy-advice",
        addressees: Sequence[str] = (),
        issuer: str | None = None,
        as_of: date | None = None,
        model: bool = True,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Memo:
        """A draft paper on a topic. `model`, `progress`: as of `Advisor.draft_memo`. Raises AdvisorError."""
        return self._opened().draft_memo(
            topic,
            areas=areas,
            regions=regions,
            form=form,
            addressees=addressees,
            issuer=issuer,
            as_of=as_of,
            model=model,
            progress=progress,
        )

    @property
    def uses_model(self) -> bool:
        """Whether a language model is configured."""
        return self._opened().uses_model

    @property
    def memo_desk(self) -> Desk:
        """What the functions of advisor.memo work with."""
        return self._opened().memo_desk

    def compare(self, *, areas: Sequence[str] = (), regions: Sequence[str] = (), by: str = "area") -> Matrix:
        """Regions by areas or instruments, every statement checked. Raises AdvisorError."""
        return self._opened().compare(areas=areas, regions=regions, by=by)

    def compare_choices(self) -> Choices:
        """What can be compared."""
        return self._opened().compare_choices()

    @property
    def workspace(self) -> Path:
        """The folder of the user's own files."""
        return self._opened().workspace

    def statistics(self) -> Statistics:
        """The statistics tables, with the office's sign-offs."""
        return self._opened().statistics()

    def ledger(self) -> Ledger:
        """The office's signed-off figures."""
        return self._opened().ledger()

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by id, or None."""
        return self._opened().passage(passage_id)

    def source(self, source_id: str) -> Source | None:
        """One source by id, or None."""
        return self._opened().source(source_id)

    def carrying_spans(self, claim_text: str, passage_text: str) -> list[tuple[int, int]]:
        """Spans of the passage that carry the claim."""
        return self._opened().carrying_spans(claim_text, passage_text)

    def _opened(self) -> AdvisorProtocol:
        with self._lock:
            if self._advisor is None:
                self._advisor = self._open()
            return self._advisor

    def _try(self, question: str) -> None:
        try:
            for _ in self.stream(question, model=False):
                pass
        except Exception:  # noqa: BLE001 - nobody waits for this thread; whoever asks next gets the error as a line
            _log.exception("advisor could not be opened")
