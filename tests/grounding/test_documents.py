from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.grounding import find_document_numbers, find_titles, same_document_number, same_title


@given(
    st.sampled_from(["辽政发", "国办发", "鞍政办发", "深府"]),
    st.integers(2000, 2026),
    st.integers(1, 400),
    st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "［］"]),
)
def test_every_bracket_names_the_same_document(mark: str, year: int, number: int, brackets: str) -> None:
    [found] = find_document_numbers(f"{mark}{brackets[0]}{year}{brackets[1]}{number}号")
    assert found.canonical == f"{mark}〔{year}〕{number}号"


@pytest.mark.parametrize(
    ("text", "canonical", "issuer"),
    [
        ("国务院令第810号", "令810号", "国务院"),
        ("依据国务院令第八百一十号", "令810号", "国务院"),
        ("令第117号公布", "令117号", ""),
        ("办法是第117号令", "令117号", ""),
        ("依据第八百一十号令", "令810号", ""),
        ("国发24号文", "国发24号", "国发"),
        ("根据深府【2013】119号规定", "深府〔2013〕119号", "深府"),
        ("GB/T 9704-2012", "GB/T9704-2012", ""),
    ],
)
def test_other_shapes(text: str, canonical: str, issuer: str) -> None:
    [found] = find_document_numbers(text)
    assert (found.canonical, found.issuer_mark) == (canonical, issuer)
    assert text[found.span[0] : found.span[1]] == found.text


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("辽政发〔2015〕77号", "辽政发[2015]77号", True),
        ("国发〔2015〕24号", "国发24号文", True),
        ("国发〔2015〕24号", "国发〔2016〕24号", False),
        ("国发〔2015〕24号", "国办发〔2015〕24号", False),
        ("国务院令第810号", "令第810号", True),
        ("国务院令第810号", "国务院令第811号", False),
    ],
)
def test_same_document_number(first: str, second: str, same: bool) -> None:
    assert same_document_number(find_document_numbers(first)[0], find_document_numbers(second)[0]) is same


def test_titles() -> None:
    titles = find_titles("依据《电子商务法》和《关于贯彻〈条例〉的通知（试行）》")
    assert [title.title for title in titles] == ["电子商务法", "关于贯彻〈条例〉的通知"]
    assert same_title("电子商务法", "中华人民共和国电子商务法")
    assert not same_title("电子商务法", "广告法")
