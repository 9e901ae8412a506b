"""kill -9 during a build: afterwards the old or the new knowledge answers, never a mixture, with no manual step."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from knowledge_builder import write_library

from advisor.index.build import build
from advisor.index.dense import open_dense
from advisor.library.record import Record
from advisor.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STAGES_BEFORE = [
    "locked",
    "loaded",
    "embedded",
    "chroma-written",
    "chroma-verified",
    "transaction-begun",
    "passages-written",
    "vectors-written",
    "before-commit",
]
STAGES_AFTER = ["committed", "tidied"]
BUILD = """
import sys
from pathlib import Path
from advisor.index.build import build
from advisor.settings import Settings
build(Settings(home=Path(sys.argv[1]), knowledge=Path(sys.argv[2])))
"""
OLD, NEW = "旧文本", "新文本"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A workspace built from the old library, and the new library: every statement differs."""
    base = tmp_path_factory.mktemp("crash")
    old, new = write_library(base / "old"), write_library(base / "new")
    for folder, mark in ((old, OLD), (new, NEW)):
        for path in (folder / "documents").rglob("*.md"):
            lines = path.read_text(encoding="utf-8").split("\n")
            marked = [f"{line[:-1]}（{mark}）。" if line.startswith("**s") else line for line in lines]
            path.write_text("\n".join(marked), encoding="utf-8")
    build(Settings(home=base / "home", knowledge=old))
    return base


@pytest.fixture
def home(prepared, tmp_path):
    """A copy of the prepared workspace to be killed in."""
    return shutil.copytree(prepared / "home", tmp_path / "home")


def start_build(home, library, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(home), str(library)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def version_that_answers(settings):
    """Which version is served, after checking that every part of the workspace is of that version."""
    with Record.open(settings.record_path) as record:
        texts = {passage.text for passage in record.passages() if "#s" in passage.ref}
        marks = {mark for mark in (OLD, NEW) for text in texts if mark in text}
        assert len(marks) == 1
        served = marks.pop()
        other = NEW if served == OLD else OLD
        assert {passage_id for passage_id, _ in record.lexical(served)} >= {
            passage.id for passage in record.passages() if served in passage.text
        }
        known = {passage.id for passage in record.passages()}
        assert all(other not in record.passage(found).text for found, _ in record.lexical(other))
        assert set(record.vectors()[0]) == known
        dense = open_dense(settings, record)
        found = dense.index.query(np.ones(record.embedding().dimension, dtype=np.float32), limit=len(known))
        assert {passage_id for passage_id, _ in found} == known
        dense.index.close()
    with sqlite3.connect(settings.record_path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return served


@pytest.mark.parametrize("stage", STAGES_BEFORE + STAGES_AFTER)
def test_killed_at_a_stage_boundary(prepared, home, stage):
    process = start_build(home, prepared / "new", ADVISOR_TEST_CRASH_AT=stage)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    settings = Settings(home=home, knowledge=prepared / "new")
    assert version_that_answers(settings) == (NEW if stage in STAGES_AFTER else OLD)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_a_random_moment_and_built_again(prepared, home, seed):
    process = start_build(home, prepared / "new")
    time.sleep(random.Random(seed).uniform(0.2, 4.0))
    process.kill()
    process.communicate(timeout=60)
    settings = Settings(home=home, knowledge=prepared / "new")
    assert version_that_answers(settings) in (OLD, NEW)
    build(settings)
    assert version_that_answers(settings) == NEW
    with Record.open(settings.record_path) as record:
        kept = {path.name.partition(".")[0] for path in settings.index_folder.iterdir()}
        assert record.generation() in kept
        assert len(kept) <= 2


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked up in /proc")
def test_a_worker_ends_with_the_build_that_started_it(prepared, home):
    process = start_build(home, prepared / "new")
    assert wait_until(lambda: workers_of(home))
    process.kill()
    process.communicate(timeout=60)
    assert wait_until(lambda: not workers_of(home))


def workers_of(home):
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            commands.append(path.read_bytes())
    return [command for command in commands if b"build_worker" in command and str(home).encode() in command]


def wait_until(condition, *, seconds=20.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False
