"""Ask every statistics question, answerable or not."""

from __future__ import annotations

from pathlib import Path

from evals.answers.generate import Asked, ask_all

__all__ = ["STATISTICS_SET", "Asked", "ask_all"]

STATISTICS_SET = Path(__file__).resolve().parents[1] / "sets" / "statistics.jsonl"
