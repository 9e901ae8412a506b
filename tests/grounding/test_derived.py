from __future__ import annotations

import pytest

from advisor.grounding.derived import is_derived
from advisor.grounding.numbers import find_quantities
from advisor.grounding.reading import read_together


def derived(claim: str, passage: str) -> bool:
    reading, held = read_together(claim, [passage])
    return is_derived(find_quantities(claim)[-1], reading, held)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("出口比进口多1335亿元", "出口3105亿元，进口1770亿元"),
        ("两项合计被罚41万元", "一项罚款38万元，另一项罚款3万元"),
        ("国家级示范县的钱是省级的4倍", "国家级每县2000万元，省级每县500万元"),
        ("没有通过的占8.7%", "通过率为91.3%"),
        ("业务量比五年前增长三倍以上", "业务量由206.7亿件增长到833.6亿件"),
        ("占比由一成升到近两成，合计三成", "占比由10%升到20%"),
        ("女性占从业人员的四成多", "从业人员4万人，其中女性1.77万人"),
    ],
)
def test_what_comes_out_of_two_figures(claim: str, passage: str) -> None:
    assert derived(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("出口比进口多1500亿元", "出口3105亿元，进口1770亿元"),
        ("出口为1335亿元", "出口3105亿元，进口1770亿元"),
        ("业务量比五年前增长四倍以上", "业务量由206.7亿件增长到833.6亿件"),
        ("占比由一成升到三成", "占比由10%升到20%"),
        ("排名相差第3位", "排名第5位和第2位"),
    ],
)
def test_what_does_not_or_is_not_reckoned(claim: str, passage: str) -> None:
    assert not derived(claim, passage)
