"""`python -m evals.overlap`: how much the questions of a set share with the asks that the library indexes.

A set that shares little was written blind of them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from advisor.errors import AdvisorError, BadInput
from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from advisor.text import normalise
from advisor.types import Data, Passage, Source
from evals.questions.items import DEVELOPMENT_SET, Item, load_items
from evals.questions.matching import cites

NEAR_DUPLICATE = 0.8
_MARKS = " ，。？！、；：,.?!;:“”\"'《》()（）"


class Overlap(Data):
    """Likeness of one question to the asks, each 0..1: Jaccard and containment over character pairs."""

    item: str
    nearest_jaccard: float
    nearest_containment: float
    gold_jaccard: float | None = None
    gold_containment: float | None = None


def main(arguments: Sequence[str]) -> int:
    """Print the overlap of a set, by default the development set. Exit code 2 for a bad set, 1 for a bad library."""
    try:
        items = load_items(Path(arguments[0]) if arguments else DEVELOPMENT_SET)
        knowledge = load_knowledge(Settings.load().knowledge)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2 if isinstance(error, BadInput) else 1
    sources = {source.id: source for source in knowledge.sources}
    show_overlap(measure_overlap(items, knowledge.passages, sources), Console())
    return 0


def measure_overlap(items: Sequence[Item], passages: Sequence[Passage], sources: dict[str, Source]) -> list[Overlap]:
    """The overlap of every item with all asks, and with the asks of the passages at its gold places."""
    asks = [(passage, [character_pairs(ask) for ask in passage.asks]) for passage in passages]
    return [_overlap(item, asks, sources) for item in items]


@lru_cache(maxsize=50_000)
def character_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, marks left out."""
    bare = normalise(text).translate({ord(mark): None for mark in _MARKS})
    return frozenset(bare[start : start + 2] for start in range(len(bare) - 1))


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared pairs over all pairs; 0 for two empty sets."""
    return len(left & right) / (len(left | right) or 1)


def containment(question: frozenset[str], ask: frozenset[str]) -> float:
    """The share of the question's pairs that stand in the ask; 0 for an empty question."""
    return len(question & ask) / (len(question) or 1)


def show_overlap(overlaps: Sequence[Overlap], console: Console) -> None:
    """Print the distribution of each likeness and the count of near duplicates."""
    table = Table(title="Overlap of questions with the library's asks (character pairs)")
    table.add_column("likeness")
    for column in ("items", "mean", "p50", "p90", "p99", "max", f"over {NEAR_DUPLICATE}"):
        table.add_column(column, justify="right")
    columns = {
        "Jaccard, nearest ask": [overlap.nearest_jaccard for overlap in overlaps],
        "containment, nearest ask": [overlap.nearest_containment for overlap in overlaps],
        "Jaccard, asks at the gold place": [o.gold_jaccard for o in overlaps if o.gold_jaccard is not None],
        "containment, asks at the gold place": [o.gold_containment for o in overlaps if o.gold_containment is not None],
    }
    for name, values in columns.items():
        table.add_row(name, *_distribution(values))
    console.print(table)
    close = [overlap.item for overlap in overlaps if overlap.nearest_jaccard > NEAR_DUPLICATE]
    console.print(
        f"near duplicates of an ask (Jaccard > {NEAR_DUPLICATE}): {len(close)} {' '.join(close)}", markup=False
    )


def _overlap(item: Item, asks: Sequence[tuple[Passage, list[frozenset[str]]]], sources: dict[str, Source]) -> Overlap:
    question = character_pairs(item.question)
    every = [pairs for _, of_passage in asks for pairs in of_passage]
    gold = [pairs for passage, of_passage in asks if _is_gold(item, passage, sources) for pairs in of_passage]
    return Overlap(
        item=item.id,
        nearest_jaccard=max((jaccard(question, pairs) for pairs in every), default=0.0),
        nearest_containment=max((containment(question, pairs) for pairs in every), default=0.0),
        gold_jaccard=max((jaccard(question, pairs) for pairs in gold), default=None),
        gold_containment=max((containment(question, pairs) for pairs in gold), default=None),
    )


def _is_gold(item: Item, passage: Passage, sources: dict[str, Source]) -> bool:
    title = sources[passage.source_id].title
    return any(cites(gold, passage.source_id, title, passage.locator, with_place=True) for gold in item.expect.gold)


def _distribution(values: Sequence[float]) -> list[str]:
    if not values:
        return ["0", *["-"] * 6]
    sample = np.array(values)
    shares = [float(sample.mean()), *(float(np.percentile(sample, p)) for p in (50, 90, 99)), float(sample.max())]
    return [str(len(values)), *(f"{share:.2f}" for share in shares), str(int((sample > NEAR_DUPLICATE).sum()))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
