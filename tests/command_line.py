"""Runs the command line for tests; pytest finds the fixture `advisor` where a test module imports it."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.cli import main

HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "fastapi", "langchain", "langchain_openai")


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    def object(self) -> dict[str, object]:
        """The one JSON object on stdout."""
        assert self.code == 0, self.err
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value


class CommandLine:
    """Runs commands in this process, as the `advisor` command would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, home: Path | None = None) -> Outcome:
        if home is not None:
            self._monkeypatch.setenv("ADVISOR_HOME", str(home))
        self._monkeypatch.setattr(sys, "argv", ["advisor", *arguments])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        shown = self._capsys.readouterr()
        return Outcome(int(ended.value.code or 0), shown.out, shown.err)

    def typing(self, *lines: str) -> None:
        """What the user will type."""
        waiting = iter(lines)

        def read(prompt: str = "") -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        self._monkeypatch.setattr("builtins.input", read)


@pytest.fixture
def advisor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    # The command does without the collector because its process ends; the tests' process does not.
    monkeypatch.setattr(gc, "disable", lambda: None)
    return CommandLine(monkeypatch, capsys)


def modules_after(*arguments: str, home: Path) -> set[str]:
    """Names of the modules a command has loaded when it ends."""
    code = (
        f"import atexit, sys; sys.argv = ['advisor', *{arguments!r}]\n"
        "atexit.register(lambda: print(' '.join(sys.modules), file=sys.stderr))\n"
        "from advisor.cli import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(home))
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.splitlines()[-1].split())


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ADVISOR_HOME": str(home)}
