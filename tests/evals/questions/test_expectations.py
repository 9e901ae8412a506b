from __future__ import annotations

from datetime import date

import pytest

from evals.questions.expectations import score
from evals.questions.items import Expectation, Gold, Item


def item(**expect):
    wanted = {"statuses": ("answered",), **expect}
    return Item(id="t1", question="问", kind="figure", expect=Expectation(**wanted), as_of=date(2026, 11, 23))


def contract(
    answer: str, *, status: str = "answered", cited: tuple[tuple[str, str, str], ...] = (), claims: int = 1
) -> dict[str, object]:
    return {
        "question": "问",
        "status": status,
        "abstained": status in {"insufficient", "no_source", "out_of_scope", "refused"},
        "answer": answer,
        "claims": [{"text": answer, "kind": "fact", "citations": [1], "verdict": "supported", "reasons": []}] * claims,
        "citations": [
            {"n": n, "source_id": source, "title": title, "locator": locator, "quote": ""}
            for n, (source, title, locator) in enumerate(cited, start=1)
        ],
        "notices": [],
        "warnings": [],
        "mode": "extractive",
        "timings_ms": {},
    }


def test_right_answer_has_no_reasons():
    wanted = item(vital=(("70亿",),), first=(("70亿",),), gold=(Gold(source="paper-2022", locator="二"),))
    result = score(wanted, contract("2022年上半年为 70 亿元[1]。其余不详。", cited=(("paper-2022", "论文", "二"),)))
    assert result.right
    assert result.reasons == ()
    assert result.first_right


@pytest.mark.parametrize(
    ("wording", "answer", "found"),
    [
        ("70亿", "交易额为170亿元", False),
        ("3万", "从业人员2.3万人", False),
        ("3万", "主播３万余人", True),
        ("13", "共13.5家", False),
        ("13", "共13家", True),
        ("332.5", "332.54万人", True),
        ("1000亿", "突破1,000亿元", True),
        ("深府[2013]119号", "文号深府〔2013〕119号", True),
        ("10", "10[1]", True),
    ],
)
def test_a_number_counts_only_as_a_whole(wording, answer, found):
    assert score(item(vital=((wording,),)), contract(answer)).vital_right is found


def test_any_wording_of_a_fact_will_do_but_every_fact_is_needed():
    result = score(item(vital=(("西柳",), ("岫玉", "岫岩"))), contract("有岫岩。"))
    assert (result.vital_found, result.vital_asked) == (1, 2)
    assert result.reasons == ("没有写到“西柳”",)


def test_asked_item_in_second_sentence_is_late():
    result = score(item(vital=(("2020",),), first=(("2020",),)), contract("该协会是行业组织。2020年成立。"))
    assert result.vital_right
    assert result.first_right is False
    assert not result.right


def test_forbidden_string_and_wrong_status_and_length_are_named():
    wanted = item(statuses=("insufficient",), forbidden=("140亿",), max_claims=2)
    result = score(wanted, contract("全年 140 亿元", claims=3))
    assert len(result.reasons) == 3
    assert not result.status_right
    assert not result.nothing_forbidden
    assert not result.concise


@pytest.mark.parametrize(
    ("gold", "locator", "place"),
    [
        (Gold(source="paper-2022", locator="三"), "三(四)", False),
        (Gold(source="paper-2022", locator="三(四)"), "三（四）", True),
        (Gold(source="paper-2022", locator="三(四)"), "三(四)第2段", True),
        (Gold(source="paper-2022", locator="第十条"), "第十条、第二十条", True),
        (Gold(source="paper-2022", locator="第十条"), "第二十条", False),
        (Gold(source="paper-2022"), "任何处", True),
        (Gold(source="直播电商产业"), "任何处", True),
    ],
)
def test_gold_place(gold, locator, place):
    result = score(item(gold=(gold,)), contract("答。", cited=(("paper-2022", "短视频、直播电商产业对策", locator),)))
    assert result.gold_source_cited is True
    assert result.gold_place_cited is place


def test_no_citation_of_gold_is_a_fault_and_no_gold_is_not_judged():
    assert score(item(gold=(Gold(source="x"),)), contract("答。")).reasons == ("没有引用标准出处 x@*",)
    assert score(item(), contract("答。")).gold_place_cited is None
