from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.grounding import support_model
from evals.grounding_model.network import Batch, logits, train
from evals.grounding_model.trees import grow
from evals.grounding_model.trees import stored as stored_trees


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a network's weights where the reader looks for them."""

    def write(network, trees) -> None:
        path = tmp_path / "support.npz"
        arrays = {f"network/{name}": array for name, array in network.stored().items()}
        arrays |= {f"trees/{name}": array for name, array in stored_trees(trees).items()}
        np.savez_compressed(path, calibration=np.array([1.0, 0.0], dtype=np.float32), **arrays)
        monkeypatch.setattr(support_model, "WEIGHTS", path)
        support_model._model.cache_clear()

    yield write
    support_model._model.cache_clear()


def test_the_reader_computes_what_was_trained(stored) -> None:
    random = np.random.default_rng(5)
    labels = (np.arange(40) % 2).astype(np.float32)
    tokens = [(random.normal(size=(3 + at % 7, 11)) + labels[at]).astype(np.float32) for at in range(40)]
    measures = [random.normal(size=6).astype(np.float32) for _ in range(40)]
    batch = Batch(tokens, measures)
    rows = np.arange(40)
    network = train(batch, labels, np.ones(40, dtype=np.float32), rows, seed=1, epochs=30, size=8)
    values = np.stack([support_model.pooled(one, whole) for one, whole in zip(tokens, measures, strict=True)])
    trees = grow(values, labels, np.ones(40, dtype=np.float32))
    found = (logits([network], batch, rows) + trees.decision_function(values)) / 2
    stored(network, trees)
    read = np.array([support_model.probability(one, whole) for one, whole in zip(tokens, measures, strict=True)])
    assert np.allclose(read, 1 / (1 + np.exp(-found)), atol=0.02)
    assert ((found > 0) == (labels > 0)).mean() >= 0.9


def test_a_claim_without_tokens_is_not_supported() -> None:
    assert support_model.probability(np.zeros((0, 3), dtype=np.float32), np.zeros(2, dtype=np.float32)) == 0.0
