"""What a server sends is readable, whatever it sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import scripted_model

from advisor.model.characters import CharacterJoiner, readable
from advisor.types import ModelPurpose


def cleaned(*pieces):
    joiner = CharacterJoiner()
    return "".join(readable(joiner.feed(piece)) for piece in pieces)


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        (("甲\ud83d", "\udc49乙。"), "甲👉乙。"),
        (("\ud83d\udc49",), "👉"),
        (("甲\ud83d乙", "丙\udc49"), "甲乙丙"),
        (("甲\ufffd乙\u202e丙\u2066丁\u200b戊\x00己",), "甲乙丙丁戊己"),
        (
            (
                "甲\x1b",
                "[31",
                "m乙\x1b[0m",
            ),
            "甲乙",
        ),
        (("甲\n\t乙\r\n",), "甲\n\t乙\n"),
    ],
)
def test_what_cannot_be_shown_is_taken_out(pieces, left):
    assert cleaned(*pieces) == left


@given(st.lists(st.text(st.characters(), max_size=6), max_size=5))
def test_whatever_comes_can_be_written_out(pieces):
    cleaned(*pieces).encode()


def test_a_reply_with_half_a_character_is_read():
    session = scripted_model("\ud83d鞍山有直播基地。").session()
    reply = session.reply(ModelPurpose.PROBE, session.messages(ModelPurpose.PROBE))
    assert reply == "鞍山有直播基地。"
