from __future__ import annotations

import pytest

from advisor.statistics.standing import standing_of, use_of
from advisor.statistics.types import Standing
from advisor.types import Basis
from tests.statistics.made import SOURCES, indicator, row

BY_ID = {one.id: one for one in SOURCES}


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.OFFICIAL),
        ({"definition": "统计公报"}, Standing.OFFICIAL),
        ({"qualifier": "预计、左右"}, Standing.EXPECTED),
        ({"qualifier": "目标"}, Standing.TARGET),
        ({"definition": "省商务厅，专业机构监测", "source_id": "news"}, Standing.DEPARTMENT),
        ({"definition": "某咨询公司", "source_id": "news"}, Standing.INSTITUTE),
        ({"definition": "国家统计局数据，商务部转述"}, Standing.RELAYED),
        ({"definition": "统计公报", "basis": Basis.SECONDARY}, Standing.RELAYED),
        ({"source_id": "news"}, Standing.MEDIA),
        ({"source_id": "report"}, Standing.REPORT),
        ({"source_id": "paper"}, Standing.PAPER),
        ({"basis": Basis.PAPER_ONLY}, Standing.PAPER),
    ],
)
def test_what_a_row_says_of_itself_outweighs_what_its_source_is(changes, standing):
    figure = row("茶叶销售额", "云岭", "2023", 10, **changes)
    assert standing_of(figure, BY_ID[figure.source_id], indicator("茶叶销售额")) is standing


def test_the_definition_of_an_indicator_tells_an_estimate_of_institutes():
    figure = row("茶叶规模", "云岭", "2023", 10, source_id="news")
    assert standing_of(figure, BY_ID["news"], indicator("茶叶规模", definition="研究机构口径")) is Standing.INSTITUTE


def test_every_standing_has_a_use():
    assert len({use_of(one) for one in Standing}) == len(Standing)
