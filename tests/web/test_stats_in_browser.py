"""The statistics page as a person uses it, in headless Chromium, on hand-made tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.fake import FakeAdvisor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def open_stats(open_page, **options: object):
    page = open_page(**options)
    page.get_by_role("tab", name="统计数据").click()
    page.wait_for_selector("#stats-indicators option", state="attached")
    return page


def look(page, indicator: str, *, regions: str = "", since: str = "") -> None:
    page.fill(".stats-form [name=indicator]", indicator)
    page.fill(".stats-form [name=regions]", regions)
    page.fill(".stats-form [name=since]", since)
    page.press(".stats-form [name=indicator]", "Enter")
    page.wait_for_function("document.querySelector('.stats-form .primary').textContent === '查询'")


def row(page, words: str):
    return page.locator("table.figures").first.locator("tbody tr", has_text=words)


def sign(page, *, by: str, publish: bool = False) -> None:
    page.fill(".stats-dialog [name=by]", by)
    if publish:
        page.check(".stats-dialog [type=checkbox]")
    page.get_by_role("button", name="确定").click()
    page.wait_for_selector(".told:not(:empty)")


def test_a_lookup_shows_figures_with_source_definition_and_note(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山、营口", since="2022")
    text = page.locator(".stats-result").inner_text()
    for piece in (
        "1900亿元",
        "《鞍山市统计公报》",
        "正文，已见全文",
        "使用限制：两年的水平数不得相除",
        "没有收录营口的“生产总值”",
        "公布为3.1%",
    ):
        assert piece in text, piece
    assert page.evaluate("document.activeElement.textContent") == "生产总值"


def test_places_with_figures_can_be_ticked(open_page) -> None:
    page = open_stats(open_page)
    page.fill(".stats-form [name=indicator]", "GDP")
    chips = page.locator(".held .chip")
    assert chips.all_inner_texts() == ["鞍山", "海城市"]
    chips.nth(1).click()
    assert page.input_value(".stats-form [name=regions]") == "海城市"
    assert page.locator(".held .chip[aria-pressed=true]").count() == 1
    page.locator(".held .chip").nth(1).click()
    assert page.input_value(".stats-form [name=regions]") == ""


def test_an_unknown_indicator_leaves_no_other_figures_standing(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP")
    assert page.locator("table.figures").count()
    look(page, "生产值")
    assert "相近的有：生产总值" in page.locator(".complaint").inner_text()
    assert page.locator("table.figures").count() == 0


def test_bars_begin_at_zero_and_a_point_tells_its_source(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山")
    widths = page.locator(".chart rect").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert widths[0] / widths[1] == pytest.approx(1800 / 1900, rel=0.01)
    assert page.locator(".chart .tick").first.text_content() == "0"
    page.locator(".chart rect").nth(1).hover()
    assert page.locator(".chart-tip").inner_text().split("\n\n")[1] == "1900亿元"
    assert "单位：亿元" in page.locator(".chart-frame").text_content()
    assert "来源：鞍山市统计公报" in page.locator("figcaption").inner_text()


def test_only_comparable_neighbours_are_joined_and_the_form_can_be_changed(open_page) -> None:
    page = open_stats(open_page)
    look(page, "快递业务量")
    assert page.get_by_role("button", name="折线图").get_attribute("aria-pressed") == "true"
    assert page.locator(".chart circle").count() == 4
    assert page.locator(".chart line[stroke-width='2']").count() == 2, "the newspaper's figure is joined to nothing"
    page.get_by_role("button", name="条形图").click()
    assert page.locator(".chart rect").count() == 4
    look(page, "GDP", regions="鞍山")
    page.get_by_role("button", name="折线图").click()
    assert page.locator(".chart line[stroke-width='2']").count() == 0, "levels that may not be divided stay apart"


def test_points_are_reached_by_keyboard(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山")
    point = page.locator(".chart .point").first
    assert point.get_attribute("aria-label") == "鞍山 2022年：1800亿元。《鞍山市统计公报》"
    point.focus()
    assert page.locator(".chart-tip").is_visible()


def test_definitions_stand_side_by_side_with_their_use(open_page) -> None:
    page = open_stats(open_page)
    look(page, "快递业务量", since="2023")
    group = page.locator(".group")
    assert group.locator("tbody tr").count() == 2
    assert "统计机构公布数，写实绩、作比较首选" in group.locator(".guidance").inner_text()
    assert "媒体报道数" in group.locator(".guidance").inner_text()


def test_a_figure_is_signed_off_and_taken_back(open_page, advisor: FakeAdvisor) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山")
    row(page, "2023年").get_by_role("button", name="认定").click()
    page.get_by_role("button", name="确定").click()
    assert page.locator(".stats-dialog").is_visible(), "who signs off must be said"
    sign(page, by="市统计局", publish=True)
    assert "✓ 市统计局" in row(page, "2023年").inner_text()
    assert "可公开" in row(page, "2023年").inner_text()
    assert "已认定1个" in page.locator(".stats-ledger summary").inner_text()
    page.locator(".stats-ledger summary").click()
    page.get_by_role("button", name="撤销上一步").click()
    assert page.input_value(".stats-dialog [name=by]") == "市统计局", "the name is kept for the next time"
    page.get_by_role("button", name="确定").click()
    page.wait_for_function("document.querySelector('.stats-ledger summary').textContent.includes('0个')")
    assert "✓" not in row(page, "2023年").inner_text()
    assert [event.action.value for event in advisor.ledger().events()] == ["mark", "undo"]


def test_the_dialog_closes_without_a_trace_on_escape(open_page, advisor: FakeAdvisor) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山")
    row(page, "2022年").get_by_role("button", name="认定").click()
    page.keyboard.press("Escape")
    assert not page.locator(".stats-dialog").is_visible()
    assert advisor.ledger().events() == ()


def test_the_table_can_be_downloaded(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载表格（CSV）").click()
    assert started.value.suggested_filename == "生产总值.csv"
    content = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert len(content.strip().splitlines()) == 5
    assert "f001,生产总值,鞍山,2022年" in content


def test_hostile_words_in_the_tables_stay_words(open_page) -> None:
    page = open_stats(open_page)
    look(page, "快递业务量")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".stats script, .stats iframe, .stats-result img").count() == 0
    assert "<script>window.hacked=1</script>" in page.locator(".stats-result").inner_text()
    page.locator("table.figures").first.get_by_role("button", name="认定").last.click()
    assert page.evaluate("window.hacked") is None


def test_a_narrow_window_shows_everything_without_scrolling_sideways(open_page) -> None:
    page = open_stats(open_page, viewport=PHONE)
    look(page, "GDP")
    assert page.evaluate("document.querySelector('.stats').scrollWidth <= innerWidth")
    assert page.locator(".stats-form .primary").is_visible()
    assert re.search(r"1900亿元", page.locator(".stats-result").inner_text())


def test_a_chart_saved_from_the_page_carries_its_title_and_sources(open_page) -> None:
    page = open_stats(open_page)
    look(page, "GDP", regions="鞍山")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载图（SVG）").click()
    assert started.value.suggested_filename == "鞍山生产总值.svg"
    content = Path(started.value.path()).read_text(encoding="utf-8")
    for piece in ("鞍山生产总值", "1900亿元", "来源：鞍山市统计公报"):
        assert piece in content, piece
    assert page.locator(".chart rect").count() == 2, "the chart on the page stays whole"
