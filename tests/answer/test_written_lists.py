"""Lists, headings, tables, objects and broken lines of a model, as the sentences that they amount to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answer.writing.sentences import SentenceReader

ONE, TWO = "k0a1b2c", "k3d4e5f"


def read(text, *, size=2):
    reader = SentenceReader()
    found = [one for at in range(0, len(text), size) for one in reader.feed(text[at : at + size])]
    return [*found, *reader.close()]


def said(text, *, size=2):
    return [one.text.rstrip("。；") for one in read(text, size=size)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("平台不得：\n- 收取费用[k0a1b2c]\n- 限制商家[k3d4e5f]\n", ["平台不得收取费用", "平台不得限制商家"]),
        ("平台不得有下列行为：\n\n（1）收取费用；\n（2）限制商家。", ["平台不得收取费用", "平台不得限制商家"]),
        ("**禁止性规定**：\n- 请儿童代言[k0a1b2c]", ["禁止性规定：请儿童代言"]),
        ("### 禁止行为\n\n1. 请儿童代言。\n2. 广告不得造假。", ["禁止行为：请儿童代言", "广告不得造假"]),
        ("禁止行为\n- 请儿童代言[k0a1b2c]", ["禁止行为", "禁止行为：请儿童代言"]),
        ("平台不得：收取费用。限制商家。平台应当公示。", ["平台不得：收取费用", "平台不得限制商家", "平台应当公示"]),
        ("平台不得：\n- 收取费用\n\n平台应当公示规则。", ["平台不得收取费用", "平台应当公示规则"]),
        ("平台：\n1. 不得：\n  - 收费\n2. 应当：\n  - 公示\n", ["平台：不得收费", "平台：应当公示"]),
        ("平台不得：\n- 收费\n- 平台不得限制商家\n", ["平台不得收费", "平台不得限制商家"]),
        ("茶园分为：\n- 老茶园\n- 新茶园\n", ["茶园分为老茶园", "茶园分为新茶园"]),
        ("具体规定如下：\n1. 甲地有茶。\n2. 乙地有瓷。", ["甲地有茶", "乙地有瓷"]),
        ("《茶法》规定如下：\n1. 不得添加色素。", ["《茶法》规定，不得添加色素"]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 200])
def test_an_item_is_read_with_the_line_that_leads_it_in(text, sentences, size):
    assert said(text, size=size) == sentences


def test_an_item_without_a_key_has_that_of_its_lead():
    assert [one.keys for one in read(f"平台不得[{ONE}]：\n- 收取费用\n- 限制商家[{TWO}]\n")] == [(ONE,), (TWO,)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("广告不得请不满\n10周岁的儿童代言。乙地有瓷。", ["广告不得请不满10周岁的儿童代言", "乙地有瓷"]),
        ("> 甲地有茶，\n> 乙地有瓷。\n> 丙地有酒。", ["甲地有茶，乙地有瓷", "丙地有酒"]),
        ("甲地有茶\n\n乙地有瓷\n- 丙地有酒", ["甲地有茶", "乙地有瓷", "丙地有酒"]),
        ("第一，甲地有茶。第二，乙地有瓷。一是丙地有酒。", ["甲地有茶", "乙地有瓷", "丙地有酒"]),
        ("任务一是种茶，二是制瓷。第一产业增长。", ["任务一是种茶，二是制瓷", "第一产业增长"]),
        ("甲地有好茶. 乙地有3.5吨. \n", ["甲地有好茶", "乙地有3.5吨"]),
        ("✅ 甲地有茶。<|im_end|>【回答】乙地有瓷。", ["甲地有茶", "乙地有瓷"]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 200])
def test_marks_and_broken_lines_do_not_part_or_change_a_sentence(text, sentences, size):
    assert said(text, size=size) == sentences


def test_a_line_that_only_stops_is_told_from_a_sentence_that_ends():
    assert [one.ended for one in read(f"甲地有茶。\n\n乙地有瓷[{ONE}]\n\n丙地有酒")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (f"| 项 | 规定 | 依据 |\n|---|---|---|\n| 处罚 | 没收所得。 | [{ONE}] |\n", [("处罚：没收所得", (ONE,))]),
        (f"| 禁止行为 | 依据 |\n|--|--|\n| 请儿童代言 | [{ONE}] |\n", [("禁止行为：请儿童代言", (ONE,))]),
        ("| 甲 | 乙 | 丙 |\n|---|---|---|\n| 鞍山 | 5家 | 7亿元 |\n以上。", [("以上", ())]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 200])
def test_rows_of_a_table_are_sentences_or_left_out(text, sentences, size):
    assert [(one.text.rstrip("。"), one.keys) for one in read(text, size=size)] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            f'{{"answer": "甲地有茶[{ONE}]。乙地有瓷。","sources": ["{TWO}"',
            [("甲地有茶", (ONE,)), ("乙地有瓷", (TWO,))],
        ),
        (
            f'好的。\n```json\n[{{"text":"甲地有茶","key":"{ONE}"}},{{"key":"{TWO}","text":"乙地有瓷"}}]\n```\n以上。',
            [("好的", ()), ("甲地有茶", (ONE,)), ("乙地有瓷", (TWO,)), ("以上", ())],
        ),
        (
            '{"thinking":"想想再说。","平台不得":["收取费用","限制商家"]}',
            [("平台不得收取费用", ()), ("平台不得限制商家", ())],
        ),
        (f"[{ONE}] 甲地有茶。", [("甲地有茶", (ONE,))]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 200])
def test_an_object_gives_what_its_strings_say(text, sentences, size):
    assert [(one.text.rstrip("。"), one.keys) for one in read(text, size=size)] == sentences


CLOSED = [
    ("[K1]", (), ("K1",)),
    ("【K1】", (), ("K1",)),
    ("[k2bce]", (), ("k2bce",)),
    (f"\\[{ONE}\\]", (ONE,), ()),
    (f"$^{{[{ONE}]}}$", (ONE,), ()),
]


@pytest.mark.parametrize(("mark", "keys", "invented"), [*CLOSED, (f"[{ONE}", (ONE,), ()), ("[k2bc", (), ("k2bc",))])
def test_keys_that_are_broken_or_made_up_leave_nothing_behind(mark, keys, invented):
    (one,) = read(f"甲地有茶{mark}。")
    assert (one.text, one.keys, one.invented) == ("甲地有茶。", keys, invented)


@pytest.mark.parametrize(("mark", "keys", "invented"), CLOSED)
def test_such_keys_behind_the_full_stop_belong_to_the_sentence(mark, keys, invented):
    (one,) = read(f"甲地有茶。{mark}\n")
    assert (one.text, one.keys, one.invented) == ("甲地有茶。", keys, invented)


@given(
    st.lists(
        st.sampled_from(
            [
                "甲地有茶",
                "不得",
                "：",
                "\n",
                "- ",
                "| ",
                "|",
                "---",
                "> ",
                f"[{ONE}]",
                "。",
                "第一，",
                "{",
                '"',
                "}",
                "```",
                ". ",
                "\\[",
                "$",
                "10",
            ]
        ),
        max_size=14,
    ),
    st.integers(2, 7),
)
def test_how_a_text_is_cut_never_matters(parts, size):
    text = "".join(parts)
    assert read(text, size=size) == read(text, size=1)
