from __future__ import annotations

import pytest
from tea_bench import ask, cited

from advisor.types import ClaimKind, Status


@pytest.mark.parametrize(
    ("question", "result", "formula", "operands"),
    [
        ("云岭和北桥2024年茶园面积相差多少？", "25万亩", "50万亩－25万亩", {"r-yl-2024", "r-bq-2024"}),
        ("云岭茶园面积2024年比2023年多多少？", "10万亩", "50万亩－40万亩", {"r-yl-2024", "r-yl-2023"}),
        ("云岭和北桥2024年茶园面积合计多少？", "75万亩", "50万亩＋25万亩", {"r-yl-2024", "r-bq-2024"}),
        (
            "东溪县、西坞县、南坪县2024年茶园面积合计多少？",
            "50万亩",
            "20万亩＋18万亩＋12万亩",
            {"r-dx-2024", "r-xw-2024", "r-np-2024"},
        ),
        ("2024年云岭茶园面积是北桥的几倍？", "2", "50万亩÷25万亩", {"r-yl-2024", "r-bq-2024"}),
        ("2024年东溪县茶园面积占云岭的比重是多少？", "40", "20万亩÷50万亩", {"r-dx-2024", "r-yl-2024"}),
        ("东溪县2024年茶园面积占全市的百分之几？", "40", "20万亩÷50万亩", {"r-dx-2024", "r-yl-2024"}),
    ],
)
def test_a_calculation_shows_its_formula_and_cites_every_operand(tea_bench, question, result, formula, operands):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    worked_out = answer.claims[0]
    assert worked_out.kind is ClaimKind.CALCULATION
    assert result in worked_out.text.split("（")[0]
    assert formula in worked_out.text
    assert set(worked_out.passage_ids) == operands
    assert set(cited(answer, "fact")) == operands


def test_a_calculation_with_a_missing_operand_is_not_made(tea_bench):
    answer = ask(tea_bench, "云岭和望潮2024年茶园面积相差多少？")
    assert answer.status.abstained
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)
    assert "望潮" in answer.text


def test_a_published_rate_is_cited_and_never_recomputed(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶叶产量增长了百分之几？")
    assert cited(answer)[:1] == ["r-rate-2024"]
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)


def test_a_rate_that_is_not_published_is_not_worked_out(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积增速是多少？")
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)
    assert "25%" not in answer.text


def test_two_sorts_of_figure_are_not_added(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积和茶叶产量合计多少？")
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("云岭各县茶园面积谁最大？", ["r-dx-2024", "r-xw-2024", "r-np-2024"]),
        ("云岭各县2024年茶园面积排名", ["r-dx-2024", "r-xw-2024", "r-np-2024"]),
        ("云岭哪个县茶园面积最小？", ["r-np-2024", "r-xw-2024", "r-dx-2024"]),
    ],
)
def test_places_of_one_level_are_ranked(tea_bench, question, order):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert cited(answer) == order


def test_a_comparison_sets_the_sides_next_to_each_other(tea_bench):
    answer = ask(tea_bench, "云岭和北桥2024年茶园面积对比怎么样？")
    assert answer.status is Status.ANSWERED
    assert set(cited(answer)) == {"r-yl-2024", "r-bq-2024"}


def test_a_side_that_is_not_held_is_said_to_be_missing(tea_bench):
    answer = ask(tea_bench, "云岭和望潮2024年茶园面积对比怎么样？")
    assert answer.status is Status.PARTLY_ANSWERED
    assert cited(answer, "fact") == ["r-yl-2024"]
    gap = next(claim for claim in answer.claims if claim.kind is ClaimKind.GAP)
    assert "望潮" in gap.text


def test_which_is_greater_is_answered_by_both_figures(tea_bench):
    answer = ask(tea_bench, "东溪县和西坞县2024年茶园面积哪个大？")
    assert "东溪县" in answer.claims[0].text
    assert set(cited(answer)) == {"r-dx-2024", "r-xw-2024"}


def test_what_a_share_is_asked_of_is_not_its_answer(tea_bench):
    answer = ask(tea_bench, "云岭2023年上半年茶叶产值12亿元，占当期全市GDP的百分之多少？")
    assert answer.status.abstained
