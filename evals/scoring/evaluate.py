"""From one answer to its values and the evidence for them. Pure but for the judge that is handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from advisor.types import Data
from evals.core.measures import ItemResult, PassageShown, is_not_judged
from evals.questions.matching import compact, stands_in
from evals.scoring.citations import (
    CheckedAnswer,
    CheckedSentence,
    check_answer,
    coverage,
    mean_held,
    mean_precision,
    mean_recall,
    validity,
)
from evals.scoring.currency import share_warned, unwarned
from evals.scoring.facts import Support, lenient, strict, support
from evals.scoring.judging import Opine
from evals.scoring.records import AnswerRecord, Wanted
from evals.scoring.refusals import has_abstained, is_empty
from evals.scoring.sentences import SentenceKind, without_marks
from evals.scoring.spans import Span, check_figures, check_quotations, share_found

Values = dict[str, float | None]


class Scored(Data):
    """One answer with everything that was found on it."""

    checked: CheckedAnswer
    wanted: Wanted
    abstained: bool
    quotations: tuple[Span, ...]
    figures: tuple[Span, ...]
    vital: tuple[Support, ...]
    okay: tuple[Support, ...]
    said: tuple[str, ...]
    """Forbidden strings that stand in the answer."""

    @property
    def record(self) -> AnswerRecord:
        """The answer itself."""
        return self.checked.record


def score_answer(record: AnswerRecord, wanted: Wanted, opine: Opine) -> Scored:
    """Everything that can be found on an answer."""
    checked = check_answer(record, opine)
    text = without_marks(record.answer, [context.id for context in record.contexts])
    return Scored(
        checked=checked,
        wanted=wanted,
        abstained=has_abstained(record),
        quotations=tuple(check_quotations(checked)),
        figures=tuple(check_figures(checked)),
        vital=tuple(support(text, wordings) for wordings in wanted.vital),
        okay=tuple(support(text, wordings) for wordings in wanted.okay),
        said=tuple(words for words in wanted.forbidden if compact(words) in compact(text)),
    )


def values_of(scored: Scored) -> Values:
    """The value of every measure on an answer."""
    checked = scored.checked
    return {
        **judged_values(checked),
        "number_grounding": share_found(scored.figures),
        "quote_exactness": share_found(scored.quotations),
        "citation_validity": validity(checked),
        "citation_coverage": coverage(checked),
        "validity_warned": share_warned(checked),
        **_fact_values(scored),
        **decision_values(scored.wanted.abstain, scored.abstained, empty=is_empty(scored.record)),
        "claims": float(len(checked.claims)),
        "skipped": float(len(checked.sentences) - len(checked.claims)),
        "characters": float(len(compact(scored.record.answer))),
        "milliseconds": scored.record.milliseconds,
    }


def judged_values(checked: CheckedAnswer) -> Values:
    """What depends on a judge, and so has a column of its own for each judge."""
    return {
        "citation_recall": mean_recall(checked),
        "citation_precision": mean_precision(checked),
        **{f"recall_{kind.value}": mean_recall(checked, kind) for kind in SentenceKind},
        "held_by_any": mean_held(checked),
    }


def decision_values(wanted: bool | None, abstained: bool, *, empty: bool = False) -> Values:
    """Whether it was right to answer or to decline; nothing where that is not known.

    `empty`: nothing was written, which is neither, and never right.
    """
    if wanted is None:
        return {}
    return {
        "decision": float(wanted is abstained and not empty),
        "refused": float(abstained) if wanted else None,
        "refusal_right": float(wanted) if abstained else None,
        "false_abstention": None if wanted else float(abstained),
        "wanted_abstention": float(wanted),
        "abstained": float(abstained),
    }


def item_of(scored: Scored, *, column: str, kind: str = "", tags: Sequence[str] = ()) -> ItemResult:
    """An answer as an item of a report."""
    return ItemResult(
        id=scored.record.id or scored.record.question,
        text=scored.record.question,
        column=column,
        kind=kind,
        tags=tuple(tags),
        values=values_of(scored),
        badness=badness(scored),
        expected=expected_text(scored.wanted),
        outcome=outcome_text(scored),
        answer=scored.record.answer,
        reasons=tuple(reasons_of(scored)),
        passages=passages_of(scored.checked),
    )


def badness(scored: Scored) -> float:
    """How bad an answer is, all its faults together; one that says what is wrong or invents is worse than silence."""
    faults = list(_faults(scored))
    if not faults:
        return 0.0
    together = 1 - prod(1 - fault.weight for fault in faults)
    return (1 + together) / 2 if any(fault.misleads for fault in faults) else together / 2


def reasons_of(scored: Scored) -> list[str]:
    """What is wrong with an answer, worst first, one Chinese line each."""
    faults = sorted(_faults(scored), key=lambda fault: (not fault.misleads, -fault.weight))
    return list(dict.fromkeys(fault.text for fault in faults))


def expected_text(wanted: Wanted) -> str:
    """What a right answer shows, in one line."""
    if wanted.abstain:
        return "拒答，因为材料里没有答案"
    vital = "、".join(f"“{wordings[0]}”" for wordings in wanted.vital)
    return f"写到{vital}" if vital else ""


def outcome_text(scored: Scored) -> str:
    """What came out, in one line."""
    decided = "没有写回答" if is_empty(scored.record) else "拒答" if scored.abstained else "作答"
    claims = scored.checked.claims
    borne_out = sum(one.recall == 1.0 for one in claims)
    silent = sum(is_not_judged(one.recall) for one in claims)
    parts = [decided]
    if claims:
        parts.append(f"{len(claims)}句陈述中{borne_out}句有所引材料支持" + (f"，{silent}句未能评判" if silent else ""))
    if scored.vital:
        parts.append(f"必要事实{len(scored.vital)}项答出{scored.vital.count(Support.SUPPORT)}项")
    return "；".join(parts)


def passages_of(checked: CheckedAnswer) -> tuple[PassageShown, ...]:
    """The contexts that an answer cites, as a report shows them."""
    contexts, answer = checked.record.contexts, checked.record.answer
    places = sorted({place for one in checked.sentences for place in one.cited})
    # An id is shown only where the answer itself uses it as a mark.
    marks = {place: key if (key := contexts[place].id) and f"[{key}]" in answer else place + 1 for place in places}
    return tuple(
        PassageShown(label=f"[{marks[place]}] {contexts[place].title}".strip(), text=contexts[place].text)
        for place in places
    )


def _fact_values(scored: Scored) -> Values:
    facts = (*scored.vital, *scored.okay)
    return {
        "vital_strict": strict(scored.vital),
        "vital_partial": lenient(scored.vital),
        "okay_strict": strict(scored.okay),
        "all_strict": strict(facts),
        "all_partial": lenient(facts),
        "focus": _focus(scored),
        "nothing_forbidden": float(not scored.said) if scored.wanted.abstain is not None else None,
    }


def _focus(scored: Scored) -> float | None:
    """The share of claims that state at least one of the facts; None where no facts or no claims are known."""
    facts = (*scored.wanted.vital, *scored.wanted.okay)
    claims = [compact(one.sentence.text) for one in scored.checked.claims]
    if not facts or not claims:
        return None
    return sum(any(stands_in(claim, wordings) for wordings in facts) for claim in claims) / len(claims)


class _Fault(Data):
    """One thing that is wrong. `misleads`: the reader is told what is wrong or invented, rather than too little."""

    weight: float
    text: str
    misleads: bool = False


def _faults(scored: Scored) -> Iterator[_Fault]:
    yield from _wrong_decisions(scored)
    for words in scored.said:
        yield _Fault(weight=0.8, text=f"出现了错误说法“{words}”", misleads=True)
    yield from _missing_facts(scored)
    for span in scored.figures:
        if span.found is False:
            yield _Fault(weight=0.65, text=f"数字“{span.text}”在所引材料里找不到", misleads=True)
    for span in scored.quotations:
        if span.found is False:
            yield _Fault(weight=0.6, text=f"引文“{span.text}”与所引材料不是逐字相同", misleads=True)
    for context in unwarned(scored.checked):
        text = f"引用了{context.validity}的“{_short(context.title or context.text)}”而没有提醒"
        yield _Fault(weight=0.5, text=text)
    for one in scored.checked.claims:
        if one.recall == 0.0:
            reason = one.reason or "材料里没有这个意思"
            yield _Fault(weight=_unsupported_weight(one), text=f"引注不支持“{_short(one.sentence.text)}”：{reason}")


def _wrong_decisions(scored: Scored) -> Iterator[_Fault]:
    wanted = scored.wanted.abstain
    if is_empty(scored.record):
        yield _Fault(weight=0.75, text="没有写回答" + ("，应当说明材料里没有答案" if wanted else ""))
    elif wanted is True and not scored.abstained:
        yield _Fault(weight=0.7, text="材料里没有答案，应当拒答而作了答", misleads=True)
    elif wanted is False and scored.abstained:
        yield _Fault(weight=0.75, text="应当作答而拒答")


def _missing_facts(scored: Scored) -> Iterator[_Fault]:
    missing = [
        (wordings[0], found)
        for wordings, found in zip(scored.wanted.vital, scored.vital, strict=True)
        if found is not Support.SUPPORT
    ]
    for wording, found in missing:
        partly = "只写出一部分" if found is Support.PARTIAL_SUPPORT else "没有写到"
        yield _Fault(weight=0.45 + 0.25 / len(scored.vital), text=f"必要事实“{wording}”{partly}")


def _unsupported_weight(one: CheckedSentence) -> float:
    return 0.55 if one.held_by_any == 0.0 else 0.3


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
