"""The tools of the pipeline over the tea library: an index that counts shared pairs, an embedder that counts characters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from tea_library import tea_holdings

from advisor.answer.bench import Bench
from advisor.answer.pipeline import answer_question
from advisor.index.exact import ExactIndex
from advisor.search.followup import Rephrased
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader
from advisor.search.retriever import PolicyRetriever
from advisor.settings import Settings
from advisor.text import normalise
from advisor.types import Answer, Passage, QuestionPlan, Turn

TODAY = date(2026, 11, 23)
# The vector of a text: how often each of these characters stands in it.
COUNTED = "园产补冷色账面会"


class ScriptedWords:
    """A lexical index that answers every query with the scores it was given."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        self.scores = scores
        self.queries: list[str] = []

    def lexical(
        self, query: str, *, limit: int = 50, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        self.queries.append(query)
        kept = [(key, score) for key, score in self.scores.items() if allowed is None or key in allowed]
        return sorted(kept, key=lambda pair: -pair[1])[:limit]


class PairCountingWords:
    """A lexical index whose score is the number of character pairs that question and passage share."""

    def __init__(self, passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
        self._pairs = {
            one.id: pairs(" ".join((one.text, titles[one.source_id], *one.asks, *one.regions))) for one in passages
        }

    def lexical(
        self, query: str, *, limit: int = 50, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        asked = pairs(query)
        shared = {key: float(len(asked & own)) for key, own in self._pairs.items() if allowed is None or key in allowed}
        return sorted(((key, score) for key, score in shared.items() if score), key=lambda pair: -pair[1])[:limit]


class CharacterEmbedder:
    """Counts of eight characters, scaled to length one; 0 where none of them occurs."""

    name = "counts"
    dimension = len(COUNTED)

    def __init__(self, weight: float = 0.3) -> None:
        self.weight = weight

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        counts = np.array([[text.count(character) for character in COUNTED] for text in texts], dtype=np.float32)
        counts = counts.reshape(len(texts), len(COUNTED))
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        return counts / np.where(lengths == 0, 1, lengths)


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of the normalised text."""
    folded = normalise(text)
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


def with_statements(*added: Passage) -> Bench:
    """A bench over the library with some statements added."""
    holdings = tea_holdings()
    holdings.passages.update({one.id: one for one in added})
    return bench_of(holdings)


def bench_of(holdings: Holdings, **settings) -> Bench:
    """A bench over these holdings."""
    passages = list(holdings.passages.values())
    embedder = CharacterEmbedder()
    retriever = PolicyRetriever(
        passages=holdings.passages,
        sources=holdings.sources,
        words=PairCountingWords(passages, {key: one.title for key, one in holdings.sources.items()}),
        vectors=ExactIndex([one.id for one in passages], embedder.embed([one.text for one in passages])),
        embedder=embedder,
    )
    return Bench(
        settings=Settings(home=Path("unused"), **settings),
        holdings=holdings,
        reader=QuestionReader(holdings.lexicon),
        retriever=retriever,
        embedding_name="counts",
    )


def plan_of(reader: QuestionReader, question: str, *, today: date = TODAY) -> QuestionPlan:
    """What is understood of a question without history."""
    return reader.understand(question, Rephrased(text=reader.clean(question)), today=today)


def completed(reader: QuestionReader, question: str, *earlier: str) -> Rephrased:
    """The question made complete from the user's earlier ones."""
    history = [Turn(role="user", content=one) for one in earlier]
    return reader.complete(question, history, today=TODAY)


def ask(bench: Bench, question: str, *earlier: str, as_of: date = TODAY) -> Answer:
    """The whole pipeline."""
    history = [Turn(role="user", content=one) for one in earlier]
    return answer_question(question, bench, history=history, as_of=as_of)


def cited(answer: Answer, kind: str | None = None) -> list[str]:
    """Ids of the passages that the claims (of one kind) rest on, in order."""
    return [key for claim in answer.claims if kind in (None, claim.kind) for key in claim.passage_ids]
