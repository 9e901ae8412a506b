"""Vital and okay facts (nuggets): strictly by their wordings, or half for what is there in part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from advisor.grounding import Cue, CueKind, UnitFamily, find_cues, find_quantities, same_quantity
from evals.questions.items import Wordings
from evals.questions.matching import compact, stands_in

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_CLAUSE = re.compile(r"[，,、：:]")
_DENIED_BEFORE = re.compile(r"(?:不|未|没有?|并非|无需|无须|不得|不能|禁止|严禁|不准|不许)$")
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
    characters within one clause that neither denies what it says nor says it in another mode (可以 for 不得).
    """
    if any(_stated(compact(text), wording) for wording in wordings):
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
    return any(_shares(one, pairs) and not _is_turned_round(one, wording, pairs) for one in _SENTENCE.findall(text))


def _stated(text: str, wording: str) -> bool:
    """Whether a wording stands in a compacted text other than denied (不需要办理 for 需要办理)."""
    short = compact(wording)
    if not stands_in(text, (wording,)):
        return False
    # A topic may be denied and yet be what is asked for (没有顶层设计); what one must or may do may not.
    if not any(cue.kind is CueKind.MODALITY and cue.span[0] == 0 for cue in find_cues(wording)):
        return True
    before = [text[max(0, found.start() - 3) : found.start()] for found in re.finditer(re.escape(short), text)]
    return not before or not all(_DENIED_BEFORE.search(one) for one in before)


def _shares(text: str, pairs: frozenset[str]) -> bool:
    return len(pairs & _pairs(compact(text))) >= _HALF * len(pairs)


def _is_turned_round(sentence: str, wording: str, pairs: frozenset[str]) -> bool:
    """Whether the clause that comes nearest denies what the wording affirms, the reverse, or sets another mode."""
    clause = max(_CLAUSE.split(sentence), key=lambda one: len(pairs & _pairs(compact(one))))
    said, wanted = find_cues(clause), find_cues(wording)
    if _of_kind(said, CueKind.NEGATION) and not _of_kind(wanted, CueKind.NEGATION):
        return True
    if _of_kind(wanted, CueKind.NEGATION) and not _of_kind(said, CueKind.NEGATION):
        return True
    modes, other = _of_kind(said, CueKind.MODALITY), _of_kind(wanted, CueKind.MODALITY)
    return bool(modes and other and not modes.keys() & other.keys())


def _of_kind(cues: Sequence[Cue], kind: CueKind) -> dict[str, Cue]:
    return {cue.value: cue for cue in cues if cue.kind is kind}


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
