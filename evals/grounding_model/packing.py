"""Passages, each with the claims on it, packed in rows of tokens: a passage is read once, its claims do not see each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

ROW = 512
_OPEN = 40


class Text(NamedTuple):
    """Passages and claims in a language model's tokens; `passage_of`: the passage of each claim."""

    passages: Sequence[NDArray[np.int32]]
    claims: Sequence[NDArray[np.int32]]
    passage_of: NDArray[np.int64]


class Group(NamedTuple):
    """A passage with some claims on it, and how many tokens they take."""

    passage: int
    claims: tuple[int, ...]
    length: int


class Packed(NamedTuple):
    """Rows of tokens, ready to be read.

    `ids`, `places` (rows, ROW), `seen` (rows, 1, ROW, ROW); `last`: where each claim ends, counted through all rows;
    `claims`: which claims these are; `passage_starts`, `claim_starts`: where each begins, by its number.
    """

    ids: Tensor
    places: Tensor
    seen: Tensor
    last: Tensor
    claims: NDArray[np.int64]
    passage_starts: dict[int, int]
    claim_starts: dict[int, int]


def packed(text: Text, rows: Sequence[Sequence[Group]], device: str) -> Packed:
    """The tokens of some rows of groups."""
    ids, places = np.zeros((len(rows), ROW), dtype=np.int64), np.zeros((len(rows), ROW), dtype=np.int64)
    groups, parts = np.full((len(rows), ROW), -1), np.zeros((len(rows), ROW), dtype=np.int64)
    passage_starts: dict[int, int] = {}
    claim_starts: dict[int, int] = {}
    for row, listed in enumerate(rows):
        at = 0
        for number, group in enumerate(listed):
            passage = text.passages[group.passage]
            passage_starts[group.passage] = row * ROW + at
            for part, tokens in enumerate([passage, *(text.claims[claim] for claim in group.claims)]):
                until = at + len(tokens)
                ids[row, at:until], groups[row, at:until], parts[row, at:until] = tokens, number, part
                places[row, at:until] = np.arange(len(tokens)) + (len(passage) if part else 0)
                if part:
                    claim_starts[group.claims[part - 1]] = row * ROW + at
                at = until
    claims = np.array(list(claim_starts), dtype=np.int64)
    ends = [start + len(text.claims[claim]) - 1 for claim, start in claim_starts.items()]
    return Packed(
        torch.from_numpy(ids).to(device),
        torch.from_numpy(places).to(device),
        _seen(torch.from_numpy(groups).to(device), torch.from_numpy(parts).to(device)),
        torch.tensor(ends, device=device),
        claims,
        passage_starts,
        claim_starts,
    )


def _seen(groups: Tensor, parts: Tensor) -> Tensor:
    """A token sees those before it of its own passage and its own claim."""
    along = torch.arange(ROW, device=groups.device)
    same = groups[:, :, None] == groups[:, None, :]
    own = (parts[:, None, :] == 0) | (parts[:, :, None] == parts[:, None, :])
    return (same & own & (along[:, None] >= along[None, :]))[:, None]


def rows_of(text: Text, claims: Sequence[int], random: Random | None = None) -> list[list[Group]]:
    """Claims in rows, those on one passage together; in random order if `random` is given."""
    groups = list(_groups(text, claims))
    if random:
        random.shuffle(groups)
    rows: list[list[Group]] = []
    room: list[tuple[int, list[Group]]] = []
    for group in groups:
        fitting = next((at for at, (left, _) in enumerate(room) if left >= group.length), None)
        if fitting is None:
            rows.append([])
            room.append((ROW, rows[-1]))
            fitting = len(room) - 1
        left, row = room[fitting]
        row.append(group)
        room[fitting] = (left - group.length, row)
        if len(room) > _OPEN:
            room.sort(key=lambda one: one[0])
            del room[: _OPEN // 4]
    if random:
        random.shuffle(rows)
    return rows


def _groups(text: Text, claims: Sequence[int]) -> Iterator[Group]:
    """The claims on each passage, in as many groups as it takes to keep each within a row."""
    on: dict[int, list[int]] = {}
    for claim in claims:
        on.setdefault(int(text.passage_of[claim]), []).append(int(claim))
    for passage, all_of in on.items():
        begun, length = [], len(text.passages[passage])
        for claim in all_of:
            if length + len(text.claims[claim]) > ROW and begun:
                yield Group(passage, tuple(begun), length)
                begun, length = [], len(text.passages[passage])
            begun.append(claim)
            length += len(text.claims[claim])
        yield Group(passage, tuple(begun), length)
