"""An exact scan over the record's own vectors: what answers while Chroma is not usable, and as fast at this size."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


class ExactIndex:
    """Unit vectors in memory."""

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._ids = list(ids)
        self._vectors = vectors
        self._row = {passage_id: row for row, passage_id in enumerate(self._ids)}

    def query(
        self, vector: NDArray[np.float32], *, limit: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Nearest passages by cosine, best first, as (passage id, cosine); only among `allowed` where given."""
        rows = None
        if allowed is not None:
            rows = np.array([self._row[known] for known in allowed if known in self._row], dtype=np.intp)
        if not self._ids or (rows is not None and not len(rows)):
            return []
        scores = (self._vectors if rows is None else self._vectors[rows]) @ vector
        count = min(limit, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(self._ids[int(at if rows is None else rows[at])], float(scores[at])) for at in best]

    def close(self) -> None:
        """Nothing to give back."""
