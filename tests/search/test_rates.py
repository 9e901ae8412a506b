"""A growth rate that is asked for is the rate of one thing, and no other thing's rate answers it."""

from __future__ import annotations

from datetime import date

import pytest
from tea_bench import plan_of

from advisor.search.evidence import fit
from advisor.types import Status

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("thing", ["茶叶产量", "产茶量", "云岭的茶叶产量同比"])
def test_the_rate_of_the_very_thing_fills_the_slot(tea, reader, thing):
    plan = plan_of(reader, f"云岭2024年{thing}增速是多少？")
    assert fit(plan, tea.passages["r-rate-2024"], tea).slot == 1


@pytest.mark.parametrize(
    "question", ["云岭2024年绿茶增速是多少？", "云岭2024年快递增长多少？", "云岭2024年增速是多少？"]
)
def test_the_rate_of_another_thing_or_of_none_does_not(tea, reader, question):
    assert fit(plan_of(reader, question), tea.passages["r-rate-2024"], tea).slot < 0.5


def test_a_question_that_only_speaks_of_a_rate_is_not_bound_by_it(tea, reader):
    plan = plan_of(reader, "增速放缓的云岭茶园面积是多少？")
    assert fit(plan, tea.passages["r-yl-2024"], tea).slot == 1


def test_a_rate_said_in_the_clause_after_the_thing_is_of_that_thing(tea, reader):
    plan = plan_of(reader, "2024年云岭茶叶产量多少，增速多少？")
    assert fit(plan, tea.passages["r-rate-2024"], tea).slot == 1


@pytest.mark.parametrize(
    "question",
    [
        "鞍山2024年快递增速是多少",
        "鞍山2024年网上零售增速",
        "鞍山2025年网上零售增速是多少",
        "鞍山2023年快递增速",
        "鞍山2023年出口增速",
        "鞍山2024年外商投资增速",
        "鞍山2024快递业务量多少，同比增长多少",
    ],
)
def test_a_rate_that_is_not_held_is_answered_with_no_other(advisor, question):
    assert advisor.ask(question, as_of=DAY).status is Status.INSUFFICIENT


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("鞍山2025年社零增长多少", "4%"),
        ("鞍山GDP增速", "5%"),
        ("鞍山2025年经济增速是多少", "5.5%"),
        ("鞍山2025年GDP涨了几个点", "5.5%"),
        ("鞍山2025年财政收入增长多少", "1.9%"),
        ("鞍山农民收入2023年增长多少", "8%"),
        ("直播带货投诉涨了多少", "19.3%"),
        ("海城2025年GDP增长多少", "232.8亿元"),
    ],
)
def test_a_rate_that_is_held_under_any_of_its_names_is_answered(advisor, question, figure):
    answer = advisor.ask(question, as_of=DAY)
    assert answer.status is Status.ANSWERED
    assert figure in answer.claims[0].text
