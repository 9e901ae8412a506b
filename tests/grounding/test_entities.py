from __future__ import annotations

import pytest

from advisor.grounding.entities import find_entities, shaped_places
from advisor.grounding.names import name_faults
from advisor.grounding.reading import read_together


@pytest.mark.parametrize(
    "text",
    [
        "鞍山城区",
        "鞍山市经济开发区",
        "鞍山高新区",
        "鞍山山区的村镇",
        "鞍山合作区",
        "河南脱贫县",
        "鞍山不设区",
        "辽宁鼓励县",
    ],
)
def test_parts_of_a_place_without_a_name_are_no_places(text: str) -> None:
    assert shaped_places(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "name"), [("鞍山千山区挂牌，千山区招商", "千山"), ("丹东东港区", "东港"), ("大连金普区", "金普")]
)
def test_a_name_behind_a_place_is_a_place(text: str, name: str) -> None:
    assert shaped_places(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "新增城镇就业",
        "乡镇平均",
        "面临安全检查",
        "由于洪水",
        "非常熟悉",
        "最高邮资",
        "公开原则",
        "新兴城市",
        "从化解矛盾",
        "黄浦江",
        "村庄河道",
    ],
)
def test_names_of_counties_inside_other_words_are_none(text: str) -> None:
    assert find_entities(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("成立山东分公司", ["山东"]),
        ("西柳市场开业", ["西柳"]),
        ("铁西区域经济", ["铁西"]),
        ("广州增城区发布", ["广州", "增城区"]),
        ("向海城市商务局报送", ["海城市"]),
    ],
)
def test_names_of_counties_by_themselves(text: str, names: list[str]) -> None:
    assert [one.text for one in find_entities(text)] == names


def test_another_district_of_the_same_city_is_another_place() -> None:
    claim, held = read_together("宠物市场在鞍山立山区。", ["鞍山市铁西区有宠物市场。"])
    assert [fault.text for fault in name_faults(claim, held, None)] == ["论断写“立山区”，来源写“铁西区”"]


@pytest.mark.parametrize(
    ("claim", "passage", "faults"),
    [
        ("佟二堡开展了试点。", "西柳开展了试点。", 1),
        ("鞍山海城有专业市场。", "海城市有专业市场。", 0),
        ("杭州市余杭区出台了办法。", "余杭区出台了办法。", 0),
        ("杭州市萧山区出台了办法。", "杭州市余杭区出台了办法。", 1),
        ("辽宁鞍山有专业市场。", "鞍山市有专业市场。", 0),
        ("海城、岫岩开展试点。", "岫岩开展试点。", 1),
        ("海城市和岫岩县开展试点。", "岫岩县开展试点。", 1),
    ],
)
def test_counties_and_towns_are_told_apart(claim: str, passage: str, faults: int) -> None:
    own, held = read_together(claim, [passage])
    assert len(name_faults(own, held, None)) == faults
