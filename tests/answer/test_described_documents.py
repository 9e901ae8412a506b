"""Documents that a question describes by place, year and sort instead of naming them."""

from __future__ import annotations

import pytest
from tea_bench import ask, cited

from advisor.types import ClaimKind, Status


@pytest.mark.parametrize(
    "question",
    ["云岭2015年那个扶持办法还管用吗？", "云岭15年的那份茶产业办法是不是已经作废了"],
)
def test_a_document_described_by_place_year_and_sort_is_the_one_meant(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.status in (Status.ANSWERED, Status.PREMISE_CORRECTED)
    assert "云岭市茶产业扶持办法" in answer.claims[0].text
    assert "取代" in answer.text


def test_a_rule_for_the_whole_country_is_not_the_document_of_a_place(tea_bench):
    answer = ask(tea_bench, "望潮2024年的茶园补贴细则现在还有效吗？")
    assert answer.status.abstained
    assert not cited(answer, ClaimKind.FACT)


def test_the_figures_of_a_case_are_no_statement_to_be_corrected(tea_bench):
    answer = ask(tea_bench, "有家茶企的生产台账存了两年，能不能销毁？")
    assert answer.status is not Status.PREMISE_CORRECTED
    assert "三年" in answer.text


def test_old_and_new_stand_side_by_side(tea_bench):
    answer = ask(tea_bench, "云岭新旧两版扶持措施，新建茶园每亩补助是变多了还是变少了？")
    assert {"yl-measures-2015-s001", "yl-measures-2024-s001"} <= set(cited(answer))
