from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tea_bench import TODAY, plan_of
from tea_library import tea_holdings

from advisor.search.english import gloss, is_english
from advisor.search.question import QuestionReader
from advisor.text import normalise
from advisor.types import Area, QuestionKind, Turn

WORDS = ("云岭", "茶园面积", "2024年", "多少", "？", "，", "以及", "哪些", "补助", "；", "还有", "是谁", "色素", " ")


def years(plan) -> list[str]:
    return [period.label for period in plan.periods]


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("2024年茶园面积是多少？", "2024-01-01", "2024-12-31"),
        ("2023年上半年茶叶产值是多少？", "2023-01-01", "2023-06-30"),
        ("去年茶园面积是多少？", "2025-01-01", "2025-12-31"),
        ("今年茶园面积是多少？", "2026-01-01", "2026-12-31"),
        ("十四五期间茶园面积是多少？", "2021-01-01", "2025-12-31"),
        ("二〇二四年茶园面积是多少？", "2024-01-01", "2024-12-31"),
        ("2023年云岭上半年茶叶产值是多少？", "2023-01-01", "2023-06-30"),
        ("2023年云岭茶叶产值比上年增长多少？", "2023-01-01", "2023-12-31"),
    ],
)
def test_periods_are_read_as_days(reader, question, start, end):
    plan = plan_of(reader, question)
    assert [(period.start, period.end) for period in plan.periods] == [(start, end)]


def test_relative_years_follow_the_date_of_asking(reader):
    assert plan_of(reader, "去年茶园面积是多少？", today=date(2021, 5, 1)).periods[0].covers_year(2020)


def test_a_present_question_without_a_year_asks_for_now(reader):
    assert plan_of(reader, "云岭现在茶园面积是多少？").asks_now
    assert not plan_of(reader, "云岭2023年茶园面积是多少？").asks_now


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("云岭市茶园面积是多少？", ("云岭",)),
        ("我市茶园面积是多少？", ("云岭",)),
        ("东溪和西坞哪个茶园多？", ("东溪县", "西坞县")),
        ("国家怎么规定色素？", ("全国",)),
        ("云岭学院的校训是什么？", ()),
        ("茶园面积是多少？", ()),
    ],
)
def test_places_go_by_their_canonical_names(reader, question, regions):
    assert plan_of(reader, question).regions == regions


@pytest.mark.parametrize(
    "question",
    [
        "说自家毛尖全国最好，罚多少？",
        "广告写全国最便宜违法吗？",
        "自家茶叶是国内最正宗的，能不能这么写？",
        "号称全国独家合规吗？",
        "宣传全国范围内最香可以吗？",
        "能不能写全国第一？",
    ],
)
def test_the_place_of_a_boast_is_no_place_asked_about(reader, question):
    plan = plan_of(reader, question)
    assert plan.regions == ()
    assert not any(word in plan.text for word in ("全国", "国内")), "nor is it searched for"


@pytest.mark.parametrize(
    "question",
    [
        "全国最新的茶园面积是多少？",
        "全国最近的茶叶产量是多少？",
        "全国最低工资标准有规定吗？",
        "全国最好的茶园有几个？",
        "全国茶园面积最好的是哪年？",
    ],
)
def test_a_superlative_of_time_or_within_a_name_leaves_the_place(reader, question):
    plan = plan_of(reader, question)
    assert plan.regions == ("全国",)
    assert "全国" in plan.text


def test_a_boast_that_is_asked_about_as_a_fact_stays_in_the_question(reader):
    plan = plan_of(reader, "云岭毛尖产量是全国最高的吗？")
    assert "全国" in plan.text
    assert "全国" in plan.asserted_scopes


@pytest.mark.parametrize(
    "question",
    [
        "《云岭市扶持茶产业若干措施》讲了什么？",
        "云岭扶持措施讲了什么？",
        "云政发〔2024〕8号讲了什么？",
        "云政发[2024]8号讲了什么？",
        "云政发（2024）8号讲了什么？",
    ],
)
def test_a_document_is_known_by_title_short_name_and_number(reader, question):
    plan = plan_of(reader, question)
    assert plan.source_ids == ("yl-measures-2024",)


def test_a_place_inside_a_documents_name_is_no_place_asked_about(reader):
    assert plan_of(reader, "《北桥市茶产业发展办法》是什么时候发的？").regions == ()


def test_measures_in_a_title_ask_for_no_advice(reader):
    assert QuestionKind.ADVICE not in plan_of(reader, "《云岭市扶持茶产业若干措施》文号是多少？").kinds


def test_things_of_the_field_and_areas_are_recognised(reader):
    plan = plan_of(reader, "茶协在茶叶冷链上怎么帮云岭毛尖？")
    assert set(plan.entities) == {"云岭茶叶协会", "云岭毛尖"}
    assert plan.areas == (Area.LOGISTICS,)


def test_synonyms_widen_the_search_and_do_not_repeat_the_words(reader):
    plan = plan_of(reader, "云岭种茶面积是多少？")
    assert "种茶面积" in plan.terms
    assert "茶园面积" in plan.expansions
    assert not set(plan.terms) & set(plan.expansions)


def test_the_head_of_the_question_is_its_focus(reader):
    assert plan_of(reader, "云岭茶叶产值是多少？").focus == ("茶叶产值",)
    assert plan_of(reader, "云岭有多少采茶工？").focus == ("采茶工",)


def test_an_asserted_figure_is_told_from_an_asked_one(reader):
    asserted = plan_of(reader, "云岭茶叶产值是50亿元，对吗？").asserted_figures
    assert [(one.value, one.unit) for one in asserted] == [(50.0, "亿元")] or asserted[0].value in (50.0, 5e9)
    assert plan_of(reader, "云岭茶叶产值有几亿元？").asserted_figures == ()
    assert plan_of(reader, "云政发〔2024〕8号给多少补助？").asserted_figures == ()


@pytest.mark.parametrize(
    "question",
    [
        "云岭２０２４年茶园面积是多少？",
        "雲嶺2024年茶園面積是多少？",
        "云岭 2024 年茶园面积是多少 ?",
        "云岭“2024年”茶园面积是多少？",
    ],
)
def test_width_script_spaces_and_quotes_make_no_difference(reader, question):
    plain = plan_of(reader, "云岭2024年茶园面积是多少？")
    assert plan_of(reader, question).model_copy(update={"original": plain.original, "text": plain.text}) == plain


def test_typos_of_the_vocabulary_are_mended(reader):
    assert reader.clean("新建茶园的补住") == "新建茶园的补助"


def test_an_english_question_is_read_in_chinese(reader):
    plan = plan_of(reader, "How large is the tea garden area in Yunling in 2024?")
    assert plan.language == "en"
    assert plan.regions == ("云岭",)
    assert years(plan) == ["2024年"]
    assert QuestionKind.FIGURE in plan.kinds
    assert "茶园" in plan.text


def test_a_chinese_question_with_a_latin_name_stays_chinese(reader):
    assert plan_of(reader, "APP上卖茶要公示什么？").language == "zh"


def test_the_longest_english_term_wins_and_unknown_words_fall_away():
    terms = {"tea": "茶叶", "tea garden": "茶园"}
    assert gloss("how many tea gardens zzz", terms) == "茶园多少"
    assert "2023年上半年" in gloss("tea output in the first half of 2023?", terms)
    assert is_english("how many tea gardens")
    assert not is_english("多少 tea")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("茶园面积是多少？会长是谁？", 2),
        ("茶园面积是多少，会长是谁？", 2),
        ("茶园面积是多少，以及有哪些补助", 2),
        ("去年雨水多，今年茶园面积是多少？", 0),
        ("茶园面积是多少？", 0),
        ("补助办法有几条原则，分别是什么意思？", 0),
        ("哪些茶叶不能卖？列一下", 0),
    ],
)
def test_a_question_is_cut_into_the_parts_that_ask(reader, question, count):
    assert len(plan_of(reader, question).parts) == count


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join))
def test_parts_keep_every_telling_character_in_order(question):
    plan = plan_of(any_reader(), question)
    if not plan.parts:
        return
    joined = normalise("".join(plan.parts))
    rest = iter(plan.text)
    assert all(character in rest for character in joined), "a part must be cut out of the question, in order"
    for word in ("云岭", "茶园面积", "2024年", "色素"):
        assert joined.count(word) <= plan.text.count(word)


@cache
def any_reader() -> QuestionReader:
    """The same reader as the fixture's: hypothesis takes no fixtures that change with the test."""
    return QuestionReader(tea_holdings().lexicon)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    plan = plan_of(any_reader(), text)
    assert plan.original == text
    assert plan.kinds


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=30))
def test_any_conversation_can_be_completed(earlier, question):
    history = [Turn(role="user", content=one) for one in earlier]
    done = any_reader().complete(question, history, today=TODAY)
    assert all(number > 0 for number in done.refers_to)


@pytest.mark.parametrize(
    "question",
    ["茶园面积是多少，要写进汇报材料", "我想写进工作报告里：茶园面积是多少", "茶园面积是多少，准备放到参考文献。"],
)
def test_what_the_answer_is_wanted_for_is_not_asked_about(reader, question):
    assert reader.clean(question).strip("。") == "茶园面积是多少"


@pytest.mark.parametrize("question", ["云岭2024年8号文怎么说", "2024年第8号文件还有效吗"])
def test_a_document_is_known_by_year_and_number_alone(reader, question):
    assert plan_of(reader, question).source_ids == ("yl-measures-2024",)
