from __future__ import annotations

import pytest

from advisor.grounding.change import change_faults
from advisor.grounding.check import all_faults
from advisor.grounding.reading import read, read_together


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


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("户籍人口自然增长率为6.25‰", "户籍人口自然增长率为-6.25‰"),
        ("户籍人口自然增长率为-6.25%", "户籍人口自然增长率为-6.25‰"),
        ("利润为5亿元", "利润为-5亿元"),
        ("交易额同比增长8.79%", "交易额同比增长-8.79%"),
        ("十年增加320512人", "常住人口十年增减为-320512人"),
        ("十年减少320513人", "常住人口十年增减为-320512人"),
        ("同比增速为-8.79%", "同比增长8.79%"),
        ("气温为-5度", "气温为5度"),
        ("降幅为负6.2%", "降幅为负6.1%"),
    ],
)
def test_a_minus_is_not_lost(claim: str, passage: str) -> None:
    faults = all_faults(read(claim), [read(passage)])
    assert {fault.feature for fault in faults} & {"figure", "change"}


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("户籍人口自然增长率为负6.25‰", "户籍人口自然增长率为-6.25‰"),
        ("户籍人口自然增长率为－6.25‰", "户籍人口自然增长率为-6.25‰"),
        ("十年减少320512人", "常住人口十年增减为-320512人"),
        ("交易额同比下降8.79%", "交易额同比增长-8.79%"),
        ("同比增速为-8.79%", "同比下降8.79%"),
        ("亏损5亿元", "利润为-5亿元"),
    ],
)
def test_a_minus_may_be_told_by_a_word(claim: str, passage: str) -> None:
    assert all_faults(read(claim), [read(passage)]) == []
