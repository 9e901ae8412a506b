from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.grounding import support_model
from advisor.grounding.alignment import Alignment
from evals.grounding_model.examples import Examples, halved
from evals.grounding_model.network import Lessons, logits, train
from evals.grounding_model.training_pairs import NOT_TOLD, Sort
from evals.grounding_model.trees import grow
from evals.grounding_model.trees import stored as stored_trees

PAIRS = 40


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write networks' weights where the reader looks for them."""

    def write(networks, trees) -> None:
        path = tmp_path / "support.npz"
        arrays = {
            f"network{number}/{name}": array
            for number, network in enumerate(networks)
            for name, array in network.stored().items()
        }
        arrays |= {f"trees/{name}": array for name, array in stored_trees(trees).items()}
        np.savez_compressed(path, calibration=np.array([1.0, 0.0], dtype=np.float32), **arrays)
        monkeypatch.setattr(support_model, "WEIGHTS", path)
        support_model._model.cache_clear()

    yield write
    support_model._model.cache_clear()


def alignment(random: np.random.Generator, claim: int, held: int, shift: float = 0.0) -> Alignment:
    """Random measures of a claim of some tokens against some held tokens; all claim rows moved by `shift`."""
    return Alignment(
        rows=(random.normal(size=(claim, 11)) + shift).astype(np.float32),
        relations=random.normal(size=(3, claim, held)).astype(np.float32),
        claim_vectors=random.normal(size=(claim, 5)).astype(np.float32),
        held_vectors=random.normal(size=(held, 5)).astype(np.float32),
        held_own=random.normal(size=(held, 4)).astype(np.float32),
    )


def test_the_reader_computes_what_was_trained(stored) -> None:
    random = np.random.default_rng(5)
    labels = (np.arange(PAIRS) % 2).astype(np.float32)
    aligned = [alignment(random, 3 + at % 7, 4 + at % 9, labels[at]) for at in range(PAIRS)]
    measures = [random.normal(size=6).astype(np.float32) for _ in range(PAIRS)]
    examples, rows, weights = (
        Examples([halved(one) for one in aligned], measures),
        np.arange(PAIRS),
        np.ones(PAIRS, dtype=np.float32),
    )
    lessons = Lessons(labels, weights, sorts=np.where(labels > 0, Sort.REWORDED, NOT_TOLD))
    networks = [train(examples, lessons, seed=seed, epochs=30, size=8) for seed in (1, 2)]
    values = np.stack([support_model.pooled(one.rows, whole) for one, whole in zip(aligned, measures, strict=True)])
    trees = grow(values, labels, weights)
    share = support_model.TREES_SHARE
    found = (1 - share) * logits(networks, examples, rows) + share * trees.decision_function(values)
    stored(networks, trees)
    read = np.array([support_model.probability(one, whole) for one, whole in zip(aligned, measures, strict=True)])
    assert np.allclose(read, 1 / (1 + np.exp(-found)), atol=0.02)
    assert ((found > 0) == (labels > 0)).mean() >= 0.9


def test_a_claim_without_tokens_is_not_supported() -> None:
    nothing = alignment(np.random.default_rng(1), 0, 3)
    assert support_model.probability(nothing, np.zeros(6, dtype=np.float32)) == 0.0


def test_only_the_first_tokens_of_a_long_claim_are_read() -> None:
    long = alignment(np.random.default_rng(1), support_model.MOST_TOKENS + 6, 3)
    short = support_model.shortened(long)
    assert len(short.rows) == len(short.claim_vectors) == short.relations.shape[1] == support_model.MOST_TOKENS
    assert support_model.shortened(short) is short
