"""Ask every statistics question, answerable or not."""

from __future__ import annotations

from pathlib import Path

from evals.answers.generate import Asked, ask_all

__all__ = ["SECOND_SET", "STATISTICS_SET", "THIRD_SET", "Asked", "ask_all"]

_SETS = Path(__file__).resolve().parents[1] / "sets"
STATISTICS_SET = _SETS / "statistics.jsonl"
SECOND_SET = _SETS / "statistics_second.jsonl"
THIRD_SET = _SETS / "statistics_third.jsonl"
