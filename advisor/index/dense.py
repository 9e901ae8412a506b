"""Opening the dense half of retrieval for a record: an index and the embedder its vectors came from."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from advisor.errors import ModelUnavailable
from advisor.index.chroma import FOLDER_COLLECTION, ChromaIndex, folder_client, server_client
from advisor.index.embedding import Embedder, default_embedder, load_embedder
from advisor.index.exact import ExactIndex
from advisor.index.generation import marker_path
from advisor.index.manifest import is_intact

if TYPE_CHECKING:
    from advisor.library.record import Record
    from advisor.settings import Settings

_log = logging.getLogger(__name__)


class DenseIndex(Protocol):
    """Nearest neighbours of a vector among the passages."""

    def query(
        self, vector: NDArray[np.float32], *, limit: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Nearest passages, best first, as (passage id, cosine); only among `allowed` where given."""

    def close(self) -> None:
        """Give files and locks back."""


@dataclass(frozen=True)
class QuestionEmbedder:
    """The record's embedder on the question's side, with the weight the build settled on."""

    embedder: Embedder
    weight: float

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, one row each."""
        return np.stack([self.embedder.embed_question(text) for text in texts])


@dataclass(frozen=True)
class Dense:
    """The dense half: both parts, or neither with the reason in Chinese where something is amiss."""

    index: DenseIndex | None = None
    embedder: QuestionEmbedder | None = None
    warning: str | None = None


def open_dense(settings: Settings, record: Record, *, prefer_exact: bool = False) -> Dense:
    """The dense half that goes with a record. Chroma where it is usable, else an exact scan of the record's vectors.

    `prefer_exact` leaves Chroma aside: a process that answers one question is done a second sooner without it.
    Never raises for a missing model or a damaged index: words alone answer then, and `warning` says so.
    """
    info = record.embedding()
    if info.weight <= 0:
        return Dense()
    try:
        embedder = _embedder(settings, record)
    except ModelUnavailable as error:
        return Dense(warning=f"{error.message}本次只按字词检索。")
    if embedder.name != info.name:
        return Dense(warning="向量模型与索引不一致，本次只按字词检索；请运行 advisor build。")
    return Dense(_index(settings, record, prefer_exact), QuestionEmbedder(embedder, info.weight))


def _embedder(settings: Settings, record: Record) -> Embedder:
    """The wanted embedder, or the bundled one where the build had to fall back on it."""
    bundled = default_embedder(state=record.embedding_state())
    return bundled if bundled.name == record.embedding().name else load_embedder(settings)


def _index(settings: Settings, record: Record, prefer_exact: bool) -> DenseIndex:
    generation = record.generation()
    index = None
    if generation is not None and not prefer_exact:
        url = settings.chroma_url
        index = _open_server(url, generation) if url else _open_folder(settings, record, generation)
    return index or ExactIndex(*record.vectors())


def _open_folder(settings: Settings, record: Record, generation: str) -> ChromaIndex | None:
    """Open an embedded generation; None when it is damaged, suspect, or another process has it.

    A torn generation can take the whole process down, so the attempt is marked on disk first. Only one process may
    have a folder: the lock is held as long as the index is open.
    """
    folder = settings.index_folder / generation
    marker = marker_path(settings.index_folder, generation)
    if not is_intact(folder):
        _log.warning("%s is damaged", generation)
        return None
    lock = FileLock(settings.index_folder / f"{generation}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return None
    if marker.exists():
        _log.warning("opening %s crashed before", generation)
        lock.release()
        return None
    from chromadb.errors import ChromaError

    try:
        marker.touch()
        client = folder_client(folder)
        index = ChromaIndex(client, client.get_collection(FOLDER_COLLECTION, embedding_function=None), lock)
        index.collection.count()
        # Chroma reads the vector files at the first query, so that is where a torn one shows.
        index.query(np.full(record.embedding().dimension, 1.0, dtype=np.float32), limit=1)
        marker.unlink()
    except (ChromaError, ValueError, RuntimeError, OSError, sqlite3.Error) as error:
        _log.warning("%s cannot be opened: %s", generation, error)
        lock.release()
        return None
    return index


def _open_server(url: str, generation: str) -> ChromaIndex | None:
    import httpx
    from chromadb.errors import ChromaError

    try:
        client = server_client(url)
        return ChromaIndex(client, client.get_collection(generation, embedding_function=None))
    except (ChromaError, ValueError, RuntimeError, OSError, httpx.HTTPError) as error:
        _log.warning("%s cannot be opened: %s", generation, error)
        return None
