from __future__ import annotations

import math

import pytest

from evals.scoring.citations import check_answer
from evals.scoring.currency import share_warned
from evals.scoring.evaluate import item_of, score_answer, values_of
from evals.scoring.judging import engine_opinion
from evals.scoring.records import AnswerRecord, Context, Wanted

LAW = Context(title="《直播电商监督管理办法》第十六条", text="直播回放应当保存不少于3年。", validity="有效")
OLD = Context(title="《旧办法》第一条", text="头部主播可得200万元以上奖励。", validity="期满")


def scored(answer: str, *, contexts=(LAW,), wanted=None, **more):
    given = AnswerRecord(id="q1", question="直播回放要保存多久？", answer=answer, contexts=contexts, **more)
    return score_answer(given, wanted or Wanted(), engine_opinion)


def test_values_of_a_right_answer():
    wanted = Wanted(abstain=False, vital=(("3年", "三年"),), okay=(("交易完成",),), forbidden=("1年",))
    values = values_of(scored("直播回放应当保存不少于3年。[1]", wanted=wanted))
    assert values["citation_recall"] == values["citation_precision"] == values["number_grounding"] == 1.0
    assert (values["vital_strict"], values["okay_strict"], values["all_strict"]) == (1.0, 0.0, 0.5)
    assert (values["nothing_forbidden"], values["decision"], values["focus"]) == (1.0, 1.0, 1.0)
    assert (values["claims"], values["skipped"]) == (1.0, 0.0)
    assert values["quote_exactness"] is None


def test_nothing_is_said_of_facts_and_decisions_that_are_not_known():
    values = values_of(scored("直播回放应当保存不少于3年。[1]"))
    assert values["vital_strict"] is None
    assert values["nothing_forbidden"] is None
    assert "decision" not in values


def test_a_wrong_answer_says_why_worst_first():
    wanted = Wanted(abstain=False, vital=(("3年",),), forbidden=("1年",))
    item = item_of(scored("直播回放应当保存1年。[1]", wanted=wanted), column="甲")
    assert item.badness > 0.9
    assert item.reasons[0] == "出现了错误说法“1年”"
    assert any("没有写到" in reason for reason in item.reasons)
    assert any("数字“1年”" in reason or "引注不支持" in reason for reason in item.reasons)
    assert item.expected == "写到“3年”"
    assert item.passages[0].label == "[1] 《直播电商监督管理办法》第十六条"


@pytest.mark.parametrize(
    ("abstain", "answer", "values"),
    [
        (
            True,
            "资料库没有收录有关资料。",
            {"decision": 1.0, "refused": 1.0, "refusal_right": 1.0, "false_abstention": None},
        ),
        (True, "保存3年。[1]", {"decision": 0.0, "refused": 0.0, "refusal_right": None, "false_abstention": None}),
        (False, "无法回答。", {"decision": 0.0, "refused": None, "refusal_right": 0.0, "false_abstention": 1.0}),
        (False, "保存3年。[1]", {"decision": 1.0, "refused": None, "refusal_right": None, "false_abstention": 0.0}),
    ],
)
def test_decisions(abstain, answer, values):
    found = values_of(scored(answer, wanted=Wanted(abstain=abstain)))
    assert {key: found[key] for key in values} == values


@pytest.mark.parametrize(
    ("answer", "warnings", "told"),
    [
        ("头部主播可得200万元以上奖励。[1]", (), 0.0),
        ("头部主播可得200万元以上奖励，该办法期限已满。[1]", (), 1.0),
        ("头部主播可得200万元以上奖励。[1]《旧办法》已经失效。", (), 1.0),
        ("头部主播可得200万元以上奖励。[1]另一文件已经失效。", (), 0.0),
        ("头部主播可得200万元以上奖励。[1]", ("《旧办法》期限已满，只能作为历史做法参考。",), 1.0),
        ("直播回放应当保存不少于3年。[2]", (), None),
    ],
)
def test_the_reader_is_told_that_a_document_has_lapsed(answer, warnings, told):
    record = AnswerRecord(question="问", answer=answer, contexts=(OLD, LAW), warnings=warnings)
    assert share_warned(check_answer(record, engine_opinion)) == told


@pytest.mark.parametrize(
    ("sentence", "premises", "supported"),
    [
        ("最接近的记载是：直播回放应当保存不少于3年。", (LAW.premise,), True),
        ("根据《直播电商监督管理办法》第十六条，直播回放应当保存不少于3年。", (LAW.premise,), True),
        ("不是“保存1年”，直播回放应当保存不少于3年。", (LAW.premise,), True),
        ("不是“保存5年”，直播回放应当保存不少于3年。", (LAW.premise,), False),
        ("大连比沈阳多489.8亿元（9516.9亿元－9027.1亿元）。", ("大连为9516.9亿元。", "沈阳为9027.1亿元。"), True),
        ("大连比沈阳多500亿元（9516.9亿元－9027.1亿元）。", ("大连为9516.9亿元。", "沈阳为9027.1亿元。"), False),
    ],
)
def test_the_engine_as_judge_of_sentences(sentence, premises, supported):
    assert engine_opinion(sentence, "直播回放保存1年就够了吧", premises).supported is supported


def test_a_sentence_in_another_language_is_not_judged():
    opinion = engine_opinion("The recordings must be kept by the operator of the room", "问", (LAW.premise,))
    assert opinion.supported is None


@pytest.mark.parametrize(("abstain", "decision"), [(True, 0.0), (False, 0.0)])
def test_an_empty_answer_is_no_right_refusal_and_no_answer(abstain, decision):
    values = values_of(scored("", wanted=Wanted(abstain=abstain)))
    assert values["decision"] == decision
    assert values["refused"] == (0.0 if abstain else None)
    assert values["refusal_right"] is None


def test_without_contexts_nothing_that_needs_them_is_judged():
    wanted = Wanted(abstain=False, vital=(("3年",),))
    one = scored("办法规定“应当保存不少于3年”。[1]", contexts=(), wanted=wanted, contexts_known=False)
    values = values_of(one)
    needing = ("citation_recall", "citation_precision", "held_by_any", "number_grounding", "quote_exactness")
    assert all(math.isnan(values[key] or 0.0) for key in (*needing, "citation_validity"))
    assert (values["vital_strict"], values["citation_coverage"]) == (1.0, 1.0)
    assert item_of(one, column="甲").badness == 0.0


def test_that_nothing_was_given_is_another_matter():
    assert values_of(scored("应当保存不少于3年。[1]", contexts=()))["citation_recall"] == 0.0


def test_faults_add_up_and_saying_what_is_wrong_is_worse_than_saying_nothing():
    wanted = Wanted(abstain=False, vital=(("3年",), ("交易完成",)))
    refused = item_of(scored("无法回答。", wanted=wanted), column="甲").badness
    one_figure = item_of(scored("应当保存5年，自交易完成起。[1]", wanted=wanted), column="甲").badness
    two_figures = item_of(scored("应当保存5年，罚款8万元。[1]", wanted=wanted), column="甲").badness
    lacking = item_of(scored("直播回放应当保存不少于3年。[1]", wanted=wanted), column="甲").badness
    assert 0 < lacking < refused < one_figure < two_figures < 1
