"""A draft worded by a server over real HTTP, and one by a server that fails in every way it can be made to."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from advisor.cli import app
from advisor.facade import Advisor
from advisor.memo.types import Origin
from advisor.settings import Settings
from advisor.web import memo_run
from advisor.web.memo_run import Asked, MemoWork
from evals.model_answers.stub import Behaviour, Script, StubServer
from tests.memo.test_wording import BETTER, PARAGRAPH, TOPIC, about_figures


def rewording(asked) -> str:
    """The city's figures in other words, in a better order of words; everything else as it was."""
    return about_figures(BETTER)([("user", asked.user)])


@pytest.fixture
def served(built_home):
    """Runs something with an advisor whose model is the stub."""

    def run(do, behaviour=Behaviour.PLAIN, says=rewording):
        script = Script(says, lambda asked: behaviour)
        limits = {"llm_first_sentence_s": 2, "llm_total_s": 3, "llm_memo_s": 6}
        with StubServer(script) as server:
            settings = Settings(home=built_home, llm_base_url=server.base_url, llm_model="stub", **limits)
            return do(Advisor.open(settings, briefly=True)), script

    return run


def draft(advisor):
    return advisor.draft_memo(TOPIC, form="调研报告")


def test_a_faithful_server_words_the_draft(served):
    memo, script = served(draft)
    assert any(one.origin is Origin.MODEL and "共有10余家专业传媒公司" in one.text for one in memo.sentences())
    assert all(PARAGRAPH.search(asked.user) and asked.passages for asked in script.seen)


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour.STALL,
        Behaviour.STALL_MIDWAY,
        Behaviour.CUT_QUIETLY,
        Behaviour.EMPTY,
        Behaviour.UNAUTHORISED,
        Behaviour.BROKEN,
        Behaviour.TOO_LONG_CONTEXT,
        Behaviour.NOT_THE_PROTOCOL,
    ],
)
def test_a_server_that_fails_leaves_the_assembled_draft_and_one_line(served, drafted, behaviour):
    memo, _ = served(draft, behaviour)
    assert [one.text for one in memo.sentences()] == [one.text for one in drafted(TOPIC, "调研报告").sentences()]
    assert len([line for line in memo.warnings if "语言模型" in line]) == 1


def test_without_the_model_nothing_is_sent(served):
    memo, script = served(lambda advisor: advisor.draft_memo(TOPIC, form="调研报告", model=False))
    assert not script.seen
    assert not memo.wording


def test_the_page_shows_how_far_the_model_is(served):
    def page(advisor):
        asked = Asked(topic=TOPIC, form="调研报告")
        return list(memo_run.start(advisor, asked, MemoWork()))

    steps, _ = served(page)
    told = [step.progress for step in steps]
    assert any(re.search(r"正在润色：0/\d+处", line) for line in told)
    assert steps[-1].work.memo.wording


def test_the_command_line_can_do_without(served, built_home, monkeypatch):
    def command(advisor):
        monkeypatch.setenv("ADVISOR_HOME", str(built_home))
        monkeypatch.setenv("ADVISOR_LLM_BASE_URL", advisor._settings.llm_base_url)
        monkeypatch.setenv("ADVISOR_LLM_MODEL", "stub")
        arguments = ["memo", TOPIC, "--type", "调研报告", "--json"]
        return [CliRunner().invoke(app, [*arguments, *more]) for more in ([], ["--no-model"])]

    (with_model, without), _ = served(command)
    assert json.loads(with_model.stdout)["mode"] == "model"
    assert "语言模型润色" in with_model.stderr
    assert json.loads(without.stdout)["mode"] == "extractive"
