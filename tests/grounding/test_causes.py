from __future__ import annotations

import pytest

from advisor.grounding import SHOWN_FROM, check_claim
from advisor.grounding.causes import cause_faults
from advisor.grounding.reading import read

HELD = "云岭市对直播基地按投资额的20%给予补助。2023年全市直播基地增至12家。"


def link(claim: str, passage: str = HELD) -> str:
    """The words of the link that no passage gives; empty without a fault."""
    return "".join(claim[slice(*fault.claim_span)] for fault in cause_faults(read(claim), [read(passage)]))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("因为有补助，2023年全市直播基地增至12家。", "因为"),
        ("2023年全市直播基地增至12家，得益于市里的补助。", "得益于"),
        ("为吸引外地企业，云岭市对直播基地按投资额的20%给予补助。", "为"),
        ("应企业请求，云岭市对直播基地按投资额的20%给予补助。", "应企业请求"),
    ],
)
def test_a_reason_from_nowhere_is_found(claim: str, words: str) -> None:
    assert link(claim) == words
    assert check_claim(claim, [HELD]).score < SHOWN_FROM


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("为企业办直播基地，云岭市给予补助。", HELD),
        ("直播基地增至12家，但补助比例并不因此降低。", HELD),
        ("得益于市里的补助，直播基地增至12家。", "因市里补助，直播基地增至12家。"),
        ("为吸引企业，市里给予补助。", "市里给予补助，以吸引企业入驻。"),
        ("云岭市对直播基地按投资额的20%给予补助。", HELD),
    ],
)
def test_a_reason_that_is_given_or_none_is_no_fault(claim: str, passage: str) -> None:
    assert link(claim, passage) == ""
