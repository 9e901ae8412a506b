"""The mode of a claim against that of passages: done, planned, advised, must, may; and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from advisor.grounding.content import aligned
from advisor.grounding.cues import Cue, CueKind, Mode
from advisor.grounding.faults import Fault, absent, contrary, otherwise
from advisor.grounding.reading import Clause, Reading

_ALIKE, _NEARLY_BEST = 0.25, 0.75
_LOOSE = frozenset({Mode.PLANNED, Mode.STRIVEN, Mode.EXPECTED, Mode.ADVISED})
_AHEAD = _LOOSE | {Mode.TARGET, Mode.ONGOING}
# A claim in the mode on the left is not what a passage says that is only in the modes on the right.
_EXCLUDES: dict[Mode, frozenset[Mode]] = {
    Mode.DONE: _AHEAD | {Mode.MUST, Mode.ENCOURAGED, Mode.MAY},
    Mode.ONGOING: _LOOSE,
    Mode.PLANNED: frozenset({Mode.DONE}),
    Mode.STRIVEN: frozenset({Mode.DONE}),
    Mode.EXPECTED: frozenset({Mode.DONE}),
    Mode.TARGET: frozenset(),
    Mode.ADVISED: frozenset({Mode.DONE, Mode.FORBIDDEN}),
    Mode.MUST: frozenset({Mode.MAY, Mode.ADVISED, Mode.PLANNED, Mode.STRIVEN}),
    Mode.MAY: frozenset({Mode.MUST, Mode.FORBIDDEN}),
    Mode.ENCOURAGED: frozenset({Mode.MUST, Mode.FORBIDDEN}),
    Mode.FORBIDDEN: frozenset({Mode.MAY, Mode.ENCOURAGED}),
}
# Modes that, in a clause which says nearly the same, leave a claim unsupported by themselves. That what must be must not
# be otherwise (不能没有结论 for 必须作出结论) is left to negation.
_OPPOSITE = {
    (Mode.MAY, Mode.FORBIDDEN),
    (Mode.FORBIDDEN, Mode.MAY),
    (Mode.MAY, Mode.MUST),
    (Mode.MUST, Mode.MAY),
}
_NEARLY_THE_SAME, _DECIDES, _UNDECIDED = 0.7, 1.0, 0.85
_STATED_AS_FACT = "论断当作既成事实，来源写“{held}”"


def best_clauses(clause: Clause, passages: Sequence[Reading]) -> list[tuple[Reading, Clause]]:
    """The passage clauses that say what the claim's clause says: the best and those nearly as good."""
    ranked = aligned(clause, passages)
    if not ranked or ranked[0][0] < _ALIKE:
        return []
    return [(reading, held) for score, reading, held in ranked if score >= _NEARLY_BEST * ranked[0][0]]


def shared(clause: Clause, held: Clause) -> float:
    """Share of a clause's pairs that another clause has."""
    return len(clause.grams & held.grams) / (len(clause.grams) or 1)


def mode_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Faults of every clause that is asserted in another mode than the passage asserts it in."""
    faults = []
    stated = frozenset(mode for clause in claim.clauses for mode in clause.modes)
    for clause in claim.clauses:
        best = best_clauses(clause, passages)
        if not best:
            continue
        held = frozenset(mode for reading, one in best for mode in _modes(reading, one))
        own = _modes(claim, clause)
        fault = _stronger(claim, clause, own, held, best) or _as_fact(claim, clause, stated, held, best)
        if fault is not None:
            faults.append(fault)
    return faults


def _modes(reading: Reading, clause: Clause) -> frozenset[Mode]:
    """A clause's modes; without any, those that an earlier clause of its sentence governs it with (建议：…，…)."""
    if clause.modes:
        return clause.modes
    before = [
        one for one in reading.clauses if one.sentence == clause.sentence and one.start < clause.start and one.modes
    ]
    governing = before[-1].modes if before else frozenset()
    return governing & (_LOOSE | {Mode.MUST, Mode.TARGET, Mode.FORBIDDEN, Mode.ENCOURAGED})


def _stronger(
    claim: Reading, clause: Clause, own: frozenset[Mode], held: frozenset[Mode], best: Sequence[tuple[Reading, Clause]]
) -> Fault | None:
    for mode in own - held:
        rivals = _EXCLUDES[mode] & held
        if mode is Mode.MUST and rivals <= _LOOSE and _proposes(claim):
            continue
        if not rivals or own & held - {Mode.ENCOURAGED, Mode.DONE}:
            continue
        cue = _cue_of(clause, {mode}) or _cue_in(claim, clause, {mode})
        found = next(((reading, other) for reading, one in best if (other := _cue_near(reading, one, rivals))), None)
        if cue is not None and found is not None:
            sureness = _sureness(mode, rivals, max(shared(clause, one) for _, one in best))
            return otherwise("modality", cue.text, cue.span, found[0], found[1].span, sureness=sureness)
    if own & {Mode.PLANNED, Mode.STRIVEN, Mode.EXPECTED} and not held & _AHEAD:
        cue = _cue_of(clause, own & {Mode.PLANNED, Mode.STRIVEN, Mode.EXPECTED})
        if cue is not None and not any(cue.text in reading.folded for reading, _ in best):
            return absent("modality", "语气", cue.text, cue.span)
    return None


def _sureness(mode: Mode, rivals: frozenset[Mode], likeness: float) -> float:
    """How surely a clause is in another mode: surely where done is told of the planned, or nearly the same of the opposite."""
    done = mode is Mode.DONE and rivals <= _LOOSE
    opposite = likeness >= _NEARLY_THE_SAME and any((mode, rival) in _OPPOSITE for rival in rivals)
    return _DECIDES if done or opposite else min(likeness, _UNDECIDED)


_SPEAKER = "论文|文章|意见|措施|规划|方案|纲要|计划|报告|办法|通知|文件|决定|要点"
_SPEAKS = re.compile(_SPEAKER)
_PROPOSES = re.compile(
    f"主张|建议|提议|倡议|认为|希望|设想|(?:{_SPEAKER})[^。；]{{0,12}}(?:提出|要求|明确|写|讲|强调|指出|看来|说)|(?:据|按照?|依照?)[^，。；]{{0,20}}(?:{_SPEAKER})"
)


def _proposes(claim: Reading) -> bool:
    """Whether a claim says whose word it is: what the paper or a document holds should be done, is advised or planned."""
    return bool(_PROPOSES.search(claim.folded))


def _as_fact(
    claim: Reading,
    clause: Clause,
    stated: frozenset[Mode],
    held: frozenset[Mode],
    best: Sequence[tuple[Reading, Clause]],
) -> Fault | None:
    """The claim names no mode, the passage plans, strives, expects or advises."""
    if stated & (_AHEAD | {Mode.MUST, Mode.MAY, Mode.FORBIDDEN}) or not held & _LOOSE or Mode.DONE in held:
        return None
    if any(not _modes(reading, one) & _LOOSE for reading, one in best):
        return None
    found = next(((reading, cue) for reading, one in best if (cue := _cue_near(reading, one, held & _LOOSE))), None)
    if found is None:
        return None
    reading, cue = found
    if Mode.DONE not in stated and _SPEAKS.search(claim.folded) and _SPEAKS.search(cue.text + reading.folded):
        return None
    fault = contrary("modality", _STATED_AS_FACT.format(held=cue.text), (clause.start, clause.end), reading, cue.span)
    return replace(fault, sureness=max(shared(clause, one) for _, one in best))


def _cue_of(clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    wanted = set(modes)
    return next((cue for cue in clause.cues if cue.kind is CueKind.MODALITY and cue.value in wanted), None)


def _cue_in(reading: Reading, clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    wanted = set(modes)
    before = [cue for cue in reading.of_kind(CueKind.MODALITY) if cue.value in wanted and cue.span[0] < clause.end]
    return before[-1] if before else None


def _cue_near(reading: Reading, clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    return _cue_of(clause, modes) or _cue_in(reading, clause, modes)
