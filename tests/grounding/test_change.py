from __future__ import annotations

import pytest

from advisor.grounding.change import change_faults
from advisor.grounding.reading import read_together


def features(claim: str, passage: str) -> list[str]:
    reading, held = read_together(claim, [passage])
    return [fault.feature for fault in change_faults(reading, held)]


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("暴雨过程比常年少3次", "暴雨过程比常年多3次", ["change"]),
        ("暴雨过程比常年多3次", "暴雨过程比常年多3次", []),
        ("企业增加到518家", "企业增加了518家，达到742家", ["change"]),
        ("企业增加了518家", "企业增加了518家，达到742家", []),
        ("出口下降8%", "出口增长8%", ["change"]),
        ("罚款不少于3万元", "罚款不少于3万元", []),
        ("每人每月补助8000元", "每人每年补助8000元", ["rate"]),
        ("每人每年补助8000元", "每人每年补助8000元", []),
        ("月均成交1500万元以上", "年均成交1500万元以上", ["rate"]),
    ],
)
def test_directions_turns_and_rates(claim: str, passage: str, expected: list[str]) -> None:
    assert features(claim, passage) == expected
