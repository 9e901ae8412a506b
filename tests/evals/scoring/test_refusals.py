from __future__ import annotations

import pytest

from evals.scoring.records import AnswerRecord
from evals.scoring.refusal_agreement import disagreements
from evals.scoring.refusals import has_abstained, is_empty


def abstained(answer: str, *, said: bool | None = None) -> bool:
    return has_abstained(AnswerRecord(question="问", answer=answer, abstained=said))


@pytest.mark.parametrize(
    ("answer", "declined"),
    [
        ("资料库没有收录鞍山2023年的资料。最接近的记载是：……", True),
        ("最接近的记载是：2022年上半年为70亿元。", True),
        ("抱歉，根据现有资料无法回答这个问题。", True),
        ("您好！现有文档中未提及该内容。", True),
        ("没有找到相关政策依据。", True),
        ("信息不足。", True),
        ("I do not know; the sources say nothing.", True),
        ("", False),
        ("2022年上半年为70亿元。资料库没有收录之后的数据。", False),
        ("平台不得提供虚假信息。", False),
        ("经营者没有办理登记的，可以处罚。", False),
    ],
)
def test_by_the_opening_sentence(answer, declined):
    assert abstained(answer) is declined


def test_the_assistants_own_word_goes_first():
    assert abstained("2022年为70亿元。", said=True)
    assert not abstained("没有找到相关资料。", said=False)


@pytest.mark.parametrize(
    ("question", "declined"), [("何时申报？", True), ("补助多少？", False), ("何时可以申报补助？", True)]
)
def test_silence_on_a_side_matter_leaves_an_answer(question, declined):
    record = AnswerRecord(question=question, answer="资料未写明何时申报。补助为设备投资额的20%。[1]")
    assert has_abstained(record) is declined


def test_an_empty_answer_is_neither_unless_the_assistant_says_so():
    assert is_empty(AnswerRecord(question="问", answer=" "))
    assert not is_empty(AnswerRecord(question="问", answer="", abstained=True))
    assert abstained("", said=True)


def test_an_answer_that_ends_in_silence_on_what_was_asked_still_answers():
    answer = "补助最高300万元，资料未写明何时申报。[1]"
    assert not has_abstained(AnswerRecord(question="补助多少，何时申报？", answer=answer))


def test_wording_is_held_against_the_stated_outcome():
    stated = [
        AnswerRecord(id="a", question="问", answer="没有相关资料。", abstained=True),
        AnswerRecord(id="b", question="问", answer="补助20%。"),
        AnswerRecord(id="c", question="问", answer="没有相关资料。", abstained=False),
        AnswerRecord(id="d", question="问", answer="", abstained=True),
    ]
    assert [record.id for record in disagreements(stated)] == ["c", "d"]
