from __future__ import annotations

import pytest

from advisor.grounding import CheckContext, check_claim
from advisor.grounding.faults import Severity
from advisor.grounding.periods import ANY_DAY, find_periods
from advisor.grounding.reading import read
from advisor.grounding.times import entails, time_faults
from advisor.types import VerdictKind

CLAIM = "2022年云岭市直播电商交易额为70亿元。"
PASSAGE = "{time}，云岭市直播电商交易额达70亿元，签约主播3万余人。"


@pytest.mark.parametrize(
    "time", ["2022年上半年", "2022年下半年", "2022年1—6月", "2022年前三季度", "2022年四季度", "2022年5月", "2022H1"]
)
def test_the_figure_of_a_part_is_not_that_of_the_year(time: str) -> None:
    passage = PASSAGE.format(time=time)
    assert check_claim(CLAIM, [passage]).kind is VerdictKind.CONTRADICTED
    assert check_claim(CLAIM.replace("2022年", time), [passage]).kind is VerdictKind.SUPPORTED


@pytest.mark.parametrize("time", ["2022年上半年", "2022年前三季度", "2022年5月"])
def test_the_figure_of_the_year_is_not_that_of_a_part(time: str) -> None:
    passage = PASSAGE.format(time="2022年")
    assert check_claim(CLAIM.replace("2022年", time), [passage]).kind is not VerdictKind.SUPPORTED
    assert check_claim(CLAIM, [passage]).kind is VerdictKind.SUPPORTED


def test_the_part_may_be_known_from_the_catalogue_only() -> None:
    passage = "云岭市直播电商交易额达70亿元。"
    for issued in (None, "2022-09-01"):
        half = CheckContext(title="2022年云岭直播报告", period_label="2022年上半年", issued=issued)
        whole = half.model_copy(update={"period_label": "2022年"})
        assert check_claim(CLAIM, [passage], context=half).kind is VerdictKind.CONTRADICTED
        assert check_claim(CLAIM, [passage], context=whole).kind is VerdictKind.SUPPORTED
        narrower = CLAIM.replace("2022年", "2022年上半年")
        assert check_claim(narrower, [passage], context=half).kind is VerdictKind.SUPPORTED
        assert check_claim(narrower, [passage], context=whole).kind is not VerdictKind.SUPPORTED


def test_a_part_without_its_year_is_a_part_still() -> None:
    passage = "2022年云岭市举办了直播节。上半年，云岭市直播电商交易额达70亿元。"
    assert check_claim(CLAIM, [passage]).kind is VerdictKind.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("2021年云岭市有直播间500个。", "2021年末，云岭市有直播间500个。"),
        ("2021年云岭市有直播间500个。", "2021年12月31日，云岭市有直播间500个。"),
        ("云岭市协会于2022年成立。", "2022年上半年，云岭市协会成立。"),
        ("云岭市协会2022年成立，有会员100家。", "2022年5月，云岭市协会成立，有会员100家。"),
        ("云岭市协会2022年成立，有会员100家。", "2022年云岭市办过展会。5月，云岭市协会成立，有会员100家。"),
        ("2022年云岭市投资3亿元建成产业园。", "2022年5月，云岭市投资3亿元建成产业园。"),
    ],
)
def test_a_point_or_an_event_may_be_told_by_its_year(claim: str, passage: str) -> None:
    assert check_claim(claim, [passage]).kind is VerdictKind.SUPPORTED


def test_figures_of_several_years_are_not_those_of_the_first() -> None:
    passage = PASSAGE.format(time="2022年至2024年")
    assert check_claim(CLAIM, [passage]).kind is not VerdictKind.SUPPORTED


@pytest.mark.parametrize(
    ("third", "is_fault"), [("上旬", True), ("中旬", False), ("下旬", True), ("", False), ("底", True)]
)
def test_a_third_of_a_month_holds_ten_days(third: str, is_fault: bool) -> None:
    claim, passage = read(f"方案印发于2022年4月{third}。"), read("方案2022年4月15日印发。")
    assert bool(time_faults(claim, [passage], None)) is is_fault


def test_the_last_third_of_february_ends_with_it() -> None:
    [found] = read("方案印发于2024年2月下旬。").periods
    assert (found.period.start, found.period.end) == ("2024-02-21", "2024-02-29")


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("方案2022年4月上旬印发。", "方案2022年4月初印发。"),
        ("活动在2022年4月上旬至5月中旬举办。", "活动在2022年4月1日至5月15日举办。"),
        ("方案4月中旬印发。", "方案4月中旬印发。"),
        ("方案2022年4月印发。", "方案2022年4月中旬印发。"),
    ],
)
def test_a_third_of_a_month_contradicts_no_wider_time(claim: str, passage: str) -> None:
    faults = time_faults(read(claim), [read(passage)], None)
    assert [fault for fault in faults if fault.severity is Severity.CONTRADICTED] == []


@pytest.mark.parametrize(
    ("held", "claimed", "holds"),
    [
        ("3月31日前", "三月底以前", True),
        ("6月30日", "6月底", True),
        ("5月30日", "5月底", False),
        ("2月18日", "2月底", False),
    ],
)
def test_the_last_day_of_a_month_is_its_end(held: str, claimed: str, holds: bool) -> None:
    [one], [other] = find_periods(held, today=ANY_DAY), find_periods(claimed, today=ANY_DAY)
    assert entails(one, other) is holds
