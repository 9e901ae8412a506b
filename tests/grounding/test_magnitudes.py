"""A figure's digits at another magnitude."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.magnitudes import magnitude_faults
from advisor.grounding.reading import read_together
from advisor.types import VerdictKind

VISITORS = "2023年云岭市接待游客4.2亿人次。"


def faults_of(claim: str, passage: str) -> list[str]:
    own, held = read_together(claim, [passage])
    return [fault.text for fault in magnitude_faults(own, held)]


def test_the_digits_at_another_magnitude_are_told_and_decide() -> None:
    claim = "2023年云岭市接待游客4.2万人次。"
    (text,) = faults_of(claim, VISITORS)
    assert "4.2亿" in text
    verdict = check_claim(claim, [VISITORS])
    assert verdict.kind is VerdictKind.CONTRADICTED
    assert any(reason.feature == "magnitude" for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("2023年云岭市接待游客4.2亿人次。", VISITORS),
        ("2023年云岭市接待游客42000万人次。", VISITORS),
        ("2023年云岭市接待游客超过4亿人次。", VISITORS),
        # One digit may well be that of two figures, and a step of ten another year's.
        ("茶园有茶农5万人。", "茶产业产值5亿元，茶园有茶农五万余人。"),
        ("云岭市茶叶产量为4.2万吨。", "云岭市茶叶出口4.2亿元。"),
        ("云岭市茶叶产量为42万吨。", "云岭市茶叶产量为4.2万吨。"),
    ],
)
def test_the_same_figure_another_sort_or_a_single_digit_is_no_other_magnitude(claim: str, passage: str) -> None:
    assert faults_of(claim, passage) == []
