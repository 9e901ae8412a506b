"""Many conversations at once with a model: `python -m benchmarks.model_load [--seconds 300] [--conversations 64]`.

Every conversation asks development questions one after the other, with its own history. The stub, in a process of its
own, says what the passages it is given say, and one lie. Loopback only; ends by itself.
"""

from __future__ import annotations

import argparse
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from advisor import Advisor
from advisor.index.build import build
from advisor.settings import Settings, switch_off_outside_calls
from advisor.types import MODEL_MODE, Answer, Turn
from benchmarks.measure import development_items, median, percentile

_LIE = "九千万亿元"
_TURNS = 6


@dataclass
class Tally:
    """What became of all questions."""

    seconds: list[float] = field(default_factory=list)
    written: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load, print the figures; exit 1 for an error, a mixed-up answer or a lie that was shown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.model_load", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--conversations", type=int, default=64)
    options = parser.parse_args(arguments)
    switch_off_outside_calls()
    with tempfile.TemporaryDirectory(prefix="advisor-bench-") as folder:
        tally = _loaded(Path(folder), options.seconds, options.conversations)
    _print(tally, options.seconds, options.conversations)
    return 1 if tally.errors or tally.mixed_up else 0


def _loaded(folder: Path, seconds: int, conversations: int) -> Tally:
    build(Settings(home=folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "evals.model_answers.stub", "--port", str(port), "--pause", "0.01"]
    stub = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        settings = Settings(
            home=folder, llm_base_url=f"http://127.0.0.1:{port}/v1", llm_model="stub", llm_concurrency=conversations
        )
        advisor, tally = Advisor.open(settings), Tally()
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_converse, args=(advisor, number, until, tally)) for number in range(conversations)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            time.sleep(5)
            tally.megabytes.append(_resident_mb())
        return tally
    finally:
        stub.terminate()
        stub.wait(10)


def _converse(advisor: Advisor, number: int, until: float, tally: Tally) -> None:
    chance, history = random.Random(number), list[Turn]()
    questions = [item.question for item in development_items()]
    while time.monotonic() < until:
        question = chance.choice(questions)
        began = time.monotonic()
        try:
            answer = advisor.ask(question, history=history[-_TURNS:])
        except Exception as error:  # noqa: BLE001 - counted, and the run fails
            with tally.lock:
                tally.errors.append(f"{type(error).__name__}: {error}")
            continue
        _count(tally, answer, question, time.monotonic() - began)
        history += [Turn(role="user", content=question), Turn(role="assistant", content=answer.text)]


def _count(tally: Tally, answer: Answer, question: str, seconds: float) -> None:
    with tally.lock:
        tally.seconds.append(seconds)
        tally.written += answer.mode == MODEL_MODE
        if answer.model_fault is not None:
            tally.faults[answer.model_fault.value] = tally.faults.get(answer.model_fault.value, 0) + 1
        if answer.question != question:
            tally.mixed_up.append(question)
        if _LIE in answer.text:
            tally.errors.append(f"a lie was shown: {question}")


def _resident_mb() -> float:
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the stub did not start")


def _print(tally: Tally, seconds: int, conversations: int) -> None:
    tenth = max(1, len(tally.megabytes) // 10)
    print(
        f"{conversations} conversations, {seconds} s: {len(tally.seconds)} answers, {tally.written} written by the model"
    )
    print(f"seconds an answer: median {median(tally.seconds):.2f}, p95 {percentile(tally.seconds, 95):.2f}")
    print(f"errors {len(tally.errors)}, mixed up {len(tally.mixed_up)}, faults of the model {tally.faults}")
    print(f"resident MB: after a tenth {tally.megabytes[tenth - 1]:.0f}, at the end {tally.megabytes[-1]:.0f}")
    for line in tally.errors[:5]:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
