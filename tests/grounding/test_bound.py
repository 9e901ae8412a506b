"""Figures of years and of bodies, exchanged; denials of a saying; a prefix that turns a word round; reversed parties."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

GREW = "茶叶出口额由2016年的3.2亿元增长到2021年的7.4亿元。"
TWO = ["2023年茶园数量为420处（口径：市茶业协会）。", "2023年茶园数量为365处（口径：省农业研究院）。"]


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("茶叶出口额2021年是3.2亿元，2016年是7.4亿元。", [GREW]),
        ("2016年为7.4亿元的茶叶出口额，2021年为3.2亿元。", [GREW]),
        ("市茶业协会的数字是365处。", TWO),
        ("所谓茶叶出口额由2016年的3.2亿元增长到2021年的7.4亿元的说法并不属实。", [GREW]),
        ("受保护的古茶树可以采摘。", ["非受保护的古茶树可以采摘。"]),
        ("茶农不得强迫收购商接受赊账。", ["收购商不得强制茶农接受赊账。"]),
        ("茶叶包装的产地标识印在右下角。", ["茶叶包装的产地标识应当印在左上角。"]),
        ("全市有茶园52万多处。", ["全市有茶园14.2万处，茶农4270名。"]),
    ],
)
def test_what_is_bound_to_another_is_not_supported(claim, passages):
    assert check_claim(claim, passages).kind is not VerdictKind.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("茶叶出口额2016年是3.2亿元，2021年是7.4亿元。", [GREW]),
        ("市茶业协会的数字为420处，省农业研究院为365处。", TWO),
        ("收购商不能强迫茶农接受赊账。", ["收购商不得强制茶农接受赊账。"]),
        ("非受保护的古茶树可以采摘。", ["非受保护的古茶树可以采摘。"]),
        ("茶园面积的增速为6.5%。", ["2024年茶园面积增长6.5%。"]),
        ("行政机关不可以这样限制茶商。", ["行政机关不得限制茶商。"]),
    ],
)
def test_what_stands_with_its_own_is_supported(claim, passages):
    assert check_claim(claim, passages).kind is VerdictKind.SUPPORTED
