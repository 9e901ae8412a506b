"""Replacing the record's content in one transaction: readers see the old version until the new one is whole."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.library.identity import digest
from advisor.library.indexing import TOKENS_VERSION, lexical_tokens, matched_text
from advisor.library.knowledge import Knowledge
from advisor.library.migrations import migrate
from advisor.library.record import EmbeddingInfo
from advisor.types import Data, Passage, Source

Stage = Callable[[str], None]
StoredVectors = dict[str, tuple[str, bytes]]


@dataclass(frozen=True)
class Content:
    """Everything one version of the record holds."""

    knowledge: Knowledge
    embedding: EmbeddingInfo
    embedding_state: str
    vectors: Mapping[str, tuple[str, NDArray[np.float32]]]
    """passage id -> (hash of the embedded text, unit vector)"""
    generation: str | None
    fingerprint: str


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Create or open the record and bring its tables up to date. The caller holds the owner lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    migrate(connection)
    return connection


def stored_vectors(path: Path, model: str) -> StoredVectors:
    """passage id -> (hash of the embedded text, float16 bytes) of the vectors held for a model."""
    if not path.is_file():
        return {}
    with closing(open_for_writing(path)) as connection:
        rows = connection.execute("SELECT passage_id, text_hash, vector FROM vectors WHERE model = ?", (model,))
        return {str(passage_id): (str(text_hash), bytes(vector)) for passage_id, text_hash, vector in rows}


def replace(path: Path, content: Content, *, stage: Stage) -> None:
    """Make `content` the record's only content. `stage` is told of the steps inside the writing window."""
    with closing(open_for_writing(path)) as connection:
        words = _changed_words(connection, content.knowledge)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            stage("transaction-begun")
            _write_passages(connection, content.knowledge.passages, words)
            stage("passages-written")
            _write_lists(connection, content.knowledge)
            _write_vectors(connection, content)
            stage("vectors-written")
            _write_meta(connection, content)
            stage("before-commit")
        stage("committed")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def set_generation(path: Path, generation: str | None) -> None:
    """Point the record at another Chroma generation of the same content."""
    with closing(open_for_writing(path)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        _set_meta(connection, {"current_generation": generation or "", "written": uuid.uuid4().hex})


def _changed_words(connection: sqlite3.Connection, knowledge: Knowledge) -> dict[str, tuple[str, tuple[str, ...]]]:
    """passage id -> (lexical hash, token columns), for passages whose words are not in the index yet.

    Tokenising is the slow part, so it happens before the transaction.
    """
    sources = {source.id: source for source in knowledge.sources}
    held = dict(connection.execute("SELECT id, lexical_hash FROM passages"))
    changed: dict[str, tuple[str, tuple[str, ...]]] = {}
    for passage in knowledge.passages:
        columns = _lexical_columns(passage, sources[passage.source_id])
        mark = digest((TOKENS_VERSION, *columns))
        if held.get(passage.id) != mark:
            changed[passage.id] = mark, tuple(lexical_tokens(column) for column in columns)
    return changed


def _lexical_columns(passage: Passage, source: Source) -> tuple[str, str, str, str]:
    """Title with short titles and number, locator, text, asks. Parts stay apart by full stops, so no pair spans two."""
    title = "。".join([source.title, *source.short_titles, *([source.number] if source.number else [])])
    return title, passage.locator, matched_text(passage), "。".join(passage.asks)


def _write_passages(
    connection: sqlite3.Connection,
    passages: Sequence[Passage],
    words: Mapping[str, tuple[str, tuple[str, ...]]],
) -> None:
    numbers = {str(known): int(number) for known, number in connection.execute("SELECT id, number FROM passages")}
    gone = numbers.keys() - {passage.id for passage in passages}
    _forget(connection, [numbers[passage_id] for passage_id in gone])
    free = max(numbers.values(), default=0) + 1
    for position, passage in enumerate(passages):
        data = passage.model_dump_json()
        number = numbers.get(passage.id)
        if number is None:
            number, free = free, free + 1
            connection.execute(
                "INSERT INTO passages VALUES (?, ?, ?, '', ?)",
                (number, passage.id, position, passage.model_dump_json()),
            )
        else:
            connection.execute("UPDATE passages SET position = ?, data = ? WHERE number = ?", (position, data, number))
        if passage.id in words:
            mark, columns = words[passage.id]
            connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
            connection.execute(
                "INSERT INTO words(rowid, title, locator, body, asks) VALUES (?, ?, ?, ?, ?)", (number, *columns)
            )
            connection.execute("UPDATE passages SET lexical_hash = ? WHERE number = ?", (mark, number))


def _forget(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    parameters = [(number,) for number in numbers]
    connection.executemany("DELETE FROM words WHERE rowid = ?", parameters)
    connection.executemany("DELETE FROM passages WHERE number = ?", parameters)


def _write_lists(connection: sqlite3.Connection, knowledge: Knowledge) -> None:
    _write_list(connection, "sources", [(source.id, source) for source in knowledge.sources])
    _write_list(connection, "statistics_rows", [(row.id, row) for row in knowledge.rows])
    _write_list(connection, "indicators", [(indicator.name, indicator) for indicator in knowledge.indicators])
    _write_list(connection, "notices", [(notice.id, notice) for notice in knowledge.notices])


def _write_list(connection: sqlite3.Connection, table: str, items: Sequence[tuple[str, Data]]) -> None:
    connection.execute(f"DELETE FROM {table}")
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)",
        [(item_id, position, item.model_dump_json()) for position, (item_id, item) in enumerate(items)],
    )


def _write_vectors(connection: sqlite3.Connection, content: Content) -> None:
    """Vectors of other models go too: a record holds those of one embedder."""
    connection.execute("DELETE FROM vectors")
    connection.executemany(
        "INSERT INTO vectors VALUES (?, ?, ?, ?)",
        [
            (passage_id, content.embedding.name, text_hash, vector.astype(np.float16).tobytes())
            for passage_id, (text_hash, vector) in content.vectors.items()
        ],
    )


def _write_meta(connection: sqlite3.Connection, content: Content) -> None:
    knowledge = content.knowledge
    _set_meta(
        connection,
        {
            "vocabulary": knowledge.vocabulary.model_dump_json(),
            "city": knowledge.city.model_dump_json(),
            "drafting": knowledge.drafting.model_dump_json(),
            "embedding": content.embedding.model_dump_json(),
            "embedding_state": content.embedding_state,
            "current_generation": content.generation or "",
            "corpus_version": knowledge.fingerprint[:12],
            "fingerprint": content.fingerprint,
            "written": uuid.uuid4().hex,
        },
    )


def _set_meta(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))
