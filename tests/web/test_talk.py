from __future__ import annotations

import json
import re

import pytest
from structlog.testing import capture_logs

from advisor.web import talk
from advisor.web.talk import Conversation
from tests.web.fake import FakeAdvisor


def after(advisor: FakeAdvisor, *questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        conversation = list(talk.ask(advisor, question, conversation))[-1].conversation
    return conversation


def test_steps_grow_claim_by_claim_and_clear_the_box_once() -> None:
    steps = list(talk.ask(FakeAdvisor(), "规模", Conversation()))
    assert [step.box for step in steps] == ["", None, None, None, None]
    htmls = [step.conversation.exchanges[0].html for step in steps]
    assert [len(re.findall("class='claim[ ']", html)) for html in htmls] == [0, 1, 2, 3, 3]
    assert ["正在" in html for html in htmls] == [True, True, True, True, False]
    assert [len(step.conversation.exchanges[0].cards) for step in steps] == [0, 1, 2, 2, 2]
    assert steps[-1].conversation.exchanges[0].answer is not None
    assert all(step.hint == "" for step in steps)


def test_earlier_turns_reach_the_advisor() -> None:
    advisor = FakeAdvisor()
    after(advisor, "规模", "规定")
    assert advisor.asked[0] == ("规模", [])
    question, history = advisor.asked[1]
    assert question == "规定"
    assert history[0] == "规模"
    assert history[1].startswith("据论文")


def test_only_the_latest_turns_are_remembered() -> None:
    advisor = FakeAdvisor()
    after(advisor, *[f"规模{number}" for number in range(14)])
    assert len(advisor.asked[-1][1]) == 20
    assert advisor.asked[-1][1][0] == "规模3"


def test_an_unfinished_exchange_is_no_history() -> None:
    begun = next(iter(talk.ask(FakeAdvisor(), "规模", Conversation()))).conversation
    assert begun.exchanges
    assert begun.history == []


@pytest.mark.parametrize("question", ["", "  \n "])
def test_an_empty_question_changes_nothing(question: str) -> None:
    advisor = FakeAdvisor()
    (step,) = talk.ask(advisor, question, Conversation())
    assert step.hint.startswith("还没有输入问题")
    assert step.conversation == Conversation()
    assert advisor.asked == []


def test_a_mistake_of_the_user_is_explained_in_the_advisors_words() -> None:
    conversation = after(FakeAdvisor(), "规模")
    step = list(talk.ask(FakeAdvisor(), "字" * 2001, conversation))[-1]
    assert step.hint == "问题过长（2001字）；请缩短到2000字以内。"
    assert step.box == "字" * 2001
    assert step.conversation == conversation


def test_a_fault_is_logged_without_the_question_and_shown_without_the_fault() -> None:
    with capture_logs() as logs:
        step = list(talk.ask(FakeAdvisor(), "故障：机密事项", Conversation()))[-1]
    assert step.box == "故障：机密事项"
    assert logs[0]["reference"] in step.hint
    assert "secret" not in step.hint
    assert logs[0]["fault"] == "RuntimeError"
    assert "fake.py" in logs[0]["where"][-1]
    assert "机密事项" not in json.dumps({key: str(value) for key, value in logs[0].items()}, ensure_ascii=False)


def test_repeating_replaces_the_last_answer() -> None:
    advisor = FakeAdvisor()
    conversation = after(advisor, "规模", "规定")
    again = list(talk.ask_again(advisor, conversation))[-1].conversation
    assert [one.question for one in again.exchanges] == ["规模", "规定"]
    assert len(advisor.asked) == 3


def test_a_failed_repetition_leaves_the_first_answer() -> None:
    conversation = after(FakeAdvisor(), "规模")
    broken = conversation.model_copy(
        update={"exchanges": (conversation.exchanges[0].model_copy(update={"question": "故障"}),)}
    )
    step = list(talk.ask_again(FakeAdvisor(), broken))[-1]
    assert step.conversation == broken
    assert step.box is None
    assert step.hint.startswith("程序出错")


def test_taking_back_returns_the_question_unless_something_is_typed() -> None:
    conversation = after(FakeAdvisor(), "规模", "规定")
    step = talk.take_back(conversation, "")
    assert [one.question for one in step.conversation.exchanges] == ["规模"]
    assert step.box == "规定"
    assert talk.take_back(conversation, "写到一半").box is None


def test_nothing_to_take_back_or_repeat() -> None:
    assert talk.take_back(Conversation(), "").hint == "还没有提过问题。"
    assert next(iter(talk.ask_again(FakeAdvisor(), Conversation()))).hint == "还没有提过问题。"


def test_numbers_are_not_used_twice_so_that_old_chips_cannot_open_new_passages() -> None:
    advisor = FakeAdvisor()
    conversation = after(advisor, "规模").emptied()
    later = list(talk.ask(advisor, "规定", conversation))[-1].conversation
    assert later.exchanges[0].number == 2
    keys = [one["key"] for one in talk.panel(later)["cards"]]
    assert keys == ["2-1", "2-2", "2-3"]


def test_messages_and_panel_follow_the_conversation() -> None:
    conversation = after(FakeAdvisor(), "规模", "规定")
    assert [message["role"] for message in talk.messages(conversation)] == ["user", "assistant"] * 2
    assert set(talk.panel(conversation)["copies"]) == {"1", "2"}
    assert talk.messages(conversation.emptied()) == []
