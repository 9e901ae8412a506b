"""Totals that a text gives with or without the things they count."""

from __future__ import annotations

import pytest

from advisor.grounding.gate import check_gap
from advisor.grounding.totals import bare_total
from advisor.types import VerdictKind


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("规定列明了13类不得直播销售的茶叶。", "13类"),
        ("行为规范共列出31种不得出现的行为。", "31种"),
        ("实施方案分4个大工程推进。", "4个大工程"),
        ("建议有4条：育种、加工、品牌、外销。", None),
        ("茶叶分3类，包括绿茶和红茶。", None),
        ("支持方向有4项，第一项是加工。", None),
        ("茶园有13万亩。", None),
    ],
)
def test_a_total_without_its_items(text, total):
    assert bare_total(text) == total


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("规定列明了13类不得直播销售的茶叶。", VerdictKind.SUPPORTED),
        ("规定列明了14类不得直播销售的茶叶。", VerdictKind.CONTRADICTED),
        ("规定列明了13类茶叶：散茶、陈茶、野茶等。", VerdictKind.CONTRADICTED),
    ],
)
def test_that_only_a_total_is_held_is_shown_where_it_is_so(passage, kind):
    claim = "资料库只记到总数“13类”，没有逐项收录。"
    assert check_gap(claim, [passage], question="哪些茶叶不能直播卖").kind is kind
