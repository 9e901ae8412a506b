from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.levels import level_faults
from advisor.grounding.reading import read_together
from advisor.types import VerdictKind

LIFTS = "老楼加装电梯，由市财政每台补助9万元，资金按季度拨付。"
WETLAND = "占用省级重要湿地的，应当征求林业主管部门意见。"
CLOSING = "整改后仍不合格的，由县级以上人民政府责令关闭。"
COAST = "由省政府确定禁渔区，市水产局负责巡查。"


@pytest.mark.parametrize(
    ("claim", "passage", "words", "held_words"),
    [
        ("老楼加装电梯，由县财政每台补助9万元，资金按季度拨付。", LIFTS, "县财政", "市财政"),
        ("占用县级重要湿地的，应当征求林业主管部门意见。", WETLAND, "县级重要", "省级重要"),
        ("占用国家级重要湿地的，应当征求林业主管部门意见。", WETLAND, "国家级重要", "省级重要"),
        ("整改后仍不合格的，由省级以上人民政府责令关闭。", CLOSING, "省级以上人民政府", "县级以上人民政府"),
        ("整改后仍不合格的，由市政府责令关闭。", CLOSING, "市政府", "县级以上人民政府"),
        ("由市政府确定禁渔区，市水产局负责巡查。", COAST, "市政府", "省政府"),
    ],
)
def test_another_level_with_the_same_noun_decides(claim: str, passage: str, words: str, held_words: str) -> None:
    reading, held = read_together(claim, [passage])
    [fault] = level_faults(reading, held)
    assert fault.claim_span is not None
    assert fault.held_span is not None
    assert claim[slice(*fault.claim_span)] == words
    assert passage[slice(*fault.held_span)] == held_words
    assert check_claim(claim, [passage]).kind is VerdictKind.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("每台电梯由市级财政补助9万元。", LIFTS),
        ("占用省级的重要湿地要征求林业主管部门意见。", WETLAND),
        ("仍不合格的，县级人民政府可以责令关闭。", CLOSING),
        ("仍不合格的，由县政府责令关闭。", CLOSING),
        ("禁渔区由省人民政府确定。", COAST),
        ("各县财政都要安排资金。", LIFTS),
        ("柳河市财政每台补助9万元。", "柳河县境内各镇财政困难，柳河市财政每台补助9万元。"),
        ("市政府和县政府共同确定禁渔区。", "市、县政府共同确定禁渔区，由市政府公布。"),
        ("国家级示范园奖励50万元。", "国家级、省级示范园分别奖励50万元、20万元。"),
        ("国家财政安排专项资金。", "中央财政安排专项资金，省财政配套。"),
    ],
)
def test_the_same_level_in_other_words_is_no_fault(claim: str, passage: str) -> None:
    reading, held = read_together(claim, [passage])
    assert level_faults(reading, held) == []


AWARDED = "省里评出的茶叶营销示范县有两个，即石渡县和青梁县。"


def test_a_title_awarded_to_a_holder_of_another_kind_is_another_title() -> None:
    verdict = check_claim("石渡县是省里评出的茶叶营销示范城市。", [AWARDED])
    assert verdict.kind is not VerdictKind.SUPPORTED
    assert any("示范城市" in reason.text and "示范县" in reason.text for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("石渡县是省里评出的示范县。", AWARDED),
        ("石渡县获评示范县域。", AWARDED),
        ("柳河市是国家的示范城市。", "柳河市获评示范市，石渡县获评示范县。"),
        ("云岭市建设示范园区。", "云岭市获批示范县，并建设一批示范工程。"),
    ],
)
def test_the_same_holder_or_one_left_open_is_no_other_title(claim: str, passage: str) -> None:
    own, held = read_together(claim, [passage])
    assert level_faults(own, held) == []
