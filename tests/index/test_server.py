"""A Chroma server in the place of the embedded index."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from knowledge_builder import change

from advisor.index.build import build
from advisor.index.chroma import ChromaIndex, server_client
from advisor.index.dense import open_dense
from advisor.library.record import Record


@pytest.fixture
def server(tmp_path):
    """Address of a Chroma server on the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("chroma")),
        "run",
        "--path",
        str(tmp_path / "server"),
        "--port",
        str(port),
    ]
    process = subprocess.Popen([*command, "--host", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/v2/heartbeat")
        yield address
    finally:
        process.kill()
        process.wait()


def wait_for(address):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=1)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the Chroma server did not start")


def test_generations_are_collections_of_the_server(server, settings, library):
    settings = settings.model_copy(update={"chroma_url": server})
    first = build(settings)
    change(library, "documents/liaoning/ln-2023-9.md", "不得虚构交易量", "不得虚构成交量")
    second = build(settings)
    assert first.warnings == second.warnings == ()
    names = {collection.name for collection in server_client(server).list_collections()}
    assert names == {first.generation, second.generation}
    with Record.open(settings.record_path) as record:
        dense = open_dense(settings, record)
        assert isinstance(dense.index, ChromaIndex)
        found = dense.index.query(dense.embedder.embed(["直播间补助名额"])[0], limit=2)
        assert record.passage(found[0][0]).ref == "ln-2023-9#s001"
    assert not list(settings.index_folder.glob("generation-*"))


def test_a_lost_collection_is_built_again(server, settings):
    settings = settings.model_copy(update={"chroma_url": server})
    report = build(settings)
    server_client(server).delete_collection(report.generation)
    again = build(settings)
    assert not again.changed
    assert again.generation not in (None, report.generation)
