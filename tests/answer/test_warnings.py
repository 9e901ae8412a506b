from __future__ import annotations

from datetime import date, timedelta

import pytest
from tea_bench import ask, bench_of
from tea_library import tea_holdings
from tea_sources import CHECKED_ON, SOURCES

from advisor.types import Validity

RULE = "茶叶里能不能加色素？"
CHECKED = date.fromisoformat(CHECKED_ON)


def notices(answer) -> list[str]:
    return [notice.id for notice in answer.notices]


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("云岭茶叶产值有多大？", "n-value"),
        ("云岭2024年茶园面积是多少？", "n-area"),
        ("云岭2024年培训了多少采茶工？", "n-news"),
        ("云岭和北桥2024年茶园面积相差多少？", "n-area"),
    ],
)
def test_a_notice_travels_with_its_statement_indicator_or_source(tea_bench, question, notice):
    answer = ask(tea_bench, question)
    assert notices(answer) == [notice]


def test_a_notice_says_what_to_do_instead_and_how_sure_it_is(tea_bench):
    notice = ask(tea_bench, "云岭茶叶产值有多大？").notices[0]
    assert "上半年数" in notice.text
    assert "写明上半年" in notice.text
    assert notice.certainty == "用数提醒"


def test_a_notice_stays_away_where_its_statement_is_not_used(tea_bench):
    assert notices(ask(tea_bench, RULE)) == []
    assert notices(ask(tea_bench, "云岭2024年茶叶产量增速是多少？")) == []


def test_a_notice_of_the_statement_comes_before_one_of_the_source(tea_bench):
    answer = ask(tea_bench, "云岭毛尖是不是全省产量最高的绿茶？")
    assert notices(answer)[:1] == ["n-best"]


def test_a_notice_cites_its_evidence_where_the_answer_shows_it(tea_bench):
    answer = ask(tea_bench, "云岭毛尖是不是全省产量最高的绿茶？")
    shown = {one.n for one in answer.citations}
    for notice in answer.notices:
        assert set(notice.citations) <= shown
    assert answer.notices[0].citations, "the answer cites this notice's evidence: the notice must point there"


@pytest.mark.parametrize(("days", "stale"), [(0, False), (90, False), (91, True), (400, True)])
def test_after_ninety_days_an_answer_on_what_is_in_force_says_so(tea_bench, days, stale):
    answer = ask(tea_bench, RULE, as_of=CHECKED + timedelta(days))
    assert any("核对于" in line and CHECKED_ON in line for line in answer.warnings) == stale


def test_the_number_of_days_can_be_set():
    answer = ask(bench_of(tea_holdings(), stale_after_days=10), RULE, as_of=CHECKED + timedelta(11))
    assert any("10天" in line for line in answer.warnings)


def test_a_figure_does_not_grow_stale_like_a_rule(tea_bench):
    answer = ask(tea_bench, "云岭2024年茶园面积是多少？", as_of=CHECKED + timedelta(400))
    assert not any("核对于" in line for line in answer.warnings)


@pytest.mark.parametrize(
    ("validity", "word"),
    [
        (Validity.AMENDED, "修改"),
        (Validity.SUPERSEDED, "取代"),
        (Validity.REPEALED, "废止"),
        (Validity.EXPIRED, "期限已满"),
        (Validity.DRAFT, "征求意见"),
        (Validity.UNKNOWN, "不明"),
        (Validity.IN_FORCE, None),
    ],
)
def test_a_cited_document_that_is_not_plainly_in_force_is_flagged(validity, word):
    measures = next(one for one in SOURCES if one.id == "bq-measures")
    changed = {"bq-measures": measures.model_copy(update={"validity": validity})}
    answer = ask(bench_of(tea_holdings(changed=changed)), "北桥冷链车辆补助多少钱？")
    assert [one.source_id for one in answer.citations] == ["bq-measures"]
    lines = [line for line in answer.warnings if "北桥市茶产业发展办法" in line and "转述" not in line]
    assert bool(lines) == (word is not None)
    assert word is None or word in lines[0]


def test_what_was_seen_only_at_second_hand_is_flagged(tea_bench):
    lines = ask(tea_bench, "北桥冷链车辆补助多少钱？").warnings
    assert any("北桥市茶产业发展办法" in line and "转述" in line for line in lines)
    assert not any("转述" in line for line in ask(tea_bench, RULE).warnings)


def test_a_figure_of_the_paper_alone_is_flagged(tea_bench):
    lines = ask(tea_bench, "云岭茶叶产值有多大？").warnings
    assert any("仅据论文" in line for line in lines)
    assert not any("仅据论文" in line for line in ask(tea_bench, "云岭2024年茶园面积是多少？").warnings)


def test_an_english_question_gets_a_note_on_the_language(tea_bench):
    answer = ask(tea_bench, "How large is the tea garden area in Yunling in 2024?")
    assert "50万亩" in answer.text
    assert any("Chinese" in line for line in answer.warnings)


def test_an_answer_without_claims_warns_of_no_source(tea_bench):
    answer = ask(tea_bench, "火锅怎么做好吃？", as_of=CHECKED + timedelta(400))
    assert answer.warnings == ()
    assert answer.notices == ()


def test_a_thing_that_no_passage_mentions_is_said_to_be_unmentioned(tea_bench):
    answer = ask(tea_bench, "用无人机采茶，茶叶里能不能加色素？")
    assert any("没有提到“无人机”" in warning for warning in answer.warnings)
    assert not any("没有提到" in warning for warning in ask(tea_bench, RULE).warnings)
