"""What of a question is asked, without who wants to know and what for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.search.asking import what_is_asked, with_whole_years
from advisor.text import normalise

WORDS = (
    "茶办问",
    "，",
    "：",
    "？",
    "茶园面积",
    "多少",
    "2024年",
    "24年",
    "领导要",
    "我们",
    "写进",
    "材料里",
    "想",
    "能不能",
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("茶办问：茶园面积有多少", "茶园面积有多少"),
        ("农业局写材料,想要个数：茶园面积有多少", "茶园面积有多少"),
        ("茶园面积有多少?茶农来问", "茶园面积有多少"),
        ("茶园面积有多少?局长要分块的数", "茶园面积有多少?"),
        ("茶园面积有多少?我们能不能再扩", "茶园面积有多少?我们能不能再扩"),
        ("关于采茶机：补助是多少", "关于采茶机：补助是多少"),
    ],
)
def test_who_asks_and_what_for_is_not_asked(question, asked):
    assert what_is_asked(question) == asked


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("24年茶园面积", "2024年茶园面积"),
        ("对比23年和24年的产值", "对比2023年和24年的产值"),
        ("21年的扶持办法", "2021年的扶持办法"),
        ("种了24年的老茶树", "种了24年的老茶树"),
        ("合同期满20年以内", "合同期满20年以内"),
        ("2024年茶园面积", "2024年茶园面积"),
    ],
)
def test_a_short_year_is_written_whole_and_a_length_of_time_is_not(text, whole):
    assert with_whole_years(text) == whole


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map("".join))
def test_something_is_always_asked_and_nothing_is_added(question):
    text = normalise(question)
    asked = what_is_asked(text)
    assert asked
    assert asked in text


@given(st.text(max_size=40))
def test_whole_years_are_stable(text):
    once = with_whole_years(normalise(text))
    assert with_whole_years(once) == once
