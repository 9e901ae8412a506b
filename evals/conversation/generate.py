"""Ask every follow-up twice: after what was said before, and alone."""

from __future__ import annotations

from collections.abc import Sequence

from advisor import Advisor
from advisor.types import Data, Versions
from evals.answers.generate import Asked, ask
from evals.questions.items import Item


class FollowUp(Data):
    """A follow-up as answered with its history, and what the same words get without it."""

    asked: Asked
    alone: Asked


def ask_follow_ups(advisor: Advisor, items: Sequence[Item]) -> tuple[list[FollowUp], Versions]:
    """Ask every item that has a history; gives the versions the answers were made with."""
    versions = advisor.ask("鞍山直播电商").versions
    return [
        FollowUp(asked=ask(advisor, item), alone=ask(advisor, item.model_copy(update={"history": ()})))
        for item in items
    ], versions
