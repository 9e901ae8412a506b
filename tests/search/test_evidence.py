from __future__ import annotations

import pytest
from tea_bench import plan_of
from tea_library import said

from advisor.answer.select import REGION_FIT
from advisor.search.covering import coverage, word_match
from advisor.search.evidence import ask_similarity, fit, period_fit
from advisor.search.slots import person_names, quantity_families
from advisor.types import NEUTRAL_ODDS, Modality


def of(tea, key):
    return tea.passages[key]


def test_a_national_rule_binds_below_but_is_no_citys_figure(tea, reader):
    law = of(tea, "tea-law-s003")
    assert fit(plan_of(reader, "云岭能不能在茶叶中添加色素？"), law, tea).region > 0
    assert fit(plan_of(reader, "云岭有多少亩茶园？"), law, tea).region == 0


def test_the_same_place_fits_best_a_place_inside_it_less_another_not_at_all(tea, reader):
    plan = plan_of(reader, "云岭茶园面积是多少？")
    own, inside, other = (fit(plan, of(tea, f"r-{key}-2024"), tea).region for key in ("yl", "dx", "bq"))
    assert own == 1
    assert 0 < inside < own
    assert other == 0


def test_another_citys_policy_does_not_bind_here(tea, reader):
    assert fit(plan_of(reader, "云岭冷链车辆能不能补助？"), of(tea, "bq-measures-s001"), tea).region == 0


@pytest.mark.parametrize("question", ["茶园面积是多少？", "2024年茶园面积有多大？", "去年茶园面积涨了几个点？"])
def test_a_statistic_without_a_place_is_that_of_our_own_city(tea, reader, question):
    plan = plan_of(reader, question)
    own, county, other = (fit(plan, of(tea, f"r-{key}-2024"), tea).region for key in ("yl", "dx", "bq"))
    assert own == 1
    assert REGION_FIT <= county < own, "another place answers where our own holds nothing"
    assert REGION_FIT <= other < own


def test_the_nations_figure_is_less_only_where_our_city_has_the_same(tea, reader):
    plan = plan_of(reader, "茶园面积是多少？")
    assert fit(plan, of_the_nation(of(tea, "r-bq-2024")), tea).region < 1
    fleet = of(tea, "bq-measures-s001").model_copy(update={"modality": Modality.FACT})
    assert fit(plan_of(reader, "冷链车辆有多少？"), of_the_nation(fleet), tea).region == 1


def of_the_nation(passage):
    """The same figure told of the whole country."""
    return passage.model_copy(update={"regions": ("全国",)})


@pytest.mark.parametrize(
    "question",
    [
        "冷链车辆补助规定是多少？",
        "哪个县茶园面积最大，多少万亩？",
        "茶园面积各地有多少，比一比哪里最大？",
        "北桥市茶产业发展办法补助多少？",
        "茶协有多少人？",
        "添加色素最高罚多少？",
    ],
)
def test_rules_rankings_documents_and_named_things_keep_every_place(tea, reader, question):
    plan = plan_of(reader, question)
    assert not plan.regions or plan.regions == ("北桥",)
    assert fit(plan, of(tea, "r-bq-2024"), tea).region == 1


def test_what_a_rule_grants_elsewhere_is_no_statistic(tea, reader):
    plan = plan_of(reader, "茶叶冷链车辆补助多少钱？")
    assert fit(plan, of(tea, "bq-measures-s001"), tea).region == 1


def test_a_half_year_is_not_a_year(tea, reader):
    half = of(tea, "tea-paper-s001")
    year = fit(plan_of(reader, "云岭2023年茶叶产值是多少？"), half, tea).period
    same = fit(plan_of(reader, "云岭2023年上半年茶叶产值是多少？"), half, tea).period
    other = fit(plan_of(reader, "云岭2022年茶叶产值是多少？"), half, tea).period
    assert same == 1
    assert other == 0
    assert year < 0.5 * same


def test_a_passage_that_names_no_time_fits_less_than_the_asked_year(tea, reader):
    plan = plan_of(reader, "2024年新建茶园每亩补助多少钱？")
    assert 0 < fit(plan, of(tea, "yl-measures-2024-s001"), tea).period < 1
    assert fit(plan_of(reader, "新建茶园每亩补助多少钱？"), of(tea, "yl-measures-2024-s001"), tea).period == 1


def test_a_rate_is_no_answer_to_a_level_nor_the_reverse(tea, reader):
    level, rate = of(tea, "r-out-2024"), of(tea, "r-rate-2024")
    asked_level, asked_rate = plan_of(reader, "云岭茶叶产量是多少？"), plan_of(reader, "云岭茶叶产量增速是多少？")

    def focus(plan, passage):
        return fit(plan, passage, tea).focus

    assert focus(asked_level, level) > focus(asked_level, rate)
    assert focus(asked_rate, rate) > focus(asked_rate, level)


def test_a_figure_of_the_asked_family_fills_the_slot(tea, reader):
    plan = plan_of(reader, "新建茶园每亩补助多少钱？")
    assert fit(plan, of(tea, "yl-measures-2024-s001"), tea).slot == 1
    assert fit(plan, of(tea, "tea-law-s001"), tea).slot == 0
    assert fit(plan, of(tea, "tea-news-s001"), tea).slot < 0.5


def test_a_date_question_wants_a_time(tea, reader):
    plan = plan_of(reader, "采茶工是什么时候培训的？")
    assert fit(plan, of(tea, "tea-news-s001"), tea).slot == 1
    assert fit(plan, of(tea, "tea-law-s001"), tea).slot == 0


def test_a_person_question_wants_a_name(tea, reader):
    plan = plan_of(reader, "云岭茶叶协会会长是谁？")
    assert fit(plan, of(tea, "tea-paper-s002"), tea).slot == 1
    assert fit(plan, of(tea, "tea-paper-s003"), tea).slot == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("协会会长为周明远。", "周明远"),
        ("论文作者是李建国。", "李建国"),
        ("市长王芳到会讲话。", "王芳"),
        ("演员陈晓波代言白茶。", "陈晓波"),
        ("会长是赵敏。", "赵敏"),
    ],
)
def test_names_of_persons_are_found(text, name):
    assert name in person_names(text)


@pytest.mark.parametrize("text", ["在茶叶中不得添加色素。", "高山茶园常年多雾。", "建议建设茶叶冷链配送中心。"])
def test_ordinary_words_are_no_names(text):
    assert person_names(text) == ()


def test_the_families_of_the_figures_in_a_text():
    assert quantity_families("每亩补助600元，培训5000人") >= {"money", "people"}
    assert quantity_families("不得添加色素") == frozenset()


def test_named_things_must_be_spoken_of(tea, reader):
    plan = plan_of(reader, "云岭毛尖产量是多少？")
    assert fit(plan, of(tea, "tea-paper-s007"), tea).entities == 1
    assert fit(plan, of(tea, "r-out-2024"), tea).entities == 0
    assert fit(plan_of(reader, "茶叶产量是多少？"), of(tea, "r-out-2024"), tea).entities == 1


def test_a_word_its_synonym_and_a_stranger(tea):
    assert word_match("补助", "每亩补助", tea) == 1
    assert 0 < word_match("补贴", "每亩补助", tea) < 1
    assert word_match("色素", "每亩补助", tea) == 0
    assert coverage([], "任何文字", tea) == 1
    assert 0 < coverage(["补助", "色素"], "每亩补助", tea) < 1


def test_rare_words_tell_more_than_common_ones(tea):
    assert tea.rarity("台账") > tea.rarity("云岭")
    assert tea.occurs("台账")
    assert not tea.occurs("飞机")


def test_likeness_to_the_nearest_ask(tea):
    passage = of(tea, "tea-law-s002")
    assert ask_similarity("生产台账要保存多久", passage) == pytest.approx(1.0)
    assert ask_similarity("海上风力发电", passage) == 0
    assert ask_similarity("任何问题", of(tea, "r-yl-2024")) == 0


def test_every_feature_lies_between_nothing_and_all_and_no_model_has_been_asked(tea, reader):
    for question in ("云岭2024年茶园面积是多少？", "云岭茶叶协会会长是谁？", "茶叶里能不能加色素？"):
        for passage in tea.passages.values():
            found = fit(plan_of(reader, question), passage, tea).model_dump()
            assert found.pop("answers") == NEUTRAL_ODDS
            assert all(0 <= value <= 1 + 1e-9 for value in found.values())


def test_how_often_is_not_answered_by_a_length_of_time(tea, reader):
    law = of(tea, "tea-law-s002")
    assert fit(plan_of(reader, "生产台账多久报一次？"), law, tea).slot < 0.5
    assert fit(plan_of(reader, "生产台账要保存多久？"), law, tea).slot == 1


def test_a_noun_that_names_no_thing_need_not_be_said(tea, reader):
    passage = of(tea, "yl-measures-2024-s001")
    assert plan_of(reader, "新建茶园补助的标准是多少？").focus == ("标准",)
    asked = fit(plan_of(reader, "新建茶园补助的标准是多少？"), passage, tea)
    other = fit(plan_of(reader, "新建茶园色素的标准是多少？"), passage, tea)
    assert asked.focus == 1
    assert other.focus == 0


def test_by_how_much_is_told_best_by_a_rate_and_an_amount_is_not_lost(tea, reader):
    plan = plan_of(reader, "云岭2023年上半年茶叶产值增长了多少？").model_copy(update={"unit_families": ("money",)})
    assert 0.5 <= fit(plan, of(tea, "tea-paper-s001"), tea).slot < 1


def test_one_five_year_plan_is_not_another(reader, tea):
    passage = said("yl-outline#s090", "一", "云岭市“十四五”规划面向2035年提出茶产业的目标任务。")
    fits = [
        period_fit(plan_of(reader, f"云岭市{name}规划里茶产业的目标有哪些？"), passage, tea)
        for name in ("十四五", "十五五")
    ]
    assert fits[0] > 0
    assert fits[1] == 0
