from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.search.kinds import (
    FREQUENCY,
    asks_about_now,
    asks_by_how_much,
    asks_for_a_target,
    asks_for_the_actual,
    asks_for_versions,
    calculation_asked,
    question_kinds,
    unit_families,
    unit_family,
)
from advisor.search.slots import quantity_families, tells_how_often
from advisor.types import Calculation, QuestionKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全县茶园面积是多少", QuestionKind.FIGURE),
        ("茶园面积有多大", QuestionKind.FIGURE),
        ("采茶工有几万人", QuestionKind.FIGURE),
        ("合作社哪一年成立的", QuestionKind.DATE),
        ("开茶节什么时候办", QuestionKind.DATE),
        ("协会会长是谁", QuestionKind.PERSON),
        ("合作社的法人代表叫什么", QuestionKind.PERSON),
        ("会长姓啥", QuestionKind.PERSON),
        ("补助是变多了还是变少了", QuestionKind.COMPARISON),
        ("旧办法是不是被废了", QuestionKind.VALIDITY),
        ("有哪些茶叶品种", QuestionKind.LIST),
        ("两地的补助有什么不同", QuestionKind.COMPARISON),
        ("甲县和乙县相差多少", QuestionKind.CALCULATION),
        ("怎么培养采茶工", QuestionKind.ADVICE),
        ("采茶机械化这块该往哪使劲", QuestionKind.ADVICE),
        ("想做茶旅，邻县有没有现成的路子", QuestionKind.ADVICE),
        ("法规上有啥能借的劲", QuestionKind.ADVICE),
        ("能不能添加色素", QuestionKind.RULE),
        ("这样卖茶合法吗", QuestionKind.RULE),
        ("奖金只给本县茶企，这么写过得去吗", QuestionKind.RULE),
        ("老人自家摘的茶上网卖，要办执照不？用不用交税", QuestionKind.RULE),
        ("这么宣传会不会踩红线", QuestionKind.RULE),
        ("茶园面积十万亩，把这句话核一下", QuestionKind.YES_NO),
        ("这个办法现在还有效吗", QuestionKind.VALIDITY),
        ("旧办法废止了没有", QuestionKind.VALIDITY),
        ("是不是全省第一", QuestionKind.YES_NO),
        ("什么是明前茶", QuestionKind.DEFINITION),
        ("为什么产量下降", QuestionKind.REASON),
        ("这个措施的文号", QuestionKind.DOCUMENT),
        ("由哪个部门牵头", QuestionKind.ENTITY),
    ],
)
def test_the_wording_tells_the_kind_whatever_the_subject(text, kind):
    assert kind in question_kinds(text)


def test_a_statement_without_asking_words_is_of_no_particular_kind():
    assert question_kinds("茶叶") == (QuestionKind.OTHER,)


@pytest.mark.parametrize(
    ("text", "calculation"),
    [
        ("甲县和乙县茶园面积相差多少", Calculation.DIFFERENCE),
        ("甲县是乙县的几倍", Calculation.RATIO),
        ("绿茶占全部产量的比重是多少", Calculation.SHARE),
        ("三个县合计多少亩", Calculation.SUM),
        ("哪个最大", Calculation.RANK),
        ("产量同比增速", Calculation.GROWTH),
        ("茶园面积是多少", None),
    ],
)
def test_the_calculation_that_is_asked_for(text, calculation):
    assert calculation_asked(text) == calculation


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("每亩补助多少钱", "money"),
        ("一共罚多少元", "money"),
        ("采茶工有多少人", "people"),
        ("增速是多少", "percent"),
        ("台账要保存多久", "time_length"),
        ("排名第几", "rank"),
        ("茶园面积是多少", "area"),
        ("有多少亩茶园", "area"),
        ("产了多少吨茶", "weight"),
    ],
)
def test_the_family_of_the_unit_that_is_asked_for(text, family):
    assert family in unit_families(text)


def test_plain_counts_ask_for_no_unit_family():
    assert unit_families("有多少家合作社") == ()


@pytest.mark.parametrize(("word", "family"), [("亩茶园", "area"), ("吨", "weight"), ("元钱", "money"), ("茶", None)])
def test_the_longest_unit_that_a_word_begins_with_decides(word, family):
    assert unit_family(word) == family


def test_now_the_actual_and_differing_accounts_are_told_apart():
    assert asks_about_now("目前茶园有多少亩")
    assert not asks_about_now("2023年茶园有多少亩")
    assert asks_for_the_actual("市场已经建成了吗")
    assert not asks_for_the_actual("市场打算建在哪里")
    assert asks_for_versions("各家的口径一致吗")
    assert not asks_for_versions("茶园有多少亩")


@given(st.text(max_size=60))
def test_any_text_has_at_least_one_kind_and_none_twice(text):
    kinds = question_kinds(text)
    assert kinds
    assert len(set(kinds)) == len(kinds)
    families = unit_families(text)
    assert len(set(families)) == len(families)


@pytest.mark.parametrize(
    "question", ["主播要满多少岁？", "当主播要年满几周岁？", "主播的最低年龄是多少？", "主播要多大年纪？"]
)
def test_an_age_is_asked_for(question: str) -> None:
    assert "age" in unit_families(question)


def test_an_age_is_a_figure_of_its_own() -> None:
    assert quantity_families("主播应当年满16周岁。") == {"age"}
    assert quantity_families("全市有主播300人，直播间20个。") == {"people", "count"}
    assert "age" not in unit_families("鞍山有多少家公司？")


@pytest.mark.parametrize(
    "question", ["台账多久报一次？", "隔多久核验茶园？", "每年报几次？", "茶园几个月查一次？", "茶商一年可以申请几次？"]
)
def test_how_often_is_asked_and_not_how_long(question: str) -> None:
    assert FREQUENCY in unit_families(question)
    assert "time_length" not in unit_families(question)


@pytest.mark.parametrize(
    "question",
    [
        "台账要保存多久？",
        "一次采茶要多久？",
        "多久能领到第一次补助？",
        "两次采茶间隔多久？",
        "这几年第一次开茶节是哪年？",
    ],
)
def test_a_length_of_time_beside_an_occasion_is_no_frequency(question: str) -> None:
    assert FREQUENCY not in unit_families(question)


@pytest.mark.parametrize(
    "text", ["每季报送1次。", "至少每6个月核验更新。", "每年2次、在1月报送。", "每半年向税务部门报送。"]
)
def test_a_text_tells_how_often(text: str) -> None:
    assert tells_how_often(text)


@pytest.mark.parametrize("text", ["应当在30日内报送。", "每年补助10万元。", "每月工资3000元。", "保存三年。"])
def test_a_deadline_or_an_amount_a_year_tells_no_frequency(text: str) -> None:
    assert not tells_how_often(text)


@pytest.mark.parametrize("question", ["从哪几块入手？", "茶产业分几块？", "有几块茶园？"])
def test_pieces_are_no_money(question: str) -> None:
    assert "money" not in unit_families(question)


@pytest.mark.parametrize("question", ["一斤茶卖几块？", "几块钱一斤？", "一单运费几块？"])
def test_a_price_in_the_same_word_is_money(question: str) -> None:
    assert "money" in unit_families(question)


def test_points_are_asked_of_rates_in_per_cent() -> None:
    assert {"percent", "percentage_points"} <= set(unit_families("产量涨了几个点？"))
    assert asks_by_how_much("产量涨了几个点？")
    assert asks_by_how_much("产值增长了多少？")
    assert not asks_by_how_much("产值增长了多少亿元？")


@pytest.mark.parametrize("text", ["春茶买了七天能退不", "这样卖茶行不", "自家茶用办照不？", "这么写有问题没"])
def test_a_question_that_ends_in_not_is_one_of_yes_or_no(text: str) -> None:
    assert QuestionKind.YES_NO in question_kinds(text)


@pytest.mark.parametrize("text", ["什么情况可以不登记", "哪些茶不能卖", "为什么不让卖"])
def test_a_denial_within_a_question_is_none(text: str) -> None:
    assert QuestionKind.YES_NO not in question_kinds(text)


@pytest.mark.parametrize("text", ["采摘面积增长目标是多少", "全年定的采摘任务是几万斤"])
def test_a_target_is_asked_for(text):
    assert asks_for_a_target(text)


@pytest.mark.parametrize("text", ["采摘目标完成了吗", "采摘面积实际增长多少", "目标市场在哪里"])
def test_what_came_of_it_is_asked_for_and_no_target(text):
    assert not asks_for_a_target(text)


@pytest.mark.parametrize("text", ["卖假茶赔几倍", "按货值罚多少倍", "可以要求几倍赔偿"])
def test_a_multiple_that_a_rule_sets_is_not_worked_out(text):
    assert calculation_asked(text) is None


@pytest.mark.parametrize("text", ["上年产量是前年的几倍", "云岭的茶园比北桥大多少倍"])
def test_a_multiple_of_two_figures_is_worked_out(text):
    assert calculation_asked(text) is Calculation.RATIO


@pytest.mark.parametrize("text", ["茶叶质量是办法第几条", "采茶权在第几款"])
def test_the_number_of_an_article_is_no_figure(text):
    assert QuestionKind.FIGURE not in question_kinds(text)
    assert unit_families(text) == ()


def test_some_of_them_are_not_how_many():
    assert QuestionKind.FIGURE not in question_kinds("几家茶厂共用仓库有没有补助")
    assert QuestionKind.FIGURE in question_kinds("几家茶厂有补助")
