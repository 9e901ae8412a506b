from __future__ import annotations

import random
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

import advisor.segmenting
from advisor.segmenting import part_of_speech, segmenter, words_mark, words_of

OWN_WORDS = dict(
    line.split()
    for line in Path(advisor.segmenting.__file__).with_name("segmenting_words.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)


def test_a_words_tag_is_the_dictionarys() -> None:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    tags: dict[str, str] = {}
    for line in lines:
        word, _, tag = line.split()
        tags.setdefault(word, tag)
    chosen = random.Random(7).sample(sorted(set(tags) - set(OWN_WORDS)), 3000)
    assert [word for word in chosen if part_of_speech(word) != tags[word]] == []


@pytest.mark.parametrize(
    ("word", "tag"), [("吉林", "ns"), ("高富帅", "n"), ("的", "uj"), ("不存在的词儿", "x"), ("", "x")]
)
def test_words_out_of_order_and_words_not_held(word: str, tag: str) -> None:
    assert part_of_speech(word) == tag


@pytest.mark.parametrize(
    "cut",
    [
        "从事|主播|经纪",
        "做|主播|的",
        "带货|主播|收入",
        "线上|线下",
        "快手|电商",
        "所|占|比重|不|大",
        "由|市|文旅局|承办",
    ],
)
def test_words_younger_than_the_dictionary_stay_whole(cut: str) -> None:
    assert [word for word, _, _ in words_of(cut.replace("|", ""))] == cut.split("|")


def test_words_of_our_own_are_in_order_and_have_their_tags() -> None:
    assert list(OWN_WORDS) == sorted(OWN_WORDS)
    assert {word: part_of_speech(word) for word in OWN_WORDS} == OWN_WORDS


@given(st.text(alphabet="abc01.%+# \r\n\t，。中国人民直播电商鞍山市发展AT&_-、年月的𠀀", max_size=40))
def test_cutting_gives_what_jieba_gives(text: str) -> None:
    words = words_of(text)
    assert [word for word, _, _ in words] == list(segmenter().cut(text, HMM=False))
    assert [text[start:end] for _, start, end in words] == [word for word, _, _ in words]


def test_the_mark_of_our_words_changes_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = words_mark()
    other = tmp_path / "words.txt"
    other.write_text("茶博会 n\n", encoding="utf-8")
    monkeypatch.setattr(advisor.segmenting, "_OWN_WORDS", other)
    assert words_mark() != before
