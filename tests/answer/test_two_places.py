"""One thing asked of two places: each stands with its own source, and what is not held of one is said."""

from __future__ import annotations

import pytest
from tea_bench import ask, cited, with_statements
from tea_library import said

from advisor.answer.texts import NEAREST_LEAD
from advisor.types import ClaimKind, Modality, Status


def grant(ref: str, text: str):
    return said(ref, "第九条", text, modality=Modality.PROVIDED)


def test_a_figure_of_two_places_is_asked_of_each(tea_bench):
    answer = ask(tea_bench, "北桥和望潮对冷链车辆各给多少补助？")
    assert "bq-measures-s001" in cited(answer, "fact")
    assert "望潮" in "".join(one.text for one in answer.claims)


def test_what_stands_for_another_thing_is_no_side(tea_bench):
    answer = ask(tea_bench, "云岭和北桥对冷链车辆分别补助多少？")
    assert answer.status is Status.PARTLY_ANSWERED
    [missing] = [one for one in answer.claims if one.kind is ClaimKind.GAP]
    assert "云岭" in missing.text
    told = [one for one in answer.claims if one.kind is ClaimKind.FACT and not one.text.startswith(NEAREST_LEAD)]
    assert [one.passage_ids for one in told] == [("bq-measures-s001",)]


def test_grants_for_different_things_are_not_subtracted():
    bench = with_statements(grant("yl-measures-2024#s009", "对茶叶展会每次给予50万元补助。"))
    answer = ask(bench, "云岭和北桥对冷链车辆的补助差多少？")
    assert all(one.kind is not ClaimKind.CALCULATION for one in answer.claims)


def test_grants_for_one_thing_are_subtracted():
    bench = with_statements(grant("yl-measures-2024#s009", "对茶叶冷链车辆每辆给予5万元补助。"))
    answer = ask(bench, "云岭和北桥对冷链车辆的补助差多少？")
    assert answer.claims[0].kind is ClaimKind.CALCULATION
    assert "2万元" in answer.claims[0].text


def test_of_contents_each_place_tells_more_than_one_sentence():
    bench = with_statements(
        grant("bq-measures#s009", "支持茶叶冷链仓库建设。"), grant("bq-measures#s010", "支持茶叶冷链配送站。")
    )
    answer = ask(bench, "云岭和北桥的茶叶冷链政策有什么不同？")
    told = [key.rsplit("-", 1)[0] for key in cited(answer, "fact")]
    assert told.count("bq-measures") > 1
    assert "yl-measures-2024" in told


@pytest.mark.parametrize("question", ["茶叶冷链方面，别的地方有什么做法？", "外地对茶叶冷链有哪些补助？"])
def test_of_other_places_nothing_of_our_own_is_told(tea_bench, question):
    sources = {one.source_id for one in ask(tea_bench, question).citations}
    assert sources
    assert sources <= {"bq-measures", "wc-measures"}


def test_each_place_is_asked_at_its_own_time(tea_bench):
    answer = ask(tea_bench, "云岭2023年和北桥2024年的茶园面积分别是多少？")
    assert set(cited(answer, "fact")) == {"r-yl-2023", "r-bq-2024"}


def test_one_figure_found_for_both_sides_is_not_worked_with():
    text = "2024年云岭茶叶投诉举报增长19.3%。"
    bench = with_statements(said("tea-news#s009", "三", text, asks="茶叶投诉举报涨了多少"))
    answer = ask(bench, "2024年云岭茶叶投诉、举报比上年多了几成？")
    assert "19.3%" in answer.text
    assert not any(one.kind is ClaimKind.CALCULATION for one in answer.claims)


def test_what_another_place_alone_does_is_told_of_that_place(tea_bench):
    answer = ask(tea_bench, "北桥在茶叶冷链上有没有现成的做法可以借鉴？")
    assert answer.status is Status.ANSWERED
    assert "bq-measures-s001" in cited(answer)
    assert not any(key.startswith("tea-paper") for key in cited(answer))
