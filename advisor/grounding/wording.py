"""Wording of a claim against passages: scope, degree, modality, negation, contraries, cause, who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from advisor.grounding.content import aligned, lets_mean, listed_words
from advisor.grounding.cues import Cue, CueKind, Mode
from advisor.grounding.faults import Fault, absent, contrary, otherwise
from advisor.grounding.gazetteer import PROVINCE_NAMES
from advisor.grounding.reading import STOP, Clause, Reading, content_of, grams
from advisor.grounding.thesaurus import contraries_of, meanings

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
    Mode.MUST: frozenset({Mode.MAY, Mode.ENCOURAGED, Mode.ADVISED, Mode.FORBIDDEN, Mode.PLANNED, Mode.STRIVEN}),
    Mode.MAY: frozenset({Mode.MUST, Mode.FORBIDDEN}),
    Mode.ENCOURAGED: frozenset({Mode.MUST, Mode.FORBIDDEN}),
    Mode.FORBIDDEN: frozenset({Mode.MAY, Mode.MUST, Mode.ENCOURAGED}),
}
_STATED_AS_FACT = "论断当作既成事实，来源写“{held}”"
_TARGET_WORDS = 4
_MOST = 0.5
_AS_NEGATION = re.compile("废止|失效|取消|停止|撤销|限制|除外|免|缺|少于|低于|以外")
_PIVOT = re.compile(
    r"(?<![一-龥]不)[比向对给由被为]|超过|高于|低于|领先|落后于|取代|替代|并入|委托|帮扶|收购|授予|早于|晚于|先于|优于|不如"
)


def wording_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every word in the claim that changes what is claimed."""
    return [
        *_scope_faults(claim, passages, said),
        *_degree_faults(claim, passages),
        *_mode_faults(claim, passages),
        *_negation_faults(claim, passages),
        *_contrary_faults(claim, passages),
        *_cause_faults(claim, passages),
        *_role_faults(claim, passages),
    ]


def _best(clause: Clause, passages: Sequence[Reading]) -> list[tuple[Reading, Clause]]:
    """The passage clauses that say what the claim's clause says: the best and those nearly as good."""
    ranked = aligned(clause, passages)
    if not ranked or ranked[0][0] < _ALIKE:
        return []
    return [(reading, held) for score, reading, held in ranked if score >= _NEARLY_BEST * ranked[0][0]]


def _shared(clause: Clause, held: Clause) -> float:
    """Share of a clause's pairs that another clause has."""
    return len(clause.grams & held.grams) / (len(clause.grams) or 1)


def _scope_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    faults = []
    for kind, name in ((CueKind.SCOPE, "范围"), (CueKind.GRADE, "级别")):
        held = [(reading, cue) for reading in passages for cue in reading.of_kind(kind)]
        levels = {cue.value for _, cue in held} | (
            _levels_of_places(passages, said) if kind is CueKind.SCOPE else set()
        )
        for cue in claim.of_kind(kind):
            if fault := _superlative_elsewhere(claim, cue, passages):
                faults.append(fault)
                continue
            if cue.value in levels or any(cue.text in reading.folded for reading in passages):
                continue
            rivals = [(reading, other) for reading, other in held if _same_thing(claim, cue, reading, other)]
            if rivals:
                reading, other = rivals[0]
                faults.append(otherwise("scope", _with_next(claim, cue), cue.span, reading, _extent(reading, other)))
            else:
                faults.append(absent("scope", name, cue.text, cue.span))
    return faults


def _superlative_elsewhere(claim: Reading, cue: Cue, passages: Sequence[Reading]) -> Fault | None:
    """全省唯一 where the passage only has 全市唯一, whatever else it says of the province."""
    own = _follower(claim, cue)
    if own is None:
        return None
    held = [
        (reading, other)
        for reading in passages
        for other in reading.of_kind(CueKind.SCOPE)
        if (next_one := _follower(reading, other)) and next_one.value == own.value
    ]
    if not held or any(other.value == cue.value for _, other in held):
        return None
    reading, other = held[0]
    return otherwise("scope", _with_next(claim, cue), cue.span, reading, _extent(reading, other))


def _follower(reading: Reading, cue: Cue) -> Cue | None:
    return next((one for one in reading.of_kind(CueKind.SUPERLATIVE) if 0 <= one.span[0] - cue.span[1] <= 1), None)


def _levels_of_places(passages: Sequence[Reading], said: Reading | None) -> set[str]:
    """Levels of scope that places named in the passages amount to: 辽宁省第一家 is 全省第一家."""
    levels = set()
    for reading in [*passages, *([said] if said else [])]:
        for place in reading.places:
            levels.add("3" if place.canonical in PROVINCE_NAMES else "2")
        if "全国" in reading.folded or "中国" in reading.folded:
            levels.add("4")
    return levels


def _same_thing(claim: Reading, cue: Cue, reading: Reading, other: Cue) -> bool:
    clause, held = claim.clause_at(cue.span[0]), reading.clause_at(other.span[0])
    return clause is not None and held is not None and bool(clause.grams & held.grams)


def _with_next(reading: Reading, cue: Cue) -> str:
    start, end = _extent(reading, cue)
    return reading.text[start:end]


def _extent(reading: Reading, cue: Cue) -> tuple[int, int]:
    """A scope with the place whose name it ends (辽宁省) and the superlative after it."""
    start = next((one.span[0] for one in reading.places if one.span[0] < cue.span[0] < one.span[1]), cue.span[0])
    return start, _next_end(reading, cue)


def _next_end(reading: Reading, cue: Cue) -> int:
    """End of a superlative that follows a scope at once (全国第一家), else of the scope itself."""
    follower = _follower(reading, cue)
    return follower.span[1] if follower else cue.span[1]


def _degree_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """唯一 or 第一 where the passage says 之一, only, all."""
    faults = []
    held = {kind: [(reading, cue) for reading in passages for cue in reading.of_kind(kind)] for kind in CueKind}
    for cue in claim.of_kind(CueKind.SUPERLATIVE):
        same = [other for _, other in held[CueKind.SUPERLATIVE] if _as_strong(other, cue)]
        if same or any(cue.text in reading.folded for reading in passages):
            continue
        weaker = [*held[CueKind.HEDGE], *held[CueKind.SUPERLATIVE]]
        rivals = [(reading, other) for reading, other in weaker if _same_thing(claim, cue, reading, other)]
        if rivals:
            reading, other = rivals[0]
            faults.append(otherwise("scope", cue.text, cue.span, reading, other.span))
        else:
            faults.append(absent("scope", "程度", cue.text, cue.span))
    for kind, rival, name in (
        (CueKind.EXCLUSIVE, CueKind.HEDGE, "唯一性限定"),
        (CueKind.UNIVERSAL, CueKind.PARTIAL, "全称"),
    ):
        for cue in claim.of_kind(kind):
            if held[kind] or any(cue.text in reading.folded for reading in passages):
                continue
            others = [(reading, other) for reading, other in held[rival] if _same_thing(claim, cue, reading, other)]
            if others:
                faults.append(otherwise("scope", cue.text, cue.span, others[0][0], others[0][1].span))
            elif not (kind is CueKind.EXCLUSIVE and held[CueKind.SUPERLATIVE]):
                faults.append(absent("scope", name, cue.text, cue.span, keeps=0.55))
    return faults


_FIRST = re.compile("第[一1]|首")


def _as_strong(held: Cue, claimed: Cue) -> bool:
    """Whether a superlative bears the claimed one: 首家 is 第一家; 最大 is not 最早."""
    if "最" in claimed.text or "最" in held.text:
        first_of_all = bool(_FIRST.search(held.text)) and claimed.text == "最早"
        return held.text == claimed.text or first_of_all
    return held.value >= claimed.value


def _mode_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    faults = []
    stated = frozenset(mode for clause in claim.clauses for mode in clause.modes)
    for clause in claim.clauses:
        best = _best(clause, passages)
        if not best:
            continue
        held = frozenset(mode for reading, one in best for mode in _modes(reading, one))
        own = _modes(claim, clause)
        fault = _stronger(claim, clause, own, held, best) or _as_fact(clause, stated, held, best)
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
        if not rivals or own & held - {Mode.ENCOURAGED, Mode.DONE}:
            continue
        cue = _cue_of(clause, {mode}) or _cue_in(claim, clause, {mode})
        found = next(((reading, other) for reading, one in best if (other := _cue_near(reading, one, rivals))), None)
        if cue is not None and found is not None:
            sureness = max(_shared(clause, one) for _, one in best)
            return otherwise("modality", cue.text, cue.span, found[0], found[1].span, sureness=sureness)
    if own & {Mode.PLANNED, Mode.STRIVEN, Mode.EXPECTED} and not held & _AHEAD:
        cue = _cue_of(clause, own & {Mode.PLANNED, Mode.STRIVEN, Mode.EXPECTED})
        if cue is not None and not any(cue.text in reading.folded for reading, _ in best):
            return absent("modality", "语气", cue.text, cue.span)
    return None


def _as_fact(
    clause: Clause, stated: frozenset[Mode], held: frozenset[Mode], best: Sequence[tuple[Reading, Clause]]
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
    fault = contrary("modality", _STATED_AS_FACT.format(held=cue.text), (clause.start, clause.end), reading, cue.span)
    return replace(fault, sureness=max(_shared(clause, one) for _, one in best))


def _cue_of(clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    wanted = set(modes)
    return next((cue for cue in clause.cues if cue.kind is CueKind.MODALITY and cue.value in wanted), None)


def _cue_in(reading: Reading, clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    wanted = set(modes)
    before = [cue for cue in reading.of_kind(CueKind.MODALITY) if cue.value in wanted and cue.span[0] < clause.end]
    return before[-1] if before else None


def _cue_near(reading: Reading, clause: Clause, modes: Iterable[Mode]) -> Cue | None:
    return _cue_of(clause, modes) or _cue_in(reading, clause, modes)


def _negation_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    faults = []
    for cue in _negations(claim):
        clause = claim.clause_at(cue.span[0])
        best = _best(clause, passages) if clause and clause.negative else []
        if clause is None or not best or any(_has_negation(held) for _, held in best):
            continue
        target = _target(claim, cue)
        if any(target in one.text and _has_negation(one) for reading in passages for one in reading.clauses):
            continue
        reading, held = best[0]
        if _spots(claim, cue, passages) or len(clause.grams & held.grams) >= _MOST * len(clause.grams):
            text = f"论断写“{_phrase(claim, cue)}”，来源对此是肯定的"
            fault = contrary("negation", text, cue.span, reading, (held.start, held.end))
            faults.append(replace(fault, sureness=_shared(clause, held)))
    for reading in passages:
        for cue in _negations(reading):
            clause = _affirmed(claim, reading, cue, passages)
            if clause is not None:
                text = f"来源写“{_phrase(reading, cue)}”，论断略去了否定"
                fault = contrary("negation", text, (clause.start, clause.end), reading, cue.span)
                faults.append(replace(fault, sureness=_shared(clause, reading.clause_at(cue.span[0]) or clause)))
    return faults


def _affirmed(claim: Reading, reading: Reading, cue: Cue, passages: Sequence[Reading]) -> Clause | None:
    """The clause of the claim that affirms what the passage denies, unless the passage affirms it elsewhere."""
    home = reading.clause_at(cue.span[0])
    denied = grams(reading.folded[cue.span[1] : home.end]) if home else frozenset()
    if not denied:
        return None
    for clause in claim.clauses:
        shared = len(denied & clause.grams)
        permitted = Mode.MAY in clause.modes and Mode.FORBIDDEN in (home.modes if home else ()) and shared
        if _has_negation(clause) or (shared < _MOST * len(denied) and not permitted):
            continue
        affirmed = [len(denied & one.grams) for other in passages for one in other.clauses if not _has_negation(one)]
        if max(affirmed, default=0) < shared:
            return clause
    return None


def _has_negation(clause: Clause) -> bool:
    return any(cue.kind is CueKind.NEGATION for cue in clause.cues) or bool(_AS_NEGATION.search(clause.text))


def _negations(reading: Reading) -> list[Cue]:
    return [cue for cue in reading.of_kind(CueKind.NEGATION) if cue.value == "single"]


def _phrase(reading: Reading, cue: Cue) -> str:
    return reading.text[cue.span[0] : cue.span[1] + _TARGET_WORDS]


def _target(reading: Reading, cue: Cue) -> str:
    """The first two content characters after a negation, within its clause."""
    clause = reading.clause_at(cue.span[0])
    end = clause.end if clause else len(reading.folded)
    return content_of(reading.folded[cue.span[1] : end])[:2]


def _spots(source: Reading, cue: Cue, readings: Sequence[Reading]) -> list[tuple[Reading, int]]:
    """Where the words after a negation stand in other texts."""
    target = _target(source, cue)
    if len(target) < 2:
        return []
    return [
        (reading, match.start()) for reading in readings for match in re.finditer(re.escape(target), reading.folded)
    ]


def _contrary_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    faults = []
    for word, begin, end in listed_words(claim):
        others = contraries_of(word)
        if not others or any(not lets_mean(passage).isdisjoint(meanings(word)) for passage in passages):
            continue
        clause = claim.clause_at(begin)
        if clause is None:
            continue
        for reading, held in _best(clause, passages):
            opposite = next((one for one in others if one in held.text and one not in claim.folded), None)
            if opposite is not None:
                start = held.start + held.text.index(opposite)
                span = (start, start + len(opposite))
                sureness = _shared(clause, held)
                faults.append(otherwise("contrary", word, (begin, end), reading, span, sureness=sureness))
                break
    return faults


def _cause_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    causes = claim.of_kind(CueKind.CAUSAL)
    if not causes or any(reading.of_kind(CueKind.CAUSAL) for reading in passages):
        return []
    cue = causes[0]
    return [absent("causal", "因果关系", cue.text, cue.span)]


def _role_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """X 向 Y where the passage has Y 向 X."""
    faults = []
    for clause in claim.clauses:
        for match in _PIVOT.finditer(clause.text):
            first, second = _sides(clause.text, match)
            if not first or not second or first == second:
                continue
            for reading, held in _best(clause, passages):
                swapped = [
                    other
                    for other in _PIVOT.finditer(held.text)
                    if other.group() == match.group()
                    and _sides(held.text, other)[1].startswith(first[:2])
                    and second[:2] in held.text[: other.start()]
                ]
                if swapped and first[:2] not in held.text[: swapped[0].start()]:
                    span = (held.start, held.end)
                    text = f"“{clause.text}”与来源“{held.text}”的主客关系相反"
                    faults.append(contrary("role", text, (clause.start, clause.end), reading, span))
                    break
    return faults


def _sides(text: str, pivot: re.Match[str]) -> tuple[str, str]:
    """The first content characters of the clause before a pivot, and those right after it."""
    before = "".join(character for character in text[: pivot.start()] if character not in STOP)
    after = "".join(character for character in text[pivot.end() :] if character not in STOP)
    return before[:2] if len(before) >= 2 else "", after[:2] if len(after) >= 2 else ""
