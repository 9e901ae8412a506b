from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tea_bench import TODAY, completed

from advisor.search.followup import claim_numbers, is_follow_up, with_document_pointed_at
from advisor.search.items import numbered_item
from advisor.types import Area, Turn

AREA_2024 = "云岭2024年茶园面积是多少？"


def test_a_new_place_takes_the_place_of_the_old_one(reader):
    done = completed(reader, "那北桥呢？", AREA_2024)
    assert "北桥" in done.text
    assert "云岭" not in done.text
    assert "2024年茶园面积是多少" in done.text


def test_a_new_time_takes_the_place_of_the_old_one(reader):
    done = completed(reader, "2023年呢？", AREA_2024)
    assert "云岭2023年茶园面积" in done.text
    assert "2024" not in done.text


def test_a_new_area_takes_the_place_of_the_old_one(reader):
    done = completed(reader, "那茶叶冷链呢？", "云岭的茶业人才怎么培养？")
    plan = reader.understand("那茶叶冷链呢？", done, today=TODAY)
    assert plan.areas == (Area.LOGISTICS,)
    assert plan.regions == ("云岭",)


def test_a_back_reference_takes_over_the_subject(reader):
    done = completed(reader, "这个是哪一年的？", "云岭茶叶产值有多大？")
    assert done.follow_up
    assert "茶叶产值" in done.text
    assert "哪一年" in done.text
    assert "有多大" not in done.text
    assert done.previous


def test_an_attribute_is_asked_of_the_thing_spoken_of(reader):
    done = completed(reader, "增速呢？", "云岭茶叶产量是多少？")
    assert "茶叶产量" in done.text
    assert "增速" in done.text


@pytest.mark.parametrize(
    ("earlier", "question", "complete"),
    [
        ("云岭毛尖的品牌价值多少？", "产值呢？", "云岭毛尖的产值多少"),
        ("15岁的学徒能上岗吗？", "17的呢？", "17岁的学徒能上岗吗"),
        ("瞒报产量罚多少？", "情节严重呢？", "瞒报产量罚多少，情节严重的"),
        ("云岭综合类茶园要多大面积？", "精品类的面积呢？", "云岭精品类茶园要多大面积"),
    ],
)
def test_only_what_is_new_takes_a_place_of_its_own_sort(reader, earlier, question, complete):
    assert completed(reader, question, earlier).text.rstrip("?") == complete


def test_a_number_is_not_guessed_where_there_are_two(reader):
    assert "17岁的学徒能" not in completed(reader, "17的呢？", "15到16岁的学徒能上岗吗？").text


def test_that_year_is_the_year_spoken_of(reader):
    done = completed(reader, "北桥那年呢，总量多少？", AREA_2024)
    assert "北桥2024年茶园面积" in done.text
    assert "总量多少" in done.text


def test_a_question_on_the_answer_does_not_become_what_is_spoken_of(reader):
    done = completed(reader, "2023年的呢？", AREA_2024, "你刚才说的是哪年的数？")
    assert done.text.startswith("云岭2023年茶园面积")
    assert "刚才" not in done.text


def test_what_was_meant_instead_is_asked_as_it_stands(reader):
    done = completed(reader, "我不是问协会，我是问茶厂给毛尖加色素罚多少？", "协会统一定价行不行？")
    assert done.text == "茶厂给毛尖加色素罚多少?"


def test_two_places_of_two_questions_are_joined(reader):
    done = completed(reader, "两个差多少？", AREA_2024, "北桥呢？")
    plan = reader.understand("两个差多少？", done, today=TODAY)
    assert set(plan.regions) == {"云岭", "北桥"}
    assert "茶园面积" in plan.text


def test_a_chain_of_follow_ups_resolves_step_by_step(reader):
    done = completed(reader, "那2023年呢？", AREA_2024, "北桥呢？")
    assert "北桥2023年茶园面积" in done.text


def test_the_second_point_is_remembered_with_the_question_that_gave_it(reader):
    done = completed(reader, "第二条展开说", "茶叶冷链怎么做？")
    assert done.refers_to == (2,)
    assert "冷链" in done.text


@pytest.mark.parametrize(
    "question", ["北桥2023年茶园面积是多少？", "茶叶里能不能添加色素？", "《云岭市扶持茶产业若干措施》的文号是多少？"]
)
def test_a_complete_question_stays_as_it_is(reader, question):
    assert completed(reader, question, AREA_2024).text == reader.clean(question)


def test_without_history_nothing_is_taken_over(reader):
    done = completed(reader, "那北桥呢？")
    assert done.text == reader.clean("那北桥呢？")
    assert not done.follow_up


def test_only_what_the_user_asked_counts_as_earlier_question(reader):
    history = [Turn(role="user", content=AREA_2024), Turn(role="assistant", content="望潮2010年冷链运输补助一半。")]
    done = reader.complete("北桥呢？", history, today=TODAY)
    assert "望潮" not in done.text
    assert "2024年茶园面积" in done.text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("第二条展开说", (2,)), ("第1点和第3点", (1, 3)), ("第十条呢", (10,)), ("第二条规定了什么", ()), ("茶园", ())],
)
def test_numbers_of_earlier_claims(text, numbers):
    assert claim_numbers(text) == numbers


@given(st.integers(min_value=1, max_value=99), st.sampled_from("条点个项"))
def test_any_arabic_number_of_a_claim_is_read(number, word):
    assert claim_numbers(f"第{number}{word}") == (number,)


@given(st.text(max_size=40))
def test_numbers_of_claims_are_positive(text):
    assert all(number > 0 for number in claim_numbers(text))


def test_a_question_with_words_of_its_own_is_no_follow_up():
    assert not is_follow_up("新建茶园的台账要保存几年?", content_words=["新建", "茶园", "台账", "保存"], named=False)
    assert is_follow_up("那2023年呢?", content_words=[], named=True)


@pytest.mark.parametrize(
    ("said", "number", "item"),
    [
        ("据论文，提出三项措施：建冷库，用冷藏车，设站点。[1]", 2, "论文用冷藏车"),
        ("有两个方面：一、二级站点；冷链。", 2, "冷链"),
        ("提出三项措施：建冷库，用冷藏车。", 2, ""),
        ("提出三项措施：建冷库，用冷藏车，设站点。", 4, ""),
    ],
)
def test_an_item_of_a_list_within_a_sentence_is_found_where_the_count_is_right(said, number, item):
    history = [Turn(role="user", content="怎么做？"), Turn(role="assistant", content=said)]
    assert numbered_item(history, (number,)) == item


def test_an_item_of_a_numbered_answer_is_found():
    history = [
        Turn(role="user", content="怎么做？"),
        Turn(role="assistant", content="第一，建冷库；第二，用冷藏车；第三，设站点。"),
    ]
    assert numbered_item(history, (2,)) == "用冷藏车"
    assert numbered_item(history, (7,)) == ""
    assert numbered_item(history, ()) == ""


def test_a_new_subject_stands_where_the_old_one_stood(reader):
    done = completed(reader, "那合作社呢？", "茶商不按期报送产量有什么处罚")
    assert done.text == "合作社不按期报送产量有什么处罚"


def test_a_new_time_with_a_question_of_its_own_takes_the_place_of_the_old_one(reader):
    done = completed(reader, "那2023年的呢，是多少？", AREA_2024)
    assert "云岭2023年茶园面积" in done.text
    assert "2024" not in done.text


SAID = "根据《云岭市茶叶质量办法》（令第3号）第八条，茶商应当按期报送产量。[1]"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("这个办法什么时候施行的", "《云岭市茶叶质量办法》什么时候施行的"),
        ("它什么时候到期", "《云岭市茶叶质量办法》什么时候到期"),
        ("这个条例什么时候施行的", "这个条例什么时候施行的"),
        ("它产量多少", "它产量多少"),
    ],
)
def test_a_document_that_is_pointed_at_is_the_one_that_the_answer_cites(question, expected):
    assert with_document_pointed_at(question, "茶商要报送什么", SAID) == expected


def test_a_document_that_the_question_before_names_is_meant_itself():
    previous = "云岭市冷链办法有哪些要求"
    assert with_document_pointed_at("它什么时候到期", previous, SAID) == "它什么时候到期"


@pytest.mark.parametrize(
    "text", ["不对，我问的是北桥2023年的", "错了，我要的是北桥2023年", "不是，我想问的是北桥2023年的"]
)
def test_what_was_meant_takes_the_place_of_what_was_understood(reader, text):
    done = completed(reader, text, AREA_2024)
    assert "北桥" in done.text
    assert "2023年茶园面积是多少" in done.text
    assert "不对" not in done.text


def test_a_new_measure_with_a_new_place_takes_the_place_of_the_old_one(reader):
    done = completed(reader, "北桥的产量呢？", "云岭的茶园面积是多少？")
    assert "北桥" in done.text
    assert "产量是多少" in done.text
    assert "面积" not in done.text


def test_another_sort_of_the_thing_takes_the_place_of_the_first(reader):
    done = completed(reader, "生态类呢？", "云岭观光类茶园补助多少？")
    assert "生态类茶园补助多少" in done.text
    assert "观光" not in done.text


def test_a_question_that_cannot_be_taken_apart_is_repeated_once(reader):
    done = completed(reader, "采茶工呢？", "云岭2024年茶农可以领补贴")
    assert done.text.count("云岭2024年") == 1


def test_whether_it_still_holds_is_asked_on_the_side(reader):
    turns = ["云岭新建茶园每亩补助多少？", "这个到今天还执行着没", "北桥的呢"]
    done = reader.complete(turns[-1], [Turn(role="user", content=one) for one in turns[:-1]], today=TODAY)
    assert "北桥" in done.text
    assert "补助多少" in done.text
    assert "执行" not in done.text


def test_which_article_it_rests_on_is_told_by_the_answer_before(reader):
    done = completed(reader, "依据是哪条", "茶叶里加色素罚多少钱？")
    assert done.text.startswith("茶叶里加色素罚多少钱")


def test_a_time_that_is_only_compared_with_changes_nothing(reader):
    done = completed(reader, "比上年涨了多少", AREA_2024)
    assert "2024年" in done.text


def test_another_matter_begins_afresh(reader):
    done = completed(reader, "顺便问个不相干的，采茶工上岗要不要体检", AREA_2024)
    assert done.text == "采茶工上岗要不要体检"


def test_what_an_earlier_follow_up_added_is_not_carried_on(reader):
    turns = ["云岭新建茶园补助多少？", "那条件是什么", "那期限是多久"]
    done = reader.complete(turns[-1], [Turn(role="user", content=one) for one in turns[:-1]], today=TODAY)
    assert "期限" in done.text
    assert "条件" not in done.text


def test_how_many_sorts_there_are_is_not_asked_again(reader):
    done = completed(reader, "这个规定哪天开始实施？", "有多少类茶叶不允许直播卖？")
    assert done.text.startswith("茶叶不允许直播卖")
    assert "多少" not in done.text
