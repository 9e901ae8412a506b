"""How near in meaning passages are to a claim, where words leave the matter open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from advisor.search.retriever import PolicyRetriever
from advisor.types import Passage

_NEIGHBOURS = 30


class Meaning:
    """Likeness of meaning of passages to one claim; looked up only when words leave the matter open."""

    def __init__(self, retriever: PolicyRetriever, claim: str) -> None:
        self._retriever = retriever
        self._claim = claim

    @property
    def known(self) -> bool:
        """Whether there is an embedding at all."""
        return self._retriever.embedder is not None and self._retriever.embedder.weight > 0

    def likeness(self, passage: Passage) -> float:
        """Cosine of a passage among the nearest; 0 for any other."""
        return self._nearest.get(passage.id, 0.0)

    @cached_property
    def _nearest(self) -> Mapping[str, float]:
        return self._retriever.nearest(self._claim, limit=_NEIGHBOURS)
