"""What a model writes, cut into sentences with the keys they cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answer.writing.sentences import SentenceReader


def read(text, *, size=2):
    reader = SentenceReader()
    found = [one for at in range(0, len(text), size) for one in reader.feed(text[at : at + size])]
    return [*found, *reader.close()]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲地有茶[k0a1b2c]。乙地有瓷[k3d4e5f]。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        ("甲地有茶。[k0a1b2c]乙地有瓷。【k3d4e5f】", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        ("甲地有茶〔k0a1b2c〕〔k3d4e5f〕。", [("甲地有茶。", ("k0a1b2c", "k3d4e5f"))]),
        ("甲地有茶（编号：k0a1b2c、k3d4e5f）。", [("甲地有茶。", ("k0a1b2c", "k3d4e5f"))]),
        ("甲地有茶。\n\n乙地有瓷", [("甲地有茶。", ()), ("乙地有瓷", ())]),
        ("1. **甲地**有茶[k0a1b2c]。\n- 乙地有瓷。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ())]),
        ("他说“甲地有茶。”[k0a1b2c]好。", [("他说“甲地有茶。”", ("k0a1b2c",)), ("好。", ())]),
        (
            "根据国发〔2015〕24号（2015年）规定，有茶[k0a1b2c]。",
            [("根据国发〔2015〕24号（2015年）规定，有茶。", ("k0a1b2c",))],
        ),
        ("甲（有茶。有瓷。）乙[k0a1b2c]。", [("甲（有茶。有瓷。）乙。", ("k0a1b2c",))]),
        ("甲地有茶[k0a1b2c]。[k3d4e5f]乙地有瓷。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ())]),
        ("甲地有茶[k0a1b2c]、[k3d4e5f]和k6a7b8c9。", [("甲地有茶。", ("k0a1b2c", "k3d4e5f", "k6a7b8c9"))]),
        ("甲地有茶（来源：[k0a1b2c]，[k3d4e5f]）。", [("甲地有茶。", ("k0a1b2c", "k3d4e5f"))]),
        ("甲地有茶。（[k0a1b2c]）乙地有瓷。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ())]),
        ("甲地有茶[[k0a1b2c]]。乙地有瓷【[K3D4E5F]】。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        ("甲地有茶{k0a1b2c}。乙地有瓷[^k3d4e5f]。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        ("甲地有茶[k0a1b2c，第三条]，产量有3.5吨[k3d4e5f]。", [("甲地有茶，产量有3.5吨。", ("k0a1b2c", "k3d4e5f"))]),
        (
            "根据材料[k0a1b2c]，甲地有茶。以此为依据[k3d4e5f]，乙地有瓷。",
            [("甲地有茶。", ("k0a1b2c",)), ("以此为依据，乙地有瓷。", ("k3d4e5f",))],
        ),
        ("[k0a1b2c] 甲地有茶。\n[k3d4e5f]：乙地有瓷。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        ("甲地有茶。\n[k0a1b2c]\n乙地有瓷。", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ())]),
        ("甲地有茶。\n[k0a1b2c] 乙地有瓷", [("甲地有茶。", ()), ("乙地有瓷", ("k0a1b2c",))]),
        ("甲地有茶[k0a1b2c].乙地有瓷[k3d4e5f].", [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        (
            "### 一、基本情况\n\n**结论**：甲地有茶[k0a1b2c]。\n---\n一、乙地有瓷。",
            [("甲地有茶。", ("k0a1b2c",)), ("乙地有瓷。", ())],
        ),
        (
            '<passage number="1">\n编号：[k0a1b2c]\n来源：《茶法》（法律）\n内容（应当）：甲地有茶。\n</passage>',
            [("甲地有茶。", ())],
        ),
        ("甲地（有茶[k0a1b2c]。\n乙地有瓷[k3d4e5f]。", [("甲地（有茶。", ("k0a1b2c",)), ("乙地有瓷。", ("k3d4e5f",))]),
        (
            "<question>甲地有茶？</question>乙地有瓷[k0a1b2c]。",
            [("甲地有茶？", ()), ("乙地有瓷。", ("k0a1b2c",))],
        ),
        ("一、二、三产融合[k0a1b2c]。", [("一、二、三产融合。", ("k0a1b2c",))]),
        ("3.5亿元用于茶业[k0a1b2c]。", [("3.5亿元用于茶业。", ("k0a1b2c",))]),
        ("", []),
        ("。。\n\n！", []),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 200])
def test_sentences_and_their_keys(text, sentences, size):
    assert [(one.text, one.keys) for one in read(text, size=size)] == sentences


@pytest.mark.parametrize("made_up", ["[1]", "[2,3]", "【来源2】", "[材料：3]", "[source 4]", "[a1b2c3d4]"])
def test_made_up_citations_are_taken_out_and_kept_apart(made_up):
    (one,) = read(f"甲地有茶{made_up}。")
    assert (one.text, one.keys, one.invented) == ("甲地有茶。", (), (made_up[1:-1],))


def test_a_line_break_begins_a_paragraph():
    assert [one.begins_paragraph for one in read("甲[k0a1b2c]。乙[k0a1b2c]。\n\n丙[k0a1b2c]。丁。")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_sentence_that_cites_is_complete_with_its_mark():
    reader = SentenceReader()
    assert reader.feed("甲地有茶[k0a1b2c]") == []
    assert [one.text for one in reader.feed("。")] == ["甲地有茶。"]


def test_a_sentence_without_keys_waits_for_what_may_follow():
    reader = SentenceReader()
    assert reader.feed("甲地有茶。") == []
    assert reader.feed("[k0a1") == []
    assert [one.keys for one in reader.feed("b2c]")] == []
    assert [one.keys for one in reader.feed("乙")] == [("k0a1b2c",)]


@given(
    st.lists(
        st.sampled_from(
            [
                "甲地有茶",
                "[k0a1b2c]",
                "〔k3d4e5f〕",
                "。",
                "！",
                "\n",
                "（",
                "）",
                "[1]",
                "[[",
                "]]",
                "k6a7b8c9",
                "、",
                "：",
                ".",
                "### ",
                "来源",
                "1. ",
                "“",
                "”",
                "《茶》",
                " ",
            ]
        ),
        max_size=14,
    ),
    st.integers(2, 6),
)
def test_how_a_text_is_cut_never_matters(parts, size):
    text = "".join(parts)
    assert read(text, size=size) == read(text, size=1)
