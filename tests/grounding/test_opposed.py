"""A contrary bound to the same noun, and a duty waived."""

from __future__ import annotations

import pytest

from advisor.grounding.opposed import opposed_faults
from advisor.grounding.reading import read_together

TENDER = "不得限制外地经营者参加本地的招标投标活动。"
REGISTER = "茶商应当向商务局备案，备案须每年更新。"


def faults_of(claim: str, passage: str) -> list[str]:
    own, held = read_together(claim, [passage])
    return [fault.text for fault in opposed_faults(own, held)]


def test_a_word_that_stands_elsewhere_is_held_against_its_contrary_before_the_noun() -> None:
    (text,) = faults_of("不得限制本地经营者参加招标投标活动。", TENDER)
    assert "本地经营" in text
    assert "外地经营" in text


def test_a_duty_waived_is_told_with_the_duty() -> None:
    (text,) = faults_of("茶商无须向商务局备案。", REGISTER)
    assert "无须" in text


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("不得限制外地经营者参加本地的招标投标活动。", TENDER),
        ("不得限制本地、外地经营者参加招标投标活动。", TENDER),
        ("茶商无须向商务局备案。", "茶商不需要向商务局备案。"),
        ("备案须每年更新。", REGISTER),
    ],
)
def test_the_same_word_both_words_or_a_waiver_held_is_right(claim: str, passage: str) -> None:
    assert faults_of(claim, passage) == []
