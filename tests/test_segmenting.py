from __future__ import annotations

import random
from pathlib import Path

import jieba
import pytest

from advisor.segmenting import part_of_speech


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
