from __future__ import annotations

import time

import httpx
import openai
import pytest
from scripted import ScriptedChat, scripted_model

from advisor.memo.model_wording import ModelWording
from advisor.model.client import ModelClient
from advisor.model.faults import ModelFault
from advisor.types import ModelOutcome, ModelPurpose

ANSWER = "鞍山市的直播电商交易额为70亿元。"


def refusal(status, text="no", headers=None):
    request = httpx.Request("POST", "http://127.0.0.1/v1")
    response = httpx.Response(status, request=request, headers=headers or {})
    kind = {401: openai.AuthenticationError, 429: openai.RateLimitError, 400: openai.BadRequestError}
    return kind.get(status, openai.InternalServerError)(text, response=response, body=None)


def reply_of(session):
    return session.reply(ModelPurpose.PROBE, session.messages(ModelPurpose.PROBE))


def fault_of(session):
    with pytest.raises(ModelFault) as caught:
        reply_of(session)
    return caught.value.outcome


def test_a_reply_comes_whole_and_is_traced():
    session = scripted_model(f"<think>想一想</think>{ANSWER}").session()
    assert reply_of(session) == ANSWER
    (call,) = session.calls
    assert (call.outcome, call.attempts, call.counted) == (ModelOutcome.OK, 1, True)
    assert call.prompt.startswith("probe@1+")


def test_loading_the_client_library_takes_nothing_of_the_time_of_the_model():
    hours = [0.0]
    chat = ScriptedChat([ANSWER], load=lambda: hours.__setitem__(0, 3600.0))
    model = scripted_model(chat=chat)
    model.client.clock = lambda: hours[0]
    assert model.session().first_deadline == 3600 + model.settings.llm_first_sentence_s
    hours[0] = 0.0
    assert ModelWording(model, holdings=None).deadline == 3600 + model.settings.llm_memo_s


@pytest.mark.parametrize("error", [refusal(429), refusal(500), refusal(429, headers={"retry-after": "1"})])
def test_a_passing_trouble_is_tried_again(error):
    session = scripted_model(error, ANSWER).session()
    assert reply_of(session) == ANSWER
    assert session.calls[0].attempts == 2


@pytest.mark.parametrize(
    ("error", "expected", "attempts"),
    [
        (refusal(401), ModelOutcome.WRONG_KEY, 1),
        (refusal(400, "maximum context length is 2048 tokens"), ModelOutcome.CONTEXT_EXCEEDED, 1),
        (refusal(400, "unknown field"), ModelOutcome.REFUSED, 1),
        (refusal(503), ModelOutcome.SERVER_ERROR, 3),
        (openai.APIConnectionError(request=httpx.Request("POST", "http://127.0.0.1")), ModelOutcome.UNREACHABLE, 3),
        (ValueError("No generations found in stream."), ModelOutcome.EMPTY, 1),
    ],
)
def test_a_lasting_trouble_has_a_name(error, expected, attempts):
    session = scripted_model(error).session()
    assert fault_of(session) is expected
    assert session.calls[0].attempts == attempts


def test_a_long_wait_asked_by_the_server_is_not_waited():
    session = scripted_model(refusal(429, headers={"retry-after": "600"}), ANSWER).session()
    assert fault_of(session) is ModelOutcome.RATE_LIMITED


def test_a_reply_that_breaks_off_is_not_begun_again():
    chat = ScriptedChat([ANSWER * 3], fails_after=20)
    session = scripted_model(chat=chat).session()
    assert fault_of(session) is ModelOutcome.CUT
    assert len(chat.told) == 1


def test_a_reply_that_ends_in_the_middle_without_saying_so_is_cut():
    session = scripted_model(chat=ScriptedChat(["鞍山市的直播电商交易"], finished=None)).session()
    assert fault_of(session) is ModelOutcome.CUT


def test_a_reply_that_ends_at_its_limit_is_too_long():
    session = scripted_model(chat=ScriptedChat([ANSWER, ANSWER], finished="length")).session()
    assert fault_of(session) is ModelOutcome.TOO_LONG


@pytest.mark.parametrize("finished", ["content_filter", "tool_calls", "insufficient_system_resource"])
def test_a_reply_that_the_server_stops_is_cut(finished):
    session = scripted_model(chat=ScriptedChat(["鞍山市的直播电商交易"], finished=finished)).session()
    assert fault_of(session) is ModelOutcome.CUT


def test_a_reply_that_has_ended_is_not_waited_for_though_the_connection_stays_open():
    class StaysOpen(ScriptedChat):
        def pieces(self, messages, *, max_tokens):
            yield from super().pieces(messages, max_tokens=max_tokens)
            time.sleep(5)

    session = scripted_model(chat=StaysOpen([ANSWER])).session()
    began = time.monotonic()
    assert reply_of(session) == ANSWER
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("asked", ["-5", "nan", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_senseless_wait_asked_by_the_server_becomes_the_usual_one(asked):
    waits = []
    client = ModelClient(ScriptedChat([refusal(429, headers={"retry-after": asked}), ANSWER]), "m", sleep=waits.append)
    model = scripted_model(ANSWER)
    session = type(model)(client=client, prompts=model.prompts, settings=model.settings).session()
    assert reply_of(session) == ANSWER
    assert all(wait > 0 for wait in waits)
    assert waits


def test_a_side_call_may_take_a_share_of_the_time_to_the_first_sentence():
    session = scripted_model(chat=ScriptedChat([ANSWER], pause_s=5), llm_first_sentence_s=1, llm_total_s=30).session()
    messages = session.messages(ModelPurpose.SPLIT, question="甲？")
    with pytest.raises(ModelFault):
        session.reply(ModelPurpose.SPLIT, messages)
    assert session.calls[0].total_ms < 1000
    assert (session.failed, session.spared) == (False, True)


def test_a_server_that_keeps_failing_is_left_alone_for_a_while():
    now = [0.0]
    chat = ScriptedChat([refusal(401)])
    client = ModelClient(chat, "m", clock=lambda: now[0], sleep=lambda seconds: None)
    model = scripted_model(chat=chat)
    sessions = [type(model)(client=client, prompts=model.prompts, settings=model.settings).session() for _ in range(5)]
    assert [fault_of(one) for one in sessions[:4]] == [ModelOutcome.WRONG_KEY] * 3 + [ModelOutcome.PAUSED]
    now[0] = 31.0
    assert fault_of(sessions[4]) is ModelOutcome.WRONG_KEY
    assert len(chat.told) == 4


def test_a_model_with_all_places_taken_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("advisor.model.client._LONGEST_QUEUE_S", 0.01)
    client = ModelClient(ScriptedChat([ANSWER]), "m", concurrency=1)
    client.begin()
    with pytest.raises(ModelFault) as caught:
        client.begin()
    assert caught.value.outcome is ModelOutcome.BUSY
    client.end(ModelOutcome.OK)
    client.begin()


def test_a_silent_server_is_given_up_at_the_deadline():
    session = scripted_model(
        chat=ScriptedChat([ANSWER], pause_s=5), llm_first_sentence_s=0.2, llm_total_s=0.2
    ).session()
    assert fault_of(session) is ModelOutcome.STALLED
    assert session.calls[0].total_ms < 2000
