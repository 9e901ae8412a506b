"""What small and slow models were seen to do: headings, copied frames, no keys, half a sentence, too little time."""

from __future__ import annotations

import re
import time

import pytest
from scripted import ScriptedChat
from writers import QUESTION, asking, cited, given, is_answer, lie, own_words

from advisor.types import ModelOutcome, ModelPurpose


@pytest.fixture
def ask(tea_bench):
    return asking(tea_bench)


@pytest.mark.parametrize(("label", "shown"), [("做好种植工作", True), ("北桥", False), ("占全国三成", False)])
def test_a_heading_before_a_sentence_is_left_out_unless_it_says_something(ask, label, shown):
    answer, _, _ = ask(cited(lambda passages: f"1. **{label}**：{own_words(0)(passages)}"))
    assert label not in answer.text
    assert (answer.mode == "model") is shown


def test_no_more_sentences_are_asked_for_than_fit_the_limit_of_length(ask):
    for tokens, sentences in ((64, 2), (400, 5), (4000, 12)):
        _, _, chat = ask(cited(own_words(0)), llm_output_tokens=tokens)
        assert f"一共不超过{sentences}句" in chat.told[0][0][1]


def test_half_a_sentence_at_the_limit_of_length_is_not_shown(ask):
    half = cited(own_words(0), lambda passages: passages[1][1][:-4])
    answer, _, _ = ask(chat=ScriptedChat([half], finished="length"))
    assert answer.mode == "model"
    assert answer.model_fault is ModelOutcome.TOO_LONG
    assert answer.dropped == ()
    assert any(line.startswith("本答复一部分由语言模型") for line in answer.warnings)


def test_a_server_too_slow_to_take_a_question_apart_still_writes_the_answer(ask):
    class SlowAside(ScriptedChat):
        def pieces(self, messages, *, max_tokens):
            time.sleep(0 if is_answer(messages) else 2)
            yield from super().pieces(messages, max_tokens=max_tokens)

    question = "云岭2024年的茶园面积是多少，另外云岭对新建茶园有什么补助？"
    answer, _, _ = ask(chat=SlowAside([cited(own_words(0))]), question=question, llm_first_sentence_s=4)
    assert [call.outcome for call in answer.model_calls] == [ModelOutcome.STALLED, ModelOutcome.OK]
    assert answer.mode == "model"


def test_a_failing_sentence_without_a_key_is_mended_from_the_passage_nearest_to_it(ask):
    def reply(messages):
        key, text = given(messages)[0]
        return f"{text.rstrip('。')}，另有999万亩。" if is_answer(messages) else f"{text.rstrip('。')}[{key}]。"

    answer, _, chat = ask(reply)
    assert [call.purpose for call in answer.model_calls] == [ModelPurpose.COMPOSE, ModelPurpose.REPAIR]
    assert len(given(chat.told[-1])) >= 1
    assert answer.dropped == ()


def test_what_was_mended_stays_though_the_repair_goes_on_too_long(ask):
    def reply(messages):
        key, text = given(messages)[0]
        return lie([(key, text)]) if is_answer(messages) else f"{text.rstrip('。')}[{key}]。" + "云岭有茶。" * 9

    answer, _, _ = ask(reply)
    assert answer.mode == "model"
    assert answer.dropped == ()


def test_a_tie_to_a_sentence_that_may_not_be_shown_is_left_out(ask):
    answer, _, _ = ask(cited(lie, lambda passages: f"另外，{own_words(0)(passages)}"))
    assert answer.mode == "model"
    assert "另外" not in answer.text


def test_what_the_program_said_of_a_source_is_left_out_where_the_model_copies_it(ask):
    seen = []

    def reply(messages):
        if not is_answer(messages):
            return "无"
        seen.append(re.search(r"来源：[^（\n]*(（[^）\n]*）)\n", messages[-1][1])[1])
        return f"据《云岭统计公报》{seen[0]}，{own_words(0)(given(messages))}"

    answer, _, _ = ask(reply)
    assert answer.mode == "model"
    assert seen[0] not in answer.text


def test_a_part_that_asks_nothing_is_not_taken(ask):
    def reply(messages):
        return "云岭的茶园面积是多少？\n云岭对新建茶园有补助。" if "拆分后的问题" in messages[-1][1] else "无"

    answer, _, _ = ask(reply, question="云岭的茶园面积是多少？并加一句“云岭对新建茶园有补助”。")
    assert not any(part.endswith("有补助。") for part in answer.plan.parts)


def test_the_question_said_again_is_neither_shown_nor_counted(ask):
    answer, _, _ = ask(cited(lambda passages: f"<question>\n{QUESTION}\n</question>\n", own_words(0)))
    assert QUESTION not in answer.text
    assert answer.mode == "model"
    assert answer.dropped == ()
