"""`advisor build`: read the library, embed what is new, build Chroma aside, replace the record in one transaction."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from advisor.errors import ModelUnavailable, SourceUnusable
from advisor.index.embedding import Embedder, default_embedder, embedded_text, load_embedder, wanted_embedder
from advisor.index.generation import build_generation, is_usable, remove_others
from advisor.index.hashed import HashedEmbedder
from advisor.index.self_check import self_check
from advisor.library.identity import digest
from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.library.knowledge import fingerprint as files_fingerprint
from advisor.library.record import EmbeddingInfo, Record
from advisor.library.record_writer import Content, replace, set_generation, stored_vectors
from advisor.types import Data

if TYPE_CHECKING:
    from advisor.settings import Settings

Progress = Callable[[str], None]
Vectors = dict[str, tuple[str, NDArray[np.float32]]]

# Raised when a build of unchanged files would write something else.
_BUILD_FORMAT = "1"
_LOCK_SECONDS = 120.0


class BuildReport(Data):
    """What a build did."""

    changed: bool
    sources: int
    passages: int
    embedded: int
    embedding: str
    weight: float
    generation: str | None
    corpus_version: str
    warnings: tuple[str, ...]
    seconds: float

    @property
    def summary(self) -> str:
        """One Chinese line for the user."""
        done = "索引已更新" if self.changed else "索引没有变化"
        return f"{done}：{self.sources}个来源，{self.passages}段，用时{self.seconds:.1f}秒。"


def build(settings: Settings, *, progress: Progress = lambda line: None) -> BuildReport:
    """Refresh record and index. Does nothing when nothing changed; the old version serves until the last moment.

    `progress` receives Chinese lines. Raises SourceUnusable when the library is faulty (the old index stays), when
    another build does not end, or when the record cannot be written.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.home / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("另一个构建正在进行，等待它结束……")
        _wait_for(lock)
    try:
        return _Build(settings, progress).run()
    except sqlite3.DatabaseError as error:
        todo = "请检查磁盘空间和权限；仍不行就删除它后重新构建"
        raise SourceUnusable(f"索引文件 {settings.record_path} 写不进去（{error}）；{todo}。") from error
    finally:
        lock.release()


def needs_build(settings: Settings) -> bool:
    """Whether files, model or program changed since the last build. Takes milliseconds; checks nothing else."""
    try:
        with Record.open(settings.record_path) as record:
            return record.fingerprint() != _fingerprint(settings)
    except SourceUnusable:
        return True


class _Build:
    def __init__(self, settings: Settings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._started = time.monotonic()
        self._warnings: list[str] = []

    def run(self) -> BuildReport:
        reach("locked")
        old = self._old_record()
        old_generation = old.generation() if old else None
        remove_others(self._settings, {old_generation} if old_generation else set())
        mark = _fingerprint(self._settings)
        if old is not None and old.fingerprint() == mark:
            return self._unchanged(old)
        if old is not None:
            old.close()
        return self._renew(mark, old_generation)

    def _old_record(self) -> Record | None:
        try:
            return Record.open(self._settings.record_path)
        except SourceUnusable:
            return None

    def _unchanged(self, old: Record) -> BuildReport:
        """Only the derived index may need work: it is missing, damaged, or opening it crashed."""
        generation = old.generation()
        if not is_usable(self._settings, generation) and old.embedding().weight > 0:
            self._progress("知识没有变化；向量索引缺失或可疑，正在重建……")
            generation = self._generation(*old.vectors())
            set_generation(self._settings.record_path, generation)
            self._tidy(generation, old.generation())
        else:
            self._progress("知识没有变化，索引已是最新。")
        with old:
            return self._report(old, changed=False, embedded=0, generation=generation)

    def _renew(self, mark: str, old_generation: str | None) -> BuildReport:
        self._progress("读取并校验知识库……")
        knowledge = load_knowledge(self._settings.knowledge, own_documents=self._settings.documents_folder)
        reach("loaded")
        embedder = self._embedder(knowledge)
        vectors, embedded = self._embed(knowledge, embedder)
        info = self._embedding_info(knowledge, embedder)
        reach("embedded")
        generation = None
        if info.weight > 0:
            self._progress("建立向量索引……")
            rows = [vector for _, vector in vectors.values()]
            generation = self._generation(list(vectors), np.array(rows, dtype=np.float32))
        self._progress("写入记录……")
        content = Content(knowledge, info, embedder.state, vectors, generation, mark)
        replace(self._settings.record_path, content, stage=reach)
        self._tidy(generation, old_generation)
        reach("tidied")
        with Record.open(self._settings.record_path) as record:
            return self._report(record, changed=True, embedded=embedded, generation=generation)

    def _embedder(self, knowledge: Knowledge) -> Embedder:
        """The wanted embedder; the bundled one, with a warning, where the wanted one cannot be loaded."""
        try:
            embedder = load_embedder(self._settings)
        except ModelUnavailable as error:
            self._warn(f"{error.message}本次改用自带的向量模型。")
            embedder = default_embedder()
        if isinstance(embedder, HashedEmbedder):
            return HashedEmbedder.learned_from(embedded_text(passage) for passage in knowledge.passages)
        return embedder

    def _embed(self, knowledge: Knowledge, embedder: Embedder) -> tuple[Vectors, int]:
        """Vectors of all passages, in order, and how many had to be computed: the others are taken over."""
        held = stored_vectors(self._settings.record_path, embedder.name)
        vectors: Vectors = {}
        missing: list[tuple[str, str, str]] = []
        for passage in knowledge.passages:
            text = embedded_text(passage)
            text_hash = digest([text])[:16]
            known_hash, blob = held.get(passage.id, ("", b""))
            if known_hash == text_hash:
                vectors[passage.id] = text_hash, np.frombuffer(blob, dtype=np.float16).astype(np.float32)
            else:
                missing.append((passage.id, text_hash, text))
        if missing:
            self._progress(f"计算{len(missing)}段的向量……")
            computed = embedder.embed([text for _, _, text in missing])
            for row, (passage_id, text_hash, _) in enumerate(missing):
                vectors[passage_id] = text_hash, computed[row]
        return {passage.id: vectors[passage.id] for passage in knowledge.passages}, len(missing)

    def _embedding_info(self, knowledge: Knowledge, embedder: Embedder) -> EmbeddingInfo:
        weight = embedder.weight
        if self._settings.embedding_model and embedder.name == wanted_embedder(self._settings):
            self._progress("用二十个中文问题检验向量模型……")
            result = self_check(embedder, [embedded_text(passage) for passage in knowledge.passages])
            if not result.passed:
                weight = 0.0
                self._warn(
                    f"向量模型“{self._settings.embedding_model}”的中文检索自检不合格（前十命中"
                    f"{result.vector_recall:.0%}，逐字检索为{result.lexical_recall:.0%}），已停用向量；请换用中文模型。"
                )
        return EmbeddingInfo(name=embedder.name, dimension=embedder.dimension, weight=weight, fusion=embedder.fusion)

    def _generation(self, ids: list[str], vectors: NDArray[np.float32]) -> str | None:
        generation = build_generation(self._settings, ids, vectors, stage=reach)
        if generation is None and ids:
            self._warn("Chroma 向量索引没有建成，改为逐条比对（结果相同）；运行 advisor doctor 查看原因。")
        return generation

    def _tidy(self, current: str | None, previous: str | None) -> None:
        """The previous generation stays until the next build: a running server may still have it open."""
        remove_others(self._settings, {name for name in (current, previous) if name})

    def _warn(self, line: str) -> None:
        self._warnings.append(line)
        self._progress(line)

    def _report(self, record: Record, *, changed: bool, embedded: int, generation: str | None) -> BuildReport:
        return BuildReport(
            changed=changed,
            sources=len(record.sources()),
            passages=len(record.passages()),
            embedded=embedded,
            embedding=record.embedding().name,
            weight=record.embedding().weight,
            generation=generation,
            corpus_version=record.corpus_version(),
            warnings=tuple(self._warnings),
            seconds=time.monotonic() - self._started,
        )


def reach(stage: str) -> None:
    """A stage boundary. The crash tests name one in ADVISOR_TEST_CRASH_AT, and the process is killed there."""
    if os.environ.get("ADVISOR_TEST_CRASH_AT") == stage:
        os.kill(os.getpid(), signal.SIGKILL)


def _fingerprint(settings: Settings) -> str:
    files = files_fingerprint(settings.knowledge, own_documents=settings.documents_folder)
    return digest([_BUILD_FORMAT, files, wanted_embedder(settings), settings.chroma_url or ""])


def _wait_for(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise SourceUnusable("另一个构建一直没有结束；请等它完成，或结束那个进程后重试。") from error
