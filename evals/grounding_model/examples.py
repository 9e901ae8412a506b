"""Measured training pairs, padded batch by batch."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from advisor.grounding.alignment import Alignment
from advisor.grounding.reading import read_together
from advisor.grounding.support_model import MOST_TOKENS
from advisor.grounding.tokens import Floats, tokens_of

_MOST_HELD = 128


class Padded(NamedTuple):
    """Some pairs side by side; `there` marks tokens, zeros are padding; claims on one passage share its row.

    Shapes: claim_vectors (pairs, claim, width), rows (pairs, claim, features), relations
    (pairs, relations, claim, held), held_of (pairs): the row of each pair's passage; held_vectors (passages, held,
    width), held_own (passages, held, features), measures (pairs, measures).
    """

    claim_vectors: Tensor
    rows: Tensor
    claim_there: Tensor
    relations: Tensor
    held_of: Tensor
    held_vectors: Tensor
    held_own: Tensor
    held_there: Tensor
    measures: Tensor


class _Claim(NamedTuple):
    rows: NDArray[np.float16]
    relations: NDArray[np.float16]
    vectors: NDArray[np.float16]


class _Held(NamedTuple):
    vectors: NDArray[np.float16]
    own: NDArray[np.float16]


class Examples:
    """Many measured pairs; what is held is kept once for all claims on it."""

    def __init__(self) -> None:
        """None yet."""
        self._claims: list[_Claim] = []
        self._held: list[_Held] = []
        self._held_of: list[int] = []
        self._measures: list[Floats] = []
        self._known: dict[bytes, int] = {}

    def add(self, aligned: Alignment, measures: Floats) -> None:
        """One pair more; `aligned`: as `halved` makes it."""
        # Not the bytes themselves, which would keep every passage a second time.
        key = blake2b(aligned.held_vectors.tobytes() + aligned.held_own.tobytes()).digest()
        if key not in self._known:
            self._known[key] = len(self._held)
            self._held.append(_Held(aligned.held_vectors, aligned.held_own))
        self._claims.append(_Claim(aligned.rows, aligned.relations, aligned.claim_vectors))
        self._held_of.append(self._known[key])
        self._measures.append(measures)

    def by_passage(self) -> list[NDArray[np.intp]]:
        """The pairs on each passage."""
        ordered = np.argsort(self._held_of, kind="stable")
        return np.split(ordered, np.cumsum(np.bincount(self._held_of))[:-1])

    def held_lengths(self) -> NDArray[np.intp]:
        """How many tokens each passage has."""
        return np.array([len(one.own) for one in self._held])

    @property
    def widths(self) -> tuple[int, int, int, int, int]:
        """How many numbers: a word vector, a row, what is known of a held token, relations, measures."""
        claim, held = self._claims[0], self._held[0]
        sizes = claim.vectors.shape[1], claim.rows.shape[1], held.own.shape[1], claim.relations.shape[0]
        return (*sizes, len(self._measures[0]))

    def __getitem__(self, chosen: NDArray[np.intp]) -> Padded:
        """The chosen pairs, padded to the longest among them."""
        claims = [self._claims[one] for one in chosen]
        passages, held_of = np.unique([self._held_of[one] for one in chosen], return_inverse=True)
        held = [self._held[one] for one in passages]
        most, most_held = max(len(one.rows) for one in claims) or 1, max(len(one.own) for one in held) or 1
        vectors, rows, own, relations, _ = self.widths
        found = Padded(
            claim_vectors=torch.zeros(len(claims), most, vectors),
            rows=torch.zeros(len(claims), most, rows),
            claim_there=torch.zeros(len(claims), most),
            relations=torch.zeros(len(claims), relations, most, most_held),
            held_of=torch.from_numpy(held_of),
            held_vectors=torch.zeros(len(held), most_held, vectors),
            held_own=torch.zeros(len(held), most_held, own),
            held_there=torch.zeros(len(held), most_held),
            measures=torch.from_numpy(np.stack([self._measures[one] for one in chosen])),
        )
        for at, claim in enumerate(claims):
            length, held_length = claim.relations.shape[1:]
            found.claim_vectors[at, :length] = torch.from_numpy(claim.vectors)
            found.rows[at, :length] = torch.from_numpy(claim.rows)
            found.claim_there[at, : max(1, length)] = 1
            found.relations[at, :, :length, :held_length] = torch.from_numpy(claim.relations)
        for at, one in enumerate(held):
            length = len(one.own)
            found.held_vectors[at, :length] = torch.from_numpy(one.vectors)
            found.held_own[at, :length] = torch.from_numpy(one.own)
            found.held_there[at, : max(1, length)] = 1
        return found


def halved(aligned: Alignment) -> Alignment:
    """The alignment in half precision, without the tokens themselves; claims beyond MOST_TOKENS and passages beyond 128 are cut."""
    return Alignment(
        rows=aligned.rows[:MOST_TOKENS].astype(np.float16),
        relations=aligned.relations[:, :MOST_TOKENS, :_MOST_HELD].astype(np.float16),
        claim_vectors=aligned.claim_vectors[:MOST_TOKENS].astype(np.float16),
        held_vectors=aligned.held_vectors[:_MOST_HELD].astype(np.float16),
        held_own=aligned.held_own[:_MOST_HELD].astype(np.float16),
    )


def spans_read(claim: str, passage: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The characters of each token of a claim and of a passage that an example keeps."""
    read, [held] = read_together(claim, [passage])
    return tokens_of(read).spans[:MOST_TOKENS], tokens_of(held).spans[:_MOST_HELD]
