from __future__ import annotations

import pytest
from tea_bench import ask, bench_of
from tea_library import tea_holdings

from advisor.types import Category, ClaimKind, Status, Validity


@pytest.mark.parametrize("name", ["《云岭市茶产业扶持办法》", "云岭旧办法", "云政发〔2015〕3号"])
def test_a_superseded_document_is_said_to_be_so_with_what_replaced_it(tea_bench, name):
    answer = ask(tea_bench, f"{name}现在还有效吗？")
    assert answer.status is Status.ANSWERED
    assert "取代" in answer.claims[0].text
    assert [one.source_id for one in answer.citations] == ["yl-measures-2015", "yl-measures-2024"]


def test_the_successor_is_named_once_in_its_sentence(tea_bench):
    successor = ask(tea_bench, "云岭旧办法现在还有效吗？").claims[1].text
    assert successor.count("云岭市扶持茶产业若干措施") == 1


@pytest.mark.parametrize(
    ("question", "word"),
    [("茶叶质量法现在还有效吗？", "有效"), ("望潮市茶叶冷链补助办法还有效吗？", "期限已满")],
)
def test_the_state_of_a_document_is_told(tea_bench, question, word):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert word in answer.claims[0].text


def test_a_document_whose_text_is_not_held_is_told_from_the_catalogue(tea_bench):
    answer = ask(tea_bench, "云岭市茶文化纲要现在还有效吗？")
    assert answer.status is Status.PARTLY_ANSWERED
    gap = next(claim for claim in answer.claims if claim.kind is ClaimKind.GAP)
    assert "没有收录正文" in gap.text


def test_the_text_of_a_document_that_is_not_held_is_not_made_up(tea_bench):
    answer = ask(tea_bench, "云岭市茶文化纲要规定每亩补助多少钱？")
    assert answer.status is not Status.ANSWERED
    assert "没有收录" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云岭扶持措施文号是多少？", "云政发〔2024〕8号"),
        ("云岭扶持措施是哪个部门印发的？", "云岭市人民政府"),
        ("云岭扶持措施什么时候施行？", "2024年3月1日"),
        ("茶叶质量法是什么效力层级？", "法律"),
    ],
)
def test_number_issuer_date_and_rank_come_from_the_catalogue(tea_bench, question, said):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert said in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "茶叶有哪些法律规定？",
        "茶叶方面有哪些法律法规？",
        "有哪些关于茶叶的法律法规？",
        "国家对茶叶经营有什么规定文件？",
    ],
)
def test_documents_are_listed_by_authority(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    listed = [one.source_id for one in answer.citations]
    assert "tea-paper" not in listed
    assert listed.index("tea-law") < listed.index("tea-rule")


def test_acting_today_on_a_lapsed_document_is_corrected(tea_bench):
    answer = ask(tea_bench, "按照云岭市茶产业扶持办法现在可以申请补助吗？")
    assert answer.status is Status.PREMISE_CORRECTED
    assert answer.claims[0].kind is ClaimKind.CORRECTION
    assert "取代" in answer.claims[0].text
    assert answer.citations[0].source_id == "yl-measures-2015"


def _bench_with_a_draft():
    measures = tea_holdings().sources["bq-measures"]
    draft = {
        "title": "北桥市茶产业发展办法（征求意见稿）",
        "category": Category.DRAFT_FOR_COMMENT,
        "validity": Validity.DRAFT,
        "validity_basis": "2023年公开征求意见，正式稿没有检索到；征求意见稿没有效力",
    }
    return bench_of(tea_holdings(changed={"bq-measures": measures.model_copy(update=draft)}))


@pytest.mark.parametrize(
    "question",
    ["北桥茶叶冷链车辆补助正式发布了没？", "北桥茶叶冷链车辆补助能否作为现行政策引用？"],
)
def test_whether_a_draft_may_be_relied_on_is_answered_by_its_state(question):
    answer = ask(_bench_with_a_draft(), question)
    assert "征求意见稿，尚未生效" in answer.claims[0].text
    assert "正式稿没有检索到" in answer.claims[0].text


@pytest.mark.parametrize("question", ["北桥冷链车辆补助多少钱？", "北桥茶叶冷链车辆有什么补助？"])
def test_what_a_draft_says_is_not_answered_by_its_state(question):
    assert "尚未生效" not in ask(_bench_with_a_draft(), question).text


def test_what_is_issued_is_not_called_a_draft(tea_bench):
    answer = ask(tea_bench, "北桥茶叶冷链车辆补助正式发布了没？")
    assert "征求意见" not in answer.text


def test_a_draft_is_listed_as_one():
    answer = ask(_bench_with_a_draft(), "北桥有哪些茶叶政策？")
    assert "只是征求意见稿" in answer.claims[0].text
