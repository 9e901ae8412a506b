"""The day on which a document is issued is not the day from which it applies."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

HELD = "《茶叶质量规定》2026年1月16日公布，自2026年3月20日起施行。"


@pytest.mark.parametrize("claim", ["该规定自2026年1月16日起施行", "自1月16日起施行", "该规定2026年3月20日公布"])
def test_a_day_of_the_other_event_is_contradicted(claim: str) -> None:
    verdict = check_claim(claim, [HELD])
    assert verdict.kind is VerdictKind.CONTRADICTED
    assert "period" in {one.feature for one in verdict.reasons}


@pytest.mark.parametrize("claim", ["自2026年3月20日起施行", "自3月20日起施行", "2026年1月16日公布"])
def test_a_day_of_the_same_event_is_no_fault(claim: str) -> None:
    assert check_claim(claim, [HELD]).kind is VerdictKind.SUPPORTED


def test_a_day_that_the_passage_gives_for_both_is_no_fault() -> None:
    verdict = check_claim("该条例自2025年6月20日起施行", ["该条例2025年6月20日公布，自公布之日起施行。"])
    assert "period" not in {one.feature for one in verdict.reasons}
