"""Figures of a draft against each other, and rounding."""

from __future__ import annotations

import pytest

from advisor.check.lists import misplaced
from advisor.check.rounding import rounded_to, rounds
from advisor.check.types import FindingKind
from advisor.grounding import find_quantities


def findings(checked, kind: FindingKind) -> list[str]:
    return [one.text for sentence in checked.sentences for one in sentence.findings if one.kind is kind]


def test_one_indicator_with_two_values_is_reported_at_the_second(check) -> None:
    draft = "2024年，云岭市茶园面积为50万亩。\n二是品牌不响。\n2024年，全市茶园面积达到60万亩。"
    checked = check(draft)
    (text,) = findings(checked, FindingKind.DISAGREEMENT)
    assert "“60万亩”" in text
    assert "“50万亩”" in text
    assert any(one.kind is FindingKind.DISAGREEMENT for one in checked.sentences[-1].findings)


@pytest.mark.parametrize(
    "later",
    ["今后要在2024年60万亩的茶园面积基础上，争取新的增长。", "2024年全市有60万亩的茶园面积。"],
)
def test_what_is_measured_may_be_named_behind_its_figure(check, later: str) -> None:
    (text,) = findings(check(f"2024年，云岭市茶园面积为50万亩。\n{later}"), FindingKind.DISAGREEMENT)
    assert "“60万亩”" in text


@pytest.mark.parametrize(
    "draft",
    [
        "2024年，云岭市茶园面积为50万亩。\n2024年，云岭市有60万亩的果园面积。",
        "2024年，云岭市茶园面积为50万亩。\n2023年，云岭市茶园面积为40万亩。",
        "2024年，云岭市茶园面积为50万亩。\n2024年，北桥市茶园面积为25万亩。",
        "2024年，云岭市茶园面积为50万亩。\n2024年，云岭市茶园面积约50万亩。",
        "2024年，云岭市茶园面积由40万亩增加到50万亩。\n2024年，云岭市茶园面积为50万亩。",
    ],
)
def test_other_times_places_and_roundings_do_not_disagree(check, draft: str) -> None:
    assert findings(check(draft), FindingKind.DISAGREEMENT) == []


@pytest.mark.parametrize(
    ("later", "wrong"),
    [("前面所列茶园面积60万亩，也要核实。", "60万亩"), ("前述48家制茶企业，要逐家走访。", "48家")],
)
def test_a_figure_said_to_stand_before_is_compared_whatever_its_time(check, later: str, wrong: str) -> None:
    (text,) = findings(check(f"2024年，云岭市茶园面积为50万亩，有制茶企业38家。\n{later}"), FindingKind.DISAGREEMENT)
    assert f"“{wrong}”" in text


@pytest.mark.parametrize(
    "later", ["前面所列茶园面积50万亩，也要核实。", "前述38家制茶企业，要逐家走访。", "前述12个乡镇要带头。"]
)
def test_what_does_stand_before_is_no_disagreement(check, later: str) -> None:
    checked = check(f"2024年，云岭市茶园面积为50万亩，有制茶企业38家。\n{later}")
    assert findings(checked, FindingKind.DISAGREEMENT) == []


def test_parts_that_do_not_make_their_total(check) -> None:
    wrong = "2024年，三县茶园共50万亩，分别为20万亩、18万亩、15万亩。"
    assert findings(check(wrong), FindingKind.SUM)
    right = "2024年，三县茶园共50万亩，分别为20万亩、18万亩、12万亩。"
    assert findings(check(right), FindingKind.SUM) == []


@pytest.mark.parametrize(
    ("exact", "written", "same"),
    [
        ("323.5453万人", "323.5万人", True),
        ("130884亿元", "13.09万亿元", True),
        ("323.5453万人", "323.6万人", False),
        ("323.5453万人", "3百万人", False),
        ("50万亩", "50万亩", False),
        ("323.5453万人", "323.5万元", False),
    ],
)
def test_rounding(exact: str, written: str, same: bool) -> None:
    assert rounds(find_quantities(exact)[0], find_quantities(written)[0]) is same


def test_a_rounded_figure_is_written_out_for_the_engine() -> None:
    assert rounded_to("人口323.5万人", "人口为323.5453万人") == "人口323.5453万人"


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("茶企有4万家、茶农有7万户", False),
        ("茶农有4万家、茶企有7万户", True),
        ("茶农7万户", False),
        ("茶企超过4万家", False),
    ],
)
def test_figures_of_a_list_stay_with_their_names(claim: str, wrong: bool) -> None:
    assert (misplaced(claim, "云岭有茶企4万家、茶农7万户，茶园50万亩。") is not None) is wrong
