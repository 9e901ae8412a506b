from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from evals.core.judging import JudgeOpinion
from evals.core.measures import NOT_JUDGED
from evals.scoring.citations import (
    check_answer,
    coverage,
    mean_held,
    mean_precision,
    mean_recall,
    place_of,
    validity,
)
from evals.scoring.records import AnswerRecord, Context
from evals.scoring.sentences import SentenceKind


def by_letters(sentence: str, question: str, premises: Sequence[str]) -> JudgeOpinion:
    """Supported where every capital letter of the sentence stands in the premises; X cannot be judged."""
    wanted = {character for character in sentence if character.isascii() and character.isupper()}
    if "X" in wanted:
        return JudgeOpinion(supported=None, score=NOT_JUDGED, reason="不会判")
    held = wanted <= set("".join(premises))
    return JudgeOpinion(supported=held, score=float(held), reason="" if held else "缺")


def record(answer: str, *contexts: str, cited: tuple[str, ...] = ()) -> AnswerRecord:
    return AnswerRecord(
        question="问", answer=answer, contexts=tuple(Context(text=one) for one in contexts), cited=cited
    )


def checked(answer: str, *contexts: str, cited: tuple[str, ...] = ()):
    return check_answer(record(answer, *contexts, cited=cited), by_letters)


def test_recall_needs_a_citation_that_resolves_and_supports():
    one = checked("甲A很好的事情。[1]乙B很好的事情。[1]丙A很好的事情。[7]丁A很好的事情。", "A")
    assert [claim.recall for claim in one.claims] == [1.0, 0.0, 0.0, 0.0]
    assert mean_recall(one) == 0.25
    assert [claim.reason for claim in one.claims] == ["", "缺", "引注[7]没有对应的材料", "没有引注"]


def test_cited_passages_count_together_and_a_superfluous_one_costs_precision():
    together = checked("事情AB都是有的。[1][2]", "A", "B")
    assert (mean_recall(together), mean_precision(together)) == (1.0, 1.0)
    superfluous = checked("事情AB都是有的。[1][2][3]", "A", "B", "C")
    assert (mean_recall(superfluous), mean_precision(superfluous)) == (1.0, pytest.approx(2 / 3))
    doubled = checked("事情A是有的。[1][2]", "A", "A")
    assert mean_precision(doubled) == 1.0


def test_citations_of_an_unsupported_sentence_are_worth_nothing():
    one = checked("事情A是有的。[1]事情B是有的。[1][9]", "A")
    assert mean_precision(one) == pytest.approx(1 / 3)


def test_what_cannot_be_judged_is_nan_and_enters_no_average():
    one = checked("事情A是有的。[1]事情X是有的。[1]", "A")
    assert math.isnan(one.claims[1].recall or 0.0)
    assert (mean_recall(one), mean_precision(one)) == (1.0, 1.0)
    silent = checked("事情X是有的。[1]", "A")
    assert math.isnan(mean_recall(silent) or 0.0)
    assert math.isnan(mean_precision(silent) or 0.0)


def test_nothing_to_say_is_none_and_not_zero():
    silent = checked("资料库没有收录有关的资料。", "A")
    assert (mean_recall(silent), mean_precision(silent), coverage(silent), validity(silent)) == (None,) * 4
    uncited = checked("事情A是有的。", "A")
    assert (mean_recall(uncited), mean_precision(uncited), coverage(uncited)) == (0.0, None, 0.0)


def test_recall_by_kind_of_sentence():
    one = checked("事情A有70亿元。[1]文件说“事情B是有的”。[1]事情A是有的。[1]", "A")
    assert mean_recall(one, SentenceKind.NUMBER) == 1.0
    assert mean_recall(one, SentenceKind.QUOTATION) == 0.0
    assert mean_recall(one, SentenceKind.OTHER) == 1.0


def test_marks_that_resolve():
    assert validity(checked("事情A是有的。[1]事情A是有的。[3]", "A")) == 0.5
    contexts = [Context(id="law#1", text="甲"), Context(id="2", text="乙"), Context(text="丙")]
    assert [place_of(mark, contexts) for mark in ("law#1", "1", "2", "3", "4", "0", "无")] == [
        0,
        0,
        1,
        2,
        None,
        None,
        None,
    ]


def test_claims_held_by_what_was_given_but_not_cited():
    assert mean_held(checked("事情B是有的。[1]事情C是有的。", "A", "B")) == 0.5


def test_an_answer_without_marks_may_name_what_it_cites():
    one = checked("事情A是有的。事情B是有的。", "A", "B", cited=("[1]",))
    assert [claim.recall for claim in one.claims] == [1.0, 0.0]
    assert [context.text for context in one.cited_contexts] == ["A"]


def test_the_title_belongs_to_what_is_read():
    one = AnswerRecord(question="问", answer="事情AB是有的。[1]", contexts=(Context(title="A", text="B"),))
    assert mean_recall(check_answer(one, by_letters)) == 1.0
