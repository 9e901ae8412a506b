"""What a teacher says of training pairs: logits, and a hint for every token of claims and passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.errors import BadInput

HINT = 128
"""Numbers in a hint."""


class Taught(NamedTuple):
    """`logits` (pairs, 2): of support and of denial; hints (tokens, HINT) of all claims and of all passages, end to end.

    `claim_starts`, `held_starts`: where each begins, with the end of the last; `passage_of`: the passage of each pair.
    """

    logits: NDArray[np.float32]
    claims: NDArray[np.float16]
    held: NDArray[np.float16]
    claim_starts: NDArray[np.int64]
    held_starts: NDArray[np.int64]
    passage_of: NDArray[np.int64]

    @classmethod
    def empty(cls, claims: Sequence[int], passages: Sequence[int], passage_of: NDArray[np.int64]) -> Taught:
        """Nothing said yet of claims and passages of so many tokens."""
        starts = [np.concatenate([[0], np.cumsum(lengths)]) for lengths in (claims, passages)]
        hints = [np.zeros((int(one[-1]), HINT), dtype=np.float16) for one in starts]
        return cls(np.zeros((len(claims), 2), dtype=np.float32), *hints, *starts, passage_of)

    def claim_hints(self, pair: int) -> NDArray[np.float16]:
        """The hints of a pair's claim, to be read or filled."""
        return self.claims[self.claim_starts[pair] : self.claim_starts[pair + 1]]

    def held_hints(self, passage: int) -> NDArray[np.float16]:
        """The hints of a passage, by its number, to be read or filled."""
        return self.held[self.held_starts[passage] : self.held_starts[passage + 1]]


def write_taught(taught: Taught, folder: Path) -> None:
    """A file for each part."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in taught._asdict().items():
        np.save(folder / f"{name}.npy", part)


def read_taught(folder: Path, pairs: int) -> Taught:
    """What was written, mapped from disk. Raises BadInput where it is missing or is about other pairs."""
    try:
        taught = Taught(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in Taught._fields))
    except (OSError, ValueError) as error:
        raise BadInput(f"{folder}：缺少教师模型的输出，请先运行 python -m evals.grounding_model.teacher") from error
    if len(taught.logits) != pairs:
        raise BadInput(f"{folder}：教师模型的输出有{len(taught.logits)}对，训练句对有{pairs}对，请重新运行 teacher")
    return taught
