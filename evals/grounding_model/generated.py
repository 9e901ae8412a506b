"""Generated training pairs: paraphrases and corruptions of the library's own statements, by rule and by chance."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from advisor.types import Data, Passage, PassageKind
from evals.grounding_model.corrupt import CORRUPTIONS
from evals.grounding_model.paraphrase import PARAPHRASES

_NEIGHBOURS = 4
_TRIES = 6
_WEIGHT = 0.5


class TrainingPair(Data):
    """A claim, a passage and whether the passage supports it; `template`: how the claim was made.

    `denied`: whether the passage says otherwise, where that is known of an unsupported claim; `weight`: how much it counts.
    """

    claim: str
    passage: str
    supported: bool
    template: str
    denied: bool | None = None
    weight: float = 1.0


def generate(sections: Sequence[Sequence[str]], *, per_statement: int, seed: int) -> Iterator[TrainingPair]:
    """As many supported as unsupported pairs on every statement; `sections`: statements that stand together in a source."""
    random = Random(seed)
    for statements in sections:
        for at, statement in enumerate(statements):
            others = [one for one in statements if one != statement]
            for _ in range(per_statement):
                passage = _passage(statements, at, random)
                yield from _supported(statement, passage, random)
                yield from _unsupported(statement, passage, others, random)


def _passage(statements: Sequence[str], at: int, random: Random) -> str:
    """The statement, alone or with some that stand around it."""
    first = max(0, at - random.randrange(_NEIGHBOURS))
    return (
        "".join(statements[first : at + 1 + random.randrange(_NEIGHBOURS)]) if random.random() < 0.6 else statements[at]
    )


def _supported(statement: str, passage: str, random: Random) -> Iterator[TrainingPair]:
    claim, names = _paraphrased(statement, random)
    yield TrainingPair(claim=claim, passage=passage, supported=True, template="+".join(names) or "same", weight=_WEIGHT)


def _paraphrased(statement: str, random: Random) -> tuple[str, list[str]]:
    names = random.sample(sorted(PARAPHRASES), random.randrange(4))
    for name in names:
        statement = PARAPHRASES[name](statement, random)
    return statement, names


def _unsupported(statement: str, passage: str, others: Sequence[str], random: Random) -> Iterator[TrainingPair]:
    for _ in range(_TRIES):
        name = random.choice(sorted(CORRUPTIONS))
        foreign = [one for one in others if one not in passage]
        claim = CORRUPTIONS[name](statement, foreign, random)
        if claim != statement and claim not in passage:
            claim, _ = _paraphrased(claim, random)
            yield TrainingPair(claim=claim, passage=passage, supported=False, template=name, weight=_WEIGHT)
            return


def sections_of(passages: Sequence[Passage]) -> list[list[str]]:
    """Statements of the library by source, in their order."""
    digests = [one for one in passages if one.kind is PassageKind.DIGEST and "#s" in one.ref]
    ordered = sorted(digests, key=lambda one: (one.source_id, one.order))
    return [[one.text for one in group] for _, group in groupby(ordered, key=lambda one: one.source_id)]


def is_kept_for_tests(source_id: str, locator: str) -> bool:
    """Whether statements at a place serve the test split, and may not be trained on."""
    return zlib.crc32(f"{source_id}/{locator}".encode()) % 5 in {0, 1}
