from __future__ import annotations

import pytest

from evals.grounding.likeness import auroc, likeness
from evals.grounding.pairs import Pair


@pytest.mark.parametrize(("claim", "expected"), [("鞍山市", 1.0), ("鞍山县", 0.5), ("大连县", 0.0)])
def test_share_of_pairs_of_characters(claim: str, expected: float) -> None:
    pair = Pair(id="a", subject="", kind="split", label="supported", claim=claim, passage="鞍山市成立协会")
    assert likeness(pair) == expected


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(0.875)
