from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.grounding import check_claim
from advisor.grounding.figures import entails_figure, figure_faults
from advisor.grounding.numbers import find_quantities
from advisor.grounding.quantity import Bound
from advisor.grounding.reading import read
from advisor.types import VerdictKind


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("年满十四岁就能当主播", "直播营销人员为自然人的，应当年满16周岁。"),
        ("年满14岁就能当主播", "直播营销人员应当年满十六周岁；十六周岁以上的未成年人应当经监护人同意。"),
        ("不满15周岁的不得直播", "不满16周岁的不得直播。"),
        ("交易信息保存不少于35个月", "交易信息应当保存不少于3年。"),
        ("补助最高不超过22万元", "补助最高不超过20万元。"),
        ("规模以上工业增加值增长6%以上", "规模以上工业增加值增长9%以上。"),
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


@pytest.mark.parametrize(
    ("claimed", "held", "is_said"),
    [
        ("约1.4万亿元", "14621.7亿元", True),
        ("约1.5万亿元", "14621.7亿元", True),
        ("约1.40万亿元", "14621.7亿元", False),
        ("约1.46万亿元", "14621.7亿元", True),
        ("约150家", "146家", True),
        ("约155家", "146家", False),
        ("大约一万五千家", "14621家", True),
        ("约1,000.5万元", "1050万元", False),
        ("约１．４０万亿元", "14621.7亿元", False),
    ],
)
def test_about_reaches_as_far_as_the_digits_written(claimed: str, held: str, is_said: bool) -> None:
    [own], [said] = find_quantities(held), find_quantities(claimed)
    assert entails_figure(own, said) is is_said


@pytest.mark.parametrize(("claim", "is_fault"), [("路上要走两昼夜", True), ("路上要走两个钟头", False)])
def test_a_day_and_night_is_a_length_of_time(claim: str, is_fault: bool) -> None:
    assert bool(figure_faults(read(claim), [read("路上要走2小时")], None)) is is_fault


@given(st.decimals(min_value=1, max_value=10**9, places=3), st.sampled_from(["", "万", "亿", "万亿"]))
def test_about_can_be_asked_of_any_number(value: Decimal, magnitude: str) -> None:
    for text in (f"约{value}{magnitude}元", f"约{int(value)}{magnitude}元"):
        [said] = find_quantities(text)
        near, far = (
            said.model_copy(update={"bound": Bound.EXACT, "value": said.value * factor}) for factor in (1.004, 1.2)
        )
        assert entails_figure(near, said)
        assert not entails_figure(far, said)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("台账保存一年", "台账应当保存三年。"),
        ("资料只留1年", "资料留存不少于3年。"),
        ("证书有效期一年", "证书有效期为五年。"),
    ],
)
def test_how_long_something_lasts_is_a_figure_though_it_be_one(claim, passage):
    assert "figure" in {reason.feature for reason in check_claim(claim, [passage]).reasons}


def test_a_rate_by_the_year_names_no_figure_of_one():
    assert check_claim("每人一年补助三千元", ["每人每年补助三千元。"]).kind is VerdictKind.SUPPORTED
