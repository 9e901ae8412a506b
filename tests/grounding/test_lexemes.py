from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from advisor.grounding import check_claim, lexemes
from advisor.grounding.alignment import align
from advisor.grounding.lexemes import TokenKind, lexemes_of
from advisor.grounding.reading import read
from advisor.grounding.tokens import tokens_of

WORDS = [f"渔港{number}号" for number in range(60)]


@pytest.fixture
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexemes, "_ROOM", 4)
    monkeypatch.setattr(lexemes, "_MOST", 20)
    monkeypatch.setattr(lexemes, "_IN_USE", [])


def kinds(count: int) -> list[TokenKind]:
    return [TokenKind.WORD] * count


def test_a_word_has_one_row_and_keeps_it_when_tables_grow(small_tables: None) -> None:
    first = lexemes_of(WORDS[:3], kinds(3))
    before = first.own().copy(), first.vectors().copy()
    lexemes_of(WORDS[:15], kinds(15))
    again = lexemes_of(WORDS[:3], kinds(3))
    assert again.numbers.tolist() == first.numbers.tolist()
    assert np.array_equal(first.own(), before[0])
    assert np.array_equal(first.vectors(), before[1])


def test_a_word_is_the_same_as_figure_or_place_and_in_tables_begun_anew(small_tables: None) -> None:
    as_word, as_place = lexemes_of(["鞍山"], [TokenKind.WORD]), lexemes_of(["鞍山"], [TokenKind.PLACE])
    for start in range(0, 60, 10):
        lexemes_of(WORDS[start : start + 10], kinds(10))
    later = lexemes_of(["鞍山"], [TokenKind.WORD])
    assert later.tables is not as_word.tables
    assert as_word.ids().tolist() == as_place.ids().tolist() == later.ids().tolist()


def test_readings_of_old_and_new_tables_are_aligned_alike(small_tables: None) -> None:
    passage = read("渔港有36个泊位，年卸货4万吨，归县水产站管理。")
    first = align(tokens_of(read("渔港年卸货4万吨。")), [tokens_of(passage)])
    for start in range(0, 60, 10):
        lexemes_of(WORDS[start : start + 10], kinds(10))
    again = align(tokens_of(read("渔港年卸货4万吨。 ")), [tokens_of(passage)])
    assert all(np.allclose(one, other) for one, other in zip(first[:-2], again[:-2], strict=True))


def test_threads_get_what_one_thread_gets() -> None:
    passages = [f"柳湾渔港{number}号码头有泊位{number + 3}个，由第{number}管理站负责。" for number in range(40)]
    claims = [f"{number}号码头由第{number}管理站负责。" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda pair: check_claim(pair[0], [pair[1]]), zip(claims, passages, strict=True)))
    read.cache_clear()
    assert found == [check_claim(claim, [passage]) for claim, passage in zip(claims, passages, strict=True)]
