"""The advisor as a Python object: open it once, ask it many times, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from advisor.answer.bench import Bench
from advisor.answer.events import Event, events_of
from advisor.answer.pipeline import answer_question
from advisor.errors import BadInput, ModelUnavailable
from advisor.grounding import carrying_spans
from advisor.grounding.context import Judge
from advisor.index.dense import open_dense
from advisor.library.record import Record
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader
from advisor.search.retriever import Fusion, PolicyRetriever
from advisor.settings import Settings
from advisor.types import Answer, Passage, Source, Turn

if TYPE_CHECKING:
    from advisor.check.types import Check
    from advisor.memo.compare_types import Matrix
    from advisor.memo.desk import Desk
    from advisor.memo.types import Memo

MAX_QUESTION = 2000


class Advisor:
    """Answers from one version of the record; takes up a newer version by itself when a build has made one."""

    def __init__(self, settings: Settings, *, briefly: bool = False) -> None:
        self._settings = settings
        self._briefly = briefly
        self._lock = threading.Lock()
        self._desk: Desk | None = None
        self._record, self._bench = self._open_bench()

    @classmethod
    def open(cls, settings: Settings | None = None, *, briefly: bool = False) -> Self:
        """Open the record of the workspace. Raises SourceUnusable where none was built.

        `briefly` is for a process that answers one question: loading Chroma would take longer than scanning without it.
        """
        return cls(settings or Settings.load(), briefly=briefly)

    @property
    def holdings(self) -> Holdings:
        """Everything held, read-only."""
        return self._current().holdings

    def ask(self, question: str, *, history: Sequence[Turn | str] = (), as_of: date | None = None) -> Answer:
        """The answer to a question, complete and checked. Raises BadInput for a question too long to read."""
        if len(question) > MAX_QUESTION:
            raise BadInput(f"问题过长（{len(question)}字）；请缩短到{MAX_QUESTION}字以内，材料请用“校核”功能。")
        turns = [Turn(role="user", content=turn) if isinstance(turn, str) else turn for turn in history]
        return answer_question(question, self._current(), history=turns, as_of=as_of)

    def stream(
        self, question: str, *, history: Sequence[Turn | str] = (), as_of: date | None = None
    ) -> Iterator[Event]:
        """The same answer as events: whole checked claims, notices, and last the finished answer."""
        yield from events_of(self.ask(question, history=history, as_of=as_of))

    def check(self, text: str, *, as_of: date | None = None, progress: Callable[[str], None] | None = None) -> Check:
        """A draft checked sentence by sentence against the library. Raises BadInput for one that is empty or too long.

        `as_of`: the day on which validity is judged, today unless given; `progress` is told how far a long draft has come.
        """
        # Only a check needs this room; a question must not pay for its import.
        from advisor.check.checking import DraftChecker
        from advisor.check.files import checked

        bench = self._current()
        checker = DraftChecker(
            bench.holdings,
            bench.retriever,
            stale_after_days=bench.settings.stale_after_days,
            warning=bench.warning,
        )
        return checker.check(checked(text, "草稿"), as_of=as_of or date.today(), progress=progress)

    def compare(
        self,
        *,
        areas: Sequence[str] = (),
        regions: Sequence[str] = (),
        by: str = "area",
        as_of: date | None = None,
    ) -> Matrix:
        """Regions by areas, or by instruments (`by="instrument"`), every statement checked; with gaps and documents to ask for.

        `areas`, `regions`: names as users write them; all six and the city's usual comparison where none is given.
        Raises BadInput for a name that is not known.
        """
        from advisor.memo.compare import Comparer
        from advisor.memo.compare_rows import area_named, way_named

        bench = self._current()
        comparer = Comparer(
            bench.holdings,
            bench.retriever,
            self._record.city(),
            stale_after_days=bench.settings.stale_after_days,
            judge=bench.judge,
            warning=bench.warning,
        )
        chosen = [area_named(name, bench.holdings.lexicon) for name in areas]
        return comparer.compare(areas=chosen, regions=regions, by=way_named(by), as_of=as_of or date.today())

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
    ) -> Memo:
        """A draft paper on a topic, every sentence checked against what it cites; what is not held stands as 〔待核实〕〔待填〕.

        `form`, `areas`, `regions`: names as users write them; areas are understood from the topic where none is given.
        Raises BadInput, in one line, for a name that is not known or an addressee that the type does not allow.
        """
        from advisor.memo.asking import draft_memo

        return draft_memo(
            topic,
            self.memo_desk,
            form=form,
            areas=areas,
            regions=regions,
            addressees=addressees,
            issuer=issuer,
            as_of=as_of or date.today(),
        )

    @property
    def memo_desk(self) -> Desk:
        """What the functions of advisor.memo work with: set, edit and check a draft."""
        from advisor.memo.desk import Desk

        bench = self._current()
        if self._desk is None or self._desk.holdings is not bench.holdings:
            self._desk = Desk(
                holdings=bench.holdings,
                retriever=bench.retriever,
                facts=self._record.drafting(),
                city=self._record.city(),
                stale_after_days=bench.settings.stale_after_days,
                warning=bench.warning,
            )
        return self._desk

    @property
    def workspace(self) -> Path:
        """The folder of the user's own files: templates of papers, documents, logs."""
        return self._settings.home

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by id, or None."""
        return self._current().holdings.passages.get(passage_id)

    def source(self, source_id: str) -> Source | None:
        """One source by id, or None."""
        return self._current().holdings.sources.get(source_id)

    def carrying_spans(self, claim_text: str, passage_text: str) -> list[tuple[int, int]]:
        """Spans of the passage that carry the claim, for highlighting."""
        return carrying_spans(claim_text, passage_text)

    def _current(self) -> Bench:
        """The bench of the newest version built; an answer under way keeps the one it began with."""
        with self._lock:
            if not self._record.is_current():
                self._record, self._bench = self._open_bench()
            return self._bench

    def _open_bench(self) -> tuple[Record, Bench]:
        record = Record.open(self._settings.record_path)
        return record, _bench(self._settings, record, briefly=self._briefly)


def _bench(settings: Settings, record: Record, *, briefly: bool) -> Bench:
    holdings = Holdings.load(record)
    dense = open_dense(settings, record, prefer_exact=briefly)
    retriever = PolicyRetriever(
        passages=holdings.passages,
        sources=holdings.sources,
        words=record,
        vectors=dense.index,
        embedder=dense.embedder,
        fusion=Fusion(record.embedding().fusion),
    )
    judge, judge_warning = _judge(settings)
    return Bench(
        settings=settings,
        holdings=holdings,
        reader=QuestionReader(holdings.lexicon),
        retriever=retriever,
        embedding_name=record.embedding().name,
        judge=judge,
        warning=dense.warning or judge_warning,
    )


def _judge(settings: Settings) -> tuple[Judge | None, str | None]:
    """The configured second opinion; a model that cannot be loaded is named in a warning, and the engine goes on alone."""
    if settings.judge_model is None:
        return None, None
    from advisor.grounding.cross_encoder import CrossEncoderJudge

    try:
        return CrossEncoderJudge(settings.judge_model), None
    except ModelUnavailable as error:
        return None, error.message
