"""The three collections that retrieval is measured on: held-back asks, foreign documents, the development set."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.library.knowledge import Knowledge
from advisor.types import Basis, Data, Passage, PassageKind, Source
from evals.embedding.pairs import FOREIGN_SET, TRAINING_SET, read_pairs
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.matching import cites
from evals.retrieval_study.holdback import HoldBack

_FOREIGN_QUESTIONS = 600
_FOREIGN_DISTRACTORS = 6000
_LONGEST_ARTICLE = 400
_SEED = 3


class Testbed(Data):
    """Passages, questions by id, and the groups of questions with their gold passages."""

    passages: tuple[Passage, ...]
    questions: dict[str, str]
    groups: dict[str, dict[str, tuple[str, ...]]]


def held_back_testbed(knowledge: Knowledge, held: HoldBack) -> Testbed:
    """Held-back asks, by group and part: `with asks, choosing` and so on."""
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for query in held.queries:
        groups.setdefault(f"{query.group.value}, {query.part.value}", {})[query.id] = query.gold
    return Testbed(
        passages=tuple(held.index(knowledge.passages)),
        questions={query.id: query.text for query in held.queries},
        groups=groups,
    )


def foreign_testbed(folder: Path, source: Source) -> Testbed:
    """Lay questions over statutes of all fields: what an office's own documents, far from the library, may be like."""
    pairs = read_pairs(folder, FOREIGN_SET)
    articles = list(dict.fromkeys(pair.passage for pair in pairs))
    others = list(dict.fromkeys(pair.passage for pair in read_pairs(folder, TRAINING_SET)))
    texts = articles + random.Random(_SEED).sample(others, min(len(others), _FOREIGN_DISTRACTORS))
    number_of = {article: str(number) for number, article in enumerate(articles)}
    gold: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        gold[pair.query] = (*gold.get(pair.query, ()), number_of[pair.passage])
    gold = dict(list(gold.items())[:_FOREIGN_QUESTIONS])
    passages = tuple(_article(str(number), text, source) for number, text in enumerate(texts))
    return Testbed(passages=passages, questions={text: text for text in gold}, groups={"foreign": gold})


def development_testbed(knowledge: Knowledge) -> Testbed:
    """Development questions that have an answer and stand alone, with the passages at their gold places.

    Only for looking at: nothing is trained on or chosen by it.
    """
    sources = {source.id: source for source in knowledge.sources}
    items = [item for item in load_items(DEVELOPMENT_SET) if not item.must_abstain and not item.history]
    gold = {
        item.id: tuple(
            passage.id
            for passage in knowledge.passages
            if any(
                cites(one, passage.source_id, sources[passage.source_id].title, passage.locator, with_place=True)
                for one in item.expect.gold
            )
        )
        for item in items
    }
    colloquial = {item.id for item in items if "colloquial" in item.tags}
    return Testbed(
        passages=knowledge.passages,
        questions={item.id: item.question for item in items if gold[item.id]},
        groups={"all": _some(gold, gold), "colloquial": _some(gold, colloquial)},
    )


def without_asks(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with no asks at all: the plain lexical index."""
    return tuple(passage.model_copy(update={"asks": ()}) for passage in passages)


def _some(gold: Mapping[str, tuple[str, ...]], wanted: Mapping[str, object] | set[str]) -> dict[str, tuple[str, ...]]:
    return {key: found for key, found in gold.items() if found and key in wanted}


def _article(number: str, text: str, source: Source) -> Passage:
    return Passage(
        id=number,
        source_id=source.id,
        ref=f"foreign#{number}",
        locator="正文",
        text=text[:_LONGEST_ARTICLE],
        kind=PassageKind.ORIGINAL,
        basis=Basis.FULL_TEXT,
    )
