"""Sentences of real drafts said falsely in every way that a program can make up: none may reach a draft."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from advisor.memo.faithful import faithful
from advisor.memo.stretches import stretches_of
from advisor.memo.types import Origin, Sentence

DRAFTS = (("加快发展直播电商", "政策建议"), ("加强主播培训", "调研报告"), ("完善直播电商物流", "政策建议"))
LIES: dict[str, Callable[[str], str]] = {
    "number": lambda text: re.sub(
        r"(?<![年月\d])(\d+)(?=[万亿家个名人余%场次])", lambda found: str(int(found[1]) * 2 + 1), text, count=1
    ),
    "year": lambda text: re.sub(r"(20\d\d)年", lambda found: f"{int(found[1]) + 1}年", text, count=1),
    "place": lambda text: text.replace("鞍山", "沈阳").replace("杭州", "温州"),
    "bound": lambda text: re.sub("(?<!制)约|余|以上|超过|超|近", "", text, count=1),
    "modality": lambda text: text.replace("建议", "已经", 1).replace("提出", "建成了", 1).replace("鼓励", "要求", 1),
    "first": lambda text: f"{text.rstrip('。')}，居全国第一。",
    "cause": lambda text: f"{text.rstrip('。')}，因此直播电商交易额大幅增长。",
    "subsidy": lambda text: f"{text.rstrip('。')}，并由财政给予全额补助。",
    "source": lambda text: text.replace("论文", "国务院文件", 1),
    "open place": lambda text: f"{text.rstrip('。')}〔待核实：来源〕。",
}


def untrue(sentences, sentence: Sentence, text: str) -> list[Sentence]:
    """The stretch as a model would give it, one sentence of it false."""
    return [
        Sentence(
            text=text if one is sentence else one.text,
            kind=one.kind,
            origin=Origin.MODEL,
            passage_ids=one.passage_ids,
        )
        for one in sentences
    ]


@pytest.mark.parametrize("kind", LIES)
def test_no_lie_reaches_a_draft(desk, drafted, kind):
    told = 0
    for topic, form in DRAFTS:
        for stretch in stretches_of(drafted(topic, form), desk):
            for one in stretch.sentences:
                lie = LIES[kind](one.text)
                if lie == one.text:
                    continue
                told += 1
                shown = faithful(untrue(stretch.sentences, one, lie), stretch, desk)
                assert lie not in [sentence.text for sentence in shown]
                assert lie.removeprefix(one.opening) not in [
                    sentence.text.removeprefix(sentence.opening) for sentence in shown
                ]
    assert told, "a lie that was never told proves nothing"
