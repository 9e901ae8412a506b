"""The record: one SQLite file that holds sources, passages, statistics, notices, vectors and the lexical index."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from advisor.errors import SourceUnusable
from advisor.library.drafting import DraftingFacts
from advisor.library.indexing import lexical_tokens
from advisor.library.migrations import MIGRATIONS, applied
from advisor.library.tables import Indicator
from advisor.library.vocabulary import City, Vocabulary
from advisor.types import Data, Notice, Passage, Source, StatisticsRow

Model = TypeVar("Model", bound=Data)


class EmbeddingInfo(Data):
    """The embedder the record's vectors came from, and how its scores are fused (weight 0: not at all)."""

    name: str = ""
    dimension: int = 0
    weight: float = 0.0
    fusion: str = "scores"


class Record:
    """A snapshot of the record: for its whole life it shows the version that was committed when it was opened.

    A build never changes what an open Record shows; `is_current()` tells when a newer version waits to be opened.
    Safe to use from several threads.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._meta = self._read_meta()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True) -> Record:
        """Open the record as it stands. Raises SourceUnusable when there is none, or it is damaged or outdated.

        A record is only ever written by a build (`record_writer`); `read_only=False` is refused.
        """
        if not read_only:
            raise ValueError("a record is written by advisor.library.record_writer only")
        if not path.is_file():
            raise SourceUnusable("还没有建立索引；请先运行 advisor build。")
        try:
            connection = _connect(path)
            connection.execute("BEGIN")
            if len(applied(connection)) < len(MIGRATIONS):
                raise SourceUnusable("索引还没有建好或版本过旧；请重新运行 advisor build。")
            return cls(path, connection)
        except sqlite3.DatabaseError as error:
            raise SourceUnusable(f"索引文件 {path} 打不开（{error}）；请删除它后重新运行 advisor build。") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the snapshot up."""
        with self._lock:
            self._connection.close()

    def is_current(self) -> bool:
        """Whether no build has committed since this record was opened. A file that is gone has nothing newer."""
        try:
            with closing(_connect(self._path)) as probe:
                row = probe.execute("SELECT value FROM meta WHERE name = 'written'").fetchone()
        except sqlite3.DatabaseError:
            return True
        return row is None or row[0] == self._meta.get("written")

    def sources(self) -> dict[str, Source]:
        """Every source of the catalogue by id, in the order of the library; held or not."""
        return self._sources

    def passages(self) -> list[Passage]:
        """Every passage, in the order of the library."""
        return list(self._passages.values())

    def passage(self, passage_id: str) -> Passage | None:
        """One passage, or None where the id is not known (any more)."""
        return self._passages.get(passage_id)

    def passages_by_id(self, passage_ids: Iterable[str]) -> list[Passage]:
        """Passages in the order of their ids; unknown ids are dropped."""
        found = (self._passages.get(passage_id) for passage_id in passage_ids)
        return [passage for passage in found if passage is not None]

    def passage_by_ref(self, ref: str) -> Passage | None:
        """The passage with a human-readable handle such as paper-2022#s061."""
        return self._by_ref.get(ref)

    def notices(self) -> list[Notice]:
        """Every notice."""
        return list(self._notices)

    def rows(self) -> list[StatisticsRow]:
        """Every statistics row, those represented by a statement included."""
        return list(self._rows)

    def indicators(self) -> dict[str, Indicator]:
        """The controlled list of indicators by name."""
        return self._indicators

    def vocabulary(self) -> Vocabulary:
        """The words of the field."""
        return self._vocabulary

    def city(self) -> City:
        """The city that is advised."""
        return self._city

    def drafting(self) -> DraftingFacts:
        """What drafting needs to know."""
        return self._drafting

    def lexical(
        self, query: str, *, limit: int = 50, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passages by BM25 over pairs and words, best first, as (passage id, score); a score is above 0.

        `allowed` restricts the result to these passage ids; an empty collection yields nothing.
        """
        wanted = list(dict.fromkeys(lexical_tokens(query).split()))
        if not wanted or (allowed is not None and not allowed):
            return []
        match = " OR ".join(f'"{token}"' for token in wanted)
        sql = "SELECT rowid, rank FROM words WHERE words MATCH ?"
        parameters: list[str | int] = [match]
        if allowed is not None:
            sql += " AND +rowid IN (SELECT value FROM json_each(?))"
            # The plus keeps SQLite from running the match once for every allowed row.
            numbers = self._numbers
            parameters.append(json.dumps([numbers[known] for known in allowed if known in numbers]))
        rows = self._rows_of(f"{sql} ORDER BY rank LIMIT ?", (*parameters, limit))
        return [(self._ids[int(number)], -float(score)) for number, score in rows]

    def vectors(self) -> tuple[list[str], NDArray[np.float32]]:
        """Passage ids and their unit vectors, one row each; both empty where none are held."""
        rows = self._rows_of(
            "SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.passage_id = p.id AND v.model = ?"
            " ORDER BY p.position",
            (self.embedding().name,),
        )
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        stacked = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float16)
        matrix = stacked.reshape(len(rows), -1).astype(np.float32)
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        return [str(passage_id) for passage_id, _ in rows], matrix / np.maximum(lengths, 1e-12)

    def embedding(self) -> EmbeddingInfo:
        """The embedder the vectors came from."""
        return EmbeddingInfo.model_validate_json(self._meta.get("embedding", "{}"))

    def embedding_state(self) -> str:
        """What the embedder learned from the passages when they were embedded (JSON); empty for most."""
        return self._meta.get("embedding_state", "")

    def generation(self) -> str | None:
        """Name of the Chroma generation that goes with this version, or None where there is none."""
        return self._meta.get("current_generation") or None

    def corpus_version(self) -> str:
        """Twelve hexadecimal digits that change with the content of the library."""
        return self._meta.get("corpus_version", "")

    def fingerprint(self) -> str:
        """The fingerprint of everything this version was built from."""
        return self._meta.get("fingerprint", "")

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self._load("sources", Source)}

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self._load("passages", Passage)}

    @cached_property
    def _by_ref(self) -> dict[str, Passage]:
        return {passage.ref: passage for passage in self._passages.values()}

    @cached_property
    def _notices(self) -> list[Notice]:
        return self._load("notices", Notice)

    @cached_property
    def _rows(self) -> list[StatisticsRow]:
        return self._load("statistics_rows", StatisticsRow)

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {indicator.name: indicator for indicator in self._load("indicators", Indicator)}

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary.model_validate_json(self._meta["vocabulary"])

    @cached_property
    def _city(self) -> City:
        return City.model_validate_json(self._meta["city"])

    @cached_property
    def _drafting(self) -> DraftingFacts:
        return DraftingFacts.model_validate_json(self._meta["drafting"])

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {int(number): str(known) for number, known in self._rows_of("SELECT number, id FROM passages", ())}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {passage_id: number for number, passage_id in self._ids.items()}

    def _read_meta(self) -> dict[str, str]:
        return {str(name): str(value) for name, value in self._rows_of("SELECT name, value FROM meta", ())}

    def _load(self, table: str, model: type[Model]) -> list[Model]:
        rows = self._rows_of(f"SELECT data, position FROM {table} ORDER BY position", ())
        adapter: TypeAdapter[list[Model]] = TypeAdapter(list[model])  # type: ignore[valid-type]
        return adapter.validate_json(f"[{','.join(str(data) for data, _ in rows)}]")

    def _rows_of(self, sql: str, parameters: Sequence[str | int]) -> list[tuple[str, bytes]]:
        with self._lock:
            return self._connection.execute(sql, parameters).fetchall()


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads; where the folder cannot be written, the file is taken as unchanging.

    It is opened for writing where that is allowed: only such a connection completes what a killed writer had already
    committed to the log. A read-only one would show the version before, until the next build.
    """
    for mode in ("mode=rw", "mode=ro", "immutable=1"):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}", uri=True, check_same_thread=False, isolation_level=None
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if mode == "immutable=1":
                raise
        else:
            return connection
    raise AssertionError("unreachable")
