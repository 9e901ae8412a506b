"""Kill `advisor build` with SIGKILL at random moments inside the writing window and look at what is served then.

    python -m benchmarks.crash_build [KILLS]

Every build rewrites the whole library: two copies of knowledge/ that differ in every statement take turns. The window
opens when the transaction begins; kills are spread over twice the time that a complete build, measured first,
needs from there to its end, so that some fall behind the commit.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from advisor.index.build import build
from advisor.index.dense import open_dense
from advisor.library.record import Record
from advisor.settings import Settings, bundled

MARKS = ("〔甲〕", "〔乙〕")
CHILD = """
import sys
from pathlib import Path
from advisor.index import build as module
from advisor.settings import Settings
reach = module.reach
def tell(stage):
    print(stage, flush=True)
    reach(stage)
module.reach = tell
module.build(Settings(home=Path(sys.argv[1]), knowledge=Path(sys.argv[2])))
print("done", flush=True)
"""


def main() -> int:
    """Run the kills and report; exit code 1 when anything but one whole version was ever served."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chance = random.Random(20261123)
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        libraries = [_copy(base / mark, mark) for mark in MARKS]
        home = base / "home"
        build(Settings(home=home, knowledge=libraries[0]))
        window = _complete(home, libraries[1])
        print(f"writing window {window * 1000:.0f} ms; {kills} kills", flush=True)
        outcomes: Counter[str] = Counter()
        served = 1
        for number in range(kills):
            target = 1 - served
            _kill_inside(home, libraries[target], chance.uniform(0, 2 * window))
            after = _served(Settings(home=home, knowledge=libraries[target]))
            outcome = "mixture" if after is None else "new version" if after == target else "old version"
            outcomes[outcome] += 1
            print(f"{number + 1:3d} {outcome}", flush=True)
            served = served if after is None else after
        build(Settings(home=home, knowledge=libraries[0]))
        whole = _served(Settings(home=home, knowledge=libraries[0])) == 0
    print(dict(outcomes), "final build whole" if whole else "FINAL BUILD NOT WHOLE")
    return 0 if whole and not outcomes["mixture"] else 1


def _copy(folder: Path, mark: str) -> Path:
    """The bundled library with a mark in every statement."""
    shutil.copytree(bundled("knowledge"), folder)
    for path in (folder / "documents").rglob("*.md"):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(f"{line}{mark}" if line.startswith("**s") else line for line in lines), "utf-8")
    return folder


def _start(home: Path, library: Path) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[1]
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), str(library)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )


def _wait_for(process: subprocess.Popen[str], stage: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == stage:
            return
    raise RuntimeError(f"the build ended before {stage}")


def _complete(home: Path, library: Path) -> float:
    """Seconds from the begin of the transaction to the end of tidying, in a build that is let run."""
    process = _start(home, library)
    _wait_for(process, "transaction-begun")
    began = time.perf_counter()
    _wait_for(process, "tidied")
    window = time.perf_counter() - began
    process.communicate()
    return window


def _kill_inside(home: Path, library: Path, delay: float) -> None:
    process = _start(home, library)
    _wait_for(process, "transaction-begun")
    time.sleep(delay)
    process.kill()
    process.communicate()


def _served(settings: Settings) -> int | None:
    """Number of the version served, or None when parts of two are; a reader does not build or repair anything."""
    with Record.open(settings.record_path) as record:
        passages = [passage for passage in record.passages() if "#s" in passage.ref]
        versions = {version for version, mark in enumerate(MARKS) for passage in passages if mark in passage.text}
        if len(versions) != 1 or not all(any(mark in passage.text for mark in MARKS) for passage in passages):
            return None
        (version,) = versions
        known = {passage.id for passage in record.passages()}
        dense = open_dense(settings, record)
        assert dense.index is not None
        direction = np.ones(record.embedding().dimension, dtype=np.float32)
        near = {passage_id for passage_id, _ in dense.index.query(direction, limit=len(known))}
        dense.index.close()
        if not near <= known or set(record.vectors()[0]) != known:
            return None
        if record.lexical(MARKS[1 - version], limit=len(known)) or not record.lexical(MARKS[version]):
            return None
    with sqlite3.connect(settings.record_path) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return version if whole else None


if __name__ == "__main__":
    sys.exit(main())
