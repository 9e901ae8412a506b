"""The comparison as a person uses it, in headless Chromium, on the scripted advisor."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.web.fake import FakeAdvisor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def open_compare(open_page, **options: object):
    page = open_page(**options)
    page.get_by_role("tab", name="政策对标").click()
    page.wait_for_selector(".compare-form .start")
    return page


def compare(page):
    page.get_by_role("button", name="开始对标").click()
    page.wait_for_selector(".compared .summary")
    return page.locator(".compared-sheet")


def side(page):
    return page.locator(".compare-side")


def test_the_usual_choice_is_made_and_what_is_chosen_is_compared(open_page, advisor: FakeAdvisor) -> None:
    page = open_compare(open_page)
    form = page.locator(".compare-form")
    form.get_by_label("深圳").uncheck()
    form.get_by_text("更多地区").click()
    form.get_by_label("杭州").check()
    form.get_by_label("人才").uncheck()
    compare(page)
    assert advisor.compared == [("area", ("logistics",), ("鞍山", "国家", "杭州"))]
    form.get_by_label("按政策工具").check()
    assert not form.get_by_label("物流").is_visible(), "areas are no matter for instruments"
    compare(page)
    page.wait_for_selector("th:text('资金')")
    assert advisor.compared[-1][0] == "instrument"


def test_the_table_reads_as_a_table_with_standing_in_words_and_未见_for_nothing(open_page) -> None:
    result = compare(open_compare(open_page))
    assert result.locator(".summary").inner_text() == "共6格：有内容3格，未见3格；鞍山的差距1项，需要索取的文件1件。"
    assert result.locator("thead th").all_inner_texts() == ["策略领域", "鞍山", "国家", "深圳"]
    first = result.locator("tbody tr").first
    assert first.locator("th[scope=row]").inner_text() == "物流"
    assert first.locator(".standing").all_inner_texts() == ["论文记载 · 2022年", "现行 · 2019年施行", "历史 · 2013年"]
    second = result.locator("tbody tr").last
    assert second.locator(".unseen").all_inner_texts() == ["未见"] * 3
    assert "所辖杭州" in second.locator("td").last.inner_text()


def test_a_chip_opens_its_source_and_escape_brings_back(open_page) -> None:
    page = open_compare(open_page)
    compare(page)
    assert not side(page).is_visible()
    page.locator(".matrix .chip", has_text="[2]").click()
    text = side(page).inner_text()
    for piece in (
        "来源 [2]",
        "《中华人民共和国电子商务法》",
        "主席令第七号",
        "第十七条",
        "现行有效",
        "摘编：本库据来源改写",
    ):
        assert piece in text
    assert side(page).locator("mark").inner_text() == "电子商务经营者应当全面、真实、准确、及时地披露商品"
    assert page.evaluate("document.activeElement.textContent") == "来源 [2]"
    page.keyboard.press("Escape")
    assert not side(page).is_visible()
    assert page.evaluate("document.activeElement.textContent") == "[2]"


def test_statements_are_filtered_by_standing(open_page) -> None:
    page = open_compare(open_page)
    result = compare(page)
    page.get_by_role("button", name="历史").click()
    assert "对电子商务平台给予资助" not in result.locator(".matrix").inner_text()
    assert "（按筛选不显示）" in result.locator("tbody tr").first.locator("td").last.inner_text()
    assert page.get_by_role("button", name="历史").get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="历史").click()
    assert "对电子商务平台给予资助" in result.locator(".matrix").inner_text()


def test_gaps_documents_and_notices_stand_below(open_page) -> None:
    page = open_compare(open_page)
    result = compare(page)
    gap = result.locator(".gap")
    assert gap.locator("summary").inner_text().split() == [
        "物流", "·", "资金", "未见", "深圳有过做法或规定；资料库未见鞍山的规定或做法。",
    ]  # fmt: skip
    gap.locator("summary").click()
    gap.locator(".chip").click()
    assert "深府〔2013〕119号" in side(page).inner_text()
    assert "可向深圳市商务局索取" in result.locator(".wanted").inner_text()
    result.locator(".remarks summary").click()
    assert "这个数字没有政府统计印证。" in result.locator(".remarks").inner_text()


@pytest.mark.parametrize(
    ("label", "kind", "start"), [("Excel", "xlsx", b"PK"), ("CSV", "csv", b"\xef\xbb\xbf"), ("Word", "docx", b"PK")]
)
def test_the_result_can_be_downloaded(open_page, label: str, kind: str, start: bytes) -> None:
    page = open_compare(open_page)
    compare(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    assert waiting.value.suggested_filename == f"鞍山政策对标-2026-11-23.{kind}"
    assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_what_is_wrong_is_one_line_and_the_choice_stays(open_page) -> None:
    page = open_compare(open_page)
    for name in ("鞍山", "国家", "深圳"):
        page.locator(".compare-form").get_by_label(name).uncheck()
    page.get_by_role("button", name="开始对标").click()
    page.wait_for_selector("#compare-complaint :text('还没有选地区')")
    page.locator(".compare-form").get_by_label("鞍山").check()
    compare(page)
    assert page.locator("#compare-complaint .text").text_content() == ""


def test_progress_is_shown_while_it_compares(open_page, advisor: FakeAdvisor) -> None:
    page = open_compare(open_page)
    advisor.gate = threading.Event()
    page.get_by_role("button", name="开始对标").click()
    page.wait_for_selector("#compare-progress :text('正在对照各地资料')")
    advisor.gate.set()
    page.wait_for_selector(".compared .summary")
    assert page.locator("#compare-progress .text").text_content() == ""


def test_words_of_sources_stay_words(open_page) -> None:
    page = open_compare(open_page)
    page.evaluate("document.querySelector('input[value=深圳]').value = '恶意'")
    result = compare(page)
    assert "<script>window.hacked=1</script>" in result.inner_text()
    page.locator(".matrix .chip", has_text="[3]").first.click()
    assert "{{value}}" in side(page).inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".compared img, .compared iframe, .compared script").count() == 0


def test_on_a_phone_each_row_is_a_card_and_nothing_sticks_out(open_page) -> None:
    page = open_compare(open_page, viewport=PHONE)
    result = compare(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    cell = result.locator("tbody td").nth(1)
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"国家"'
    assert cell.bounding_box()["width"] > 300
    page.locator(".matrix .chip", has_text="[3]").first.click()
    chip = page.locator(".matrix .chip", has_text="[3]").first.bounding_box()
    assert chip["y"] + chip["height"] < side(page).bounding_box()["y"], "the sentence stands above the panel"
