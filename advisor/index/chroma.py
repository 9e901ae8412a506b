"""The dense index in Chroma: one generation is a folder of its own, or a collection on a server."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

_BATCH = 2_000
FOLDER_COLLECTION = "passages"


class ChromaIndex:
    """One generation held by Chroma."""

    def __init__(self, client: ClientAPI, collection: ChromaCollection, lock: FileLock | None = None) -> None:
        self.client = client
        self.collection = collection
        self._lock = lock

    def query(
        self, vector: NDArray[np.float32], *, limit: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Nearest passages, best first, as (passage id, cosine); only among `allowed` where given."""
        if allowed is not None and not allowed:
            return []
        # Filters are answered by the record and arrive as ids: Chroma's own `where` is an order of magnitude slower.
        ids = None if allowed is None else list(allowed)
        count = limit if ids is None else min(limit, len(ids))
        found = self.collection.query(query_embeddings=[vector], n_results=count, ids=ids, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [
            (passage_id, 1.0 - float(distance)) for passage_id, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def close(self) -> None:
        """Close the client and let another process have the folder."""
        close = getattr(self.client, "close", None)
        if close is not None:
            close()
        if self._lock is not None:
            self._lock.release()


def folder_client(folder: Path) -> ClientAPI:
    """A client of an embedded generation, telemetry off."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))


def server_client(url: str) -> ClientAPI:
    """A client of a Chroma server, telemetry off. Raises ValueError for an address that is none."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a server address: {url}")
    return chromadb.HttpClient(
        host=parts.hostname,
        port=parts.port or (443 if parts.scheme == "https" else 8000),
        ssl=parts.scheme == "https",
        settings=ChromaSettings(anonymized_telemetry=False),
    )


def fill(client: ClientAPI, name: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Create a collection and put the vectors in. Vectors are always passed: without them Chroma fetches a model."""
    collection = client.get_or_create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
    )
    for start in range(0, len(ids), _BATCH):
        collection.upsert(ids=list(ids[start : start + _BATCH]), embeddings=vectors[start : start + _BATCH])
