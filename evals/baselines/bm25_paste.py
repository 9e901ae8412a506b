"""`python -m evals.baselines.bm25_paste OUT.jsonl`: the plain baseline, the best passages by BM25 pasted together.

It knows the library's texts but not its asks, always answers, and reads only the last question of a conversation.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence

from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from advisor.types import Passage, Source
from evals.baselines.bm25 import BM25
from evals.baselines.exporting import context_of_passage, export
from evals.questions.items import Item
from evals.scoring.records import AnswerRecord

TOP = 4


class PastingAssistant:
    """Answers with the best passages, each with its mark."""

    def __init__(self, passages: Sequence[Passage], sources: Mapping[str, Source], *, top: int = TOP) -> None:
        self._contexts = [context_of_passage(passage, sources[passage.source_id]) for passage in passages]
        self._index = BM25([f"{sources[passage.source_id].title}{passage.text}" for passage in passages])
        self._top = top

    def answer(self, item: Item) -> AnswerRecord:
        """The answer to one question of a set."""
        began = time.perf_counter()
        places = self._index.best(item.question, self._top)
        contexts = tuple(self._contexts[place] for place in places)
        pasted = "".join(f"{context.text}[{number}]\n" for number, context in enumerate(contexts, start=1))
        return AnswerRecord(
            id=item.id,
            question=item.question,
            answer=pasted.strip(),
            contexts=contexts,
            abstained=not contexts,
            milliseconds=round((time.perf_counter() - began) * 1000, 3),
        )


def answer_all(items: Sequence[Item]) -> list[AnswerRecord]:
    """The baseline's answers to every item, over the library that is configured."""
    knowledge = load_knowledge(Settings.load().knowledge)
    assistant = PastingAssistant(knowledge.passages, {source.id: source for source in knowledge.sources})
    return [assistant.answer(item) for item in items]


if __name__ == "__main__":
    sys.exit(export(answer_all, prog="python -m evals.baselines.bm25_paste", about=__doc__ or ""))
