"""Years that a draft only points at are written out for looking up."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.check.years import on_its_basis, with_years_of_parts, with_years_said, years_added, years_said
from advisor.types import Period, PeriodKind

TODAY = date(2026, 11, 23)
IN_2020 = (Period(kind=PeriodKind.YEAR, start="2020-01-01", end="2020-12-31", label="2020年"),)
IN_2021 = (Period(kind=PeriodKind.YEAR, start="2021-01-01", end="2021-12-31", label="2021年"),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("去年茶叶产值12亿元", "2025年茶叶产值12亿元"),
        ("今年1月印发", "2026年1月印发"),
        ("比去年多出两成", "比去年多出两成"),
        ("去年同期为三成", "去年同期为三成"),
        ("今年来茶价上涨", "今年来茶价上涨"),
        ("这一年茶园扩大", "2020年茶园扩大"),
        ("茶园扩大，同年产值翻番", "茶园扩大，2020年产值翻番"),
        ("捐赠当年扣除", "捐赠当年扣除"),
    ],
)
def test_a_year_said_from_now_or_from_the_sentence_before_is_written_out(text: str, wanted: str) -> None:
    assert with_years_said(text, 2026, IN_2020) == wanted


def test_this_year_after_several_years_stays_as_it_is() -> None:
    assert with_years_said("这一年茶园扩大", 2026, (*IN_2020, *IN_2021)) == "这一年茶园扩大"


def test_how_the_draft_says_a_year_is_kept() -> None:
    assert years_said(["去年增产，今年减产"], 2026, ()) == (("2025年", "去年"), ("2026年", "今年"))


@pytest.mark.parametrize(
    ("text", "around", "wanted"),
    [
        ("1至5月产值3亿元", IN_2020, "2020年1至5月产值3亿元"),
        ("2025年前5个月产值3亿元，上半年办节30场", (), "2025年前5个月产值3亿元，2025年上半年办节30场"),
        ("上半年办节30场", (), "上半年办节30场"),
        ("上半年办节30场", (*IN_2020, *IN_2021), "上半年办节30场"),
    ],
)
def test_a_part_of_a_year_takes_the_year_before_it(text: str, around: tuple[Period, ...], wanted: str) -> None:
    assert with_years_of_parts(text, around, today=TODAY) == wanted


def test_what_was_added_can_be_taken_away() -> None:
    before = ["1至5月产值3亿元"]
    after = [with_years_of_parts(before[0], IN_2020, today=TODAY)]
    (added,) = years_added(before, after)
    assert after[0].replace(*added) == before[0]


def test_what_a_year_rests_on_is_no_other_time() -> None:
    assert on_its_basis("上半年（按上下文推为2022年）产值70亿元") == "2022年上半年产值70亿元"
    assert on_its_basis("上半年（初步统计）产值70亿元") == "上半年（初步统计）产值70亿元"
