from __future__ import annotations

from random import Random

import pytest

from advisor.model.faults import ModelFault
from advisor.model.watch import TextWatch
from advisor.types import ModelOutcome


def outcome(text, *, longest=5000, size=3):
    watch = TextWatch(longest=longest)
    try:
        for at in range(0, len(text), size):
            watch.feed(text[at : at + size])
        watch.close()
    except ModelFault as fault:
        return fault.outcome
    return ModelOutcome.OK


ORDINARY = (
    "鞍山市2022年上半年直播电商交易额为70亿元[k0a1b2c]。浙江省2023年提出培育绿色直播间，海城市2021年建设了两个直播基地[k3d4e5f]。"
    * 3
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ORDINARY, ModelOutcome.OK),
        ("鞍山、海城、岫岩、台安。", ModelOutcome.OK),
        ("", ModelOutcome.EMPTY),
        (" \n ", ModelOutcome.EMPTY),
        ("".join(Random(1).choices("\ufffd\x02鞍山ab%&#", k=200)), ModelOutcome.NOISE),
        ("".join(Random(2).choices("#$%^&*(){}0123456789 ", k=200)), ModelOutcome.NOISE),
        ("The city of Anshan wants to build an industry of livestream commerce. " * 3, ModelOutcome.WRONG_LANGUAGE),
        (ORDINARY + "鞍山鞍山" * 30, ModelOutcome.REPETITION),
        ("一二三四五六七八九十。甲乙丙丁戊己庚辛。" * 8, ModelOutcome.REPETITION),
    ],
)
def test_what_a_text_amounts_to(text, expected):
    assert outcome(text) is expected


def test_a_text_without_end_is_stopped():
    text = "".join(f"第{number}项工作是完善第{number * 7}类服务。" for number in range(500))
    assert outcome(text, longest=1000) is ModelOutcome.TOO_LONG


def test_a_loop_is_noticed_soon_after_it_begins():
    assert outcome("我们要加快发展直播电商，" * 20, longest=100_000) is ModelOutcome.REPETITION
