"""The gate of drafts: every sentence is checked by the rule of its kind against what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from advisor.grounding import (
    SHOWN_FROM,
    WRITTEN_FROM,
    CheckContext,
    check_calculation,
    check_fact,
    check_gap,
    check_recommendation,
    find_document_numbers,
    same_document_number,
)
from advisor.library.naming import quoted_title
from advisor.memo.desk import Desk
from advisor.memo.drafting_facts import names_in, said_by
from advisor.memo.types import Origin, Sentence, SentenceKind
from advisor.search.citing import context_of
from advisor.types import Passage, Reason, Verdict, VerdictKind

_PLACE = re.compile(r"第[一二三四五六七八九十百零]+条")
_TITLE = re.compile(r"《[^》]+》")
_ADVISES = re.compile(r"^建议")
_FORM = Verdict(kind=VerdictKind.NOT_CHECKED, score=0.0)


def checked(sentence: Sentence, desk: Desk) -> Sentence:
    """The sentence with its verdict."""
    return sentence.model_copy(update={"verdict": _verdict(sentence, desk)})


def _verdict(sentence: Sentence, desk: Desk) -> Verdict:
    cited = [desk.holdings.passages[key] for key in sentence.passage_ids if key in desk.holdings.passages]
    texts = [passage.text for passage in cited]
    context = [context_of(passage, desk.holdings) for passage in cited]
    if sentence.origin is Origin.MODEL:
        context = [one.model_copy(update={"judge": desk.judge}) for one in context]
    match sentence.kind:
        case SentenceKind.FORMULA | SentenceKind.PLACEHOLDER:
            return _FORM
        case SentenceKind.FACT:
            return _fact(sentence, cited, texts, context, desk)
        case SentenceKind.CALCULATION:
            return check_calculation(sentence.text, texts, operands=sentence.operands, context=context)
        case SentenceKind.GAP:
            return check_gap(sentence.text, texts, question=sentence.text, context=context)
        case SentenceKind.RECOMMENDATION:
            return _recommendation(sentence, texts, context, desk)
    assert_never(sentence.kind)


def _fact(
    sentence: Sentence, cited: list[Passage], texts: list[str], context: list[CheckContext], desk: Desk
) -> Verdict:
    """A fact: what it says is held against the passages; words that only name the source, against the catalogue."""
    if not cited:
        return _missing("没有引用任何来源")
    wrong = _misnamed(sentence.opening, cited, context, desk)
    if wrong:
        return _missing(wrong)
    bare = sentence.text.removeprefix(sentence.opening)
    readings = [bare, sentence.text] if sentence.opening.endswith("，") else [sentence.text, bare]
    return _best(
        check_fact(reading, texts, context=context, shown_from=_shown_from(sentence))
        for reading in dict.fromkeys(readings)
    )


def _shown_from(sentence: Sentence) -> float:
    """The score from which a sentence stands: what a model wrote must be surer than what was assembled."""
    return WRITTEN_FROM if sentence.origin is Origin.MODEL else SHOWN_FROM


def _best(verdicts: Iterable[Verdict]) -> Verdict:
    """The first verdict that supports, else the one with the highest score."""
    seen: list[Verdict] = []
    for verdict in verdicts:
        if verdict.kind is VerdictKind.SUPPORTED:
            return verdict
        seen.append(verdict)
    return max(seen, key=lambda one: one.score)


def _misnamed(opening: str, cited: list[Passage], context: list[CheckContext], desk: Desk) -> str | None:
    """What is wrong with the words that name the source: a title, number or article that is not of the passages cited."""
    titles = {quoted_title(desk.source(passage)) for passage in cited}
    for title in _TITLE.findall(opening):
        if title not in titles:
            return f"所引来源不是{title}"
    for number in find_document_numbers(opening):
        known = [other for one in context for other in find_document_numbers(one.number or "")]
        if known and not any(same_document_number(number, other) for other in known):
            return f"所引来源的文号不是{number.text}"
    for article in _PLACE.findall(opening):
        if not any(article in passage.locator for passage in cited):
            return f"所引段落不在{article}"
    return None


def _recommendation(sentence: Sentence, texts: list[str], context: list[CheckContext], desk: Desk) -> Verdict:
    """Advice: from statements, by the gate; from notices and drafting facts, by what those say."""
    if not sentence.facts:
        if not texts:
            return _bare()
        bare = _ADVISES.sub("", sentence.text)
        readings = dict.fromkeys((sentence.text, bare, f"建议{bare}"))
        return _best(
            check_recommendation(reading, texts, context=context, shown_from=_shown_from(sentence))
            for reading in readings
        )
    said = [text for fact in sentence.facts for text in said_by(fact, desk)]
    strange = [name for name in names_in(sentence.text, desk) if not any(name in text for text in said)]
    if strange:
        return _missing(f"起草资料中没有“{'”“'.join(strange)}”")
    body = _ADVISES.sub("", sentence.text).rstrip("。")
    if any(body in text.replace("；", "，") for text in said) or sentence.facts[0].split(":")[0] != "notice":
        return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)
    return check_recommendation(body, [*said, *texts])


def _bare() -> Verdict:
    return _missing("没有引用任何来源")


def _missing(text: str) -> Verdict:
    return Verdict(kind=VerdictKind.NOT_FOUND, score=0.1, reasons=(Reason(text=text, feature="source"),))
