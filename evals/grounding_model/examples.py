"""Measured training pairs, padded batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from advisor.grounding.alignment import Alignment
from advisor.grounding.support_model import shortened
from advisor.grounding.tokens import Floats

_MOST_HELD = 256


class Padded(NamedTuple):
    """Some pairs side by side; `there` marks tokens, zeros are padding.

    Shapes: claim_vectors (pairs, claim, width), rows (pairs, claim, features), relations (pairs, relations, claim,
    held), held_vectors (pairs, held, width), held_own (pairs, held, features), measures (pairs, measures).
    """

    claim_vectors: Tensor
    rows: Tensor
    claim_there: Tensor
    relations: Tensor
    held_vectors: Tensor
    held_own: Tensor
    held_there: Tensor
    measures: Tensor


class Examples:
    """Many measured pairs."""

    def __init__(self, aligned: Sequence[Alignment], measures: Sequence[Floats]) -> None:
        """`aligned`: as `halved` makes them; `measures`: one vector for each."""
        self._aligned = list(aligned)
        self._measures = torch.from_numpy(np.stack(measures))
        self.held_lengths = np.array([len(one.held_own) for one in self._aligned])

    @property
    def widths(self) -> tuple[int, int, int, int, int]:
        """How many numbers: a word vector, a row, what is known of a held token, relations, measures."""
        one = self._aligned[0]
        sizes = one.claim_vectors.shape[1], one.rows.shape[1], one.held_own.shape[1], one.relations.shape[0]
        return (*sizes, self._measures.shape[1])

    def __getitem__(self, chosen: NDArray[np.intp]) -> Padded:
        """The chosen pairs, padded to the longest among them."""
        pairs = [self._aligned[one] for one in chosen]
        claim, held = max(len(one.rows) for one in pairs) or 1, max(len(one.held_own) for one in pairs) or 1
        vectors, rows, own, relations, _ = self.widths
        found = Padded(
            claim_vectors=torch.zeros(len(pairs), claim, vectors),
            rows=torch.zeros(len(pairs), claim, rows),
            claim_there=torch.zeros(len(pairs), claim),
            relations=torch.zeros(len(pairs), relations, claim, held),
            held_vectors=torch.zeros(len(pairs), held, vectors),
            held_own=torch.zeros(len(pairs), held, own),
            held_there=torch.zeros(len(pairs), held),
            measures=self._measures[torch.from_numpy(np.asarray(chosen))],
        )
        for at, one in enumerate(pairs):
            own_length, held_length = len(one.rows), len(one.held_own)
            found.claim_vectors[at, :own_length] = torch.from_numpy(one.claim_vectors)
            found.rows[at, :own_length] = torch.from_numpy(one.rows)
            found.claim_there[at, : max(1, own_length)] = 1
            found.relations[at, :, :own_length, :held_length] = torch.from_numpy(one.relations)
            found.held_vectors[at, :held_length] = torch.from_numpy(one.held_vectors)
            found.held_own[at, :held_length] = torch.from_numpy(one.held_own)
            found.held_there[at, : max(1, held_length)] = 1
        return found


def halved(aligned: Alignment) -> Alignment:
    """The alignment in half precision, without the tokens themselves; passages beyond 256 tokens are cut."""
    one = shortened(aligned)
    return Alignment(
        rows=one.rows.astype(np.float16),
        relations=one.relations[:, :, :_MOST_HELD].astype(np.float16),
        claim_vectors=one.claim_vectors.astype(np.float16),
        held_vectors=one.held_vectors[:_MOST_HELD].astype(np.float16),
        held_own=one.held_own[:_MOST_HELD].astype(np.float16),
    )
