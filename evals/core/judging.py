"""Judges: does a text support a claim? Ours is the grounding engine; a configured model may stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from advisor.grounding import check_claim
from advisor.settings import Settings
from advisor.types import Data, VerdictKind
from evals.core.measures import NOT_JUDGED, Column

SUPPORTED_FROM = 0.5
"""The score from which a judge that gives only a score counts as saying yes."""


class JudgeOpinion(Data):
    """What a judge says. `supported` None and `score` NaN: it could not judge, and `reason` says why."""

    supported: bool | None
    score: float
    reason: str = ""

    @property
    def value(self) -> float:
        """1 supported, 0 not, NaN not judged: the form in which it enters item values."""
        return NOT_JUDGED if self.supported is None else float(self.supported)


class Judge(Protocol):
    """Says whether the passages, read together, support the claim. Never raises for an item it cannot judge."""

    column: Column

    def judge(self, claim: str, passages: Sequence[str]) -> JudgeOpinion:
        """The judge's opinion on one claim."""


class EngineJudge:
    """The grounding engine as judge: rules, no model, the same answer every time."""

    column = Column(key="main", label="本系统核验引擎")

    def judge(self, claim: str, passages: Sequence[str]) -> JudgeOpinion:
        """The engine's verdict; a claim it does not check (another language, no content) is not judged."""
        verdict = check_claim(claim, passages)
        reason = "；".join(one.text for one in verdict.reasons)
        if verdict.kind is VerdictKind.NOT_CHECKED:
            return JudgeOpinion(supported=None, score=NOT_JUDGED, reason=reason)
        return JudgeOpinion(supported=verdict.kind is VerdictKind.SUPPORTED, score=verdict.score, reason=reason)


def configured_judge(settings: Settings) -> Judge:
    """The model of ADVISOR_LLM_* as a second judge. Raises BadInput where none is configured."""
    from evals.core.model_judge import ModelJudge

    return ModelJudge.from_settings(settings)
