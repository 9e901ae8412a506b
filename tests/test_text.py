from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.text import normalise, to_simplified


@pytest.mark.parametrize(
    ("written", "matched"),
    [
        ("直播電商的發展", "直播电商的发展"),
        ("ＡＢＣ１２３％", "abc123%"),
        ("交易额 70 亿元", "交易额70亿元"),
        ("鞍 山\n市", "鞍山市"),
        ("  MCN  机构 ", "mcn机构"),
        ("live  stream ", "live stream"),
        ("㎡", "m2"),
        ("", ""),
    ],
)
def test_normalise_brings_spellings_together(written: str, matched: str) -> None:
    assert normalise(written) == matched


def test_traditional_phrases_are_converted_character_by_character() -> None:
    assert to_simplified("網紅帶貨") == "网红带货"


@given(st.text(max_size=200))
def test_to_simplified_keeps_every_position(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from(" ，。A9％"), max_size=60
    )
)
def test_normalise_of_normalised_text_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
