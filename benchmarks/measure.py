"""What a measurement yields, and how processes and questions are timed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from advisor.types import Data
from evals.questions.items import Item, load_items

ROOT = Path(__file__).resolve().parents[1]
DEVELOPMENT = ROOT / "evals" / "sets" / "development.jsonl"


class Measure(Data):
    """One number. A ratio of two things measured by turns holds on a busy or slow machine; an absolute one does not."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def exceeded(self) -> bool:
        """Whether there is a limit and the value lies above it."""
        return self.limit is not None and self.value > self.limit


class Report(Data):
    """All measures of one run, with the machine they were taken on."""

    python: str
    machine: str
    processors: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Cost:
    """What a process took: wall clock and processor seconds, and its largest resident memory in MB."""

    seconds: float
    processor_seconds: float
    megabytes: float


def cost_of(command: Sequence[str], *, home: Path) -> Cost:
    """Run a command to its end over a workspace. Raises RuntimeError with its last line when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    complaints = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {complaints.strip().splitlines()[-1:]}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def environment(home: Path) -> dict[str, str]:
    """The environment of a child process over a workspace, without the user's own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    return {**own, "ADVISOR_HOME": str(home), "PYTHONPATH": str(ROOT)}


def advisor_command(*arguments: str) -> list[str]:
    """The command line of this checkout."""
    return [sys.executable, "-m", "advisor.cli", *arguments]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return float(np.median(values))


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which `share` percent lie."""
    return float(np.percentile(values, share))


def development_items() -> list[Item]:
    """The questions that measurements are taken over."""
    return load_items(DEVELOPMENT)
