"""Ask every question of a set, answerable or not."""

from __future__ import annotations

from evals.answers.generate import Asked, ask_all

__all__ = ["Asked", "ask_all"]
