from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

PASSAGE = "县里的茶叶合作社去年搬进了新厂房，茶农把鲜叶直接送到厂里，当天结清货款，不再赊账。"


@pytest.mark.parametrize("claim", ["茶农送去的鲜叶要等到年底才能拿到钱。", "合作社至今仍在老厂房里做茶。"])
def test_a_passage_that_says_otherwise_in_other_words_contradicts(claim: str) -> None:
    found = check_claim(claim, [PASSAGE])
    assert found.kind is VerdictKind.CONTRADICTED
    assert found.reasons[0].text == "按意思看，来源的说法与论断不一致，请对照原文"


@pytest.mark.parametrize("claim", ["合作社计划明年上市。", "茶农的孩子大多去了省城打工。"])
def test_a_silent_passage_does_not_contradict(claim: str) -> None:
    assert check_claim(claim, [PASSAGE]).kind is VerdictKind.NOT_FOUND
