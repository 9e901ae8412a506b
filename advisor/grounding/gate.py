"""The check that each kind of claim must pass before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.grounding.arithmetic import Formula, find_formula
from advisor.grounding.check import check_claim
from advisor.grounding.context import CheckContext
from advisor.grounding.cues import CueKind
from advisor.grounding.documents import find_titles, same_title
from advisor.grounding.figures import entails_figure
from advisor.grounding.numbers import find_quantities
from advisor.grounding.quantity import Bound, Quantity
from advisor.grounding.reading import Reading, grams, read
from advisor.grounding.times import entails as entails_time
from advisor.grounding.totals import bare_total
from advisor.grounding.units import UnitFamily
from advisor.types import Reason, Verdict, VerdictKind

Contexts = CheckContext | Sequence[CheckContext] | None

_NOT_X = re.compile(
    r"^(?:不是|并非|并不是|而非)[“\"「](?P<wrong>[^”\"」]+)[”\"」][。，,；;]?(?:而是)?(?P<right>.*)$", re.DOTALL
)
_NAMED = re.compile(r"[“「](?P<name>[^”」]+)[”」]")
_LATER = re.compile(r"之后|以后|后来|更新|更晚|后续")
_TOTAL_ONLY = re.compile(r"只记到总数[“「](?P<total>[^”」]+)[”」]")
_WITHOUT_TEXT = re.compile(r"正文|全文|原文|文本")
_FORBIDS = re.compile(r"不得|禁止|严禁|不准|不许|不能|不可")
SHOWN_FROM = 0.7
WRITTEN_FROM = 0.72
"""From which score a sentence is shown: one that a composer made of a passage, and one that a model wrote."""
# What true sentences that a model wrote hardly ever have: with it one is shown only where the engine is beyond doubt.
_AMISS, _BEYOND_DOUBT = frozenset({"contrary", "denial", "role", "scope"}), 0.98
_ROUNDING, _ABOUT_ROUNDING = 0.51, 0.006
_ASKED_SHARE = 0.34
_FORBIDDEN_SHARE = 0.6


def check_fact(
    claim: str, passages: Sequence[str], *, context: Contexts = None, shown_from: float = SHOWN_FROM
) -> Verdict:
    """A fact: the cited passages support it, and not only more likely than not but from the score `shown_from`."""
    return _surely(check_claim(claim, passages, context=context), shown_from)


def _surely(verdict: Verdict, shown_from: float = SHOWN_FROM) -> Verdict:
    """What is shown must be supported surely: a claim that may be half right is worse than one withheld."""
    amiss = shown_from >= WRITTEN_FROM and any(reason.feature in _AMISS for reason in verdict.reasons)
    if verdict.kind is not VerdictKind.SUPPORTED or verdict.score >= (_BEYOND_DOUBT if amiss else shown_from):
        return verdict
    reason = Reason(text="来源对论断的支持不够充分", feature="meaning")
    return Verdict(kind=VerdictKind.NOT_FOUND, score=verdict.score, reasons=(*verdict.reasons, reason))


def check_calculation(
    claim: str, passages: Sequence[str], *, operands: Sequence[str] = (), context: Contexts = None
) -> Verdict:
    """A number worked out: its formula stands in brackets in the claim, every operand in a passage, and it comes out.

    `operands`: the figures that were used, as written; each must stand in the formula.
    """
    formula = find_formula(claim)
    if formula is None or formula.value is None:
        return _fails("论断没有写出可以复算的算式", "calculation")
    readings = [read(passage) for passage in passages]
    for operand in formula.operands:
        if not _stands(operand, readings):
            return _fails(f"来源中没有算式所用的数字“{operand.text}”", "figure", operand.span)
    for shown in operands:
        if not any(_same_value(quantity, one) for quantity in find_quantities(shown) for one in formula.operands):
            return _fails(f"算式没有用到所引的数字“{shown}”", "calculation")
    result = _result(claim, formula)
    if result is None:
        return _fails("论断没有写出计算结果", "calculation")
    if not _comes_out(result, formula):
        text = f"复算结果与论断所写的“{result.text}”不符"
        return _fails(text, "calculation", result.span, kind=VerdictKind.CONTRADICTED)
    return _names_hold(claim, formula, passages, context)


def _stands(operand: Quantity, readings: Iterable[Reading]) -> bool:
    return any(_same_value(operand, held) for reading in readings for held in reading.quantities)


def _same_value(first: Quantity, second: Quantity) -> bool:
    """Whether two figures have the same number, sign and unit, whatever stands around them (近, 约)."""
    if (first.value < 0) is not (second.value < 0):
        return False
    exact = {"bound": Bound.EXACT, "approximator": None}
    return entails_figure(first.model_copy(update=exact), second.model_copy(update=exact))


def _result(claim: str, formula: Formula) -> Quantity | None:
    """The figure that the claim gives as result: the last before its formula, else the first after it."""
    found = find_quantities(claim)
    before = [one for one in found if one.span[1] <= formula.span[0]]
    after = [one for one in found if one.span[0] >= formula.span[1]]
    return before[-1] if before else after[0] if after else None


def _comes_out(result: Quantity, formula: Formula) -> bool:
    assert formula.value is not None
    value = formula.value
    if (
        formula.divides
        and result.family is UnitFamily.PERCENT
        and not any(one.family is UnitFamily.NUMBER and one.value == 100 for one in formula.operands)
    ):
        value *= 100
    own = result.value * result.base_unit.factor
    return abs(own - value) <= max(_step(result) * _ROUNDING, 1e-9 * abs(value)) or (
        result.bound is Bound.ABOUT and abs(own - value) <= _ABOUT_ROUNDING * abs(value)
    )


def _step(quantity: Quantity) -> float:
    """The size of one unit in the last written digit: 0.01亿元 for 1.43亿元."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", quantity.text)
    if digits is None:
        return 0.0
    written = float(digits.group().replace(",", ""))
    decimals = len(digits.group(1) or "")
    scale = quantity.value / written if written else 1.0
    return abs(scale) * quantity.base_unit.factor * 10.0**-decimals


def _names_hold(claim: str, formula: Formula, passages: Sequence[str], context: Contexts) -> Verdict:
    """Places and times that the sentence names beside its figures must be those of the passages."""
    words = claim[: formula.span[0]] + claim[formula.span[1] :]
    for quantity in reversed(find_quantities(words)):
        words = words[: quantity.span[0]] + words[quantity.span[1] :]
    verdict = check_claim(words, passages, context=context)
    wrong = [reason for reason in verdict.reasons if reason.feature in {"region", "date", "period", "number", "title"}]
    if wrong and (verdict.kind is not VerdictKind.SUPPORTED or any(one.feature == "region" for one in wrong)):
        kind = VerdictKind.NOT_FOUND if verdict.kind is VerdictKind.SUPPORTED else verdict.kind
        return Verdict(kind=kind, score=min(verdict.score, 0.4), reasons=tuple(wrong))
    return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)


def check_correction(claim: str, passages: Sequence[str], *, question: str, context: Contexts = None) -> Verdict:
    """「不是“X”，而是Y」: X is what the question says, literally; Y is grounded and is not X again."""
    match = _NOT_X.match(claim.strip())
    if match is None:
        return check_claim(claim, passages, context=context)
    wrong, right = match["wrong"], match["right"]
    if read(wrong).folded not in read(question).folded:
        return _fails(f"问题中没有“{wrong}”这一说法", "premise", match.span("wrong"))
    if any(read(wrong).folded == read(passage).folded.rstrip("。") for passage in passages):
        return _fails(f"“{wrong}”正是来源的说法", "premise", match.span("wrong"), kind=VerdictKind.CONTRADICTED)
    verdict = _surely(check_claim(right, passages, context=context))
    shift = claim.index(right) if right else 0
    moved = tuple(_moved(reason, shift) for reason in verdict.reasons)
    return verdict.model_copy(update={"reasons": moved})


def _moved(reason: Reason, shift: int) -> Reason:
    if reason.claim_span is None:
        return reason
    start, end = reason.claim_span
    return reason.model_copy(update={"claim_span": (start + shift, end + shift)})


def check_gap(claim: str, passages: Sequence[str], *, question: str, context: Contexts = None) -> Verdict:
    """What is said to be missing was asked (or is later than what is held, or its text), and the passages lack it."""
    if find_titles(claim) and _WITHOUT_TEXT.search(claim):
        return _about_held_document(claim, passages, context)
    total_only = _TOTAL_ONLY.search(claim)
    if total_only:
        return _gives_only(total_only["total"], passages)
    held, asked, reading = [read(passage) for passage in passages], read(question), read(claim)
    if _LATER.search(claim):
        return _later_than_held(reading, held, context)
    for place in reading.places:
        if place.canonical not in {one.canonical for one in asked.places} and place.text not in asked.folded:
            return _fails(f"问题没有问到“{place.text}”", "region", place.span)
    for mention in reading.periods:
        known = any(entails_time(one, mention) or entails_time(mention, one) for one in asked.periods)
        if not known and mention.text not in question:
            return _fails(f"问题没有问到“{mention.text}”", "period", mention.span)
    return _names_asked(reading, asked, held)


def _gives_only(total: str, passages: Sequence[str]) -> Verdict:
    if any(bare_total(passage) == total for passage in passages):
        return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)
    return _fails(f"所引段落没有写“{total}”这个总数，或者已逐项写明", "gap", kind=VerdictKind.CONTRADICTED)


def _names_asked(reading: Reading, asked: Reading, held: Sequence[Reading]) -> Verdict:
    named = [match["name"] for match in _NAMED.finditer(reading.folded)]
    for name in named:
        wanted = grams(name) or frozenset({name})
        share = sum(pair in asked.grams or pair in asked.folded for pair in wanted) / len(wanted)
        if share < _ASKED_SHARE and name not in asked.folded:
            return _fails(f"问题没有问到“{name}”", "gap")
    if not named and not reading.places and not reading.periods and not reading.grams & asked.grams:
        return _fails("看不出论断所说缺少的内容与问题有关", "gap")
    for passage in held:
        if _supplies(reading, named, passage):
            return _fails("所引段落中就有论断说没有的内容", "gap", kind=VerdictKind.CONTRADICTED)
    return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)


def _supplies(claim: Reading, named: Sequence[str], passage: Reading) -> bool:
    """Whether a passage speaks of the very place, time and thing that the claim says is missing."""
    if not claim.periods and not claim.places:
        return False
    times = all(any(entails_time(one, mention) for one in passage.periods) for mention in claim.periods)
    places = all(place.canonical in {one.canonical for one in passage.places} for place in claim.places)
    return times and places and bool(named) and all(name in passage.folded for name in named)


def _about_held_document(claim: str, passages: Sequence[str], context: Contexts) -> Verdict:
    known = [title.title for passage in passages for title in find_titles(passage)]
    known += [one.title for one in _contexts(context) if one.title]
    for title in find_titles(claim):
        if not any(same_title(title.title, one) for one in known):
            return _fails(f"目录中没有《{title.title}》", "title", title.span)
    return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)


def _later_than_held(claim: Reading, held: Sequence[Reading], context: Contexts) -> Verdict:
    labels = [one.period_label for one in _contexts(context) if one.period_label]
    mentions = [
        *(one for passage in held for one in passage.periods),
        *(one for label in labels for one in read(label).periods),
    ]
    for mention in claim.periods:
        known = any(entails_time(one, mention) or entails_time(mention, one) for one in mentions)
        if not known and mention.text not in labels:
            return _fails(f"所引段落说的不是“{mention.text}”", "period", mention.span)
    return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)


def _contexts(context: Contexts) -> list[CheckContext]:
    return [] if context is None else [context] if isinstance(context, CheckContext) else list(context)


def check_recommendation(
    claim: str,
    passages: Sequence[str],
    *,
    prohibitions: Sequence[str] = (),
    context: Contexts = None,
    shown_from: float = SHOWN_FROM,
) -> Verdict:
    """Advice: its evidence is grounded, and none of `prohibitions` (rules in force that forbid) forbids it."""
    for rule in prohibitions:
        if _forbids(read(rule), read(claim)):
            text = f"现行规定不允许：{rule}"
            return _fails(text, "prohibition", kind=VerdictKind.CONTRADICTED)
    return _surely(check_claim(claim, passages, context=context), shown_from)


def _forbids(rule: Reading, claim: Reading) -> bool:
    """Whether what a rule forbids, clause by clause, is what the claim advises rather than forbids itself."""
    for clause in rule.clauses:
        match = _FORBIDS.search(clause.text)
        if match is None:
            continue
        forbidden = grams(clause.text[match.end() :])
        if not forbidden:
            continue
        for own in claim.clauses:
            negated = any(cue.kind is CueKind.NEGATION for cue in own.cues)
            if not negated and len(forbidden & own.grams) / len(forbidden) >= _FORBIDDEN_SHARE:
                return True
    return False


def _fails(
    text: str, feature: str, span: tuple[int, int] | None = None, *, kind: VerdictKind = VerdictKind.NOT_FOUND
) -> Verdict:
    return Verdict(kind=kind, score=0.1, reasons=(Reason(text=text, claim_span=span, feature=feature),))
