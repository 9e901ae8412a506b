from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.library.numerals import chinese_forms, number_stands_in
from advisor.library.units import is_unit, parse_quantity


@pytest.mark.parametrize(
    ("written", "value", "unit", "qualifier"),
    [
        ("300万元", 300, "万元", None),
        ("54.34亿元", 54.34, "亿元", None),
        ("3万余人", 3, "万人", "余"),
        ("6000多户", 6000, "户", "多"),
        ("30%以上", 30, "%", "以上"),
        ("不超过50%", 50, "%", "不超过"),
        ("100亿元（近）", 100, "亿元", "近"),
        ("约13万吨", 13, "万吨", "约"),
        ("1,000万元", 1000, "万元", None),
        ("10万亿元", 10, "万亿元", None),
        ("1次/季", 1, "次/季", None),
        ("第3名", 3, "名", "第"),
        ("5个工作日", 5, "个工作日", None),
        ("-8.79%", -8.79, "%", None),
    ],
)
def test_splits_number_qualifier_and_unit(written, value, unit, qualifier):
    quantity = parse_quantity(written)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (value, unit, qualifier)


def test_keeps_the_number_as_written():
    assert parse_quantity("2100.50亿元").value_text == "2100.50"


@pytest.mark.parametrize("written", ["两大", "300", "5帕", "1-5倍", "0.5-3万元", "2万元至10万元", ""])
def test_refuses_what_is_no_single_quantity(written):
    with pytest.raises(ValueError, match=r"单位|数字|范围"):
        parse_quantity(written)


def test_knows_units_with_and_without_scale():
    assert is_unit("万")
    assert is_unit("万平方米")
    assert not is_unit("万帕")
    assert not is_unit("")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("30", "名额不超过三十个"),
        ("2", "两个基地"),
        ("12", "十二项任务"),
        ("105", "一百零五家"),
        ("2000", "两千户"),
        ("50", "不超过投资的一半"),
        ("1000", "突破1,000亿元"),
        ("3", "第３条"),
        ("10000", "一万名"),
    ],
)
def test_finds_a_number_in_either_script(number, text):
    assert number_stands_in(number, text)


@pytest.mark.parametrize(("number", "text"), [("3", "13个"), ("3", "三十个"), ("30", "三个"), ("5", "没有数字")])
def test_does_not_find_part_of_another_number(number, text):
    assert not number_stands_in(number, text)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_every_chinese_form_is_found_again(value):
    for form in chinese_forms(value):
        assert number_stands_in(str(value), f"共{form}个")
        assert not number_stands_in(str(value + 1), f"共{form}个")
