"""Hybrid retrieval: words and vectors of the record, fused, with filters; `as_langchain` gives it to LangChain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from advisor.search.filters import Filters, admitted
from advisor.types import Passage, ScoredPassage, Source

if TYPE_CHECKING:
    from advisor.search.langchain_retriever import LangChainRetriever


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
    """Turns a query into a vector."""

    @property
    def weight(self) -> float:
        """What the dense vote counts for; nothing at 0."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """L2-normalised float32 rows."""


class Fusion(StrEnum):
    """How the two halves are joined."""

    SCORES = "scores"
    RECIPROCAL_RANK = "reciprocal_rank"


_RANK_CONSTANT = 60
# A draft narrows one search after the other to the same place; a large library has tens of thousands of ids for each.
_FILTERS_KEPT = 16


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


class PolicyRetriever:
    """Finds passages by words and meaning. `filters` and `limit` hold where a search gives none of its own."""

    def __init__(
        self,
        *,
        passages: Mapping[str, Passage],
        sources: Mapping[str, Source],
        words: LexicalIndex,
        vectors: DenseIndex | None = None,
        embedder: QueryEmbedder | None = None,
        fusion: Fusion = Fusion.SCORES,
        filters: Filters | None = None,
        limit: int = 50,
    ) -> None:
        self.passages, self.sources, self.embedder = passages, sources, embedder
        self._words, self._vectors, self._fusion = words, vectors, fusion
        self._filters, self._limit = filters or Filters(), limit
        self._admitted = lru_cache(maxsize=_FILTERS_KEPT)(self._admit)

    def as_langchain(self) -> LangChainRetriever:
        """The same search as a LangChain retriever, to put into a chain of one's own."""
        # LangChain takes a second to import, and no step of an answer asks it for passages.
        from advisor.search.langchain_retriever import LangChainRetriever

        return LangChainRetriever(retriever=self)

    def search(
        self, query: str, *, filters: Filters | None = None, limit: int | None = None, expansions: Sequence[str] = ()
    ) -> list[ScoredPassage]:
        """Passages for a query, best first. `expansions` widen the words, not the meaning."""
        narrowed = filters or self._filters
        count = limit or self._limit
        allowed = None if narrowed.empty else self._admitted(narrowed)
        if allowed is not None and not allowed:
            return []
        lexical = dict(self._words.lexical(" ".join((query, *expansions)), limit=count, allowed=allowed))
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
        if self._vectors is None or self.embedder is None or self.embedder.weight <= 0:
            return {}
        vector = self.embedder.embed([query])[0]
        return dict(self._vectors.query(vector, limit=count, allowed=allowed))

    def _fuse(self, lexical: Mapping[str, float], dense: Mapping[str, float]) -> dict[str, float]:
        weight = self.embedder.weight if self.embedder else 0.0
        if self._fusion is Fusion.SCORES:
            return fuse_scores(lexical, dense, weight=weight)
        return fuse_ranks(lexical, dense, weight=weight)

    def _admit(self, filters: Filters) -> frozenset[str]:
        return frozenset(admitted(self.passages.values(), self.sources, filters))
