"""Order in a list says nothing; a figure belongs to its own item; a clause without a subject is marked as such."""

from __future__ import annotations

from advisor.check.clauses import facts_of
from advisor.check.lists import misplaced
from advisor.grounding import check_claim
from advisor.types import VerdictKind


def test_items_of_one_list_may_stand_in_any_order() -> None:
    verdict = check_claim("茶园补助用于道路、灌溉和育苗", ["茶园补助用于育苗、灌溉和道路。"])
    assert not [one for one in verdict.reasons if one.feature == "exchange"]


def test_an_item_takes_over_what_leads_up_to_the_list() -> None:
    held = "全市茶业建成镇级站55个、村级点724个。"
    assert misplaced("全市茶业建成村级站点724个", held) is None
    assert misplaced("全市茶业建成镇级站724个", held) is not None


def test_a_clause_without_a_subject_is_known_as_bare() -> None:
    first, second = facts_of("茶叶台账由生产者建立，必须向社会公开")
    assert not first.bare
    assert "必须向社会公开" in second.bare


def test_a_count_of_all_is_not_that_of_the_last_one_named() -> None:
    held = "云岭市有10余家制茶企业，春和、秋水是其中两家。"
    assert misplaced("云岭市有春和、秋水等10余家制茶企业", held) is None
    verdict = check_claim("云岭市有春和、秋水等10余家制茶企业", [held])
    assert "figure" not in {one.feature for one in verdict.reasons}


def test_what_is_still_to_be_done_has_not_been_done() -> None:
    held = "配送存在快递员流失的情况，需要解决。"
    verdict = check_claim("快递员流失的情况没有解决", [held])
    assert "negation" not in {one.feature for one in verdict.reasons}
    denied = check_claim("快递员流失的情况没有解决", ["快递员流失的情况已经解决。"])
    assert "negation" in {one.feature for one in denied.reasons}


def test_only_before_a_figure_is_no_exclusion() -> None:
    verdict = check_claim("茶企只有38家", ["云岭市有茶企38家。"])
    assert "scope" not in {one.feature for one in verdict.reasons}
    verdict = check_claim("只有茶企可以申请", ["茶企可以申请。"])
    assert "scope" in {one.feature for one in verdict.reasons}


def test_a_place_left_out_on_both_sides_is_no_other_place() -> None:
    held = "补助对象限于厦门以外的福建企事业单位。"
    verdict = check_claim("补助对象不含厦门的企事业单位", [held])
    assert "region" not in {one.feature for one in verdict.reasons}


def test_a_little_over_a_figure() -> None:
    held = ["减轻企业税费负担50.8亿元。"]
    assert check_claim("减轻企业税费负担50亿元出头", held).kind is VerdictKind.SUPPORTED
    assert check_claim("减轻企业税费负担40亿元出头", held).kind is not VerdictKind.SUPPORTED


def test_a_grade_may_lose_its_ending() -> None:
    verdict = check_claim("义乌列入国家级电商示范县名单", ["义乌市列入国家电子商务示范县名单。"])
    assert verdict.kind is VerdictKind.SUPPORTED
