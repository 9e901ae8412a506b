"""Ranking questions with words, vectors and both fused: the program's own index, embedders and fusion."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.index.embedding import Embedder, embedded_text
from advisor.index.exact import ExactIndex
from advisor.library.knowledge import Knowledge
from advisor.library.record import EmbeddingInfo, Record
from advisor.library.record_writer import Content, replace
from advisor.search.retriever import fuse_ranks, fuse_scores
from advisor.types import Passage

DEPTH = 50
Scores = dict[str, float]
Run = dict[str, Scores]
"""Question id -> passage id -> score."""


def write_record(knowledge: Knowledge, passages: Sequence[Passage], path: Path) -> None:
    """A record with these passages instead of the library's own, words only."""
    content = Content(
        knowledge=knowledge.model_copy(update={"passages": tuple(passages)}),
        embedding=EmbeddingInfo(),
        embedding_state="",
        vectors={},
        generation=None,
        fingerprint="",
    )
    replace(path, content, stage=lambda step: None)


def lexical_run(path: Path, questions: Mapping[str, str], *, ask_weight: float | None = None) -> Run:
    """The 50 best of BM25 in a record. `ask_weight` sets how much the asks count; None leaves it as it ships."""
    if ask_weight is not None:
        with closing(sqlite3.connect(path)) as connection, connection:
            setting = f"bm25(1.0, 1.0, 1.0, {ask_weight})"
            connection.execute("INSERT INTO words(words, rank) VALUES ('rank', ?)", (setting,))
    with Record.open(path) as record:
        return {key: dict(record.lexical(text, limit=DEPTH)) for key, text in questions.items()}


def dense_run(passages: Sequence[Passage], questions: Mapping[str, str], embedder: Embedder) -> Run:
    """The 50 nearest by cosine."""
    index = ExactIndex([passage.id for passage in passages], embedder.embed([embedded_text(one) for one in passages]))
    vectors: NDArray[np.float32] = embedder.embed(list(questions.values()))
    return {key: dict(index.query(vector, limit=DEPTH)) for key, vector in zip(questions, vectors, strict=True)}


def fused_scores(lexical: Run, dense: Run, weight: float) -> Run:
    """bm25 / best bm25 + weight x cosine."""
    return {key: fuse_scores(lexical[key], dense[key], weight=weight) for key in lexical}


def fused_ranks(lexical: Run, dense: Run) -> Run:
    """Reciprocal rank fusion, both sides alike."""
    return {key: fuse_ranks(lexical[key], dense[key], weight=1.0) for key in lexical}
