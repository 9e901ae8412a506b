"""When a question asks for a list of documents."""

from __future__ import annotations

import pytest

from advisor.answer.composers.matters import asks_which_documents


@pytest.mark.parametrize(
    "text", ["有哪些办法管茶叶标识", "云岭有什么茶叶政策", "卖茶要遵守哪些法律", "依据是哪几部条例"]
)
def test_documents_are_asked_for(text: str) -> None:
    assert asks_which_documents(text)


@pytest.mark.parametrize("text", ["留住采茶工有什么办法", "茶叶卖不动有啥好办法", "茶叶标识要求是什么"])
def test_ways_and_contents_are_no_documents(text: str) -> None:
    assert not asks_which_documents(text)
