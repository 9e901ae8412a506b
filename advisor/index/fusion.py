"""How an embedder's results join the lexical ones."""

from __future__ import annotations

from enum import StrEnum


class Fusion(StrEnum):
    """SCORES: bm25 / best bm25 + weight x cosine. RECIPROCAL_RANK: rank fusion (k 60), vector side times weight."""

    SCORES = "scores"
    RECIPROCAL_RANK = "reciprocal_rank"
