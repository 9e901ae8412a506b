"""Statements in running text: who says it, what begins alike told together, sources named once."""

from __future__ import annotations

import pytest

from advisor.memo.attribution import attribute
from advisor.memo.finishing import without
from advisor.memo.gate import checked
from advisor.memo.phrasing import told
from advisor.memo.shown import Reading
from advisor.memo.types import Paragraph


@pytest.mark.parametrize(
    ("ref", "begins"),
    [
        ("voc-edu-law#s009", "《中华人民共和国职业教育法》第三十条规定，国家推行"),
        ("fcr-783#s006", "《公平竞争审查条例》（国务院令第783号）第十条规定，没有"),
        ("gz-2025#s005", "《广州市关于推动直播电商产业高质量发展助力传统商贸数字化转型的若干意见》提出，到2027年"),
        ("paper-2022#s042", "据论文，截至2021年末"),
        ("paper-2022#s143", "论文认为，鞍山市的电商人才培训"),
        ("xiliu-h1#s001", "鞍山新闻网报道，某年"),
        ("livecommerce-117#s061", "《直播电商监督管理办法》（令第117号）由国家市场监督管理总局"),
        ("as-report-2026#s002", "《2026年鞍山市政府工作报告》预计，2025年"),
        ("ln-2023-1#s001", "辽宁省商务厅2023年提案答复称，"),
    ],
)
def test_a_statement_names_its_source_as_official_papers_do(desk, ref: str, begins: str) -> None:
    assert attribute(desk.holdings.by_ref[ref], desk).text.startswith(begins)


def test_nearly_every_statement_passes_the_gate_with_its_attribution(desk) -> None:
    held = [one for one in desk.holdings.passages.values() if one.order >= 0][::9]
    failed = [one.ref for one in held if not checked(told([one], desk)[0], desk).passes]
    assert len(held) > 150
    assert len(failed) <= len(held) // 100


def test_statements_that_begin_alike_are_told_in_one_sentence(desk) -> None:
    passages = desk.passages(("paper-2022#s042", "paper-2022#s043"))
    [sentence] = told(passages, desk)
    assert sentence.text.startswith("据论文，截至2021年末，鞍山市建成乡镇电商服务站180家，")
    assert sentence.text.endswith("500余场次。")
    assert sentence.text.count("鞍山市") == sentence.text.count("。") == 1
    assert checked(sentence, desk).passes


def test_a_name_is_not_cut_in_two_when_statements_are_joined(desk) -> None:
    passages = desk.passages(("paper-2022#s143", "paper-2022#s144"))
    assert "；的" not in "".join(one.text for one in told(passages, desk))


def test_a_second_article_of_a_law_is_named_in_short_and_in_full_when_it_is_left_alone(desk) -> None:
    first, second = told(desk.passages(("agri-quality-law#s003", "agri-quality-law#s005")), desk)
    assert second.text.startswith("该法第四十一条规定，")
    alone = without(Paragraph(sentences=(first, second)), first.text)
    assert alone.text.startswith("《中华人民共和国农产品质量安全法》第四十一条规定，")


def test_a_source_is_named_in_full_once(drafted, desk) -> None:
    memo = drafted("加强主播培训", areas=("人才",))
    reading = Reading(memo, desk.holdings.sources)
    shown = [reading.paragraph(one).text for s in memo.sections for p in s.parts for one in p.paragraphs]
    text = "".join(shown)
    assert text.count("以下简称论文") == 1
    assert text.count("《优化营商环境条例》（国务院令第722号）") == 1
    assert text.count("《优化营商环境条例》") > 1
    assert text.count("《中华人民共和国职业教育法》") == 1
    assert "《职业教育法》" in text


def test_a_wrong_article_or_title_in_the_opening_does_not_pass(desk) -> None:
    sentence = told(desk.passages(("voc-edu-law#s009",)), desk)[0]
    for wrong in ("《中华人民共和国职业教育法》第十条规定，", "《中华人民共和国就业促进法》第三十条规定，"):
        changed = sentence.model_copy(update={"text": sentence.text.replace(sentence.opening, wrong), "opening": wrong})
        assert not checked(changed, desk).passes
