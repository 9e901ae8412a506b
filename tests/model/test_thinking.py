from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.thinking import ThinkingFilter


def visible(pieces):
    filter_, text = ThinkingFilter(), ""
    for piece in pieces:
        new = filter_.feed(piece)
        text = new if filter_.retracted else text + new
    return text + filter_.close()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("答案。", "答案。"),
        ("<think>先想想</think>答案。", "答案。"),
        ("一<think>想</think>二<think>再想</think>三", "一二三"),
        ("<THINK>先想想</THINK>答案。", "答案。"),
        ("<thinking>想</thinking>一<reasoning>想</reasoning>二", "一二"),
        ("【思考】先想想。\n【回答】答案。", "答案。"),
        ("【结论】答案。", "【结论】答案。"),
        ("想到这里\n</think>\n答案。", "\n答案。"),
        ("<think>想个没完", ""),
        ("小于号<不算，5<6也不算", "小于号<不算，5<6也不算"),
        ("末尾<thi", "末尾<thi"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_thinking_is_taken_out_however_it_is_cut(said, left, size):
    assert visible([said[at : at + size] for at in range(0, len(said), size)]) == left


@given(st.lists(st.sampled_from(["<think>", "</think>", "<", "th", "文", "ink>", "/"]), max_size=12), st.integers(1, 5))
def test_how_a_stream_is_cut_never_matters(parts, size):
    said = "".join(parts)
    assert visible([said[at : at + size] for at in range(0, len(said), size)]) == visible([said])
