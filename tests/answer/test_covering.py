"""What a model said need not be said again by the library."""

from __future__ import annotations

import pytest

from advisor.answer.writing.covering import says_the_same, unsaid
from advisor.types import Claim, ClaimKind

HELD = "茶园平台应当核验、登记茶农的身份，至少每6个月核验更新1次。"


def claim(text, *passage_ids, **more):
    return Claim(text=text, kind=ClaimKind.FACT, passage_ids=passage_ids, **more)


@pytest.mark.parametrize(
    ("written", "passage", "left"),
    [
        ("平台对茶农要做核验、登记茶农的身份，至少每6个月核验更新1次。", "p1", False),
        ("平台对茶农要做核验、登记茶农的身份，每隔一段时间更新1次。", "p2", True),
        ("平台对茶农要做核验、登记茶农的身份，至少核验更新1次。", "p1", True),
        ("平台每6个月更新1次。", "p1", True),
    ],
)
def test_a_claim_is_left_to_say_unless_the_same_passage_was_said_with_all_its_figures(written, passage, left):
    slot = claim(f"根据《茶法》，{HELD}", "p1", fills_slot=True, opening="根据《茶法》，")
    assert bool(unsaid([slot], [claim(written, passage)], everything=False)) is left


def test_a_sentence_said_again_with_another_opening_says_the_same():
    first, again = claim(f"根据《茶法》，{HELD}", "p1"), claim(f"《茶法》中提到，{HELD}", "p1")
    assert says_the_same(first, again)
    assert not says_the_same(first, claim(f"《茶法》中提到，{HELD}", "p2"))
    assert not says_the_same(first, claim(f"《茶法》中提到，{HELD.replace('6个月', '3个月')}", "p1"))
