"""A reply that is no stream is read where it is an answer, and named where it is an error."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from advisor.model.configured import open_model
from advisor.model.faults import ModelFault
from advisor.settings import Settings
from advisor.types import ModelOutcome, ModelPurpose

ANSWER = "鞍山市有两个直播基地。"


@contextmanager
def answering(body, *, status=200, content_type="application/json", headers=()):
    """A server that gives every request this one body; yields a session of the model that it is."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body.encode())))
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/v1"
        yield open_model(Settings(llm_base_url=url, llm_model="m", llm_first_sentence_s=5)).session()
    finally:
        server.shutdown()
        server.server_close()


def reply_of(session):
    return session.reply(ModelPurpose.PROBE, session.messages(ModelPurpose.PROBE), seconds=5)


def whole(text):
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})


def test_a_whole_reply_is_read():
    with answering(whole(ANSWER)) as session:
        assert reply_of(session) == ANSWER


def test_events_under_another_content_type_are_read():
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunk["choices"] = [{"index": 0, "delta": {"content": ANSWER}, "finish_reason": "stop"}]
    with answering(f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n", content_type="text/plain") as session:
        assert reply_of(session) == ANSWER


@pytest.mark.parametrize(
    ("body", "status", "fault"),
    [
        ('{"error": {"message": "insufficient quota"}}', 200, ModelOutcome.WRONG_KEY),
        ('{"code": 1211, "msg": "模型不存在"}', 200, ModelOutcome.REFUSED),
        ('{"error": {"message": "maximum context length is 100 tokens"}}', 200, ModelOutcome.CONTEXT_EXCEEDED),
        ('{"error": {"message": "out of memory"}}', 200, ModelOutcome.SERVER_ERROR),
        ("<html>请登录</html>", 200, ModelOutcome.REFUSED),
        ('{"error": {"message": "Insufficient Balance"}}', 402, ModelOutcome.WRONG_KEY),
        ("<html>413</html>", 413, ModelOutcome.CONTEXT_EXCEEDED),
        ('{"error": {"message": "You exceeded your current quota"}}', 429, ModelOutcome.WRONG_KEY),
    ],
)
def test_what_is_no_answer_has_a_name(body, status, fault):
    with answering(body, status=status) as session, pytest.raises(ModelFault) as caught:
        reply_of(session)
    assert caught.value.outcome is fault
