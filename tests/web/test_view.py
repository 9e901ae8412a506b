from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.library.vocabulary import load_vocabulary
from advisor.settings import bundled
from advisor.types import Area, Claim, ClaimKind, Status
from advisor.web import view, wording
from tests.web.fake import answer, hostile_answer, no_source_answer, rule_answer, scale_answer


def visible(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(st.text(max_size=80))
def test_words_of_others_are_neither_markup_nor_markdown(text: str) -> None:
    shown = view.question_html(text)
    inner = shown.removeprefix("<div class='question'>").removesuffix("</div>").replace("<br>", "")
    assert "\n" not in shown
    assert not set(re.sub(r"&#\d+;", "", inner)) & set("<>\"'`*_[]()#$\\{}~|!:&")
    assert html.unescape(inner.replace("&#13;", "")) == text.strip().replace("\n", "").replace("\r", "")


def test_a_finished_answer_is_one_block_whatever_the_sources_say() -> None:
    shown = view.answer_html(hostile_answer("恶意"), exchange=1)
    assert "\n" not in shown
    assert set(re.findall(r"<(\w+)", shown)) <= {"div", "p", "a", "span", "ul", "li", "br", "ol"}


def test_three_claims_are_numbered_and_two_are_not() -> None:
    assert view.answer_html(scale_answer("规模"), exchange=1).count("<li class='claim") == 3
    assert "<ol" not in view.answer_html(rule_answer("规定"), exchange=1)


def test_what_a_model_wrote_is_running_prose() -> None:
    listed = scale_answer("规模")
    first, *rest = listed.claims
    claims = (first.model_copy(update={"begins_paragraph": True}), *rest)
    shown = view.answer_html(listed.model_copy(update={"mode": "model", "claims": claims}), exchange=1)
    assert "<ol" not in shown
    assert shown.count("<p class='prose'>") == 1 + sum(claim.kind is ClaimKind.GAP for claim in rest)
    assert shown.count("<span class='claim") == len(claims)


def test_chips_name_their_source_and_differ_between_exchanges() -> None:
    shown = view.answer_html(rule_answer("规定"), exchange=4)
    assert "href='#cite-4-1'" in shown
    assert "来源1：中华人民共和国电子商务法 第十七条" in visible(shown.replace("title='", "'>"))


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_every_status_but_answered_has_its_line(status: Status) -> None:
    found = answer("问", ("一句。", ("p1",)), status=status)
    assert "class='status" in view.answer_html(found, exchange=1)


def test_an_answer_needs_no_status_line() -> None:
    assert "class='status" not in view.answer_html(rule_answer("规定"), exchange=1)


def test_without_claims_the_fixed_sentence_is_shown() -> None:
    assert "资料库没有收录“月球”。" in visible(view.answer_html(no_source_answer("月球"), exchange=1))


def test_sources_stand_once_with_all_their_places() -> None:
    found = answer("问", ("一。", ("p3",)), ("二。", ("p2", "p1")))
    listed = visible(view.answer_html(found, exchange=1).split("<div class='sources'>")[1])
    assert listed.count("电子商务法") == 1
    assert listed.count("对策研究") == 2, "the figure that rests on the paper alone is listed apart"


def test_a_partial_answer_says_that_more_is_to_come() -> None:
    claims = [Claim(text="一句。", kind=ClaimKind.FACT, citations=(1,))]
    assert "正在核验其余内容" in visible(view.partial_html(claims, [], exchange=1))


def test_plain_text_holds_everything_needed_to_quote() -> None:
    text = view.plain_text(scale_answer("规模多大？"))
    lines = text.splitlines()
    assert lines[0] == "问：规模多大？"
    assert lines[1].startswith("〔部分作答")
    assert any(line.startswith("[1] 《地市级行政单位") and "二(二)，论文，仅据论文" in line for line in lines)
    assert any(line.strip().startswith("摘编：2022年上半年") for line in lines)
    assert "提示（无法核实）：这个数字没有政府统计印证。" in lines
    assert "（2026-11-23，由资料库摘编生成，正式引用前请核对原件。）" in lines
    assert "javascript" not in view.plain_text(rule_answer("规定"))


def test_the_areas_are_named_on_the_page_as_in_the_vocabulary() -> None:
    areas = load_vocabulary(bundled("knowledge") / "vocabulary.yaml").areas
    assert {area: words.name for area, words in areas.items() if area is not Area.GENERAL} == wording.AREA_NAME
