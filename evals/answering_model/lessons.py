"""What the answering model is taught: asks of the library, each with the statement it was written for and others that only look like it."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.grounding.alignment import Alignment
from advisor.grounding.check import measurements
from advisor.grounding.reading import read_together
from advisor.grounding.tokens import Floats
from advisor.index.embedding import load_embedder
from advisor.library.knowledge import Knowledge
from advisor.settings import Settings
from advisor.text import normalise
from advisor.types import Data
from evals.grounding_model.examples import halved
from evals.retrieval_study.asking import Asking
from evals.retrieval_study.holdback import Group, Part, Query

_NEAREST, _FURTHER_DOWN, _ANYWHERE = 3, 1, 1
_LOOKED_AT = 16


class Lesson(Data):
    """An ask, the passages that it was written for, and some that it was not."""

    ask: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def lessons(knowledge: Knowledge, asks: Sequence[str], settings: Settings, *, seed: int) -> list[Lesson]:
    """A lesson for each ask. Wrong passages are those the program ranks high, but none that is much like the right one."""
    with TemporaryDirectory() as scratch:
        asking = Asking(knowledge, knowledge.passages, load_embedder(settings), settings, Path(scratch))
        _Teaching.current = _Teaching(knowledge, asking, seed)
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_lesson, asks, chunksize=50))


class _Teaching:
    """What a forked process needs to make lessons."""

    current: _Teaching

    def __init__(self, knowledge: Knowledge, asking: Asking, seed: int) -> None:
        self.asking, self.seed = asking, seed
        self.passage_ids = [passage.id for passage in knowledge.passages]
        self.written_for: dict[str, list[str]] = {}
        for passage in knowledge.passages:
            for ask in dict.fromkeys(map(normalise, passage.asks)):
                self.written_for.setdefault(ask, []).append(passage.id)


def _lesson(ask: str) -> Lesson:
    teaching = _Teaching.current
    chance = random.Random(f"{teaching.seed} {ask}")
    right = teaching.written_for[normalise(ask)]
    query = Query(id=ask, text=ask, gold=tuple(right), group=Group.WITH_ASKS, part=Part.CHOOSING)
    like = teaching.asking.much_like(query)
    ranked = [one.passage.id for one in teaching.asking.in_first_order(ask).passages[:_LOOKED_AT]]
    others = [one for one in ranked if one not in like]
    below = others[_NEAREST:]
    wrong = [
        *others[:_NEAREST],
        *chance.sample(below, min(_FURTHER_DOWN, len(below))),
        *(one for one in chance.sample(teaching.passage_ids, _ANYWHERE) if one not in like),
    ]
    return Lesson(ask=ask, right=tuple(chance.sample(right, min(2, len(right)))), wrong=tuple(dict.fromkeys(wrong)))


def measured_for_answering(pair: tuple[str, str]) -> tuple[Alignment, Floats]:
    """A question and the text of a passage, measured as the advisor does for the answering model: without faults."""
    question, text = pair
    reading, held = read_together(question, [text])
    aligned, whole, _, _ = measurements(reading, held, ())
    return halved(aligned), whole
