"""Vectors without a model: signed hashing of character pairs, weighted by how rare a bucket is."""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from advisor.index.fusion import Fusion
from advisor.library.identity import digest
from advisor.text import normalise

_BUCKETS = 1024
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.%]+")


class HashedEmbedder:
    """The fallback where no model is bundled. Untrained, so it gets little weight beside BM25."""

    family = f"hashed-{_BUCKETS}"
    dimension = _BUCKETS
    weight = 0.05
    fusion = Fusion.SCORES

    def __init__(self, rarity: NDArray[np.float16] | None = None) -> None:
        self._rarity = np.ones(_BUCKETS, dtype=np.float32) if rarity is None else rarity.astype(np.float32)
        self.state = "" if rarity is None else base64.b64encode(rarity.tobytes()).decode("ascii")
        self.name = f"{self.family}-{digest([self.state])[:12]}"

    @classmethod
    def from_state(cls, state: str) -> Self:
        """The embedder as it was when the record's passages were embedded; untrained for an empty state."""
        return cls(np.frombuffer(base64.b64decode(state), dtype=np.float16) if state else None)

    @classmethod
    def learned_from(cls, texts: Iterable[str]) -> Self:
        """Learn from the passages how rare each bucket is."""
        seen: Counter[int] = Counter()
        count = 0
        for text in texts:
            seen.update({bucket for bucket, _ in _hashed(text)})
            count += 1
        frequencies = np.array([seen[bucket] for bucket in range(_BUCKETS)], dtype=np.float32)
        return cls(np.log((count + 1) / (frequencies + 0.5)).astype(np.float16))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts, one row each."""
        vectors = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
        for row, text in enumerate(texts):
            for bucket, sign in _hashed(text):
                vectors[row, bucket] += sign
        vectors = np.sign(vectors) * np.sqrt(np.abs(vectors)) * self._rarity
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question."""
        return np.asarray(self.embed([text])[0])


def _hashed(text: str) -> list[tuple[int, int]]:
    """(bucket, sign) of every pair and run. crc32, since hash() differs from process to process."""
    found: list[tuple[int, int]] = []
    for run in _RUN.findall(normalise(text)):
        pieces = [run] if run[0] < "\u3400" or len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
        for piece in pieces:
            code = zlib.crc32(piece.encode())
            found.append((code % _BUCKETS, 1 if code & 0x80000000 else -1))
    return found
