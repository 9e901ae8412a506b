from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from advisor.grounding import support_model
from advisor.grounding.alignment import Alignment
from advisor.grounding.lexemes import OWN_FEATURES
from evals.grounding_model.examples import Examples, halved
from evals.grounding_model.export import export
from evals.grounding_model.network import Lessons, SupportNetwork, batches, logits, train
from evals.grounding_model.taught import Taught
from evals.grounding_model.training_pairs import NOT_TOLD, Sort

PAIRS = 40


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a network's graphs where the advisor looks for them."""

    def write(network, *, rounded: bool) -> None:
        weights = {name: values.astype(np.float32) for name, values in network.stored().items()}
        calibration = np.array([2.0, 0.5], dtype=np.float32)
        export({**weights, "calibration": calibration}, tmp_path, rounded=rounded)
        monkeypatch.setattr(support_model, "MODEL", tmp_path)
        support_model._graph.cache_clear()

    yield write
    support_model._graph.cache_clear()


def alignment(random: np.random.Generator, claim: int, held: int, shift: float = 0.0) -> Alignment:
    """Random measures of a claim of some tokens against some held tokens; all claim rows moved by `shift`."""
    return Alignment(
        rows=(random.normal(size=(claim, OWN_FEATURES + 7)) + shift).astype(np.float32),
        relations=random.normal(size=(3, claim, held)).astype(np.float32),
        claim_vectors=random.normal(size=(claim, 5)).astype(np.float32),
        held_vectors=random.normal(size=(held, 5)).astype(np.float32),
        held_own=random.normal(size=(held, OWN_FEATURES)).astype(np.float32),
    )


def pairs_to_learn(random: np.random.Generator) -> tuple[Examples, Lessons, list[Alignment], list]:
    """Pairs of which the right ones have larger rows."""
    labels = (np.arange(PAIRS) % 2).astype(np.float32)
    aligned = [alignment(random, 3 + at % 7, 4 + at % 9, labels[at]) for at in range(PAIRS)]
    measures = [random.normal(size=6).astype(np.float32) for _ in range(PAIRS)]
    examples = Examples()
    for one, whole in zip(aligned, measures, strict=True):
        examples.add(halved(one), whole)
    denials = (np.arange(PAIRS) % 4 // 2).astype(np.float32)
    weights = np.ones(PAIRS, dtype=np.float32)
    sorts = np.where(labels > 0, Sort.REWORDED, NOT_TOLD)
    return examples, Lessons(labels, weights, sorts, denials, 1 - labels), aligned, measures


@pytest.mark.parametrize(("rounded", "off"), [(False, 0.005), (True, 0.05)])
def test_the_advisor_computes_what_was_trained(stored, rounded: bool, off: float) -> None:
    examples, lessons, aligned, measures = pairs_to_learn(np.random.default_rng(5))
    network = train(examples, lessons, seed=1, epochs=10, size=8)
    found, denied = logits(network, examples)
    stored(network, rounded=rounded)
    read = np.array([support_model.weigh(one, whole) for one, whole in zip(aligned, measures, strict=True)])
    calibrated = np.stack([2.0 * found + 0.5, denied], axis=1)
    assert np.allclose(read, 1 / (1 + np.exp(-calibrated)), atol=off)
    assert ((found > 0) == (lessons.labels > 0)).mean() >= 0.9


def test_long_texts_are_read_as_they_were_trained(stored) -> None:
    random = np.random.default_rng(7)
    aligned = [alignment(random, claim, held) for claim, held in ((1, 1), (2, 60), (40, 33), (17, 16))]
    examples = Examples()
    for one in aligned:
        examples.add(halved(one), np.zeros(6, dtype=np.float32))
    network = SupportNetwork(examples.widths).eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    found, _ = logits(network, examples)
    stored(network, rounded=False)
    read = [support_model.weigh(one, np.zeros(6, dtype=np.float32)).supported for one in aligned]
    assert np.allclose(read, 1 / (1 + np.exp(-2.0 * found - 0.5)), atol=0.01)


def test_training_goes_on_from_stored_weights_and_keeps_a_share_of_them() -> None:
    examples, lessons, _, _ = pairs_to_learn(np.random.default_rng(5))
    first = train(examples, lessons, seed=1, epochs=10, size=8)
    start = {name: torch.from_numpy(values.astype(np.float32)) for name, values in first.stored().items()}
    again = train(examples, lessons, seed=2, epochs=1, size=8, start=start)
    anew = train(examples, lessons, seed=2, epochs=1, size=8)

    def off(network: SupportNetwork) -> float:
        state = network.state_dict()
        return sum(float((state[name] - weights).abs().mean()) for name, weights in start.items())

    assert 0 < off(again) < off(anew) / 4
    assert ((logits(again, examples)[0] > 0) == (lessons.labels > 0)).mean() >= 0.9


def test_a_teachers_hints_are_learned() -> None:
    examples, lessons, aligned, _ = pairs_to_learn(np.random.default_rng(6))
    passages = np.arange(PAIRS)
    taught = Taught.empty([len(one.rows) for one in aligned], [len(one.held_own) for one in aligned], passages)
    taught.claims[:], taught.held[:] = 1.0, -1.0
    network = train(examples, lessons, seed=1, taught=taught, epochs=10, size=8)
    with torch.no_grad():
        read = network(examples[np.arange(4)])
    assert abs(float(read.claim_hints[0, 0].mean()) - 1.0) < 0.3
    assert abs(float(read.held_hints[0, 0].mean()) + 1.0) < 0.3


def test_a_claim_without_tokens_is_not_supported() -> None:
    nothing = alignment(np.random.default_rng(1), 0, 3)
    assert support_model.weigh(nothing, np.zeros(6, dtype=np.float32)).supported == 0.0


def test_only_the_first_tokens_of_a_long_claim_are_kept() -> None:
    short = halved(alignment(np.random.default_rng(1), support_model.MOST_TOKENS + 6, 3))
    assert len(short.rows) == len(short.claim_vectors) == short.relations.shape[1] == support_model.MOST_TOKENS


def test_a_long_claim_is_judged(stored) -> None:
    examples, lessons, _, _ = pairs_to_learn(np.random.default_rng(5))
    stored(train(examples, lessons, seed=1, epochs=1, size=8), rounded=False)
    long = alignment(np.random.default_rng(1), support_model.MOST_TOKENS + 6, 3)
    assert 0 < support_model.weigh(long, np.zeros(6, dtype=np.float32)).supported < 1


def on_one_passage(random: np.random.Generator, claims: int) -> list[Alignment]:
    """Several claims on the same held tokens."""
    first, *others = (alignment(random, 3 + at, 5) for at in range(claims))
    return [first, *(one._replace(held_vectors=first.held_vectors, held_own=first.held_own) for one in others)]


def test_a_passage_is_read_once_for_all_claims_on_it() -> None:
    random = np.random.default_rng(3)
    examples = Examples()
    for one in [*on_one_passage(random, 3), alignment(random, 4, 6)]:
        examples.add(halved(one), np.zeros(6, dtype=np.float32))
    assert [rows.tolist() for rows in examples.by_passage()] == [[0, 1, 2], [3]]
    padded = examples[np.array([3, 0, 2])]
    assert padded.held_vectors.shape[0] == 2
    assert padded.held_of.tolist() == [1, 0, 0]
    assert padded.held_there.sum(dim=1).tolist() == [5, 6]


def test_every_pair_is_in_one_batch() -> None:
    random = np.random.default_rng(4)
    examples = Examples()
    for claims in (3, 1, 5, 2, 7):
        for one in on_one_passage(random, claims):
            examples.add(halved(one), np.zeros(6, dtype=np.float32))
    cut = list(batches(examples, 4, random))
    assert sorted(np.concatenate(cut).tolist()) == list(range(18))
    assert all(len(one) <= 4 for one in cut)
