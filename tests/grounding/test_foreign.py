from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

PASSAGE = "2022年上半年，鞍山市直播电商交易额达70亿元，签约主播3万余人；鞍山市直播电商产业协会于2020年4月29日成立。"


@pytest.mark.parametrize(
    "claim",
    [
        "Anshan livestream sales reached 7 billion yuan in the first half of 2022",
        "The Anshan livestream association was founded on April 29, 2020",
        "About 30,000 anchors had signed contracts in Anshan",
    ],
)
def test_what_agrees_is_not_checked_further(claim: str) -> None:
    assert check_claim(claim, [PASSAGE]).kind is VerdictKind.NOT_CHECKED


@pytest.mark.parametrize(
    ("claim", "feature"),
    [
        ("Anshan livestream sales reached 9 billion yuan in 2022", "figure"),
        ("Anshan livestream sales reached 7 million yuan in 2022", "figure"),
        ("The association was founded on June 29, 2020 in Anshan", "date"),
        ("Dalian livestream sales reached 7 billion yuan in 2022", "region"),
    ],
)
def test_wrong_numbers_months_and_places(claim: str, feature: str) -> None:
    found = check_claim(claim, [PASSAGE])
    assert found.kind is VerdictKind.CONTRADICTED
    assert [reason.feature for reason in found.reasons] == [feature]
