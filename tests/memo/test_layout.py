from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.memo.layout import Annex, Heading, PageLayout, Paper, RedHead, Table, cell, runs_of
from advisor.memo.numbering import numbered
from advisor.memo.title_lines import title_lines
from tests.memo.papers import BLOCKS, plain, request, text_of


def numbers(*levels: int) -> list[str]:
    return [number for _, number in numbered([Heading(level=level, text="题") for level in levels])]


def test_headings_are_numbered_by_level_and_anew_under_each_higher_one() -> None:
    assert numbers(1, 2, 3, 4, 4, 3, 2, 1, 2) == [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "（2）",
        "2.",
        "（二）",
        "二、",
        "（一）",
    ]


def test_the_eleventh_heading_is_十一() -> None:
    assert numbers(*[1] * 11)[-1] == "十一、"


def test_a_heading_without_number_does_not_count() -> None:
    blocks = (Heading(level=1, text="引言", numbered=False), Heading(level=1, text="情况"))
    assert [number for _, number in numbered(blocks)] == ["", "一、"]


def test_placeholders_are_found_with_the_brackets_of_a_number_inside() -> None:
    runs = runs_of("效力〔待核实：某发〔2016〕6号是否有效〕，见〔2016〕6号", citations=(3,))
    assert [run.text for run in runs if run.placeholder] == ["〔待核实：某发〔2016〕6号是否有效〕"]
    assert runs[-1].citations == (3,)
    assert not runs[-1].placeholder


@given(st.text(alphabet="甲乙〔〕待核实填：1", max_size=40))
def test_reading_for_placeholders_loses_no_letter(text: str) -> None:
    assert text_of(runs_of(text)) == text


def test_a_plain_paper_never_gets_a_red_head() -> None:
    head = RedHead(issuer="某局文件", number="某〔2026〕1号")
    with pytest.raises(ValueError, match="red head"):
        Paper(layout=PageLayout.PLAIN, type_name="政策建议", title="题", head=head)


def test_an_official_document_needs_its_head_and_stands_upright() -> None:
    with pytest.raises(ValueError, match="head"):
        Paper(layout=PageLayout.STATUTORY, type_name="请示", title="题")
    with pytest.raises(ValueError, match="upright"):
        Paper.model_validate({**request().model_dump(), "landscape": True})


def test_a_table_with_a_row_too_short_or_widths_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(header=("甲", "乙"), rows=((cell("一"),),))
    with pytest.raises(ValueError, match="widths"):
        Table(header=("甲", "乙"), widths=(1,))


def test_a_paper_survives_being_written_down_and_read_again() -> None:
    for paper in (request(), plain(annexes=(Annex(title="附", blocks=BLOCKS),))):
        assert Paper.model_validate_json(paper.model_dump_json()) == paper


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于直播电商的建议", 1),
        ("某市商务局关于支持短视频和直播电商产业发展有关事项的请示", 2),
        ("关于印发《某市短视频和直播电商产业高质量发展三年行动方案（2026—2028年）》的通知", 3),
    ],
)
def test_a_long_title_is_broken_into_lines_that_fit_and_no_name_is_torn(title: str, lines: int) -> None:
    broken = title_lines(title)
    assert "".join(broken) == title
    assert len(broken) == lines
    assert max(map(len, broken)) <= 20
    assert min(map(len, broken)) >= 8
    assert not any(line.endswith(("《", "直播", "短")) or line.startswith(("》", "的", "电商")) for line in broken)


def test_breaks_that_the_author_made_stay() -> None:
    assert title_lines("某局关于某事的\n请示") == ["某局关于某事的", "请示"]


@given(st.text(alphabet="市长的《》关于，甲乙丙", min_size=1, max_size=60))
def test_breaking_a_title_loses_nothing_and_keeps_to_the_line(title: str) -> None:
    broken = title_lines(title)
    assert "".join(broken) == title
    assert max(map(len, broken)) <= 20
