"""A scripted OpenAI-compatible server over real HTTP: it says what it is told to say, and fails in the way it is told to.

    python -m evals.model_answers.stub --port 8123     # a faithful one, for trying the page and for load

Text goes out in chunks of one to three characters, as small as any server sends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from types import TracebackType

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

_FRAMED = re.compile(r'<passage number="\d+">\n编号：\[(?P<key>k[0-9a-f]+)\]\n(?P<body>.*?)\n</passage>', re.DOTALL)
_CONTENT = re.compile(r"^内容(?:（[^）]*）)?：(?P<text>.*)$", re.MULTILINE)
_QUESTION = re.compile(r"<question>\n(?P<text>.*?)\n</question>", re.DOTALL)
_STATUSES = {"401": 401, "404": 404, "429": 429, "500": 500, "503": 503}


class Behaviour(StrEnum):
    """How a reply is delivered."""

    PLAIN = "plain"
    STALL = "stall"  # nothing, for ever
    STALL_MIDWAY = "stall_midway"  # one sentence, then nothing
    DRIP = "drip"  # a character a second
    CUT = "cut"  # the connection breaks in the second sentence
    CUT_QUIETLY = "cut_quietly"  # it ends in the middle as if that were all
    EMPTY = "empty"
    UNAUTHORISED = "401"
    UNKNOWN_MODEL = "404"
    TOO_MANY = "429"
    TOO_MANY_ONCE = "429_once"
    BROKEN = "500"
    BROKEN_ONCE = "500_once"
    UNAVAILABLE = "503"
    TOO_LONG_CONTEXT = "context"
    TOO_LONG_CONTEXT_ONCE = "context_once"
    NOT_THE_PROTOCOL = "html"
    BAD_EVENTS = "bad_events"


@dataclass(frozen=True)
class Asked:
    """What a request asked: its messages' text, the keys given with their passages, the question."""

    system: str
    user: str
    passages: dict[str, str]
    question: str

    @property
    def is_compose(self) -> bool:
        """Whether an answer is asked for, and no rephrasing, splitting or repair."""
        return "请按写作规则作答" in self.user


@dataclass
class Script:
    """What the stub says to a request, and how. Replies may look at what was asked."""

    says: Callable[[Asked], str]
    behaves: Callable[[Asked], Behaviour] = lambda asked: Behaviour.PLAIN
    pause_s: float = 0.0
    keeps: bool = True
    seen: list[Asked] = field(default_factory=list)
    times: dict[str, int] = field(default_factory=dict)
    sentence_times: list[tuple[str, float]] = field(default_factory=list)


def asked_of(body: dict[str, object]) -> Asked:
    """A chat request read. Raises KeyError or TypeError for what is none."""
    messages = body["messages"]
    assert isinstance(messages, list)
    texts = {str(one["role"]): str(one["content"]) for one in messages}
    user = texts.get("user", "")
    passages = {}
    for match in _FRAMED.finditer(user):
        content = _CONTENT.search(match["body"])
        passages[match["key"]] = content["text"] if content else ""
    questions = _QUESTION.findall(user)
    return Asked(texts.get("system", ""), user, passages, questions[-1] if questions else "")


def create_stub(script: Script) -> FastAPI:
    """The server's app."""
    app = FastAPI(openapi_url=None)

    @app.post("/v1/chat/completions")
    async def complete(request: Request) -> Response:
        asked = asked_of(await request.json())
        if script.keeps:
            script.seen.append(asked)
        behaviour = script.behaves(asked)
        count = script.times[asked.question] = script.times.get(asked.question, 0) + 1
        refusal = _refused(behaviour, first=count == 1)
        if refusal is not None:
            return refusal
        if behaviour is Behaviour.NOT_THE_PROTOCOL:
            return Response("<html>502 网关</html>", media_type="text/html")
        return StreamingResponse(_events(script, asked, behaviour), media_type="text/event-stream")

    return app


def _refused(behaviour: Behaviour, *, first: bool) -> Response | None:
    name = behaviour.value
    once = name.endswith("_once")
    if once and not first:
        return None
    name = name.removesuffix("_once")
    if name == "context":
        said = "This model's maximum context length is 2048 tokens; please reduce the length of the messages."
        return JSONResponse({"error": {"message": said, "code": "context_length_exceeded"}}, status_code=400)
    if name not in _STATUSES:
        return None
    headers = {"retry-after": "1"} if name == "429" else {}
    return JSONResponse({"error": {"message": f"stub {name}"}}, status_code=_STATUSES[name], headers=headers)


async def _events(script: Script, asked: Asked, behaviour: Behaviour) -> AsyncIterator[bytes]:
    """The reply as server-sent events."""
    if behaviour is Behaviour.STALL:
        await asyncio.sleep(120)
    if behaviour is Behaviour.BAD_EVENTS:
        yield b"data: {not json\n\n" * 20
        return
    text = "" if behaviour is Behaviour.EMPTY else script.says(asked)
    random, at, ended = Random(len(text)), 0, 0
    while at < len(text):
        size = random.randint(1, 3)
        piece, at = text[at : at + size], at + size
        yield _chunk({"content": piece})
        if "。" in piece:
            ended += 1
            if script.keeps:
                script.sentence_times.append((text[:at].rpartition("。")[0].rpartition("。")[2], time.monotonic()))
        if behaviour is Behaviour.STALL_MIDWAY and ended:
            await asyncio.sleep(120)
        if behaviour is Behaviour.DRIP:
            await asyncio.sleep(1)
        if behaviour is Behaviour.CUT and ended and at >= len(text) * 0.6:
            raise ConnectionResetError("the stub breaks off")
        if behaviour is Behaviour.CUT_QUIETLY and ended and at >= len(text) * 0.6:
            return
        await asyncio.sleep(script.pause_s)
    yield _chunk({}, finished="stop")
    yield b"data: [DONE]\n\n"


def _chunk(delta: dict[str, str], *, finished: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finished}
    event = {"id": "stub", "object": "chat.completion.chunk", "created": 0, "model": "stub", "choices": [choice]}
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


def faithful(asked: Asked) -> str:
    """The first passages given, in their own words and with their keys; a lie at the end."""
    if not asked.is_compose:
        return "无"
    told = "".join(f"{text.rstrip('。')}[{key}]。" for key, text in list(asked.passages.items())[:5])
    return f"{told}全国的直播电商交易额去年达到了九千万亿元[k0a1b2c]。"


class StubServer(AbstractContextManager["StubServer"]):
    """The stub on a free port of this machine, in a thread."""

    def __init__(self, script: Script, *, port: int = 0) -> None:
        self.script = script
        config = uvicorn.Config(create_stub(script), host="127.0.0.1", port=port, log_level="critical")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> StubServer:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    @property
    def base_url(self) -> str:
        """What ADVISOR_LLM_BASE_URL is set to."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}/v1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a faithful stub until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m evals.model_answers.stub", description="a scripted model server")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--pause", type=float, default=0.005, help="seconds between two chunks")
    options = parser.parse_args(arguments)
    app = create_stub(Script(faithful, pause_s=options.pause, keeps=False))
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
