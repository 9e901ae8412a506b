from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.plain import said_in_like_words
from advisor.grounding.reading import read_together
from advisor.grounding.tokens import tokens_of
from advisor.types import VerdictKind

PASSAGE = "云岭市对购置设备的企业给予补助，最高30万元，由商务局审核，财政局拨付。"


def is_said(claim: str, passage: str) -> bool:
    own, [held] = read_together(claim, [passage])
    return said_in_like_words(own, tokens_of(held))


@pytest.mark.parametrize(
    "claim",
    [
        "云岭市对购置设备的企业给予补贴，最高为30万元。",
        "据论文，云岭市对购买设备的企业给予补助，最高300000元。",
        "云岭市对购置设备的企业给予补助，并由商务局审核。",
    ],
)
def test_light_words_and_synonyms_do_not_matter(claim: str) -> None:
    assert is_said(claim, PASSAGE)
    assert check_claim(claim, [PASSAGE]).kind is VerdictKind.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "云岭市对购置设备的企业给予补助，最高50万元。",
        "云岭市对购置设备的企业给予补助，最高30万元，由财政局审核，商务局拨付。",
        "云岭市对企业给予补助，最高30万元。",
        "云岭市对购置设备的所有企业给予补助。",
        "财政局拨付，由商务局审核，最高30万元。",
    ],
)
def test_another_word_another_order_or_a_lost_condition_is_not_the_same(claim: str) -> None:
    assert not is_said(claim, PASSAGE)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("软管长度不得超过三米，不得穿墙。", "软管长度不得超过二米，不得穿墙。"),
        ("本场演出每周五推出一场，票价20元。", "本场演出每周三推出一场，票价20元。"),
        ("旅客每次入境限带香烟二百条。", "旅客每次入境限带香烟二百支。"),
        ("云岭市第二产业增加值为582亿元。", "云岭市第三产业增加值为582亿元。"),
    ],
)
def test_what_a_figure_entails_or_a_part_of_a_word_shares_is_not_the_same(claim: str, passage: str) -> None:
    assert not is_said(claim, passage)


def test_words_of_different_sentences_are_not_put_together() -> None:
    assert not is_said("甲公司生产茶叶，最高获补助30万元。", "甲公司生产茶叶。乙公司最高获补助30万元。")


def test_a_single_time_and_the_verb_of_reaching_are_left_out() -> None:
    assert is_said("2022年云岭市茶叶产值为70亿元。", "云岭市茶叶产值达到70亿元。")
    assert not is_said("2021年茶叶产值70亿元，2022年80亿元。", "茶叶产值80亿元，70亿元。")


def test_what_follows_from_a_state_may_stand_between_the_very_words() -> None:
    entry = "《茶叶规则》由云岭市制定，效力状态为有效（2020年、2021年分别公布；此后是否再改未核实）。"
    found = check_claim("《茶叶规则》现行有效（2020年、2021年分别公布；此后是否再改未核实）。", [entry])
    assert found.kind is VerdictKind.SUPPORTED
    assert found.score >= 0.9
