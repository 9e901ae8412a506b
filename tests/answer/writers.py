"""Models that write over the library of 云岭: replies made from the passages they are given."""

from __future__ import annotations

import re
from dataclasses import replace

from scripted import scripted_model
from tea_bench import TODAY

from advisor.answer.events import Finished
from advisor.answer.pipeline import stream_answer

QUESTION = "云岭2024年的茶园面积是多少？"
PASSAGE = re.compile(r"编号：\[(k[0-9a-f]+)\].*?内容(?:（[^）]*）)?：([^\n]*)", re.DOTALL)
LIE = "2024年云岭茶园面积为999万亩"


def given(messages):
    """The passages given: (key, text), in their order; the text without the key at its end."""
    return [(key, text.replace(f"[{key}]", "")) for key, text in PASSAGE.findall(messages[-1][1])]


def is_answer(messages):
    return "请按写作规则作答" in messages[-1][1]


def cited(*makes):
    """A reply of one sentence a function, made from the passages given and cited to the first of them."""

    def reply(messages):
        if not is_answer(messages):
            return "无"
        passages = given(messages)
        return "".join(make(passages) for make in makes)

    return reply


def own_words(place):
    return lambda passages: f"{passages[place][1].rstrip('。')}[{passages[place][0]}]。"


def lie(passages):
    return f"{LIE}[{passages[0][0]}]。"


def asking(bench):
    """Asks with these replies of the model; gives the answer, its events and the chat with what it was told."""

    def asked(*replies, question=QUESTION, chat=None, history=(), **settings):
        model = scripted_model(*replies, chat=chat, **settings)
        events = list(stream_answer(question, replace(bench, model=model.session()), history=history, as_of=TODAY))
        assert isinstance(events[-1], Finished)
        return events[-1].answer, events, model.client.chat

    return asked


def ask_without(bench):
    """The answer of the library alone."""
    *_, last = stream_answer(QUESTION, bench, as_of=TODAY)
    return last.answer
