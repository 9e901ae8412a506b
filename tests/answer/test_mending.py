"""The repair of what failed: bounded, told of, and settling only what it mends."""

from __future__ import annotations

import time

import pytest
from scripted import ScriptedChat
from writers import LIE, asking, cited, given, is_answer, lie, own_words


@pytest.fixture
def ask(tea_bench):
    return asking(tea_bench)


def test_a_repair_that_says_something_else_settles_nothing(ask):
    others = []

    def reply(messages):
        if is_answer(messages):
            others.append(own_words(1)(given(messages)))
            return lie(given(messages))
        return others[0]

    answer, _, _ = ask(reply)
    assert others[0].partition("[")[0] in answer.text
    assert [claim.text for claim in answer.dropped] == [f"{LIE}。"]
    assert any("有1句" in line and "没有显示" in line for line in answer.warnings)


def test_a_repair_that_hangs_is_given_up_soon_and_told_of(ask, monkeypatch):
    monkeypatch.setattr("advisor.answer.write._REPAIR_PATIENCE_S", 0.3)

    class HangsInRepair(ScriptedChat):
        def pieces(self, messages, *, max_tokens):
            if not is_answer(messages):
                time.sleep(6)
            yield from super().pieces(messages, max_tokens=max_tokens)

    began = time.monotonic()
    answer, _, _ = ask(chat=HangsInRepair([cited(own_words(0), lie)]), llm_first_sentence_s=20)
    assert time.monotonic() - began < 5
    assert answer.mode == "model"
    assert any("没有在限定时间内改正" in line for line in answer.warnings)


def test_a_repair_that_fails_is_told_of(ask):
    def reply(messages):
        if not is_answer(messages):
            raise ConnectionResetError("gone")
        return cited(own_words(0), lie)(messages)

    answer, _, _ = ask(reply)
    assert any("没有显示" in line and "未能改正" in line for line in answer.warnings)
