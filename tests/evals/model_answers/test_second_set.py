"""The second set of sentences, all written by hand: held out, on passages of the library, every kind of lie in it."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.core.results import read_lines
from evals.grounding_model.generated import is_kept_for_tests
from evals.grounding_model.training_pairs import WrittenPassage
from evals.model_answers import measure
from evals.model_answers.records import (
    FOLDER,
    SECOND_LIES,
    SECOND_TRUE_SENTENCES,
    LieKind,
    Manner,
    lies,
    true_sentences,
)

TRAINING = FOLDER.parent / "grounding" / "train.jsonl"


@pytest.fixture(scope="module")
def passages(knowledge):
    return {one.ref: one for one in knowledge.passages}


@pytest.fixture(scope="module")
def trained_on():
    return {ref for one in read_lines(TRAINING, WrittenPassage) for ref in one.refs}


def test_the_true_sentences_are_held_out(passages, trained_on) -> None:
    sentences = true_sentences(SECOND_TRUE_SENTENCES)
    assert len({one.text for one in sentences}) == len({one.id for one in sentences}) == 110
    assert set(Counter(one.manner for one in sentences)) == set(Manner)
    used = {ref for one in true_sentences() for ref in one.refs}
    for one in sentences:
        for ref in one.refs:
            assert ref not in trained_on | used, one.id
            assert is_kept_for_tests(passages[ref].source_id, passages[ref].locator), one.id


def test_the_lies_cite_what_is_held_and_are_of_every_kind(passages) -> None:
    false = lies(SECOND_LIES)
    assert len({one.text for one in false}) == len({one.id for one in false}) == 150
    kinds = Counter(one.kind for one in false)
    assert set(kinds) == set(LieKind) - {LieKind.INVENTED_KEY}
    assert min(kinds.values()) >= 10
    assert all(ref in passages for one in false for ref in one.refs)
    assert not {one.text for one in false} & {one.text for one in lies()}


def test_the_second_set_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main(["--second"]) == 0
    printed = capsys.readouterr().out
    assert "/ 150" in printed
    assert "/ 110" in printed
