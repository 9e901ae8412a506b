"""The generated lies: reproducible, balanced, and different from what they were made of."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from evals.grounding_model.corrupt import CORRUPTIONS
from evals.model_answers.bases import bases_of
from evals.model_answers.lies import HOW_MANY, TEMPLATES, make_lies
from evals.model_answers.records import LieKind, Origin, lies, true_sentences

# Of these kinds the sentence itself is right; what it cites is wrong.
_RIGHT_WORDS = {LieKind.WRONG_PASSAGE, LieKind.INVENTED_KEY}


@pytest.fixture(scope="module")
def committed():
    return lies()


@pytest.fixture(scope="module")
def bases(knowledge):
    return {one.key: one for one in bases_of(knowledge, true_sentences())}


def test_the_committed_file_is_what_the_generator_makes(knowledge, committed):
    assert make_lies(knowledge, true_sentences()) == committed


def test_another_seed_makes_other_lies(knowledge, committed):
    other = make_lies(knowledge, true_sentences(), seed=1)
    assert len(other) == HOW_MANY
    assert len({one.text for one in other} - {one.text for one in committed}) > HOW_MANY / 4


def test_kinds_and_origins_are_balanced(committed):
    assert len(committed) == HOW_MANY == len({one.id for one in committed})
    kinds = Counter(one.kind for one in committed)
    assert set(kinds) == set(LieKind)
    assert set(kinds.values()) <= {13, 14}
    assert Counter(one.origin for one in committed) == {Origin.STATEMENT: 100, Origin.SENTENCE: 100}
    assert set(Counter((one.kind, one.origin) for one in committed).values()) <= {6, 7}


def test_no_base_serves_twice(committed):
    assert len({one.base for one in committed}) == HOW_MANY


def test_none_says_what_its_base_says(committed, bases):
    for one in committed:
        assert (one.text == bases[one.base].text) == (one.kind in _RIGHT_WORDS), one.id
        assert one.text.endswith("。"), one.id


def test_what_is_cited_is_held_but_for_invented_keys(committed, bases, knowledge):
    held = {one.ref for one in knowledge.passages}
    for one in committed:
        assert one.refs
        assert all((ref in held) != (one.kind is LieKind.INVENTED_KEY) for ref in one.refs), one.id
        if one.kind not in _RIGHT_WORDS:
            assert one.refs == bases[one.base].refs, one.id
        else:
            assert not set(one.refs) & set(bases[one.base].refs), one.id


def test_ids_do_not_tell_the_kind(committed):
    same = sum(first.kind is second.kind for first, second in pairwise(committed))
    assert same < HOW_MANY / 5


def test_no_template_is_one_of_those_that_training_uses():
    own = {template for templates in TEMPLATES.values() for template in templates}
    assert not own & set(CORRUPTIONS.values())
