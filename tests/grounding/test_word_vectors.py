from __future__ import annotations

import numpy as np
import pytest

from advisor.grounding.word_vectors import LENGTH, rarity_of, vector_of


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [("菜农", "农户", "发票"), ("缴纳", "支付", "气温"), ("首都", "京城", "罚款"), ("汽车", "轿车", "文件")],
)
def test_words_of_like_meaning_have_like_vectors(word: str, like: str, unlike: str) -> None:
    assert vector_of(word) @ vector_of(like) > vector_of(word) @ vector_of(unlike) + 0.15


def test_an_unknown_word_has_the_vector_of_its_characters() -> None:
    found = vector_of("鞍柳渔港镇")
    assert found.shape == (LENGTH,)
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-5)
    assert not vector_of("\u3400\u3401").any()


def test_a_word_that_stands_everywhere_is_not_rare() -> None:
    assert rarity_of("的") < rarity_of("规定") < rarity_of("鞍柳渔港镇") == 1.0
