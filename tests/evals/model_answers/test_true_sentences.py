"""The hand-written true sentences: held out, in words of their own, spread over the library."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from advisor.errors import BadInput
from advisor.types import Area, Rank
from evals.core.results import read_lines
from evals.grounding.pairs import Pair
from evals.grounding_model.generated import is_kept_for_tests
from evals.grounding_model.training_pairs import WrittenPassage
from evals.model_answers.records import FOLDER, Manner, true_sentences

GROUNDING = FOLDER.parent / "grounding"
LONGEST_RUN = 11
_HAN = re.compile(r"[\u4e00-\u9fff〇]+")
_TITLE = re.compile(r"《[^》]*》")


@pytest.fixture(scope="module")
def sentences():
    return true_sentences()


@pytest.fixture(scope="module")
def passages(knowledge):
    return {one.ref: one for one in knowledge.passages}


def test_there_are_150_different_ones(sentences):
    assert len(sentences) == 150
    for field in ("id", "text", "question"):
        assert len({getattr(one, field) for one in sentences}) == 150, field


def test_each_rests_on_one_or_two_passages_held(sentences, passages):
    for one in sentences:
        assert len(set(one.refs)) == len(one.refs)
        assert len(one.refs) in {1, 2}, one.id
        assert all(ref in passages for ref in one.refs), one.id


def test_no_model_was_trained_on_a_passage_they_rest_on(sentences, passages):
    trained = {ref for one in read_lines(GROUNDING / "train.jsonl", WrittenPassage) for ref in one.refs}
    trained |= {ref for one in read_lines(GROUNDING / "tune.jsonl", Pair) for ref in one.refs}
    for one in sentences:
        for ref in one.refs:
            assert ref not in trained, one.id
            assert is_kept_for_tests(passages[ref].source_id, passages[ref].locator), one.id


def test_none_copies_its_passage(sentences, passages):
    for one in sentences:
        for ref in one.refs:
            run = longest_shared_run(one.text, passages[ref].text)
            assert len(run) <= LONGEST_RUN, (one.id, run)


def longest_shared_run(text: str, passage: str) -> str:
    """The longest run of Han characters outside titles that both have; numbers and marks end a run."""
    longest = ""
    for part in _HAN.findall(_TITLE.sub("，", text)):
        for start in range(len(part)):
            while start + len(longest) < len(part) and part[start : start + len(longest) + 1] in passage:
                longest = part[start : start + len(longest) + 1]
    return longest


def test_a_copy_would_be_noticed():
    passage = "平台修改规则要公开征求意见，并至少提前7日公示。网络交易平台不得强制商家低于成本销售。"
    assert (
        longest_shared_run("《平台修改规则要公开征求意见》：平台不得强制商家低于成本卖货", passage)
        == "平台不得强制商家低于成本"
    )


def test_they_are_spread_over_the_library(sentences, passages, knowledge):
    sources = {one.id: one for one in knowledge.sources}
    cited = [passages[ref] for one in sentences for ref in one.refs]
    assert len({one.source_id for one in cited}) >= 60
    assert {sources[one.source_id].rank for one in cited} >= {*Rank, None}
    assert {area for one in cited for area in one.areas} == set(Area)
    assert any(one.source_id == "paper-2022" for one in cited)
    assert sum(one.row is not None for one in cited) >= 15
    assert max(Counter(one.source_id for one in cited).values()) <= 12


def test_every_manner_of_rewording_has_its_share(sentences):
    shares = Counter(one.manner for one in sentences)
    assert set(shares) == set(Manner)
    assert min(shares.values()) >= 10


def test_a_line_that_cannot_be_read_is_named(tmp_path):
    file = tmp_path / "true.jsonl"
    file.write_text(
        '{"id": "t001", "refs": [], "manner": "guessed", "question": "问", "text": "答"}\n', encoding="utf-8"
    )
    with pytest.raises(BadInput, match="第1行"):
        true_sentences(file)
