"""Does a set of passages support one sentence of an answer? The judges of evals.core, given what a sentence needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from advisor.grounding import check_calculation, check_claim, check_correction
from advisor.grounding.arithmetic import find_formula
from advisor.types import Verdict, VerdictKind
from evals.core.judging import Judge, JudgeOpinion
from evals.core.measures import NOT_JUDGED

Opine = Callable[[str, str, Sequence[str]], JudgeOpinion]
"""(sentence, question, premises) -> opinion. Must not raise for a sentence it cannot judge."""

_LEAD = re.compile(r"^最接近的记载是[：:]")
_CORRECTS = re.compile(r"^(?:不是|并非|并不是|而非)[“\"「]")


def engine_opinion(sentence: str, question: str, premises: Sequence[str]) -> JudgeOpinion:
    """The grounding engine's opinion: a sum is worked out again, 「不是“X”，而是Y」 is held against the question."""
    verdict = _verdict(_LEAD.sub("", sentence.strip()), question, premises)
    reason = "；".join(one.text for one in verdict.reasons)
    if verdict.kind is VerdictKind.NOT_CHECKED:
        return JudgeOpinion(supported=None, score=NOT_JUDGED, reason=reason)
    return JudgeOpinion(supported=verdict.kind is VerdictKind.SUPPORTED, score=verdict.score, reason=reason)


def judge_opinion(judge: Judge) -> Opine:
    """Another judge as seen by the scoring of answers."""

    def opinion(sentence: str, question: str, premises: Sequence[str]) -> JudgeOpinion:
        return judge.judge(sentence, premises)

    return opinion


def _verdict(sentence: str, question: str, premises: Sequence[str]) -> Verdict:
    if _CORRECTS.match(sentence):
        return check_correction(sentence, premises, question=question)
    formula = find_formula(sentence)
    if formula is not None and formula.value is not None and len(formula.operands) > 1:
        return check_calculation(sentence, premises)
    return check_claim(sentence, premises)
