from __future__ import annotations

import json
import re

import pytest
from tea_bench import ask

from advisor import __version__
from advisor.answer.texts import STATUS_TEXT
from advisor.types import Answer, Status

QUESTIONS = (
    "云岭和北桥2024年茶园面积相差多少？",
    "云岭现在茶叶产值有多大？",
    "茶叶冷链怎么做？",
    "云岭茶叶产值是不是已经达到50亿元了？",
    "云岭2022年茶园面积是多少？",
    "火锅怎么做好吃？",
    "编一个文号",
    "",
)
KEYS = {"question", "status", "abstained", "answer", "claims", "citations", "notices", "warnings", "mode", "timings_ms"}
CLAIM_KEYS = {"text", "kind", "citations", "verdict", "reasons"}
CITATION_KEYS = {
    *("n", "source_id", "title", "number", "locator", "quote"),
    *("kind", "basis", "rank", "category", "validity", "url"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_citations_are_numbered_in_the_order_of_their_use(tea_bench, question):
    answer = ask(tea_bench, question)
    used = list(dict.fromkeys(n for claim in answer.claims for n in claim.citations))
    assert used == list(range(1, len(answer.citations) + 1))
    assert [one.n for one in answer.citations] == used
    by_number = {one.n: one.passage_id for one in answer.citations}
    for claim in answer.claims:
        assert [by_number[n] for n in claim.citations] == list(claim.passage_ids)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_text_holds_every_claim_with_its_marks_and_no_others(tea_bench, question):
    answer = ask(tea_bench, question)
    for claim in answer.claims:
        marks = "".join(f"[{n}]" for n in claim.citations)
        said = claim.text.removeprefix(claim.opening)
        assert claim.text.endswith(said)
        assert f"{said}{marks}" in answer.text
    assert not answer.claims or answer.text.startswith(answer.claims[0].text)
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)} == {one.n for one in answer.citations}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_citation_quotes_its_passage_and_gives_its_sources_entry(tea_bench, question):
    for one in ask(tea_bench, question).citations:
        passage = tea_bench.holdings.passages[one.passage_id]
        source = tea_bench.holdings.sources[passage.source_id]
        assert (one.quote, one.locator, one.basis) == (passage.text, passage.locator, passage.basis)
        assert (one.title, one.number, one.rank, one.validity) == (
            source.title,
            source.number,
            source.rank,
            source.validity,
        )


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_contract_has_exactly_its_keys(tea_bench, question):
    written = ask(tea_bench, question).to_contract()
    assert set(written) == KEYS
    assert json.loads(json.dumps(written, ensure_ascii=False)) == written
    assert all(set(claim) == CLAIM_KEYS for claim in written["claims"])
    assert all(set(one) == CITATION_KEYS for one in written["citations"])
    assert all(set(one) == {"text", "certainty", "citations"} for one in written["notices"])
    assert all(isinstance(line, str) for line in written["warnings"])
    assert written["question"] == question
    assert written["mode"] == "extractive"
    assert written["abstained"] == (written["status"] in {"insufficient", "no_source", "out_of_scope", "refused"})


@pytest.mark.parametrize("status", list(Status))
def test_abstaining_is_a_matter_of_the_status_alone(status):
    written = Answer(question="茶", as_of="2026-11-23", status=status).to_contract()
    assert written["abstained"] == (status.value in {"insufficient", "no_source", "out_of_scope", "refused"})
    assert STATUS_TEXT[status]


def test_passages_are_kept_and_the_used_ones_marked(tea_bench):
    answer = ask(tea_bench, QUESTIONS[0])
    used = {one.passage.id for one in answer.passages if one.used}
    assert used
    assert used <= {one.passage_id for one in answer.citations}
    assert any(not one.used for one in answer.passages)


def test_the_answer_tells_what_it_was_made_with(tea_bench):
    versions = ask(tea_bench, QUESTIONS[0]).versions
    assert (versions.corpus, versions.embedding, versions.advisor) == ("tea-1", "counts", __version__)


def test_the_same_question_gets_the_same_answer(tea_bench):
    one, two = (ask(tea_bench, QUESTIONS[2]).model_copy(update={"timings_ms": {}}) for _ in range(2))
    assert one == two
