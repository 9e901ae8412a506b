"""No internet at run time: a question is answered on a machine without network, and no connection is even tried."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

QUESTION = "鞍山直播电商现在做到多大规模了？"
AIRGAP = Path(__file__).parent / "airgap" / "sitecustomize.py"
WITHOUT_NETWORK = str(Path(__file__).parents[1] / ".ci" / "without-network")


def unshare_works() -> bool:
    """Whether this user may make a network of its own."""
    return (
        shutil.which("unshare") is not None and subprocess.run([WITHOUT_NETWORK, "true"], check=False).returncode == 0
    )


@pytest.fixture
def guard() -> ModuleType:
    """The guard's own functions, not installed a second time."""
    spec = importlib.util.spec_from_file_location("airgap_functions", AIRGAP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    installed = os.environ.pop("ADVISOR_TEST_OUTSIDE_LOG")
    try:
        spec.loader.exec_module(module)
    finally:
        os.environ["ADVISOR_TEST_OUTSIDE_LOG"] = installed
    return module


@pytest.mark.skipif(not unshare_works(), reason="this user may not make a network namespace")
def test_build_and_question_succeed_without_a_network(own_workspace: Path) -> None:
    command = [sys.executable, "-m", "advisor.cli", "ask", QUESTION, "--json", "--as-of", "2026-11-23"]
    ended = subprocess.run([WITHOUT_NETWORK, *command], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "还没有索引" in ended.stderr
    assert "70亿元" in json.loads(ended.stdout)["answer"]


@pytest.mark.skipif(not unshare_works(), reason="this user may not make a network namespace")
def test_the_network_was_really_gone() -> None:
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    shown = subprocess.run([WITHOUT_NETWORK, sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "['lo']"


def test_build_and_question_try_no_connection(own_workspace: Path, tmp_path: Path) -> None:
    log = tmp_path / "tried.log"
    variables = {**os.environ, "ADVISOR_TEST_OUTSIDE_LOG": str(log)}
    for command in (["build"], ["ask", QUESTION, "--json"]):
        ended = subprocess.run(
            [sys.executable, "-m", "advisor.cli", *command], capture_output=True, text=True, env=variables
        )
        assert ended.returncode == 0, ended.stderr
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_the_guard_sees_what_a_child_process_tries(tmp_path: Path) -> None:
    log = tmp_path / "tried.log"
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    variables = {**os.environ, "ADVISOR_TEST_OUTSIDE_LOG": str(log)}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables)
    assert ended.returncode != 0
    assert "192.0.2.1" in log.read_text(encoding="utf-8")


def test_the_guard_lets_loopback_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.parametrize(
    ("event", "arguments", "outside"),
    [
        ("socket.getaddrinfo", ("huggingface.co", 443, 0, 0, 0), True),
        ("socket.connect", (None, ("93.184.216.34", 443)), True),
        ("socket.connect", (None, ("2606:2800:220:1::", 443, 0, 0)), True),
        ("socket.sendto", (None, ("8.8.8.8", 53)), True),
        ("socket.gethostbyname", ("api.gradio.app",), True),
        ("socket.connect", (None, ("127.0.0.1", 7860)), False),
        ("socket.connect", (None, ("::1", 7860, 0, 0)), False),
        ("socket.connect", (None, "/run/some.sock"), False),
        ("socket.getaddrinfo", (None, 7860, 0, 0, 0), False),
        ("socket.getaddrinfo", (b"localhost", 7860, 0, 0, 0), False),
        ("socket.bind", (None, ("10.0.0.1", 80)), False),
    ],
)
def test_the_guard_tells_other_machines_from_this_one(
    guard: ModuleType, event: str, arguments: tuple[object, ...], outside: bool
) -> None:
    assert guard.is_loopback(guard.target(event, arguments)) is not outside
