from __future__ import annotations

from pathlib import Path

from advisor.grounding import thesaurus
from advisor.grounding.thesaurus import (
    broader_of,
    contraries_of,
    entailed,
    mean_the_same,
    meanings,
    synonyms_of,
    words_in,
)

LEXICON = Path(thesaurus.__file__).with_name("lexicon")


def test_words_of_a_group_mean_the_same_both_ways() -> None:
    assert mean_the_same("公布", "印发")
    assert mean_the_same("印发", "公布")


def test_a_specific_word_entails_the_general_one_and_not_the_reverse() -> None:
    specific, general = next(
        (word, min(broader_of(word))) for word in ("罚款", "博士", "抖音") if broader_of(word) - synonyms_of(word)
    )
    assert entailed(specific).intersection(meanings(general))
    assert not entailed(general).issuperset(meanings(specific))


def test_contraries_exclude_each_other_both_ways() -> None:
    assert "下降" in contraries_of("增长")
    assert "增长" in contraries_of("下降")


def test_no_group_holds_two_contraries() -> None:
    for name in ("synonyms.txt", "everyday.txt"):
        for line in (LEXICON / name).read_text("utf-8").splitlines():
            words = set(line.split())
            assert not any(words.intersection(contraries_of(word)) for word in words), line


def test_nested_words_are_found_the_longest_first() -> None:
    found = [word.text for word in words_in("行政处罚") if word.start == 0]
    assert found == sorted(found, key=len, reverse=True)
    assert "处罚" in [word.text for word in words_in("行政处罚")]
