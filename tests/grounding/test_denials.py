from __future__ import annotations

import pytest

from advisor.grounding import SHOWN_FROM, check_claim
from advisor.grounding.denials import denial_faults
from advisor.grounding.reading import read

PASSAGE = "云岭市对新建直播基地按投资额的20%给予补助，最高200万元。"


def frame(claim: str, passage: str = PASSAGE) -> str:
    """The words of the frame that no passage has; empty without a fault."""
    return "".join(claim[slice(*fault.claim_span)] for fault in denial_faults(read(claim), [read(passage)]))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("该办法并没有规定云岭市对新建直播基地按投资额的20%给予补助。", "没有规定"),
        ("该办法第八条未对补助最高200万元作出规定。", "未对补助最高200万元作出规定"),
        ("云岭市对新建直播基地按投资额的20%给予补助的说法并不属实。", "说法并不属实"),
        ("云岭市最高补助200万元，这一传言没有依据。", "传言没有依据"),
    ],
)
def test_a_frame_of_denial_from_nowhere_is_found_and_not_shown(claim: str, words: str) -> None:
    assert frame(claim) == words
    assert check_claim(claim, [PASSAGE]).score < SHOWN_FROM


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("补助最高2000万元的说法不属实。", "市商务局澄清：补助最高200万元，网传2000万元不实。"),
        ("该办法没有规定补助的下限。", "该办法规定了补助的上限，没有规定下限。"),
        ("逾期未提出申请的，视为放弃。", "逾期不提出申请的，视为放弃。"),
        ("公示期内没有提出异议的，予以认定。", "公示无异议的，予以认定。"),
        ("该办法没有规定补助的下限。", "补助的下限，该办法未作规定。"),
        ("云岭市对新建直播基地给予补助。", PASSAGE),
    ],
)
def test_what_a_passage_denies_and_plain_negations_are_no_frame(claim: str, passage: str) -> None:
    assert frame(claim, passage) == ""
