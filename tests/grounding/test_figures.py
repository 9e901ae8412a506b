from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("年满十四岁就能当主播", "直播营销人员为自然人的，应当年满16周岁。"),
        ("年满14岁就能当主播", "直播营销人员应当年满十六周岁；十六周岁以上的未成年人应当经监护人同意。"),
        ("不满15周岁的不得直播", "不满16周岁的不得直播。"),
        ("交易信息保存不少于35个月", "交易信息应当保存不少于3年。"),
        ("补助最高不超过22万元", "补助最高不超过20万元。"),
    ],
)
def test_another_limit_contradicts_however_near_it_is(claim: str, passage: str) -> None:
    found = check_claim(claim, [passage])
    assert found.kind is VerdictKind.CONTRADICTED
    assert "figure" in {reason.feature for reason in found.reasons}


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("主播应当年满十六周岁", "主播应当年满16周岁。"),
        ("16周岁以上可以直播", "年满十六周岁可以直播。"),
        ("交易信息至少保存36个月", "交易信息应当保存不少于3年。"),
        ("网络零售额超过85亿元", "网络零售额超过86亿元。"),
        ("女性占比三分之一左右", "女性占比33.1%。"),
        ("女性占比约三分之二", "女性占比66.0%。"),
        ("女性占比三分之一", "女性占比33.3%。"),
    ],
)
def test_the_same_limit_and_near_fractions_are_supported(claim: str, passage: str) -> None:
    assert check_claim(claim, [passage]).kind is VerdictKind.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("女性占比三分之一左右", "女性占比36.1%。"),
        ("女性占比三分之一", "女性占比33.1%。"),
        ("女性占比33.2%", "女性占比33.1%。"),
        ("女性占比约四分之一", "女性占比约三分之一。"),
    ],
)
def test_fractions_that_are_not_near_are_contradicted(claim: str, passage: str) -> None:
    assert check_claim(claim, [passage]).kind is VerdictKind.CONTRADICTED
