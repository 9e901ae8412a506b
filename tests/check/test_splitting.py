"""Cutting a draft: every unit is a span of it, and quotes, brackets and titles stay whole."""

from __future__ import annotations

import pytest

from advisor.check.splitting import Unit, UnitKind, bare, read_out, split


def texts(draft: str, kind: UnitKind = UnitKind.SENTENCE) -> list[str]:
    return [unit.text for unit in split(draft) if unit.kind is kind]


def test_every_unit_is_what_stands_at_its_span() -> None:
    draft = "# 报告\r\n一、情况\n\n  2024年，茶园50万亩。产量3万吨；增长6.5%。\n| 指标 | 数值 |\n| --- | --- |\n| 产量 | 3万吨 |"
    for unit in split(draft):
        assert draft[slice(*unit.span)] == unit.text
        assert unit.text == unit.text.strip()


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("甲办法施行。乙办法废止！丙呢？", ["甲办法施行。", "乙办法废止！", "丙呢？"]),
        ("会议指出：“要抓紧。要抓实。”全市已部署。", ["会议指出：“要抓紧。要抓实。”", "全市已部署。"]),
        ("茶园（含未投产的。共5万亩）扩大。", ["茶园（含未投产的。共5万亩）扩大。"]),
        ("《茶叶法。解读》已印发；产量增长。", ["《茶叶法。解读》已印发；", "产量增长。"]),
        ("括号没有收口（例如。这里。", ["括号没有收口（例如。", "这里。"]),
        ("产量1.5万吨，面积2,000亩。", ["产量1.5万吨，面积2,000亩。"]),
    ],
)
def test_sentences(draft: str, wanted: list[str]) -> None:
    assert texts(draft) == wanted


def test_headings_are_told_from_list_items_and_go_with_what_stands_under_them() -> None:
    units = split(
        "茶产业发展情况报告\n一、基础\n（一）规模\n2024年，茶园面积50万亩。\n1.品牌建设。云岭毛尖产量最高。\n二、问题\n一是没有冷链。"
    )
    kinds = {unit.text: unit.kind for unit in units}
    assert kinds["一、基础"] is UnitKind.HEADING
    assert kinds["1.品牌建设。"] is UnitKind.HEADING
    assert kinds["一是没有冷链。"] is UnitKind.SENTENCE
    under = {unit.text: unit.headings for unit in units}
    assert under["2024年，茶园面积50万亩。"] == ("茶产业发展情况报告", "基础", "规模")
    assert under["云岭毛尖产量最高。"][-1] == "品牌建设"
    assert under["一是没有冷链。"] == ("茶产业发展情况报告", "问题")


def test_a_line_broken_for_width_is_one_sentence() -> None:
    draft = (
        "二〇二四年全市茶园面积达到五十万亩，产量达到三万吨，其中绿茶占到\n八成以上，较上年增长。\n新的一段从这里开始。"
    )
    assert len(texts(draft)) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("（一）规模", "规模"),
        ("1.品牌", "品牌"),
        ("一是没有冷链", "没有冷链"),
        ("- **重点**任务", "重点任务"),
        ("## 基础", "基础"),
    ],
)
def test_bare(text: str, wanted: str) -> None:
    assert bare(text) == wanted


@pytest.mark.parametrize(
    ("head", "cells", "wanted"),
    [
        (["指标", "时期", "数值"], ["茶园面积", "2024年", "50万亩"], ("2024年茶园面积为50万亩",)),
        (
            ["指标", "2023年", "2024年"],
            ["茶园面积（万亩）", "40", "50"],
            ("2023年茶园面积为40万亩", "2024年茶园面积为50万亩"),
        ),
        (["地区", "茶园面积（万亩）"], ["云岭", "50"], ("云岭茶园面积为50万亩",)),
        (["指标", "单位", "2024年"], ["产量", "万吨", "3"], ("2024年产量为3万吨",)),
        (["城市", "政策"], ["云岭", "每亩补助600元"], ("云岭，每亩补助600元",)),
        (["指标", "2024年", "增速"], ["产量", "3万吨", "6.5%"], ("2024年产量为3万吨", "产量增速为6.5%")),
    ],
)
def test_a_row_is_read_out_with_its_head(head: list[str], cells: list[str], wanted: tuple[str, ...]) -> None:
    assert read_out(head, cells) == wanted


def test_the_head_of_a_table_is_no_row() -> None:
    units: list[Unit] = split("| 指标 | 数值 |\n|---|---|\n| 产量 | 3万吨 |\n")
    assert [unit.kind for unit in units] == [UnitKind.HEADING, UnitKind.ROW]
    assert units[1].claims == ("产量为3万吨",)


def test_what_a_table_assigns_or_leaves_open_is_not_read_out() -> None:
    table = "| 指标 | 定义 | 基数 | 牵头单位 |\n| --- | --- | --- | --- |\n| 12315投诉量 | 受理件数 | 〔待填：基数〕 | 市场监管局 |"
    _, row = split(table)
    assert row.claims == ()


def test_a_note_to_be_filled_in_is_not_cut_at_its_semicolon() -> None:
    (unit,) = split("〔待核实：面积只见于论文；产量没有来源〕")
    assert unit.text.endswith("来源〕")


def test_the_title_of_an_enclosed_paper_is_a_heading() -> None:
    first, second = split("云岭市农业农村局关于印发《茶产业方案》的通知\n茶园面积为50万亩。")
    assert first.kind is UnitKind.HEADING
    assert second.kind is UnitKind.SENTENCE
