from __future__ import annotations

import random
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.segmenting import part_of_speech, segmenter, words_of


def test_a_words_tag_is_the_dictionarys() -> None:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    tags: dict[str, str] = {}
    for line in lines:
        word, _, tag = line.split()
        tags.setdefault(word, tag)
    chosen = random.Random(7).sample(sorted(tags), 3000)
    assert [word for word in chosen if part_of_speech(word) != tags[word]] == []


@pytest.mark.parametrize(
    ("word", "tag"), [("吉林", "ns"), ("高富帅", "n"), ("的", "uj"), ("不存在的词儿", "x"), ("", "x")]
)
def test_words_out_of_order_and_words_not_held(word: str, tag: str) -> None:
    assert part_of_speech(word) == tag


@given(st.text(alphabet="abc01.%+# \r\n\t，。中国人民直播电商鞍山市发展AT&_-、年月的𠀀", max_size=40))
def test_cutting_gives_what_jieba_gives(text: str) -> None:
    words = words_of(text)
    assert [word for word, _, _ in words] == list(segmenter().cut(text, HMM=False))
    assert [text[start:end] for _, start, end in words] == [word for word, _, _ in words]
