"""What the statistics page does with an event, without a browser."""

from __future__ import annotations

import pytest

from advisor.web import stats_run
from advisor.web.stats_run import StatsRequest
from tests.web.fake import FakeAdvisor


@pytest.fixture
def advisor() -> FakeAdvisor:
    return FakeAdvisor()


def step(advisor: FakeAdvisor, **sent: object):
    return stats_run.step(advisor, {**StatsRequest().model_dump(), **sent})


def test_the_page_opens_with_what_can_be_chosen(advisor: FakeAdvisor) -> None:
    first = stats_run.first_step(advisor)
    assert [one.name for one in first.choices] == ["生产总值", "生产总值增速", "快递业务量"]
    assert first.choices[0].regions == ("鞍山", "海城市")
    assert first.years == (2021, 2023)
    assert first.ledger == ()


def test_a_lookup_carries_rows_growth_calculations_chart_and_csv(advisor: FakeAdvisor) -> None:
    shown = step(advisor, indicator="GDP", regions="鞍山、海城", since="2023").result
    assert shown.understood == "“GDP”按“生产总值”查。"
    assert [row.quantity for row in shown.rows] == ["1900亿元", "600亿元"]
    assert [row.quantity for row in shown.growth] == ["3.1%"]
    assert "31.58%（600亿元÷1900亿元）" in "".join(line.text for line in shown.worked)
    assert shown.chart.unit == "亿元"
    assert shown.csv.count("\r\n") == 4
    assert shown.file_name == "生产总值.csv"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "还没有写指标"),
        ({"indicator": "茶叶"}, "没有名为“茶叶”的指标"),
        ({"indicator": "GDP", "since": "去年"}, "年份“去年”不对"),
        ({"indicator": "GDP", "regions": "火星"}, "不认识地区“火星”"),
        ({"indicator": ["a"]}, "读不出来"),
        ({"indicator": "GDP", "action": "mark", "row_id": "f999", "by": "甲"}, "表里已经没有这个数"),
        ({"indicator": "GDP", "action": "destroy", "row_id": "f001", "by": "甲"}, "表里已经没有这个数"),
        ({"indicator": "GDP", "action": "mark", "row_id": "f001", "by": " "}, "没有写由谁认定"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(advisor: FakeAdvisor, sent, told) -> None:
    outcome = step(advisor, **sent)
    assert told in outcome.complaint
    assert outcome.result is None
    assert advisor.ledger().events() == ()


def test_a_sign_off_shows_at_once_and_can_be_taken_back(advisor: FakeAdvisor) -> None:
    marked = step(advisor, indicator="GDP", action="mark", row_id="f002", by="市统计局", may_publish=True, note="核对")
    assert marked.told == "已认定：鞍山2023年生产总值1900亿元。同一时段有几个数时，起草用它。"
    row = next(one for one in marked.result.rows if one.row_id == "f002")
    assert row.mark.words.startswith("市统计局（")
    assert (row.mark.publish, row.mark.note) == ("可公开", "核对")
    assert [line.figure for line in marked.ledger] == ["鞍山2023年生产总值1900亿元"]
    removed = step(advisor, indicator="GDP", action="remove", row_id="f002", by="甲")
    assert removed.ledger == ()
    undone = step(advisor, action="undo", by="甲")
    assert undone.told.startswith("已撤销上一步")
    assert len(undone.ledger) == 1
    assert undone.result is None


def test_a_fault_of_the_program_is_one_line_with_a_reference_and_no_detail(advisor: FakeAdvisor, monkeypatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(advisor, "statistics", broken)
    told = step(advisor, indicator="GDP").complaint
    assert "程序出错" in told
    assert "secret" not in told
