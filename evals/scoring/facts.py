"""Vital and okay facts (nuggets): strictly by their wordings, or half for what is there in part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from advisor.grounding import UnitFamily, find_quantities, same_quantity
from evals.questions.items import Wordings
from evals.questions.matching import compact, stands_in

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_HALF = 0.5
_SHORTEST_PARTIAL = 4


class Support(StrEnum):
    """Whether an answer states a fact."""

    SUPPORT = "support"
    PARTIAL_SUPPORT = "partial_support"
    NOT_SUPPORT = "not_support"


def support(text: str, wordings: Wordings) -> Support:
    """How an answer, without its marks, states a fact that is given by acceptable wordings.

    In part: the figure of a wording in another form, or, for a wording without figures, half of its pairs of
    characters within one sentence.
    """
    if stands_in(compact(text), wordings):
        return Support.SUPPORT
    if any(_in_part(text, wording) for wording in wordings):
        return Support.PARTIAL_SUPPORT
    return Support.NOT_SUPPORT


def strict(supports: Sequence[Support]) -> float | None:
    """The share that is fully stated; None where no fact is asked."""
    return _mean([float(one is Support.SUPPORT) for one in supports])


def lenient(supports: Sequence[Support]) -> float | None:
    """The same, what is there in part counting half."""
    return _mean([_weight(one) for one in supports])


def _weight(one: Support) -> float:
    match one:
        case Support.SUPPORT:
            return 1.0
        case Support.PARTIAL_SUPPORT:
            return _HALF
        case Support.NOT_SUPPORT:
            return 0.0
    assert_never(one)


def _in_part(text: str, wording: str) -> bool:
    figures = [one for one in find_quantities(wording) if one.family is not UnitFamily.NUMBER]
    if figures:
        held = find_quantities(text)
        return all(any(same_quantity(one, other) for other in held) for one in figures)
    short = compact(wording)
    if len(short) < _SHORTEST_PARTIAL or any(character.isdigit() for character in short):
        return False
    pairs = _pairs(short)
    return any(len(pairs & _pairs(compact(one))) >= _HALF * len(pairs) for one in _SENTENCE.findall(text))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
