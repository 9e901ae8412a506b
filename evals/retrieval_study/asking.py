"""The program's own way from a question to ordered passages, over an index that lacks the held-back asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from advisor.answer.bench import Bench
from advisor.answer.retrieve import fetch
from advisor.grounding.answering import MODEL
from advisor.index.dense import QuestionEmbedder
from advisor.index.embedding import Embedder, embedded_text
from advisor.index.exact import ExactIndex
from advisor.library.knowledge import Knowledge
from advisor.library.record import Record
from advisor.search.evidence import ask_similarity
from advisor.search.followup import Rephrased
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader
from advisor.search.ranking import in_first_order, rank
from advisor.search.retriever import PolicyRetriever
from advisor.segmenting import part_of_speech, segmenter
from advisor.settings import Settings
from advisor.text import normalise
from advisor.types import Data, Passage, QuestionPlan, ScoredPassage
from evals.overlap import character_pairs, jaccard
from evals.retrieval_study.holdback import Query
from evals.retrieval_study.variants import write_record

_TODAY = date(2026, 11, 23)
_LIKE_ASK = 0.6
_LIKE_TEXT = 0.4
_LIKE_VECTOR = 0.8
_SHORTEST_NOUN = 2


class Ranked(Data):
    """A question as it was understood, and the passages in the program's order."""

    plan: QuestionPlan
    passages: tuple[ScoredPassage, ...]

    def without(self, passage_ids: Collection[str]) -> Ranked:
        """The same with some passages taken away."""
        kept = tuple(one for one in self.passages if one.passage.id not in passage_ids)
        return self.model_copy(update={"passages": kept})

    def rank_of(self, gold: Collection[str]) -> float:
        """The rank, from 1, of the first gold passage; infinite where none was found."""
        found = (at for at, one in enumerate(self.passages, start=1) if one.passage.id in gold)
        return float(next(found, np.inf))


class Asking:
    """Reader, retriever and ranking of the program over given passages and a given embedder."""

    def __init__(
        self,
        knowledge: Knowledge,
        passages: Sequence[Passage],
        embedder: Embedder,
        settings: Settings,
        scratch: Path,
        *,
        answering: Path = MODEL,
    ) -> None:
        """`answering`: the folder of the answering model."""
        path = scratch / "asking.sqlite3"
        write_record(knowledge, passages, path)
        record = Record.open(path)
        # As written: with the held-back asks, which tell how alike two statements are.
        self._answering = answering
        self._written = {passage.id: passage for passage in knowledge.passages}
        self._ids = [passage.id for passage in passages]
        self._vectors = embedder.embed([embedded_text(passage) for passage in passages])
        holdings = Holdings.load(record)
        retriever = PolicyRetriever(
            passages=holdings.passages,
            sources=holdings.sources,
            words=record,
            vectors=ExactIndex(self._ids, self._vectors),
            embedder=QuestionEmbedder(embedder, embedder.weight),
        )
        reader = QuestionReader(holdings.lexicon)
        self._bench = Bench(settings=settings, holdings=holdings, reader=reader, retriever=retriever)

    def ranked(self, question: str) -> Ranked:
        """Plan, retrieve and rank one question."""
        plan = self._plan(question)
        found = rank(fetch(plan, self._bench), plan, self._bench.holdings, model=self._answering)
        return Ranked(plan=plan, passages=tuple(found))

    def in_first_order(self, question: str) -> Ranked:
        """The same without the answering model."""
        plan = self._plan(question)
        return Ranked(plan=plan, passages=tuple(in_first_order(fetch(plan, self._bench), plan, self._bench.holdings)))

    def _plan(self, question: str) -> QuestionPlan:
        text = normalise(question)
        return self._bench.reader.understand(text, Rephrased(text=text), today=_TODAY)

    def much_like(self, query: Query) -> set[str]:
        """The statement of an ask, and every statement whose asks, words or vector are much like its own."""
        rows = [self._ids.index(passage_id) for passage_id in query.gold]
        cosines = (self._vectors @ self._vectors[rows].T).max(axis=1)
        texts = [character_pairs(self._written[passage_id].text) for passage_id in query.gold]
        return {
            passage_id
            for passage_id, cosine in zip(self._ids, cosines, strict=True)
            if passage_id in query.gold
            or cosine >= _LIKE_VECTOR
            or ask_similarity(query.text, self._written[passage_id]) >= _LIKE_ASK
            or any(jaccard(text, character_pairs(self._written[passage_id].text)) >= _LIKE_TEXT for text in texts)
        }

    def with_another_noun(self, question: str, random: np.random.Generator) -> str | None:
        """The question with its rarest noun exchanged for another noun of the library; None where it has none."""
        plan = self.ranked(question).plan
        nouns = [term for term in (*plan.focus, *plan.terms) if _is_noun(term) and term in normalise(question)]
        if not nouns:
            return None
        rarest = max(nouns, key=self._bench.holdings.rarity)
        others = [noun for noun in self._nouns if noun not in question and rarest not in noun]
        return normalise(question).replace(rarest, others[int(random.integers(len(others)))])

    @cached_property
    def _nouns(self) -> list[str]:
        """Nouns that stand in the asks of the library."""
        asks = (ask for passage in self._written.values() for ask in passage.asks)
        return sorted({word for ask in asks for word in segmenter().cut(normalise(ask), HMM=False) if _is_noun(word)})


def _is_noun(word: str) -> bool:
    return len(word) >= _SHORTEST_NOUN and part_of_speech(word) in {"n", "nz", "ns", "nt", "nr"}
