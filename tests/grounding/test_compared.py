"""Comparisons held against the figures of both sides."""

from __future__ import annotations

import pytest

from advisor.grounding.compared import comparison_faults
from advisor.grounding.reading import read_together

LINES = "截至上年末，柳州轨道交通运营里程达到86公里，日均客流量36万人次；成都轨道交通运营里程达到101公里，日均客流量58万人次。"
PARCELS = "上年快递业务量完成175亿件，同比增长21.5%；业务收入完成1.4万亿元，同比增长13.8%。"
CLASSES = "初中每周体育课4节，高中每周体育课3节。"


@pytest.mark.parametrize(
    ("claim", "passage", "holds"),
    [
        ("成都轨道交通日均客流高于柳州。", LINES, True),
        ("柳州轨道交通日均客流高于成都。", LINES, False),
        ("柳州的运营里程不及成都。", LINES, True),
        ("成都的运营里程不及柳州。", LINES, False),
        ("柳州的运营里程比成都长。", LINES, False),
        ("业务量的增速快于业务收入。", PARCELS, True),
        ("业务收入的增速快于业务量。", PARCELS, False),
        ("初中体育课比高中多。", CLASSES, True),
        ("初中体育课比高中少。", CLASSES, False),
    ],
)
def test_the_direction_of_a_comparison_is_checked(claim: str, passage: str, holds: bool) -> None:
    reading, held = read_together(claim, [passage])
    assert bool(comparison_faults(reading, held)) is not holds


@pytest.mark.parametrize(
    "claim",
    ["成都的票价高于柳州。", "运营里程高于100公里。", "客流高于均值的线路都在成都。", "客流越来越多。"],
)
def test_what_no_pair_of_figures_tells_is_left_alone(claim: str) -> None:
    reading, held = read_together(claim, [LINES])
    assert comparison_faults(reading, held) == []
