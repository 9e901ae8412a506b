"""Against a real server with a random model: its noise is always rejected, and it does stream."""

from __future__ import annotations

from contextlib import suppress

import pytest
from tiny_server import make_tiny_model, serving

from advisor.facade import Advisor
from advisor.model.configured import open_model
from advisor.model.faults import ModelFault
from advisor.settings import Settings
from advisor.types import ModelOutcome, ModelPurpose, VerdictKind

pytestmark = pytest.mark.slow
_OF_NOISE = {
    ModelOutcome.OK,
    ModelOutcome.NOISE,
    ModelOutcome.WRONG_LANGUAGE,
    ModelOutcome.CUT,
    ModelOutcome.REPETITION,
}
QUESTIONS = (
    "鞍山直播电商现在做到多大规模了？",
    "直播带货虚假宣传，法律上是怎么规定的？",
    "怎样培育本地的电商龙头企业？",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = make_tiny_model(tmp_path_factory.mktemp("tiny-model"))
    with serving(folder, tmp_path_factory.mktemp("serve") / "serve.log") as url:
        yield {"llm_base_url": url, "llm_model": str(folder), "llm_first_sentence_s": 60, "llm_total_s": 60}


def test_noise_is_always_rejected_and_the_library_answers(server, built_home):
    advisor = Advisor.open(Settings(home=built_home, llm_output_tokens=200, **server), briefly=True)
    for question in QUESTIONS:
        answer = advisor.ask(question)
        plain = advisor.ask(question, model=False)
        assert answer.mode == "extractive"
        assert answer.model_fault is not None
        assert answer.model_calls[-1].outcome not in (ModelOutcome.UNREACHABLE, ModelOutcome.SERVER_ERROR)
        assert [claim.text for claim in answer.claims] == [claim.text for claim in plain.claims]
        assert all(claim.verdict.kind is VerdictKind.SUPPORTED for claim in answer.claims)


def test_text_comes_in_pieces(server):
    session = open_model(Settings(llm_output_tokens=64, **server)).session()
    pieces = []
    with suppress(ModelFault):
        for piece in session.stream(ModelPurpose.PROBE, session.messages(ModelPurpose.PROBE)):
            pieces.append(piece)
    assert session.calls[0].outcome in _OF_NOISE
    assert len(pieces) > 3
    assert session.calls[0].first_text_ms < session.calls[0].total_ms
