from __future__ import annotations

from itertools import islice

import pytest

from evals.grounding_model.training_pairs import WrittenPassage, written_passages
from evals.grounding_model.variants import variants


@pytest.fixture(scope="module")
def some() -> list[WrittenPassage]:
    """The first written passages."""
    return list(islice(written_passages(), 60))


def test_variants_are_the_same_for_the_same_passages(some: list[WrittenPassage]) -> None:
    assert list(variants(some)) == list(variants(some))


def test_a_variant_is_new_and_says_what_it_was_made_of(some: list[WrittenPassage]) -> None:
    written = {(one.passage, claim.claim) for one in some for claim in one.claims}
    passages = {one.passage for one in some}
    made = list(variants(some))
    assert len(made) > 5 * len(some)
    assert not any((one.passage, one.claim) in written for one in made)
    assert {one.origin for one in made} <= passages
    assert any(one.passage not in passages for one in made)


def test_every_round_has_variants_of_its_own(some: list[WrittenPassage]) -> None:
    once, twice = list(variants(some)), list(variants(some, rounds=2))
    assert twice[: len(once)] == once
    further = set(map(str, twice[len(once) :])) - set(map(str, once))
    assert len(further) > len(once) / 2


def test_two_passages_stand_side_by_side_in_some(some: list[WrittenPassage]) -> None:
    texts = {one.passage for one in some}
    assert any(
        made.passage.startswith(one) and made.passage[len(one) :] in texts
        for made in variants(some, rounds=3)
        for one in texts
    )


def test_passages_without_right_claims_or_like_ones_have_variants_too() -> None:
    lonely = WrittenPassage.model_validate(
        {
            "passage": "该县2023年新增冷库5座，较上年多2座。",
            "claims": [{"id": "a", "kind": "wrong_figure", "label": "contradicted", "claim": "该县新增冷库8座。"}],
        }
    )
    assert all(one.origin == lonely.passage for one in variants([lonely]))
