"""A scripted chat model: a queue of replies, a history of what it was told. Sends one to three characters at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from advisor.model.client import ModelClient
from advisor.model.configured import ConfiguredModel, load_prompts
from advisor.model.stream import Messages, Piece
from advisor.settings import Settings, bundled

Reply = str | BaseException | Callable[[Messages], str]


@dataclass
class ScriptedChat:
    """Gives the replies in turn, the last one for ever. A reply may be an exception, or made from what was asked."""

    replies: Sequence[Reply]
    finished: str | None = "stop"
    told: list[Messages] = field(default_factory=list)
    fails_after: int | None = None
    pause_s: float = 0.0
    load: Callable[[], None] = lambda: None

    def pieces(self, messages: Messages, *, max_tokens: int) -> Iterator[Piece]:
        self.told.append(messages)
        reply = self.replies[min(len(self.told), len(self.replies)) - 1]
        if isinstance(reply, BaseException):
            raise reply
        text = reply if isinstance(reply, str) else reply(messages)
        random, at = Random(len(text)), 0
        while at < len(text):
            if self.fails_after is not None and at >= self.fails_after:
                raise ConnectionResetError("cut")
            size = random.randint(1, 3)
            yield Piece(text=text[at : at + size])
            at += size
            time.sleep(self.pause_s)
        yield Piece(finished=self.finished, input_tokens=10, output_tokens=5)


def scripted_model(*replies: Reply, chat: ScriptedChat | None = None, **settings) -> ConfiguredModel:
    """A configured model that says these replies; `chat` in its place has its history and its faults."""
    client = ModelClient(chat or ScriptedChat(replies), "scripted", sleep=lambda seconds: None)
    prompts = load_prompts(bundled("prompts"))
    return ConfiguredModel(client=client, prompts=prompts, settings=Settings(**settings))
