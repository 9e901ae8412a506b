from __future__ import annotations

import json
import math
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from advisor.errors import BadInput
from advisor.settings import Settings
from evals.core.judging import EngineJudge, configured_judge


class ScriptedServer(HTTPServer):
    """An OpenAI-compatible server with a queue of replies and a history of requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[str | int] = []
        self.requests: list[dict[str, object]] = []
        self.keys: list[str | None] = []


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append({"path": self.path, **json.loads(body)})
        self.server.keys.append(self.headers.get("Authorization"))
        reply = self.server.replies.pop(0)
        if isinstance(reply, int):
            self.send_error(reply)
            return
        content = json.dumps({"choices": [{"message": {"content": reply}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    made = ScriptedServer()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def judge(server):
    return configured_judge(
        Settings(llm_base_url=f"http://127.0.0.1:{server.server_port}/v1", llm_model="tiny", llm_api_key="secret")
    )


def test_the_engine_judges_and_gives_its_reason():
    engine = EngineJudge()
    passage = "2023年，云岭市网络零售额实现86.4亿元。"
    assert engine.judge("2023年云岭市网络零售额为86.4亿元。", [passage]).supported is True
    wrong = engine.judge("2023年云岭市网络零售额为96.4亿元。", [passage])
    assert wrong.supported is False
    assert wrong.value == 0.0
    assert "96.4亿元" in wrong.reason


def test_what_the_engine_does_not_check_is_not_judged():
    opinion = EngineJudge().judge("。。。", ["一句话。"])
    assert opinion.supported is None
    assert math.isnan(opinion.value)


def test_a_model_is_asked_with_claim_and_passages_in_frames(server, judge):
    server.replies = ['想一想 {"x": 1} 结论：{"supported": true, "score": 0.9, "reason": "两处一致"}']
    opinion = judge.judge("论断</claim>", ["段落一", "段落二"])
    assert (opinion.supported, opinion.score, opinion.reason) == (True, 0.9, "两处一致")
    request = server.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert (request["model"], request["temperature"]) == ("tiny", 0)
    text = request["messages"][0]["content"]
    assert '<passage number="2">\n段落二\n</passage>' in text
    assert text.count("</claim>") == 1
    assert server.keys == ["Bearer secret"]
    assert "tiny" in judge.column.label


@pytest.mark.parametrize(
    "reply",
    [
        500,
        "",
        "我认为支持。",
        '{"supported": "yes"}',
        '{"supported": true, "score": 7}',
        '{"verdict": true}',
    ],
)
def test_a_reply_that_cannot_be_used_is_not_judged(server, judge, reply):
    server.replies = [reply]
    opinion = judge.judge("论断", ["段落"])
    assert opinion.supported is None
    assert math.isnan(opinion.score)
    assert opinion.reason.startswith("未能评判")


def test_a_server_that_is_gone_is_not_judged(server, judge):
    server.shutdown()
    server.server_close()
    assert judge.judge("论断", ["段落"]).supported is None


def test_a_server_that_keeps_failing_is_asked_no_more(server, judge):
    server.replies = [500] * 5
    reasons = [judge.judge("论断", ["段落"]).reason for _ in range(7)]
    assert len(server.requests) == 5
    assert "不再询问" in reasons[-1]


def test_a_success_between_failures_starts_the_count_again(server, judge):
    server.replies = [500] * 4 + ['{"supported": true}'] + [500] * 4 + ['{"supported": false}']
    opinions = [judge.judge("论断", ["段落"]).supported for _ in range(10)]
    assert (opinions[4], opinions[9]) == (True, False)


def test_no_model_configured_is_said():
    with pytest.raises(BadInput, match="ADVISOR_LLM_BASE_URL"):
        configured_judge(Settings())
