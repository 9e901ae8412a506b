"""Single templates: what they falsify, and what they leave alone because it would still be true."""

from __future__ import annotations

from random import Random

import pytest

from advisor.types import Basis, Category, Rank, Source, Validity
from evals.model_answers.bases import Base, Sort, likeness, opening_of, quoted
from evals.model_answers.inventions import foreign_issuer, invented_detail, invented_half, invented_reason
from evals.model_answers.meanings import (
    denied,
    exchanged_parts,
    limit_as_fact,
    never_provided,
    turned_round,
    wider_still,
)
from evals.model_answers.records import Origin
from evals.model_answers.values import (
    exchanged_years,
    misnumbered_opening,
    nearby_place,
    other_last_digit,
    other_leading_digit,
    other_length,
    other_magnitude,
    other_numeral,
    scrambled_number,
    transposed_digits,
    years_apart,
)


def base(body: str, *, opening: str = "", sort: Sort = Sort.RULE) -> Base:
    source = Source(
        id="yl-2024",
        title="云岭市网络集市管理办法",
        number="云政发〔2024〕12号",
        issuer="国务院办公厅",
        region="云岭",
        rank=Rank.NORMATIVE_DOCUMENT,
        category=Category.NORMATIVE_DOCUMENT,
        validity=Validity.IN_FORCE,
        checked_on="2026-11-23",
        basis=Basis.FULL_TEXT,
    )
    return Base(
        key="yl-2024#s001",
        origin=Origin.STATEMENT,
        refs=("yl-2024#s001",),
        question="问？",
        opening=opening,
        body=body,
        sort=sort,
        source=source,
    )


def made(template, body, *, times=40, **more):
    """Everything a template makes of a sentence."""
    return {template(base(body, **more), Random(seed)) for seed in range(times)}


@pytest.mark.parametrize(
    ("template", "body", "wanted"),
    [
        (transposed_digits, "全年交易额为4160亿元。", "全年交易额为1460亿元。"),
        (other_last_digit, "增速为10.7%。", "增速为10.1%。"),
        (other_numeral, "设五个等级。", "设七个等级。"),
        (other_magnitude, "补助300万元。", "补助300万美元。"),
        (other_length, "接到投诉后7日内答复。", "接到投诉后7小时内答复。"),
        (exchanged_years, "由2015年的3家增至2020年的9家。", "由2020年的3家增至2015年的9家。"),
        (years_apart, "2020年印发方案。", "2017年印发方案。"),
        (nearby_place, "深圳市的企业可以申报。", "东莞市的企业可以申报。"),
        (scrambled_number, "依据云政发〔2024〕12号制定。", "依据云政发〔2024〕21号制定。"),
        (exchanged_parts, "平台不得强制商家降价。", "商家不得强制平台降价。"),
        (turned_round, "平台应当公示规则。", None),
        (turned_round, "食品广告不得谈疾病治疗。", "食品广告照样可以谈疾病治疗。"),
        (denied, "平台共有3家。", "所谓“平台共有3家”的说法并不属实。"),
        (wider_still, "试点为东北首家。", "试点为全国首家。"),
        (limit_as_fact, "单个项目最高资助300万元。", "单个项目已实际发放300万元。"),
    ],
)
def test_what_a_template_makes(template, body, wanted):
    assert wanted in made(template, body)


@pytest.mark.parametrize("body", ["参加的有30家以上。", "参加的超过30家。", "参加的至少30家。"])
def test_a_floor_is_never_lowered(body):
    for text in made(other_leading_digit, body) - {None}:
        assert int("".join(filter(str.isdigit, text))) > 30


@pytest.mark.parametrize("body", ["资助不超过30万元。", "资助最高30万元。", "资助以30万元为限。"])
def test_a_ceiling_is_never_raised(body):
    for text in made(other_leading_digit, body) - {None}:
        assert int("".join(filter(str.isdigit, text))) < 30


def test_a_rounded_figure_keeps_no_first_digit():
    assert made(other_last_digit, "共有1800多个网点。") == {None}
    assert made(other_magnitude, "保证金在30万元以上。") == {None}


@pytest.mark.parametrize(
    "body", ["2024年5月11日印发。", "依据〔2024〕12号文。", "2020至2022年实施。", "拨打12315平台电话。"]
)
def test_dates_and_names_are_no_figures(body):
    assert made(transposed_digits, body) | made(other_leading_digit, body) == {None}


def test_parties_of_one_list_are_not_exchanged():
    assert made(exchanged_parts, "国家支持大型企业与中小企业协作。") == {None}
    assert made(exchanged_parts, "包括平台、商家两类主体。") == {None}


def test_nothing_inside_a_title_changes():
    assert made(nearby_place, "据《深圳市电商办法》执行。") == {None}


def test_a_wrong_place_is_not_given_away_by_the_title_of_its_source():
    (text,) = made(nearby_place, "杭州市一次性资助。", opening="据《杭州市若干意见》，")
    assert text == "据当地公布的文件，宁波市一次性资助。"


def test_openings_that_lie_need_a_sentence_that_names_no_source():
    (wrong,) = made(misnumbered_opening, "平台应当公示规则。")
    assert wrong == "按照《云岭市网络集市管理办法》（云政发〔2024〕21号），平台应当公示规则。"
    assert made(foreign_issuer, "平台应当公示规则。") == {
        "商务部办公厅制定的《云岭市网络集市管理办法》规定，平台应当公示规则。"
    }
    for body in ("据论文，平台应当公示规则。", "云政发〔2024〕12号要求公示。", "《办法》要求公示。"):
        assert made(misnumbered_opening, body) | made(foreign_issuer, body) == {None}


def test_the_rule_denied_is_named():
    assert made(never_provided, "平台应当公示规则。", opening="根据《办法》第三条，") == {
        "《办法》第三条并没有规定平台应当公示规则。"
    }


@pytest.mark.parametrize("template", [invented_detail, invented_half, invented_reason])
@pytest.mark.parametrize("sort", list(Sort))
def test_inventions_keep_the_sentence_and_add_to_it(template, sort):
    for text in made(template, "常住人口为30万人。", sort=sort):
        assert "常住人口为30万人" in text
        assert len(text) > len("常住人口为30万人。")
        assert text.endswith("。")


def test_openings_name_the_source():
    source = base("。").source
    assert opening_of(source, "第三条") == "根据《云岭市网络集市管理办法》第三条，"
    assert opening_of(source, "印发通知") == "据《云岭市网络集市管理办法》，"
    assert quoted("《甲办法》实施细则") == "《〈甲办法〉实施细则》"


def test_likeness():
    assert likeness("平台公示规则", "平台公示规则") == 1
    assert likeness("平台公示规则", "快递配送") == 0
