"""Run the grounding engine, or another judge, over pairs."""

from __future__ import annotations

import time
from collections.abc import Sequence

from pydantic import ConfigDict
from rich.console import Console
from rich.progress import track

from advisor.grounding import check_claim
from advisor.types import Data, Verdict, VerdictKind
from evals.core.judging import Judge
from evals.core.measures import NOT_JUDGED
from evals.grounding.pairs import Pair


class CheckedPair(Data):
    """A pair with what a judge made of it. `verdict` None: it could not judge. `score` is 0..1, or NaN.

    `yes_or_no`: the judge does not tell contradicted from not found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    pair: Pair
    column: str
    verdict: VerdictKind | None
    score: float
    reasons: tuple[str, ...] = ()
    yes_or_no: bool = False


class CheckedSet(Data):
    """All pairs of a set, and how long the checking alone took."""

    pairs: tuple[CheckedPair, ...]
    seconds: float


def check_with_engine(pairs: Sequence[Pair], *, column: str) -> CheckedSet:
    """The engine's verdict on every pair, timed after one pair that pays for what is loaded lazily."""
    if pairs:
        check_claim(pairs[0].claim, [pairs[0].passage])
    began = time.perf_counter()
    verdicts = [check_claim(pair.claim, [pair.passage]) for pair in pairs]
    seconds = time.perf_counter() - began
    checked = (_checked(pair, verdict, column) for pair, verdict in zip(pairs, verdicts, strict=True))
    return CheckedSet(pairs=tuple(checked), seconds=seconds)


def check_with_judge(pairs: Sequence[Pair], judge: Judge) -> CheckedSet:
    """A second judge's opinion on every pair. It says yes or no only, so `no` counts as not found."""
    began = time.perf_counter()
    waiting = track(pairs, description=judge.column.label, console=Console(stderr=True))
    checked = tuple(_judged(pair, judge) for pair in waiting)
    return CheckedSet(pairs=checked, seconds=time.perf_counter() - began)


def _checked(pair: Pair, verdict: Verdict, column: str) -> CheckedPair:
    reasons = tuple(reason.text for reason in verdict.reasons)
    return CheckedPair(pair=pair, column=column, verdict=verdict.kind, score=verdict.score, reasons=reasons)


def _judged(pair: Pair, judge: Judge) -> CheckedPair:
    opinion = judge.judge(pair.claim, [pair.passage])
    verdict = None
    if opinion.supported is not None:
        verdict = VerdictKind.SUPPORTED if opinion.supported else VerdictKind.NOT_FOUND
    return CheckedPair(
        pair=pair,
        column=judge.column.key,
        verdict=verdict,
        score=NOT_JUDGED if verdict is None else opinion.score,
        reasons=(opinion.reason,) if opinion.reason else (),
        yes_or_no=True,
    )
