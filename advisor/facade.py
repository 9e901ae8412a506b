"""The advisor as a Python object: open it once, ask it many times, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from advisor.answer.bench import Bench
from advisor.answer.events import Event, Finished
from advisor.answer.flights import Flights
from advisor.errors import AdvisorError, BadInput, ModelUnavailable
from advisor.grounding import carrying_spans
from advisor.grounding.context import Judge
from advisor.index.dense import open_dense
from advisor.library.record import Record
from advisor.model.configured import ConfiguredModel, open_model
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader
from advisor.search.retriever import Fusion, PolicyRetriever
from advisor.settings import Settings
from advisor.threads import in_thread
from advisor.types import Answer, Passage, Period, Source, Turn

if TYPE_CHECKING:
    from advisor.answer.enriching import EnrichReport
    from advisor.check.types import Check
    from advisor.memo.compare_types import Choices, Matrix
    from advisor.memo.desk import Desk
    from advisor.memo.types import Memo
    from advisor.statistics.ledger import Ledger
    from advisor.statistics.lookup import Statistics
    from advisor.statistics.types import ShownFigure

MAX_QUESTION = 2000


class Advisor:
    """Answers from one version of the record; takes up a newer version by itself when a build has made one."""

    def __init__(self, settings: Settings, *, briefly: bool = False, model: ConfiguredModel | None = None) -> None:
        self._settings = settings
        self._briefly = briefly
        self._lock = threading.Lock()
        self._desk: Desk | None = None
        self._model, self._model_warning = (model, None) if model else _model(settings)
        if self._model and not briefly:
            in_thread(self._model.client.chat.load, name="model-library", ended=lambda future: None)
        self._flights = Flights(keep=settings.llm_cache)
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

    @property
    def bench(self) -> Bench:
        """What the steps of an answer work with, of the newest version built."""
        return self._current()

    @property
    def uses_model(self) -> bool:
        """Whether a language model is configured and writes answers."""
        return self._model is not None

    def ask(
        self, question: str, *, history: Sequence[Turn | str] = (), as_of: date | None = None, model: bool = True
    ) -> Answer:
        """The answer to a question, complete and checked. Raises BadInput for a question too long to read.

        `model` False: without the language model, even where one is configured.
        """
        *_, last = self.stream(question, history=history, as_of=as_of, model=model)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        as_of: date | None = None,
        model: bool = True,
        anew: bool = False,
    ) -> Iterator[Event]:
        """The same answer as events: whole checked claims as they pass, notices, and last the finished answer.

        `anew`: have the model write it again, though an answer to the same question is kept.
        """
        if len(question) > MAX_QUESTION:
            raise BadInput(f"问题过长（{len(question)}字）；请缩短到{MAX_QUESTION}字以内，材料请用“校核”功能。")
        # Only a question needs the steps of an answer; a draft must not pay for their import.
        from advisor.answer.pipeline import stream_answer

        turns = [Turn(role="user", content=turn) if isinstance(turn, str) else turn for turn in history]
        bench, day = self._current(), as_of or date.today()
        configured = self._model
        if configured is None or not model:
            return stream_answer(question, bench, history=turns, as_of=day)

        def made() -> Iterator[Event]:
            return stream_answer(question, replace(bench, model=configured.session()), history=turns, as_of=day)

        said = tuple((turn.role, turn.content) for turn in turns)
        key = (
            question.strip(),
            said,
            day,
            bench.holdings.corpus_version,
            configured.client.name,
            configured.prompts_version,
        )
        return self._flights.events(key, made, anew=anew)

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
        model: bool = True,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Memo:
        """A draft paper on a topic, every sentence checked against what it cites; what is not held stands as 〔待核实〕〔待填〕.

        `form`, `areas`, `regions`: names as users write them; areas are understood from the topic where none is given.
        A configured language model then words it more fully, unless `model` is False; `progress` is told how many of
        how many stretches it has done.
        Raises BadInput, in one line, for a name that is not known or an addressee that the type does not allow.
        """
        from advisor.memo.asking import draft_memo

        desk = self.memo_desk
        memo = draft_memo(
            topic,
            desk,
            form=form,
            areas=areas,
            regions=regions,
            addressees=addressees,
            issuer=issuer,
            as_of=as_of or date.today(),
        )
        return self._worded(memo, desk, progress) if model and self._model is not None else memo

    def _worded(self, memo: Memo, desk: Desk, progress: Callable[[int, int], None]) -> Memo:
        """A draft worded more fully by the configured model."""
        from advisor.memo.model_wording import ModelWording
        from advisor.memo.wording import reworded

        assert self._model is not None
        return reworded(memo, ModelWording(self._model, desk.holdings), desk, progress=progress)

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
                judge=bench.judge,
            )
        signed = self.ledger().marks(bench.holdings.tables)
        if signed != self._desk.signed:
            self._desk = replace(self._desk, signed=signed)
        return self._desk

    def compare_choices(self) -> Choices:
        """What can be compared: areas, places, and the city's usual comparison."""
        from advisor.memo.compare import choices

        bench = self._current()
        return choices(self._record.city(), bench.holdings)

    @property
    def workspace(self) -> Path:
        """The folder of the user's own files: templates of papers, documents, logs."""
        return self._settings.home

    def enrich(self, *, limit: int | None = None, progress: Callable[[str], None]) -> EnrichReport:
        """Have the model write the questions that the user's own documents answer; a build then takes them up.

        Raises BadInput where no model is configured, ModelUnavailable where it fails; what was written stays.
        """
        from advisor.answer.enriching import enrich

        if self._model is None:
            raise BadInput(
                self._model_warning
                or "advisor enrich 要用语言模型；请先设置 ADVISOR_LLM_BASE_URL 和 ADVISOR_LLM_MODEL。"
            )
        return enrich(self._current(), self._model, limit=limit, progress=progress)

    def statistics(self) -> Statistics:
        """The statistics tables: lookups, calculations, definitions side by side. They show the office's sign-offs."""
        tables = self._current().holdings.tables
        return tables.with_marks(self.ledger().marks(tables))

    def ledger(self) -> Ledger:
        """The office's signed-off figures (口径台账) of this workspace."""
        from advisor.statistics.ledger import Ledger

        return Ledger(self._settings.ledger_path)

    def signed_off(
        self, indicator: str, region: str, period: Period | str, *, to_publish: bool = False
    ) -> ShownFigure | None:
        """The figure that the office signed off for an indicator, region and period, or None; see Ledger.signed_off."""
        return self.ledger().signed_off(self.statistics(), indicator, region, period, to_publish=to_publish)

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
        bench = _bench(self._settings, record, briefly=self._briefly)
        return record, replace(bench, warning=bench.warning or self._model_warning)


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


def _model(settings: Settings) -> tuple[ConfiguredModel | None, str | None]:
    """The configured model; one that is half configured, or whose prompts are broken, is named in a warning instead."""
    try:
        return open_model(settings), None
    except AdvisorError as error:
        return None, error.message
