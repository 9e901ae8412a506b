"""Hybrid retrieval: words and vectors of the record, fused, as a LangChain retriever with filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from advisor.search.filters import Filters, admitted
from advisor.types import Passage, ScoredPassage, Source


class LexicalIndex(Protocol):
    """The sparse half: the record's FTS rows."""

    def lexical(
        self, query: str, *, limit: int = 50, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with scores, best first."""


class DenseIndex(Protocol):
    """The dense half: nearest passages of a vector, with cosine similarity."""

    def query(
        self, vector: np.ndarray, *, limit: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with cosine, best first."""


class QueryEmbedder(Protocol):
    """Turns a query into a vector; `weight` says how much its vote counts against the lexical one."""

    weight: float

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """L2-normalised float32 rows."""


class Fusion(StrEnum):
    """How the two halves are joined."""

    SCORES = "scores"
    RECIPROCAL_RANK = "reciprocal_rank"


_RANK_CONSTANT = 60


def fuse_scores(lexical: Mapping[str, float], dense: Mapping[str, float], *, weight: float) -> dict[str, float]:
    """BM25 divided by its maximum plus `weight` times cosine, per passage id. For our own static embedding."""
    top = max(lexical.values(), default=0.0) or 1.0
    ids = {*lexical, *dense}
    return {key: lexical.get(key, 0.0) / top + weight * dense.get(key, 0.0) for key in ids}


def fuse_ranks(lexical: Mapping[str, float], dense: Mapping[str, float], *, weight: float) -> dict[str, float]:
    """Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009), k = 60, the dense list weighted."""
    fused: dict[str, float] = {}
    for scores, factor in ((lexical, 1.0), (dense, weight)):
        ordered = sorted(scores, key=lambda key: -scores[key])
        for rank, key in enumerate(ordered, start=1):
            fused[key] = fused.get(key, 0.0) + factor / (_RANK_CONSTANT + rank)
    return fused


class PolicyRetriever(BaseRetriever):
    """Finds passages by words and meaning. `invoke(query)` gives LangChain documents, `search` our own type."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    passages: SkipValidation[Mapping[str, Passage]]
    sources: SkipValidation[Mapping[str, Source]]
    words: SkipValidation[LexicalIndex]
    vectors: SkipValidation[DenseIndex | None] = None
    embedder: SkipValidation[QueryEmbedder | None] = None
    fusion: Fusion = Fusion.SCORES
    filters: Filters = Filters()
    limit: int = 50

    def search(
        self, query: str, *, filters: Filters | None = None, limit: int | None = None, expansions: Sequence[str] = ()
    ) -> list[ScoredPassage]:
        """Passages for a query, best first. `expansions` widen the words, not the meaning."""
        narrowed = filters or self.filters
        count = limit or self.limit
        allowed = None if narrowed.empty else admitted(self.passages.values(), self.sources, narrowed)
        if allowed is not None and not allowed:
            return []
        lexical = dict(self.words.lexical(" ".join((query, *expansions)), limit=count, allowed=allowed))
        dense = self._dense(query, count, allowed)
        fused = self._fuse(lexical, dense)
        ordered = sorted((key for key in fused if key in self.passages), key=lambda key: (-fused[key], key))
        return [
            ScoredPassage(
                passage=self.passages[key], score=fused[key], lexical=lexical.get(key, 0.0), dense=dense.get(key, 0.0)
            )
            for key in ordered[:count]
        ]

    def nearest(self, query: str, *, limit: int) -> dict[str, float]:
        """Cosine of the passages nearest in meaning, by id; none where there is no embedding."""
        return self._dense(query, limit, None)

    def _dense(self, query: str, count: int, allowed: Collection[str] | None) -> dict[str, float]:
        if self.vectors is None or self.embedder is None or self.embedder.weight <= 0:
            return {}
        vector = self.embedder.embed([query])[0]
        return dict(self.vectors.query(vector, limit=count, allowed=allowed))

    def _fuse(self, lexical: Mapping[str, float], dense: Mapping[str, float]) -> dict[str, float]:
        weight = self.embedder.weight if self.embedder else 0.0
        if self.fusion is Fusion.SCORES:
            return fuse_scores(lexical, dense, weight=weight)
        return fuse_ranks(lexical, dense, weight=weight)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                page_content=found.passage.text,
                id=found.passage.id,
                metadata={
                    "source_id": found.passage.source_id,
                    "locator": found.passage.locator,
                    "title": self.sources[found.passage.source_id].title,
                    "score": found.score,
                },
            )
            for found in self.search(query)
        ]
