from __future__ import annotations

import pytest

from evals.answers.evaluate import Gold, evaluate, evaluate_by_judge
from evals.answers.generate import PassageSeen, Withheld
from evals.core.judging import JudgeOpinion
from evals.scoring.records import Context

CONTEXT = Context(title="《某报告》二", text="2022年上半年交易额为70亿元。")
HELD = PassageSeen(ref="x#s1", text=CONTEXT.text)


def right(make_asked, **more):
    given = {"answer": "2022年上半年交易额为70亿元。[1]", "vital": (("70亿",),), "contexts": (CONTEXT,)}
    return make_asked(**(given | {"retrieved": (HELD,), "cited": (HELD,)} | more))


def test_a_right_answer_has_nothing_against_it(make_asked):
    gold = Gold(passages=("x#s1",), by_fact=(("x#s1",),), notices=("n1",))
    (item,) = evaluate([right(make_asked, notices=("n1", "n2"))], {"t1": gold})
    wanted = ("right", "vital_strict", "citation_recall", "gold_passage_cited", "facts_retrieved", "facts_used")
    assert {key: item.values[key] for key in wanted} == dict.fromkeys(wanted, 1.0)
    assert item.values["notices_shown"] == item.values["claims_checked"] == 1.0
    assert (item.badness, item.reasons) == (0.0, ())


def test_a_wrong_answer_says_where_its_fact_was_lost(make_asked):
    asked = right(make_asked, answer="2022年上半年有70家。[1]", cited=())
    (item,) = evaluate([asked], {})
    assert item.values["right"] == 0.0
    assert item.values["gold_passage_cited"] is None
    assert item.badness > 0.5
    assert any(reason.startswith("必要事实“70亿”丢在取舍") for reason in item.reasons)


def test_withheld_claims_are_shown_with_their_reasons(make_asked):
    withheld = (Withheld(text="交易额为700亿元", refs=("x#s1",), reasons=("数字不符",)),)
    (item,) = evaluate([right(make_asked, withheld=withheld)], {})
    assert "被核验拦下：交易额为700亿元（数字不符）" in item.reasons


@pytest.mark.parametrize(("checked", "share"), [(0, 0.0), (1, 1.0)])
def test_claims_shown_unchecked_count_against(make_asked, checked, share):
    (item,) = evaluate([right(make_asked, claims_checked=checked)], {})
    assert item.values["claims_checked"] == share


def test_notices_registered_on_gold_passages_must_be_shown(make_asked):
    gold = Gold(passages=("x#s1",), by_fact=(("x#s1",),), notices=("n1",))
    (item,) = evaluate([right(make_asked)], {"t1": gold})
    assert item.values["notices_shown"] == 0.0


def test_a_second_judge_speaks_of_citations_only(make_asked):
    def never(sentence, question, premises):
        return JudgeOpinion(supported=False, score=0.0, reason="不支持")

    (item,) = evaluate_by_judge([right(make_asked)], never, column="judge")
    assert item.column == "judge"
    assert item.values["citation_recall"] == 0.0
    assert "right" not in item.values
    assert item.reasons == ("“2022年上半年交易额为70亿元。”：不支持",)
