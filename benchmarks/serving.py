"""How soon the page is there after `advisor serve` on a built index."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from advisor.index.build import build
from advisor.settings import Settings
from benchmarks.measure import ROOT, Measure, advisor_command, environment, median

ROUNDS = 3
PATIENCE = 60.0


def measure(folder: Path) -> list[Measure]:
    """Median of several starts, after one that warms the disk cache."""
    build(Settings(home=folder))
    spent = [_seconds_to_page(folder) for _ in range(ROUNDS + 1)][1:]
    return [Measure(name="page after advisor serve", value=median(spent), unit="s", limit=5)]


def _seconds_to_page(home: Path) -> float:
    port = _free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        advisor_command("serve", "--port", str(port)),
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _page_is_there(f"http://127.0.0.1:{port}/"):
            if server.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"advisor serve did not come up (exit code {server.poll()})")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=30)


def _page_is_there(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as reply:
            return reply.status == 200 and b"gradio" in reply.read()
    except (urllib.error.URLError, ConnectionError):
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
