"""What is dealt out in turn (分别) belongs to the item at the same place."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

YEARLY = "一类、二类茶园的补助每年最高分别为200万元、100万元。"
AWARDS = "获评国家级、省级示范茶园的，分别奖励200万元、100万元。"
THREE = "示范茶园、示范茶企和示范茶农依次奖励30万元、20万元、10万元。"


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("二类茶园的补助每年最高200万元", YEARLY),
        ("获评国家级示范茶园的奖励100万元", AWARDS),
        ("示范茶企奖励30万元", THREE),
        ("示范茶农奖励20万元", THREE),
        ("获评国家级、省级示范茶园的，分别奖励100万元、200万元", AWARDS),
    ],
)
def test_the_figure_of_another_item_is_contradicted(claim: str, held: str) -> None:
    verdict = check_claim(claim, [held])
    assert verdict.kind is VerdictKind.CONTRADICTED
    assert "crossed" in {one.feature for one in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("二类茶园的补助每年最高100万元", YEARLY),
        ("一类茶园的补助比二类多100万元", YEARLY),
        ("获评省级示范茶园的奖励100万元", AWARDS),
        ("示范茶企奖励20万元", THREE),
        ("获评省级、国家级示范茶园的，分别奖励100万元、200万元", AWARDS),
        ("三类对象的奖励在10万元到30万元之间", THREE),
    ],
)
def test_the_figure_of_the_item_itself_is_no_fault(claim: str, held: str) -> None:
    assert "crossed" not in {one.feature for one in check_claim(claim, [held]).reasons}
