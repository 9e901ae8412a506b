from __future__ import annotations

from advisor.grounding.reading import read_together
from advisor.grounding.slots import Sort, exchanges
from advisor.grounding.turned import turned_faults

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
