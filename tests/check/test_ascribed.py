"""What is ascribed to a document, without the words that ascribe it."""

from __future__ import annotations

import pytest

from advisor.check.ascribed import without_ascription
from advisor.search.holdings import Holdings


def plain(claim: str, tea: Holdings) -> str:
    source = next(one for one in tea.sources.values() if one.title == "茶叶质量法")
    return without_ascription(claim, source)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("《茶叶质量法》要求茶叶生产者建立台账", "茶叶生产者建立台账"),
        ("根据《茶叶质量法》第八条，不得在茶叶中添加色素", "不得在茶叶中添加色素"),
        ("全国人大2018年公布的《茶叶质量法》规定，不得添加色素", "不得添加色素"),
        ("全国人大2018年公布的《茶叶质量法》共有四十条", "《茶叶质量法》共有四十条"),
    ],
)
def test_the_words_that_ascribe_are_left_out(tea: Holdings, claim: str, wanted: str) -> None:
    assert plain(claim, tea) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        "《茶叶质量法》自2018年7月1日起施行",
        "《茶园管理办法》要求茶叶生产者建立台账",
        "茶叶生产者应当建立台账，《茶叶质量法》规定的除外",
        "根据《茶叶质量法》",
    ],
)
def test_what_is_said_of_a_document_or_of_another_stays(tea: Holdings, claim: str) -> None:
    assert plain(claim, tea) == claim
