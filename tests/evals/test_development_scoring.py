from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.errors import BadInput
from evals.development_report import Scored, summarise
from evals.overlap import character_pairs, containment, jaccard
from evals.questions.expectations import ItemScore, score
from evals.questions.items import Expectation, Gold, Item, load_items
from evals.without_asks import copy_without_asks

SET = Path(__file__).resolve().parents[2] / "evals" / "sets" / "development.jsonl"


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
    assert result.reasons == ("lacks 西柳",)


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
    assert score(item(gold=(Gold(source="x"),)), contract("答。")).reasons == ("cites none of x@*",)
    assert score(item(), contract("答。")).gold_place_cited is None


def scored(result: ItemScore, wanted: Item, seconds: float = 0.1) -> Scored:
    return Scored(item=wanted, answer="", score=result, seconds=seconds)


def test_summary_separates_answerable_from_to_be_refused():
    answerable = item(vital=(("70亿",),))
    refusable = item(statuses=("insufficient",))
    results = [
        scored(score(answerable, contract("70亿元")), answerable),
        scored(score(answerable, contract("没有", status="insufficient")), answerable),
        scored(score(refusable, contract("没有", status="no_source")), refusable),
    ]
    rates = {rate.name: rate for rate in summarise(results).rates}
    assert rates["right"].value == pytest.approx(1 / 3)
    assert rates["false abstention"].value == rates["answerable rate"].value == 0.5
    assert rates["abstention recall"].value == 1.0
    assert rates["right, to be refused"].value == 0.0
    assert rates["gold place cited"].value is None
    low, high = rates["right, answerable"].low, rates["right, answerable"].high
    assert low is not None
    assert high is not None
    assert low <= 0.5 <= high


def test_the_set_is_readable_and_can_be_passed():
    items = load_items(SET)
    assert len(items) >= 230
    assert sum(one.must_abstain for one in items) >= 65
    for one in items:
        if one.must_abstain:
            assert not one.expect.vital
            continue
        ideal = "据资料，" + "，".join(wordings[0] for wordings in (*one.expect.first, *one.expect.vital))
        cited = tuple((gold.source, gold.source, gold.locator or "") for gold in one.expect.gold)
        assert score(one, contract(ideal, status=one.expect.statuses[0].value, cited=cited)).right, one.id


def test_pairs_differ_in_whether_an_answer_is_held():
    pairs: dict[str, set[bool]] = {}
    for one in load_items(SET):
        if one.pair is not None:
            pairs.setdefault(one.pair, set()).add(one.must_abstain)
    assert pairs
    assert all(kinds == {True, False} for kinds in pairs.values())


def test_repeated_id_names_its_line(tmp_path):
    line = item().model_dump_json()
    file = tmp_path / "set.jsonl"
    file.write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"set\.jsonl:2"):
        load_items(file)


def test_overlap_of_character_pairs():
    question, ask = character_pairs("鞍山有多少主播？"), character_pairs("鞍山 有多少主播")
    assert jaccard(question, ask) == containment(question, ask) == 1.0
    assert containment(character_pairs("主播"), ask) == 1.0
    assert jaccard(question, character_pairs("物流")) == 0.0


def test_copy_without_asks_keeps_everything_else(tmp_path):
    source = tmp_path / "knowledge"
    (source / "documents" / "paper").mkdir(parents=True)
    (source / "statistics").mkdir()
    document = "**s001** 一句。\n- asks: 问一 | 问二\n- areas: general\n"
    (source / "documents" / "paper" / "x.md").write_text(document, encoding="utf-8")
    (source / "statistics" / "indicators.csv").write_text("indicator,asks\n常住人口,多少人\n", encoding="utf-8")
    copy_without_asks(source, tmp_path / "copy")
    copied = (tmp_path / "copy" / "documents" / "paper" / "x.md").read_text(encoding="utf-8")
    assert copied == document.replace("问一 | 问二", "——")
    indicators = (tmp_path / "copy" / "statistics" / "indicators.csv").read_text(encoding="utf-8")
    assert indicators == "indicator,asks\n常住人口,——\n"
