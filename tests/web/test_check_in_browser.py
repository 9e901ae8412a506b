"""The draft check as a person uses it, in headless Chromium, on the scripted advisor."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from tests.web.fake import HOSTILE, FakeAdvisor
from tests.web.fake_check import DRAFT

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def open_check(open_page, **options: object):
    page = open_page(**options)
    page.get_by_role("tab", name="草稿校核").click()
    page.wait_for_selector("#draft textarea")
    return page


def check(page, draft: str = DRAFT):
    """Check a draft and wait for its result."""
    page.fill("#draft textarea", draft)
    page.press("#draft textarea", "Control+Enter")
    page.wait_for_selector("#check.has-result .summary")
    return page.locator(".checked-sheet")


def sentence(page, words: str):
    return page.locator("[data-sentence]", has_text=words)


def side(page):
    return page.locator(".check-side")


def complaint(page) -> str:
    page.wait_for_selector("#check-complaint .text:not(:empty)")
    return page.locator("#check-complaint").inner_text().strip()


def test_the_draft_is_shown_to_the_letter_with_a_mark_in_words_on_each_sentence(open_page) -> None:
    page = open_check(open_page)
    result = check(page)
    assert result.locator(".summary").inner_text() == (
        "共6句：需更正2句，查无依据1句，需核实1句，有依据1句，非事实陈述1句。"
    )
    marks = result.locator(".draft .mark").all_inner_texts()
    assert marks == ["✗ 更正", "? 无据", "✓ 有据", "! 核实", "– 非事实", "✗ 更正"]
    page.evaluate("document.querySelectorAll('.draft .mark').forEach(one => one.remove())")
    assert result.locator(".draft").evaluate("one => one.textContent") == DRAFT
    assert result.locator(".draft .disputed").all_inner_texts() == ["突破90亿元"]
    assert page.evaluate("document.activeElement.textContent") == "校核结果"


def test_a_sentence_opens_its_reasons_and_sources(open_page) -> None:
    page = open_check(open_page)
    check(page)
    assert not side(page).is_visible()
    sentence(page, "这句有据").click()
    text = side(page).inner_text()
    for piece in (
        "✓ 有依据",
        "《中华人民共和国电子商务法》",
        "主席令第七号",
        "第十七条",
        "现行有效",
        "摘编：本库据来源改写",
    ):
        assert piece in text
    assert side(page).locator("blockquote.quoted").count() == 0, "a digest stands without quotation marks"
    assert side(page).locator("mark").inner_text() == "经营者应当全面、真实、准确、及时地披露商品"
    side(page).get_by_role("button", name="上一句").click()
    assert "最接近的记载是论文二。" in side(page).inner_text()
    side(page).get_by_role("button", name="上一句").click()
    assert "这个数字没有政府统计印证。" in side(page).inner_text()
    assert side(page).get_by_role("button", name="上一句").is_disabled()
    assert page.locator(".draft [aria-current]").count() == 1


def test_only_problems_are_listed_on_request(open_page) -> None:
    page = open_check(open_page)
    result = check(page)
    page.get_by_role("button", name="只看问题（4）").click()
    assert result.locator(".problem").count() == 4
    assert result.locator(".draft").count() == 0
    assert "文件已被取代。请处理。" in result.locator(".problem").first.inner_text()
    sentence(page, "前后不一").click()
    assert "原文" in side(page).inner_text()
    page.get_by_role("button", name="只看问题").click()
    assert result.locator(".draft").count() == 1
    check_again = page.get_by_role("button", name="修改草稿")
    check_again.click()
    check(page, "一句有据")
    page.get_by_role("button", name="只看问题（0）").click()
    assert "没有发现问题。" in result.inner_text()


def test_findings_on_documents_and_figures_lead_to_their_sentence(open_page) -> None:
    page = open_check(open_page)
    overview = check(page).locator(".overview")
    assert overview.locator("summary").inner_text() == "文件和数字方面的意见（3处）"
    overview.get_by_role("button", name="查看此句").last.click()
    assert "目录中没有《某某办法》。" in side(page).inner_text()


def test_it_works_from_the_keyboard(open_page) -> None:
    page = open_check(open_page)
    result = check(page)
    assert result.locator("[data-sentence][tabindex='0']").count() == 1
    sentence(page, "90亿元").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "第十七条" in side(page).inner_text()
    assert page.evaluate("document.activeElement.textContent") == "本句意见"
    page.keyboard.press("Escape")
    assert not side(page).is_visible()
    assert "这句有据" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("End")
    page.keyboard.press("Space")
    assert "前后不一致" in side(page).inner_text()


def test_the_result_can_be_downloaded(open_page) -> None:
    page = open_check(open_page)
    check(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载结果").click()
    assert waiting.value.suggested_filename == "校核结果-2026-11-23.md"
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# 草稿校核结果\n\n共6句：需更正2句")
    assert "【更正·与来源不一致】" in text


def test_the_draft_stays_and_the_last_result_can_be_seen_again(open_page) -> None:
    page = open_check(open_page)
    check(page)
    page.get_by_role("button", name="修改草稿").click()
    assert page.input_value("#draft textarea") == DRAFT
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.get_by_role("button", name="返回上次结果").click()
    assert page.locator(".summary").is_visible()
    page.get_by_role("tab", name="政策问答").click()
    page.get_by_role("tab", name="草稿校核").click()
    assert page.locator(".summary").is_visible(), "the chat beside it changes nothing"
    page.get_by_role("button", name="修改草稿").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="清空").click()
    assert page.input_value("#draft textarea") == DRAFT, "only when agreed"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空").click()
    page.wait_for_function("document.querySelector('#draft textarea').value === ''")
    assert not page.get_by_role("button", name="返回上次结果").is_visible()


def test_progress_is_shown_and_a_check_can_be_stopped(open_page, advisor: FakeAdvisor) -> None:
    page = open_check(open_page)
    advisor.gate = threading.Event()
    page.fill("#draft textarea", DRAFT)
    page.get_by_role("button", name="开始校核").click()
    page.wait_for_selector("#check-progress :text('已核对1句，共9句……')")
    page.get_by_role("button", name="停止").click()
    page.wait_for_selector("#check-progress :text('已停止')")
    assert not page.get_by_role("button", name="停止").is_visible()
    assert page.input_value("#draft textarea") == DRAFT
    advisor.gate.set()
    assert advisor.ended.wait(5)
    advisor.gate = None
    check(page)
    assert page.locator("#check-progress .text").text_content() == ""


def test_clearing_ends_a_check_in_progress(open_page, advisor: FakeAdvisor) -> None:
    page = open_check(open_page)
    advisor.gate = threading.Event()
    page.fill("#draft textarea", DRAFT)
    page.get_by_role("button", name="开始校核").click()
    page.wait_for_selector("#check-progress :text('已核对1句，共9句……')")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空").click()
    page.wait_for_function("document.querySelector('#draft textarea').value === ''")
    page.get_by_role("button", name="停止").wait_for(state="hidden")
    advisor.gate.set()
    assert advisor.ended.wait(5)
    assert not page.locator(".summary").is_visible()


def test_a_closed_window_ends_its_check(open_page, advisor: FakeAdvisor) -> None:
    page = open_check(open_page)
    advisor.gate = threading.Event()
    page.fill("#draft textarea", DRAFT)
    page.get_by_role("button", name="开始校核").click()
    page.wait_for_selector("#check-progress :text('已核对1句，共9句……')")
    page.close()
    time.sleep(3)
    assert not advisor.ended.is_set()
    advisor.gate.set()
    assert advisor.ended.wait(10)
    assert advisor.finished == 0


def test_a_file_is_read_into_the_box_and_replaces_text_only_when_agreed(open_page) -> None:
    page = open_check(open_page)
    chooser = page.locator("#check-file input")
    chooser.set_input_files({"name": "稿.txt", "mimeType": "text/plain", "buffer": DRAFT.encode("gb18030")})
    page.wait_for_selector("#check-progress :text('已读入“稿.txt”')")
    assert page.input_value("#draft textarea") == DRAFT
    page.once("dialog", lambda dialog: dialog.dismiss())
    chooser.set_input_files({"name": "b.txt", "mimeType": "text/plain", "buffer": "别的".encode()})
    page.wait_for_timeout(500)
    assert page.input_value("#draft textarea") == DRAFT
    page.once("dialog", lambda dialog: dialog.accept())
    chooser.set_input_files({"name": "b.txt", "mimeType": "text/plain", "buffer": "别的".encode()})
    page.wait_for_function("document.querySelector('#draft textarea').value === '别的'")


@pytest.mark.parametrize(
    ("name", "size", "line"),
    [
        ("稿.doc", 10, "“稿.doc”是旧版 Word（.doc），不能直接核对"),
        ("大.txt", 11_000_000, "“大.txt”有 10.5 MB，超过 10 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_the_text_stays(open_page, name: str, size: int, line: str) -> None:
    page = open_check(open_page)
    page.fill("#draft textarea", DRAFT)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#check-file input").set_input_files({"name": name, "mimeType": "text/plain", "buffer": b"x" * size})
    assert complaint(page).startswith(line)
    assert page.input_value("#draft textarea") == DRAFT


def test_a_dropped_file_is_read_and_not_opened_in_place_of_the_page(open_page) -> None:
    page = open_check(open_page)
    page.evaluate(
        """() => { const carried = new DataTransfer(); carried.items.add(new File(['拖入的草稿'], 'a.txt'));
        document.querySelector('#draft').dispatchEvent(
            new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true})); }"""
    )
    page.wait_for_function("document.querySelector('#draft textarea').value === '拖入的草稿'")


@pytest.mark.parametrize(
    ("draft", "line"),
    [("  ", "还没有草稿。"), ("字" * 20_001, "“草稿”有20001字"), ("故障：机密", "程序出错，没有完成。草稿仍在框内")],
)
def test_a_failure_is_one_line_and_the_draft_is_kept(open_page, draft: str, line: str) -> None:
    page = open_check(open_page)
    page.fill("#draft textarea", draft)
    page.press("#draft textarea", "Control+Enter")
    said = complaint(page)
    assert said.startswith(line)
    assert "\n" not in said
    assert page.input_value("#draft textarea") == draft
    assert "secret" not in page.content()
    check(page)
    assert page.locator("#check-complaint .text").text_content() == ""


def test_hostile_text_stays_text(open_page) -> None:
    page = open_check(open_page)
    line = f"恶意一句{' '.join(HOSTILE.split())}"
    check(page, f"{line}\n{HOSTILE}无据")
    sentence(page, "恶意一句").click()
    page.get_by_role("button", name="只看问题").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#check img, #check iframe, #check script, #check h1, #check a").count() == 0
    for shown in (side(page).locator(".chosen"), side(page).locator("article"), page.locator(".problem").first):
        assert "<script>window.hacked=1</script>" in shown.inner_text()
        assert "${window.hacked=3}" in shown.inner_text()
        assert "{{value}}" in shown.inner_text()


def test_nothing_overflows_on_a_phone_and_the_sentence_stays_in_sight(open_page) -> None:
    page = open_check(open_page, viewport=PHONE)
    widths = "[document.documentElement.scrollWidth, document.querySelector('#check').scrollWidth]"
    assert max(page.evaluate(widths)) <= PHONE["width"]
    start = page.locator("#check-start").bounding_box()
    assert start["y"] + start["height"] <= PHONE["height"]
    check(page, DRAFT * 5)
    sentence(page, "这句有据").last.click()
    sheet, chosen = side(page).bounding_box(), sentence(page, "这句有据").last.bounding_box()
    assert sheet["width"] == PHONE["width"]
    assert sheet["y"] + sheet["height"] <= PHONE["height"]
    assert 100 < chosen["y"] < chosen["y"] + chosen["height"] < sheet["y"]
    assert max(page.evaluate(widths)) <= PHONE["width"]
    for element in page.locator(".checked-sheet *").all():
        box = element.bounding_box()
        assert box is None or box["x"] + box["width"] <= PHONE["width"] + 1


def test_two_sessions_do_not_mix(open_page) -> None:
    one, other = open_check(open_page), open_check(open_page)
    check(one, "一句有据")
    check(other, "一句无据")
    assert "有依据1句" in one.locator(".summary").inner_text()
    assert "查无依据1句" in other.locator(".summary").inner_text()


def test_it_speaks_chinese_in_an_english_browser(open_page) -> None:
    page = open_check(open_page, locale="en-US")
    spoken = """() => [document.body.innerText, ...[...document.querySelectorAll('*')].filter(one => one.checkVisibility())
        .flatMap(one => [one.getAttribute('aria-label'), one.title, one.placeholder])].filter(Boolean).join(' ')"""
    formats = r"txt|md|docx|Ctrl|Enter"
    assert re.findall(r"[A-Za-z]{3,}", re.sub(formats, "", page.evaluate(spoken))) == []
    check(page)
    sentence(page, "90亿元").click()
    assert re.findall(r"[A-Za-z]{3,}", re.sub(formats, "", page.evaluate(spoken))) == []
