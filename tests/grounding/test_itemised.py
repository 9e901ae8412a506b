"""A figure belongs to the item that it stands behind."""

from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.types import VerdictKind

POINTS = "高级技师加60分、技师加40分、高级工加20分。"
SHARES = "前九个月，江北区退租企业163家；江南区退租97家。"


@pytest.mark.parametrize("claim", ["技师加60分、高级技师加40分、高级工加20分", "高级技师加40分", "高级工加40分"])
def test_the_figure_of_another_item_is_contradicted(claim: str) -> None:
    verdict = check_claim(claim, [POINTS])
    assert verdict.kind is VerdictKind.CONTRADICTED
    assert "crossed" in {one.feature for one in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("技师加40分，高级技师加60分", POINTS),
        ("高级工加20分", POINTS),
        ("江北区退租163家", SHARES),
        ("涉及资金212万元的提前拨付在2个乡镇", "未按期开工涉及资金1860万元；提前拨付金额212万元，在2个乡镇。"),
        ("每户补600元", "种茶每户补600元、采茶每户补300元。"),
    ],
)
def test_the_figure_of_the_item_itself_is_no_fault(claim: str, held: str) -> None:
    assert "crossed" not in {one.feature for one in check_claim(claim, [held]).reasons}
