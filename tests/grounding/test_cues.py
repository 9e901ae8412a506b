from __future__ import annotations

import pytest

from advisor.grounding import CueKind, Lexicon, Mode, carrying_spans, find_cues, find_entities, find_organisations


def modes(text: str) -> set[str]:
    return {cue.value for cue in find_cues(text) if cue.kind is CueKind.MODALITY}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("争取国家级示范县", Mode.STRIVEN),
        ("拟新建两个园区", Mode.PLANNED),
        ("将于明年开工", Mode.PLANNED),
        ("建议培育主播", Mode.ADVISED),
        ("平台应当核验", Mode.MUST),
        ("可以申请补贴", Mode.MAY),
        ("企业可与平台签约", Mode.MAY),
        ("部门可将其列入名单", Mode.MAY),
        ("不得虚假宣传", Mode.FORBIDDEN),
        ("预计增长5%", Mode.EXPECTED),
        ("已获批示范县", Mode.DONE),
        ("鼓励企业入驻", Mode.ENCOURAGED),
    ],
)
def test_modality(text: str, mode: Mode) -> None:
    assert mode in modes(text)


@pytest.mark.parametrize(
    "text", ["三年行动计划", "发展规划", "将直播作为重点", "相应的措施", "模拟合同", "行政许可由县里办"]
)
def test_words_that_are_no_modality(text: str) -> None:
    assert not modes(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("不得不接受", ["double"]),
        ("并非没有依据", ["double"]),
        ("尚未建成", ["single"]),
        ("不仅如此", []),
        ("无论大小", []),
    ],
)
def test_negation(text: str, values: list[str]) -> None:
    assert [cue.value for cue in find_cues(text) if cue.kind is CueKind.NEGATION] == values


def test_scope_superlative_hedge_cause_and_attribution() -> None:
    text = "据协会介绍，由于起步早，该园区成为全国第一家，也是首批基地之一。"
    kinds = {cue.kind for cue in find_cues(text)}
    wanted = {CueKind.SCOPE, CueKind.SUPERLATIVE, CueKind.HEDGE, CueKind.CAUSAL, CueKind.ATTRIBUTION}
    assert wanted <= kinds
    assert all(text[cue.span[0] : cue.span[1]] == cue.text for cue in find_cues(text))


def test_entities_by_lexicon_longest_first() -> None:
    lexicon = Lexicon({"岫岩": "岫岩", "岫岩县": "岫岩", "鞍山": "鞍山", "马鞍山": "马鞍山"})
    found = find_entities("岫岩县和马鞍山", lexicon)
    assert [(one.canonical, one.text) for one in found] == [("岫岩", "岫岩县"), ("马鞍山", "马鞍山")]


def test_entities_without_lexicon_know_the_places_of_the_country() -> None:
    assert [one.canonical for one in find_entities("鞍山市与广东省、马鞍山")] == ["鞍山", "广东", "马鞍山"]


def test_organisations_by_shape() -> None:
    found = find_organisations("由鞍山市商务局牵头，国务院办公厅印发")
    assert [one.text for one in found] == ["鞍山市商务局", "国务院办公厅"]


def test_carrying_words() -> None:
    passage = "鞍山市电商起步较晚。到2021年底有乡镇电商服务站180家，办过培训500多场。"
    spans = carrying_spans("鞍山乡镇电商服务站有180家", passage)
    assert ["乡镇电商服务站180家" in passage[start:end] for start, end in spans] == [True]
    assert carrying_spans("无关内容", "玉石雕刻历史悠久。") == []
