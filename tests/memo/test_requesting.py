"""What can be asked to be drafted, and what is refused in one line."""

from __future__ import annotations

import pytest

from advisor.errors import BadInput
from advisor.memo.drafting import areas_of
from advisor.memo.requesting import purpose, read_request
from advisor.types import Area


@pytest.fixture
def request_for(desk):
    def read(topic: str = "加快发展直播电商", **options: object):
        asked = {"form": "政策建议", "areas": (), "regions": (), "addressees": (), "issuer": None} | options
        return read_request(topic, desk, as_of="2026-11-26", **asked)

    return read


def test_names_are_understood_as_users_write_them(request_for) -> None:
    read = request_for(
        form="请示", areas=("物流", "talent"), regions=("浙江省", "广州市"), addressees=("鞍山市人民政府",)
    )
    assert read.form == "request"
    assert read.areas == (Area.LOGISTICS, Area.TALENT)
    assert read.regions == ("浙江", "广州")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"topic": "  "}, "没有写明主题"),
        ({"topic": "直播" * 40}, "主题过长（80字）"),
        ({"form": "决定书"}, "没有“决定书”这种文稿类型；可选：政策建议"),
        ({"areas": ("航天",)}, "没有“航天”这个策略领域；可选：本地产品"),
        ({"regions": ("火星",)}, "不认识地区“火星”"),
        ({"form": "请示", "addressees": ("鞍山市人民政府、辽宁省商务厅",)}, "请示只主送一个机关，收到2个"),
        ({"form": "报告", "addressees": ("王市长",)}, "请把“王市长”改为机关名称"),
        ({"form": "汇报提纲", "addressees": ("鞍山市人民政府",)}, "汇报提纲不写主送机关"),
        ({"form": "请示", "topic": "设立专项资金和成立领导小组"}, "请示一文一事"),
        ({"form": "报告", "topic": "申请直播电商专项资金"}, "报告不得夹带请示事项"),
    ],
)
def test_what_cannot_be_drafted_is_refused_in_one_line(request_for, options: dict[str, object], words: str) -> None:
    with pytest.raises(BadInput) as refused:
        request_for(**options)
    assert words in refused.value.message
    assert "\n" not in refused.value.message


@pytest.mark.parametrize(
    ("topic", "form", "areas"),
    [
        ("加强主播培训", "政策建议", (Area.TALENT,)),
        ("补齐农村物流短板", "政策建议", (Area.LOGISTICS,)),
        ("设立直播电商发展专项资金", "请示", (Area.POLICY_SYSTEM,)),
        ("加快发展直播电商", "政策建议", tuple(area for area in Area if area is not Area.GENERAL)),
    ],
)
def test_areas_are_understood_from_the_topic(request_for, desk, topic: str, form: str, areas: tuple[Area, ...]) -> None:
    assert areas_of(request_for(topic=topic, form=form), desk) == areas


def test_a_short_paper_keeps_to_two_areas(request_for, desk) -> None:
    assert len(areas_of(request_for(topic="直播电商发展", form="汇报提纲"), desk)) == 2


@pytest.mark.parametrize(("topic", "aim"), [("加快发展直播电商", "加快发展直播电商"), ("农村物流", "做好农村物流工作")])
def test_a_topic_becomes_an_aim(topic: str, aim: str) -> None:
    assert purpose(topic) == aim


def test_a_topic_of_which_nothing_is_held_is_refused(request_for) -> None:
    with pytest.raises(BadInput, match="资料库没有与“量子计算机芯片”有关的资料"):
        request_for(topic="量子计算机芯片")


def test_a_topic_beside_the_field_as_a_whole_keeps_to_its_areas(request_for, desk) -> None:
    assert len(areas_of(request_for(topic="直播带货税收征管"), desk)) <= 2
