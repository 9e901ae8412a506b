from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.reading import read_together
from advisor.grounding.slots import Sort, exchanges
from advisor.grounding.turned import turned_faults
from advisor.types import VerdictKind

WATER = "全市供水量8640万立方米，其中居民生活用水占46%，工业用水占31%。"
RULE = "商会推荐的调解员由法院颁发聘书，聘期两年。"


def test_the_fault_names_both_things() -> None:
    reading, held = read_together("法院推荐的调解员由商会颁发聘书。", [RULE])
    [fault] = turned_faults(reading, held)
    assert "法院" in fault.text
    assert "商会" in fault.text


def test_what_stands_in_its_place_is_no_fault() -> None:
    reading, held = read_together("聘期两年，由法院颁发聘书的是商会推荐的调解员。", [RULE])
    assert turned_faults(reading, held) == []


def test_two_shares_exchanged() -> None:
    reading, held = read_together("居民生活用水占31%，工业用水占46%。", [WATER])
    found = [one for one in exchanges(reading, held) if one.claimed.sort is Sort.FIGURE]
    assert {(one.claimed.text, one.held.text, one.mutual) for one in found} == {
        ("31%", "46%", True),
        ("46%", "31%", True),
    }


def test_shares_in_their_place_are_not_exchanged() -> None:
    reading, held = read_together("工业用水占31%，居民生活用水占46%。", [WATER])
    assert [one for one in exchanges(reading, held) if one.claimed.sort is Sort.FIGURE] == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("渔港扩建后泊位增长420万元，投入3倍。", "渔港扩建后泊位增长3倍，投入420万元。"),
        ("渔政站向船东协会移交登记资料。", "船东协会向渔政站移交登记资料。"),
        ("船东协会负责巡查，渔政站予以配合。", "渔政站负责巡查，船东协会予以配合。"),
        ("馆方请画师为学徒讲授装裱。", "馆方请学徒为画师讲授装裱。"),
    ],
)
def test_things_of_one_sort_exchanged_word_for_word_decide(claim: str, passage: str) -> None:
    assert check_claim(claim, [passage]).kind is VerdictKind.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("渔港扩建投入420万元，泊位增长3倍。", "渔港扩建后泊位增长3倍，投入420万元。"),
        ("渔政站由船东协会移交登记资料。", "船东协会向渔政站移交登记资料。"),
        ("船东协会予以配合，渔政站负责巡查。", "渔政站负责巡查，船东协会予以配合。"),
        ("渔港有泊位36个。", "渔港有36个泊位，年卸货4万吨。"),
    ],
)
def test_the_same_in_another_order_or_in_the_passive_is_not_outright(claim: str, passage: str) -> None:
    reading, held = read_together(claim, [passage])
    assert [fault for fault in turned_faults(reading, held) if fault.feature == "crossed"] == []
