"""Drafts of every type over the bundled library: what the acceptance of the issue asks of each."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from advisor.memo.drafting_facts import names_in, said_by
from advisor.memo.types import Memo, SentenceKind
from advisor.types import NO_LONGER_OR_NOT_YET_VALID, Modality, VerdictKind

CITY = ("鞍山市人民政府",)
CASES = [
    ("加快发展直播电商", "政策建议", (), CITY),
    ("加强主播培训", "政策建议", ("人才",), ()),
    ("南果梨直播销售", "政策建议", ("本地产品",), CITY),
    ("农村电商物流", "调研报告", ("物流",), ()),
    ("设立直播电商发展专项资金", "请示", (), CITY),
    ("直播电商市场秩序", "报告", ("公平竞争",), ("辽宁省商务厅",)),
    ("促进直播电商发展", "意见", ("人才", "龙头企业", "物流"), ("各县（市）区人民政府",)),
    ("开展直播电商培训", "通知", ("人才",), ("各县（市）区商务主管部门",)),
    ("快递进村", "函", ("物流",), ("鞍山市邮政管理局",)),
    ("培育直播电商基地", "方案", ("龙头企业",), ("各县（市）区人民政府",)),
    ("直播电商发展", "汇报提纲", (), ()),
    ("直播电商扶持办法", "起草说明", ("政策体系", "公平竞争"), ()),
    ("规范直播带货", "批示办理情况报告", ("公平竞争",), CITY),
    ("直播电商监督管理办法", "政策解读", (), ()),
]


@pytest.fixture(params=CASES, ids=[f"{case[1]}-{case[0]}" for case in CASES])
def memo(request: pytest.FixtureRequest, drafted) -> Memo:
    topic, form, areas, addressees = request.param
    return drafted(topic, form, areas=areas, addressees=addressees)


def test_every_factual_sentence_is_cited_and_supported(memo: Memo) -> None:
    factual = [one for one in memo.sentences() if one.is_factual]
    assert all(one.citations and one.verdict.kind is VerdictKind.SUPPORTED for one in factual)
    numbers = {citation.n for citation in memo.citations}
    assert {n for one in memo.sentences() for n in one.citations} == numbers
    assert factual or memo.form_name in ("政策解读",)


def test_no_sentence_stands_twice(memo: Memo) -> None:
    said = Counter(
        one.text for one in memo.sentences() if one.kind is not SentenceKind.PLACEHOLDER and len(one.text) > 12
    )
    assert [text for text, count in said.items() if count > 1] == []


def test_the_length_holds(memo: Memo) -> None:
    assert 200 < memo.characters <= memo.most_characters


def test_departments_stand_in_the_table_that_is_named(memo: Memo, desk) -> None:
    for one in memo.sentences():
        named = names_in(one.text, desk) if one.facts and one.facts[0].startswith("departments") else []
        said = "".join(text for key in one.facts for text in said_by(key, desk))
        assert all(name in said for name in named)


def test_no_target_and_no_date_of_completion_is_made_up(memo: Memo) -> None:
    for one in memo.sentences():
        if one.kind is SentenceKind.RECOMMENDATION and re.search(r"完成时限", one.text):
            assert "〔待填：年月〕" in one.text
    targets = [row[-1].text for table in tables(memo, "监测指标表") for row in table.rows]
    assert all(text == "〔待填：目标值〕" for text in targets)


def test_rules_and_plans_that_lapsed_stand_only_under_the_remark_that_they_are_history(memo: Memo, desk) -> None:
    told = {Modality.FACT, Modality.DONE, Modality.ARGUED, Modality.ADVISED}
    for section in memo.sections:
        for part in section.parts:
            for paragraph in part.paragraphs:
                for key in (key for one in paragraph.sentences for key in one.passage_ids):
                    passage = desk.holdings.passages[key]
                    lapsed = desk.holdings.sources[passage.source_id].validity in NO_LONGER_OR_NOT_YET_VALID
                    assert not lapsed or passage.modality in told or "不是现行标准" in paragraph.start


def test_vertical_units_are_asked_and_never_charged(memo: Memo) -> None:
    for one in memo.sentences():
        lead = re.search(r"由(?P<lead>[^，。]*)牵头，(?P<support>[^，。]*?)配合", one.text)
        if lead:
            assert not re.search(r"税务局|邮政管理局|海关", lead["lead"] + lead["support"])


def tables(memo: Memo, caption: str):
    return [
        table
        for section in memo.sections
        for part in section.parts
        for table in part.tables
        if table.caption == caption
    ]
