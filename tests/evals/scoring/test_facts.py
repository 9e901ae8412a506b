from __future__ import annotations

import pytest

from evals.scoring.facts import Support, lenient, strict, support


@pytest.mark.parametrize(
    ("wordings", "found"),
    [
        (("70亿",), Support.SUPPORT),
        (("七十亿元", "70亿元"), Support.SUPPORT),
        (("700亿",), Support.NOT_SUPPORT),
        (("七十亿元",), Support.PARTIAL_SUPPORT),
        (("智慧物流平台建设",), Support.PARTIAL_SUPPORT),
        (("电商领导小组",), Support.NOT_SUPPORT),
        (("人才",), Support.NOT_SUPPORT),
    ],
)
def test_support(wordings, found):
    assert support("上半年交易额为70亿元。建设智慧物流平台。", wordings) is found


def test_a_fact_spread_over_two_sentences_is_not_stated_in_part():
    assert support("建设智慧。物流平台。", ("智慧物流建设平台",)) is Support.NOT_SUPPORT


def test_strict_counts_what_is_whole_and_lenient_half_of_the_rest():
    supports = [Support.SUPPORT, Support.PARTIAL_SUPPORT, Support.NOT_SUPPORT, Support.NOT_SUPPORT]
    assert (strict(supports), lenient(supports)) == (0.25, 0.375)
    assert (strict([]), lenient([])) == (None, None)


@pytest.mark.parametrize(
    ("answer", "wording", "found"),
    [
        ("专项资金可以发放人员工资。", "不得用于发放人员工资", Support.NOT_SUPPORT),
        ("专项资金不能用于发放人员工资。", "不得用于发放人员工资", Support.PARTIAL_SUPPORT),
        ("企业不需要办理登记。", "需要办理登记", Support.NOT_SUPPORT),
        ("平台可以持续标识人物形象。", "应当持续标识", Support.NOT_SUPPORT),
        ("平台没有完成治理任务。", "完成专项治理任务", Support.NOT_SUPPORT),
        ("不得延期，平台应当建立黑名单的制度。", "应当建立黑名单制度", Support.PARTIAL_SUPPORT),
        ("发展前期没有顶层设计。", "顶层设计", Support.SUPPORT),
        ("违反规定的不予补助。", "不予补助", Support.SUPPORT),
    ],
)
def test_the_opposite_earns_nothing(answer, wording, found):
    assert support(answer, (wording,)) is found
