from __future__ import annotations

from tea_bench import ask, cited

from advisor.answer.texts import NEAR_REMARK
from advisor.types import Area, Category, ClaimKind, Status, Validity

QUESTION = "茶叶冷链怎么做？"


def test_advice_for_an_area_gathers_its_measures(tea_bench):
    answer = ask(tea_bench, QUESTION)
    assert answer.status is Status.ANSWERED
    assert {"tea-paper-s003", "tea-paper-s004"} <= set(cited(answer, "recommendation"))
    areas = [set(tea_bench.holdings.passages[key].areas) for key in cited(answer)]
    assert all(Area.LOGISTICS in one for one in areas)


def test_what_other_places_do_now_comes_before_what_they_once_did(tea_bench):
    found = cited(ask(tea_bench, QUESTION))
    assert found.index("bq-measures-s001") < found.index("wc-measures-s001")


def test_lapsed_practice_is_marked_as_history(tea_bench):
    answer = ask(tea_bench, QUESTION)
    lapsed = next(one for one in answer.citations if one.source_id == "wc-measures")
    assert lapsed.validity is Validity.EXPIRED
    assert any("望潮市茶叶冷链补助办法" in line and "历史" in line for line in answer.warnings)


def test_what_must_be_done_follows_the_order_of_authority(tea_bench):
    answer = ask(tea_bench, "网上卖茶叶可不可以加色素？")
    ranks = [one.category for one in answer.citations]
    assert Category.LAW in ranks
    assert Category.PAPER not in ranks[:1]


def test_a_measure_that_the_law_forbids_is_not_advised_without_the_law(tea_bench):
    answer = ask(tea_bench, "茶叶卖相怎么改善？")
    advised = "tea-paper-s005" in cited(answer, ClaimKind.RECOMMENDATION)
    assert not advised or "tea-law-s001" in cited(answer), "nothing in force may forbid what is recommended"


def test_advice_on_a_subject_that_is_not_held_is_not_given(tea_bench):
    answer = ask(tea_bench, "怎么发展海上风力发电？")
    assert answer.status.abstained
    assert answer.claims == ()


def test_advice_on_a_matter_of_its_own_is_put_together_by_meaning_and_says_so(advisor):
    answer = advisor.ask("铁西的猫狗买卖想靠直播做大，眼下毛病在哪，下一步应该怎么抓？")
    assert answer.status is Status.ANSWERED
    assert NEAR_REMARK in answer.warnings
    assert "as-pet-2025" in {one.source_id for one in answer.citations}


def test_another_place_is_asked_for_its_practice_and_for_no_other_field(advisor):
    told = advisor.ask("想管住直播带货又想扶一把，浙江有没有现成套路？")
    assert "zj-green-2024" in {one.source_id for one in told.citations}
    assert advisor.ask("沈阳怎么发展低空经济？").status.abstained
