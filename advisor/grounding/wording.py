"""Wording of a claim against passages: scope, degree, modality, negation, contraries, cause, who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.grounding.content import lets_mean, listed_words
from advisor.grounding.cues import Cue, CueKind, Mode
from advisor.grounding.faults import Fault, absent, contrary, otherwise
from advisor.grounding.gazetteer import COUNTY_NAMES, PROVINCE_NAMES
from advisor.grounding.modality import best_clauses, mode_faults, shared
from advisor.grounding.reading import STOP, Clause, Reading, content_of, grams
from advisor.grounding.thesaurus import contraries_of, meanings

_TARGET_WORDS = 4
_MOST, _NEARLY_ALL = 0.5, 0.75
# What is still to be done (有待解决) has not been done.
_AS_NEGATION = re.compile(
    "废止|失效|取消|停止|撤销|限制|除外|免|缺|少于|低于|以外|[有尚仍亟][待需]|需要?(?:进一步|尽快)?(?:解决|破解|改进|改善|提高|突破|加强)"
)
# Verbs that set one party against another; those of a row stand for each other.
_PIVOTS = (
    r"(?<![一-龥]不)[比向对给由被为]", "超过", "高于", "低于", "领先", "落后于", "取代|替代", "并入", "委托", "帮扶", "授予",
    "早于", "晚于", "先于", "优于", "不如", "强制|强迫|逼迫|迫使", "收购|并购|兼并", "监管|监督|管理(?!办法|部门|局|机构|人|条例|规定|中心|制度|平台)",
    "处罚|查处", "起诉|投诉|举报", "聘请|聘用|雇用",
)  # fmt: skip
_PIVOT = re.compile("|".join(f"(?P<p{at}>{words})" for at, words in enumerate(_PIVOTS)))


def wording_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every word in the claim that changes what is claimed."""
    return [
        *_scope_faults(claim, passages, said),
        *_degree_faults(claim, passages),
        *mode_faults(claim, passages),
        *_negation_faults(claim, passages),
        *_contrary_faults(claim, passages),
        *_cause_faults(claim, passages),
        *_role_faults(claim, passages),
        *_denial_faults(claim, passages),
        *_prefix_faults(claim, passages),
    ]


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
            levels |= _levels_of(place.canonical)
        if "全国" in reading.folded or "中国" in reading.folded:
            levels.add("4")
    return levels


def _levels_of(place: str) -> set[str]:
    if place in PROVINCE_NAMES:
        return {"3"}
    # Many counties are cities by name: 海城市 is 全县 and 全市.
    return {"1", "2"} if place in COUNTY_NAMES else {"2"}


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
            if _told_otherwise(claim, cue, passages):
                continue
            others = [(reading, other) for reading, other in held[rival] if _same_thing(claim, cue, reading, other)]
            if others:
                faults.append(otherwise("scope", cue.text, cue.span, others[0][0], others[0][1].span))
            elif not (kind is CueKind.EXCLUSIVE and held[CueKind.SUPERLATIVE]):
                faults.append(absent("scope", name, cue.text, cue.span, keeps=0.55))
    return faults


_OF_ALL = re.compile("都(?=[要应须是有可不能会])|均(?=[要应须是有可不能为])|皆|凡|全(?:面)?覆盖")
_NOTHING_ELSE = re.compile("只(?![有是要])|均由|都由|统一由")
_ONLY_THEN = re.compile("只有[^，。；]{2,}[，]?[^，。；]*才")


def _told_otherwise(claim: Reading, cue: Cue, passages: Sequence[Reading]) -> bool:
    """Whether a passage says of the same 都 or 均 where the claim says 一律, 都由 or 不得 where it says 只能, 必须先 where it says 只有……才."""
    clause = claim.clause_at(cue.span[0])
    alike = [held for _, held in best_clauses(clause, passages)] if clause else []
    if cue.kind is CueKind.UNIVERSAL:
        return any(_OF_ALL.search(held.text) for held in alike)
    if cue.text == "只能":
        return any(Mode.FORBIDDEN in held.modes or _NOTHING_ELSE.search(held.text) for held in alike)
    needed = {Mode.MUST, Mode.FORBIDDEN}
    return bool(_ONLY_THEN.match(claim.folded, cue.span[0])) and any(
        needed & held.modes for reading in passages for held in reading.clauses
    )


_FIRST = re.compile("第[一1]|首")


def _as_strong(held: Cue, claimed: Cue) -> bool:
    """Whether a superlative bears the claimed one: 首家 is 第一家; 最大 is not 最早."""
    if "最" in claimed.text or "最" in held.text:
        first_of_all = bool(_FIRST.search(held.text)) and claimed.text == "最早"
        return held.text == claimed.text or first_of_all
    return held.value >= claimed.value


def _negation_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    faults = []
    for cue in _negations(claim):
        clause = claim.clause_at(cue.span[0])
        best = best_clauses(clause, passages) if clause and clause.negative else []
        if clause is None or not best or any(_has_negation(held) for _, held in best):
            continue
        target = _target(claim, cue)
        if any(target in one.text and _has_negation(one) for reading in passages for one in reading.clauses):
            continue
        if _is_denied_alike(claim, cue, clause, passages):
            continue
        reading, held = best[0]
        if _spots(claim, cue, passages) or len(clause.grams & held.grams) >= _MOST * len(clause.grams):
            text = f"论断写“{_phrase(claim, cue)}”，来源对此是肯定的"
            fault = contrary("negation", text, cue.span, reading, (held.start, held.end))
            faults.append(replace(fault, sureness=shared(clause, held)))
    for reading in passages:
        for cue in _negations(reading):
            clause = _affirmed(claim, reading, cue, passages)
            if clause is not None:
                text = f"来源写“{_phrase(reading, cue)}”，论断略去了否定"
                fault = contrary("negation", text, (clause.start, clause.end), reading, cue.span)
                faults.append(replace(fault, sureness=shared(clause, reading.clause_at(cue.span[0]) or clause)))
    return faults


def _is_denied_alike(claim: Reading, cue: Cue, clause: Clause, passages: Sequence[Reading]) -> bool:
    """Whether a passage denies much the same, in a clause of its own: 不办登记 where it has 不需要办理登记."""
    denied = set(content_of(claim.folded[cue.span[1] : clause.end]))
    return bool(denied) and any(
        len(denied & set(content_of(reading.folded[other.span[1] : home.end]))) >= _NEARLY_ALL * len(denied)
        for reading in passages
        for other in _negations(reading)
        if (home := reading.clause_at(other.span[0])) is not None
    )


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
        for reading, held in best_clauses(clause, passages):
            opposite = next((one for one in others if one in held.text and one not in claim.folded), None)
            if opposite is not None:
                start = held.start + held.text.index(opposite)
                if (
                    _denied(claim, begin) is not _denied(reading, start)
                    or _only_then(clause, held)
                    or _is_below_nought(reading, start)
                ):
                    continue
                span = (start, start + len(opposite))
                sureness = shared(clause, held)
                faults.append(otherwise("contrary", word, (begin, end), reading, span, sureness=sureness))
                break
    return faults


_BESIDE_ITS_FIGURE = 6
_DENIES = re.compile(r"(?:不|未|没有?|无|非|不是|不会|不再|无须|无需)[得会予能被加]?$")
_NOT_BEFORE = re.compile(r"未经|没有|未[^，。；]{1,12}的|不[^，。；]{1,12}的")
_ONLY_AFTER = re.compile(r"只有|方可|才[能可会有准是]|除非")


def _denied(reading: Reading, start: int) -> bool:
    """Whether a negation stands right before a word: 不允许 is no contrary of 不得."""
    return bool(_DENIES.search(reading.folded[max(0, start - 3) : start]))


def _is_below_nought(reading: Reading, start: int) -> bool:
    """Whether a word of change has a figure with a minus behind it: 增长-8.79% is no contrary of 下降."""
    return any(one.value < 0 and start < one.span[0] <= start + _BESIDE_ITS_FIGURE for one in reading.quantities)


def _only_then(clause: Clause, held: Clause) -> bool:
    """只有通过审查才可以提交 says what 未经审查不得提交 says."""
    return bool(_ONLY_AFTER.search(clause.text)) and bool(_NOT_BEFORE.search(held.text))


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
            for reading, held in best_clauses(clause, passages):
                swapped = [
                    other
                    for other in _PIVOT.finditer(held.text)
                    if other.lastgroup == match.lastgroup
                    and _sides(held.text, other)[1].startswith(first[:2])
                    and second[:2] in held.text[: other.start()]
                ]
                if swapped and first[:2] not in held.text[: swapped[0].start()]:
                    span = (held.start, held.end)
                    text = f"“{clause.text}”与来源“{held.text}”的主客关系相反"
                    fault = contrary("role", text, (clause.start, clause.end), reading, span)
                    faults.append(replace(fault, sureness=shared(clause, held)))
                    break
    return faults


def _sides(text: str, pivot: re.Match[str]) -> tuple[str, str]:
    """The first content characters of the clause before a pivot, and those right after it."""
    before = "".join(character for character in text[: pivot.start()] if character not in STOP)
    after = "".join(character for character in text[pivot.end() :] if character not in STOP)
    return before[:2] if len(before) >= 2 else "", after[:2] if len(after) >= 2 else ""


_DENIES_A_SAYING = re.compile(
    r"(?:说法|传言|传闻|观点|看法|消息|报道|理解)(?:并|是|都|均|完全)?(?:不属实|不成立|不准确|不正确|不对|有误|错误的?|没有(?:根据|依据)|不实|不能成立|站不住脚)"
)
_PREFIX = re.compile("(?<![除并无莫绝是])非(?P<word>[一-龥]{2})")


def _denial_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """所谓……的说法并不属实, where no passage denies any saying."""
    match = _DENIES_A_SAYING.search(claim.folded)
    if match is None or not passages or any(_DENIES_A_SAYING.search(one.folded) for one in passages):
        return []
    text = f"论断写“{match.group()}”，来源没有否认"
    return [contrary("contrary", text, match.span(), passages[0], (0, len(passages[0].folded)))]


def _prefix_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """涉密系统 where the passage's clause on it speaks of 非涉密系统 only, or the other way round."""
    faults = []
    for clause in claim.clauses:
        for reading, held in best_clauses(clause, passages)[:1]:
            for bare, negated, where in (
                (clause, held, "论断写“{word}”，来源写“非{word}”"),
                (held, clause, "论断写“非{word}”，来源写“{word}”"),
            ):
                for match in _PREFIX.finditer(negated.text):
                    word = match["word"]
                    if (
                        word in bare.text
                        and f"非{word}" not in bare.text
                        and word not in negated.text.replace(f"非{word}", "")
                    ):
                        span = (held.start, held.end)
                        faults.append(
                            contrary("contrary", where.format(word=word), (clause.start, clause.end), reading, span)
                        )
    return faults[:1]
