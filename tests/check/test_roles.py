"""Who does a thing, how bindingly and how often, held against the passage."""

from __future__ import annotations

import pytest

from advisor.check.blanks import without_blanks
from advisor.check.lists import in_order_of
from advisor.check.roles import another_doer, leaves_open, other_force, other_turn
from advisor.types import Basis, Modality, Passage, PassageKind


def passage(text: str, modality: Modality = Modality.PROVIDED) -> Passage:
    return Passage(
        id="tea#s001",
        source_id="tea",
        ref="tea#s001",
        locator="第一条",
        text=text,
        kind=PassageKind.DIGEST,
        basis=Basis.FULL_TEXT,
        modality=modality,
    )


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("跨县的茶市由税务部门审查", "跨县的茶市由牵头单位审查"),
        ("茶站自开办之日起20日内向农业农村部门备案", "茶站要自开办之日起20日内向市场监管部门备案"),
        ("茶企要把产量报给统计部门", "茶企要把产量报给农业农村部门，把价格报给统计部门"),
        ("茶叶推销构成广告的，采茶工承担广告主的责任", "茶叶推销构成广告的，销售者承担广告主的责任"),
    ],
)
def test_another_doer_is_found(claim: str, held: str) -> None:
    reason = another_doer(claim, passage(held))
    assert reason is not None
    assert reason.claim_span is not None


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("跨县的茶市由牵头部门审查", "跨县的茶市由牵头单位负责审查"),
        ("茶市由市市场监管局审查", "茶市由市场监督管理部门审查"),
        ("茶园由合作社经营", "茶厂由企业经营"),
    ],
)
def test_the_same_doer_or_another_matter_is_left_alone(claim: str, held: str) -> None:
    assert another_doer(claim, passage(held)) is None


def test_a_duty_made_of_an_encouragement_and_the_reverse() -> None:
    encouraged = passage("茶农卖茶时开具合格证，国家予以鼓励。", Modality.ENCOURAGED)
    assert other_force("茶农卖茶必须开具合格证", encouraged) is not None
    assert other_force("国家鼓励茶农开具合格证", encouraged) is None
    required = passage("茶企应当人工处理申诉。", Modality.REQUIRED)
    assert other_force("茶企可以自行决定是否人工处理申诉", required) is not None
    assert other_force("茶企应当人工处理申诉", required) is None
    assert other_force("茶企可以人工处理申诉", required) is not None
    means = passage("对劣茶的处置手段有警示、下架，应当与违法程度相称。", Modality.REQUIRED)
    assert other_force("对劣茶可以采取警示、下架等措施", means) is None


def test_how_often_is_compared_and_missed_where_the_passage_does_not_say() -> None:
    assert other_turn("茶企每年报送一次产量", passage("茶企应当报送产量，每季报送1次。")) is not None
    assert other_turn("茶企每季度报送一次产量", passage("茶企应当报送产量，每季报送1次。")) is None
    assert other_turn("茶企每半年核验一次", passage("茶企至少每6个月核验1次。")) is None
    assert leaves_open("茶企每年报送产量", passage("茶企应当报送产量。"))
    assert not leaves_open("茶企报送产量", passage("茶企应当报送产量。"))


def test_a_list_is_put_in_the_order_of_the_passage_unless_dealt_out_in_turn() -> None:
    held = "企业可以用资本、技术、设备、场地等办学校。"
    assert in_order_of("企业可以用场地、设备、资本办学校", held) == "企业可以用资本、设备、场地办学校"
    assert in_order_of("场地、设备、资本分别为3处、2套", held) == "场地、设备、资本分别为3处、2套"
    assert in_order_of("企业可以用场地、图纸、资本办学校", held) == "企业可以用场地、图纸、资本办学校"


def test_a_clause_that_waits_to_be_filled_in_states_nothing() -> None:
    assert without_blanks("茶园面积为50万亩，完成时限为〔待填：年月〕。") == "茶园面积为50万亩"
    assert without_blanks("〔待核实：面积〕") == ""
    assert without_blanks("茶园面积为50万亩。") == "茶园面积为50万亩。"
