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
    "passage",
    [
        "基地应当按照投资行为的性质分类申报，逾期不予受理。",
        "宣传不得声称食品能够预防疾病。",
        "对免费开放的基地给予补助。",
        "申请补助的受理期限为10日。",
        "直播间发生故障，故障排除前停播。",
    ],
)
def test_words_that_only_look_like_a_reason_are_none(passage: str) -> None:
    assert link(f"考虑到企业的困难，{passage}", passage) == "考虑到"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("为企业办直播基地，云岭市给予补助。", HELD),
        ("直播基地增至12家，但补助比例并不因此降低。", HELD),
        ("得益于市里的补助，直播基地增至12家。", "因市里补助，直播基地增至12家。"),
        ("为吸引企业，市里给予补助。", "市里给予补助，以吸引企业入驻。"),
        ("由于信号不通，这些村不设站。", "受信号所限，这些村不设站。"),
        ("由于指标只看规模，大区占优。", "指标只看规模，故大区占优。"),
        ("云岭市对直播基地按投资额的20%给予补助。", HELD),
    ],
)
def test_a_reason_that_is_given_or_none_is_no_fault(claim: str, passage: str) -> None:
    assert link(claim, passage) == ""
