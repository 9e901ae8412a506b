"""The pairs the static model learns from: our own asks with their statements, and public pairs given by path."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from advisor.errors import BadInput
from advisor.index.embedding import embedded_text
from advisor.text import normalise
from advisor.types import Data, Passage

TRAINING_SET = "law_local"
FOREIGN_SET = "stard_train"
"""Lay questions on statutes: never trained on, it shows what the model does to documents of another kind."""
# An ask that many statements share (文号是多少) says nothing about any of them.
_MOST_UNITS_OF_AN_ASK = 3


class Pair(Data):
    """A question or phrase and the text that answers it, both normalised."""

    query: str
    passage: str


class Unit(Data):
    """What is asked about as one: a statement, or all rows of one indicator. Kept or held back as a whole."""

    id: str
    source_ids: tuple[str, ...]
    passage_ids: tuple[str, ...]
    asks: tuple[str, ...]


def units_of(passages: Sequence[Passage]) -> list[Unit]:
    """Passages grouped by what their asks ask about, with the asks that tell them from others."""
    members: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.asks:
            members[f"indicator:{passage.row.indicator}" if passage.row else passage.ref].append(passage)
    shared: dict[str, set[str]] = defaultdict(set)
    for unit_id, group in members.items():
        for passage in group:
            for ask in passage.asks:
                shared[normalise(ask)].add(unit_id)
    units = [_unit(unit_id, group, shared) for unit_id, group in members.items()]
    return [unit for unit in units if unit.asks]


def own_pairs(passages: Sequence[Passage], *, left_out: Collection[str] = ()) -> list[Pair]:
    """Every ask with its statement, except the asks in `left_out` (as they are written in the library)."""
    by_id = {passage.id: passage for passage in passages}
    return [
        Pair(query=normalise(ask), passage=normalise(embedded_text(by_id[passage_id])))
        for unit in units_of(passages)
        for ask in unit.asks
        if ask not in left_out
        for passage_id in unit.passage_ids
        if ask in by_id[passage_id].asks
    ]


def read_pairs(folder: Path, name: str) -> list[Pair]:
    """The pairs of a public set below a folder. Raises BadInput when it is missing or cannot be read."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            raw = [json.loads(line) for line in lines]
        pairs = [Pair(query=normalise(one["query"]), passage=normalise(one["passage"])) for one in raw]
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"公开训练数据 {path} 读不出来（{error}）；请检查 --public 的路径。") from error
    return [pair for pair in pairs if pair.query and pair.passage]


def _unit(unit_id: str, group: Sequence[Passage], shared: dict[str, set[str]]) -> Unit:
    asks = dict.fromkeys(ask for passage in group for ask in passage.asks)
    return Unit(
        id=unit_id,
        source_ids=tuple(dict.fromkeys(passage.source_id for passage in group)),
        passage_ids=tuple(passage.id for passage in group),
        asks=tuple(ask for ask in asks if len(shared[normalise(ask)]) <= _MOST_UNITS_OF_AN_ASK),
    )
