"""What the server lets in and out, without a browser."""

from __future__ import annotations

import json
import re
import socket

import httpx
import pytest

from advisor.errors import BadInput, SourceUnusable
from advisor.settings import Settings
from advisor.web.app import serve
from advisor.web.guard import chinese_page
from advisor.web.page import held_line
from advisor.web.protocol import LateAdvisor
from tests.web.fake import FakeAdvisor, FakeHoldings

CLOSED = [
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/gradio_api/upload",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file/etc/passwd",
    "/gradio_api/proxy=http://outside.example",
    "/gradio_api/runs",
    "/gradio_api/run/submit",
    "/gradio_api/call/submit",
    "/gradio_api/api/submit",
    "/gradio_api/mcp/",
    "/gradio_api/deep_link",
    "/gradio_api/vibe-code",
    "/monitoring",
    "/monitoring/summary",
    "/openapi.json",
    "/docs",
    "/redoc",
    "/manifest.json",
    "/login",
    "/static/../../etc/passwd",
    "/assets/%2e%2e/%2e%2e/index.html",
]


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_doors_that_the_page_does_not_need_are_closed(served, path: str, method: str) -> None:
    assert httpx.request(method, f"{served.address}{path}").status_code == 404


def test_the_page_and_its_parts_are_served_with_security_headers(served) -> None:
    for path in ("/", "/config", "/theme.css", "/health", "/favicon.ico"):
        answer = httpx.get(f"{served.address}{path}")
        assert answer.status_code == 200, path
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_the_page_is_chinese_and_names_no_outside_host(served) -> None:
    page = httpx.get(served.address).text
    assert 'lang="zh-CN"' in page
    assert "<title>政策顾问 · 短视频与直播电商</title>" in page
    assert set(re.findall(r"https?://[^/\"' ]*", page)) <= {served.address}


def test_no_endpoint_is_described_and_no_questions_are_kept_in_the_browser(served) -> None:
    page = httpx.get(served.address).text
    described = re.search(r"window\.gradio_api_info = (\{.*?\});</script>", page)
    assert described is not None
    assert json.loads(described[1]) == {"named_endpoints": {}, "unnamed_endpoints": {}}
    config = httpx.get(f"{served.address}/config").json()
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False


def test_chinese_page_leaves_other_markup_alone() -> None:
    made = chinese_page('<html lang="en"><head><meta property="og:url" content="https://a" /></head><p>x</p></html>')
    assert made.startswith('<html lang="zh-CN"><head><title>政策顾问')
    assert made.endswith("</head><p>x</p></html>")
    assert "https://a" not in made


def test_the_held_line_counts_papers_documents_and_figures() -> None:
    assert held_line(FakeHoldings()) == "收录论文2篇、政策法规等文件2件、统计数据3个；核对至2026年11月23日"


def test_a_port_in_use_is_said_before_anything_slow(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=f"不能监听 127.0.0.1:{port}"):
            serve(Settings(home=tmp_path), host="127.0.0.1", port=port, progress=lambda text: None)


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_does_not_exist_is_said(tmp_path, port: int) -> None:
    with pytest.raises(BadInput, match=f"端口 {port} 不对"):
        serve(Settings(home=tmp_path), host="127.0.0.1", port=port, progress=lambda text: None)


def test_an_advisor_that_could_not_be_opened_is_tried_again() -> None:
    attempts: list[int] = []

    def open_it() -> FakeAdvisor:
        attempts.append(1)
        if len(attempts) == 1:
            raise SourceUnusable("还没有索引；请运行 advisor build。")
        return FakeAdvisor()

    late = LateAdvisor(open_it)
    assert attempts == [], "nothing is opened before it is needed"
    with pytest.raises(SourceUnusable):
        list(late.stream("规模"))
    assert late.holdings.city == "鞍山"
    assert len(list(late.stream("规模"))) > 1
    assert len(attempts) == 2
    assert late.source("law") is not None
    assert late.passage("p1") is not None
    assert late.carrying_spans("十二三四五六七八", "十二三四五六七八九") == [(0, 8)]
    assert late.check("一句有据").sentences
