"""The page as a person uses it, in headless Chromium, on the scripted advisor."""

from __future__ import annotations

import re
import threading

import pytest

from tests.web.fake import HOSTILE, FakeAdvisor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SCALE, RULE, HOSTILE_QUESTION = "鞍山直播电商规模多大？", "信息披露有什么规定？", "看看恶意文件"


def ask(page, question: str):
    """Ask and wait until the answer is finished; returns the last answer."""
    before = page.locator("#bot a.copy").count()
    page.fill("#q textarea", question)
    page.press("#q textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('#bot a.copy').length > n", arg=before)
    return page.locator("#bot .answer").last


def until_asked(page, advisor: FakeAdvisor, questions: int) -> None:
    """Wait until the advisor has been asked so often, however slow the machine is."""
    for _ in range(600):
        if len(advisor.asked) >= questions:
            return
        page.wait_for_timeout(50)


def panel(page):
    return page.locator("#panel article")


def test_an_answer_shows_status_claims_notices_warnings_and_sources(open_page) -> None:
    page = open_page()
    answer = ask(page, SCALE)
    assert answer.locator(".status").inner_text() == "部分作答：所问的一部分或较早时期有据可查"
    assert (
        answer.locator("li.claim")
        .first.inner_text()
        .startswith("据论文，2022年上半年，鞍山市直播电商交易额突破70亿元。")
    )
    assert "这个数字没有政府统计印证。" in answer.locator(".notices").inner_text()
    assert "引用前请核对原件" in answer.locator(".warning").inner_text()
    assert "鞍山市国民经济和社会发展统计公报" in answer.locator(".sources").inner_text()
    assert page.locator("#bot [data-testid=user]").inner_text().strip() == SCALE
    assert page.input_value("#q textarea") == ""


def test_claims_appear_one_by_one(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    advisor.gate = threading.Event()
    page.fill("#q textarea", SCALE)
    page.press("#q textarea", "Enter")
    page.wait_for_selector("#bot a.chip")
    assert page.locator("#bot .claim").count() == 1
    assert page.locator("#bot .waiting").is_visible()
    page.locator("#bot a.chip").first.click()
    assert "突破70亿元" in panel(page).inner_text()
    advisor.gate.set()
    page.wait_for_selector("#bot a.copy")
    assert page.locator("#bot li.claim").count() == 3
    assert page.locator("#bot .waiting").count() == 0


def test_a_chip_opens_the_passage_with_the_carrying_words_marked(open_page) -> None:
    page = open_page()
    answer = ask(page, SCALE)
    assert not page.locator("#panel").is_visible()
    answer.locator("a.chip").first.click()
    text = panel(page).inner_text()
    assert "《地市级行政单位构建短视频、直播电商产业对策研究》" in text
    assert "二(二)" in text
    assert "仅据论文，引用前核原件" in text
    assert "这个数字没有政府统计印证。" in text
    assert panel(page).locator("mark").inner_text() == "2022年上半年，鞍山市直播电商交易额突破70亿元。"
    assert page.locator("#bot a.chip[aria-current]").count() == 2, "the chip in the claim and the one in the list"


def test_the_panel_tells_digest_from_original_and_links_official_pages_only(open_page) -> None:
    page = open_page()
    answer = ask(page, RULE)
    answer.locator("a.chip").first.click()
    assert "主席令第七号" in panel(page).inner_text()
    assert "现行有效" in panel(page).inner_text()
    assert "摘编" in panel(page).locator(".badges").inner_text()
    assert panel(page).locator("blockquote.quoted").count() == 0
    assert panel(page).locator(".official a").get_attribute("href") == "https://flk.npc.gov.cn/"
    page.get_by_role("button", name="下一条").click()
    assert "被取代" in panel(page).locator(".badges").inner_text()
    assert panel(page).locator("a").count() == 0, "javascript: is no address"
    page.get_by_role("button", name="下一条").click()
    assert "原文" in panel(page).locator(".badges").inner_text()
    assert panel(page).locator("blockquote.quoted").count() == 1


def test_the_panel_works_from_the_keyboard(open_page) -> None:
    page = open_page()
    chip = ask(page, SCALE).locator("a.chip").first
    chip.focus()
    page.keyboard.press("Enter")
    assert panel(page).is_visible()
    assert page.evaluate("document.activeElement.textContent") == "来源 [1]"
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "[1]"
    chip.press("Enter")
    page.get_by_role("button", name="关闭 ×").press("Enter")
    assert not page.locator("#panel").is_visible()


def test_nothing_overflows_on_a_phone(open_page) -> None:
    page = open_page(viewport=PHONE)
    widths = "[document.documentElement.scrollWidth, document.querySelector('#talk').scrollWidth]"
    assert max(page.evaluate(widths)) <= PHONE["width"]
    answer = ask(page, RULE)
    assert max(page.evaluate(widths)) <= PHONE["width"]
    answer.locator("a.chip").first.click()
    sheet = page.locator("#panel").bounding_box()
    assert sheet["width"] == PHONE["width"]
    assert sheet["y"] + sheet["height"] <= PHONE["height"]
    assert sheet["y"] > 100, "the question stays in sight"
    assert page.evaluate("document.querySelector('.sheet').scrollWidth") <= PHONE["width"]
    for element in page.locator("#bot .answer *, #q *, #tools *").all():
        box = element.bounding_box()
        assert box is None or box["x"] + box["width"] <= PHONE["width"] + 1


def test_a_new_question_stands_at_the_top_so_that_the_first_sentence_is_seen(open_page) -> None:
    page = open_page(viewport=PHONE)
    for question in (SCALE, RULE, SCALE):
        ask(page, question)
    page.wait_for_timeout(300)
    claim = page.locator("#bot .answer").last.locator(".claim").first.bounding_box()
    box = page.locator("#bot").bounding_box()
    assert box["y"] <= claim["y"] < box["y"] + box["height"] - 40


def test_hostile_text_stays_text(open_page) -> None:
    page = open_page()
    answer = ask(page, f"{HOSTILE_QUESTION}{HOSTILE}")
    answer.locator("a.chip").first.click()
    page.get_by_role("button", name="下一条").click()
    page.get_by_role("button", name="上一条").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#bot img, #bot iframe, #bot script, #panel img, #panel iframe, #panel script").count() == 0
    assert page.locator("#bot h1, #bot .message-content strong, #panel a[href*=outside]").count() == 0
    shown = panel(page).locator("blockquote").inner_text()
    for piece in (
        "<script>window.hacked=1</script>",
        "**粗**",
        "${window.hacked=3}",
        "\\x3cimg",
        "{{value}}",
        "# 标题",
    ):
        assert piece in shown
        assert piece in answer.inner_text()


def test_two_sessions_do_not_mix(open_page, advisor: FakeAdvisor) -> None:
    one, other = open_page(), open_page()
    ask(one, SCALE)
    ask(other, RULE)
    ask(one, "那规定呢？")
    assert one.locator("#bot [data-testid=user]").all_inner_texts() == [SCALE, "那规定呢？"]
    assert other.locator("#bot [data-testid=user]").all_inner_texts() == [RULE]
    histories = dict(advisor.asked)
    assert histories[RULE] == []
    assert histories["那规定呢？"][0] == SCALE
    assert len(histories["那规定呢？"]) == 2
    other.reload()
    other.wait_for_selector("#bot button.example")
    assert other.locator("#bot .answer").count() == 0


def test_an_empty_question_gets_one_line(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    page.fill("#q textarea", "   ")
    page.press("#q textarea", "Enter")
    page.wait_for_selector("#hint .text:not(:empty)")
    assert page.locator("#hint").inner_text().startswith("还没有输入问题。")
    assert advisor.asked == []
    ask(page, SCALE)
    assert page.locator("#hint .text").text_content() == ""


@pytest.mark.parametrize(("question", "line"), [("字" * 2345, "问题过长（2345字）"), ("故障 ${1}", "程序出错")])
def test_a_failure_is_one_line_and_the_question_is_kept(open_page, question: str, line: str) -> None:
    page = open_page()
    ask(page, SCALE)
    page.fill("#q textarea", question)
    page.press("#q textarea", "Enter")
    page.wait_for_selector("#hint .text:not(:empty)")
    hint = page.locator("#hint").inner_text()
    assert hint.startswith(line)
    assert "\n" not in hint.strip()
    assert "secret" not in page.content()
    assert page.input_value("#q textarea") == question
    assert page.locator("#bot .answer").count() == 1, "the conversation so far stays"


def test_an_example_of_each_area_can_be_asked_with_one_click(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    examples = page.locator("#bot button.example")
    assert [text.split("\n")[0] for text in examples.all_inner_texts()] == [
        "本地产品", "政策体系", "物流", "人才", "龙头企业", "公平竞争",
    ]  # fmt: skip
    question = examples.last.inner_text().split("\n")[1]
    examples.last.click()
    page.wait_for_selector("#bot a.copy")
    assert advisor.asked[0][0] == question


def test_a_question_sent_while_another_is_answered_waits_its_turn(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    advisor.gate = gate = threading.Event()
    page.fill("#q textarea", SCALE)
    page.press("#q textarea", "Enter")
    page.wait_for_selector("#bot a.chip")
    page.fill("#q textarea", RULE)
    page.press("#q textarea", "Enter")
    assert page.input_value("#q textarea") == RULE, "it stays in sight until it is asked"
    advisor.gate = None
    gate.set()
    page.wait_for_function("document.querySelectorAll('#bot a.copy').length === 2")
    assert [question for question, _ in advisor.asked] == [SCALE, RULE]
    assert len(advisor.asked[1][1]) == 2, "the second question sees the first and its answer"


def test_a_second_press_on_send_is_not_complained_of(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    advisor.gate = gate = threading.Event()
    page.fill("#q textarea", SCALE)
    page.press("#q textarea", "Enter")
    page.press("#q textarea", "Enter")
    page.wait_for_selector("#bot a.chip")
    gate.set()
    page.wait_for_selector("#bot a.copy")
    page.wait_for_timeout(500)
    assert [question for question, _ in advisor.asked] == [SCALE]
    assert page.locator("#hint").inner_text() == ""


def test_new_take_back_and_repeat(open_page, advisor: FakeAdvisor) -> None:
    page = open_page()
    ask(page, SCALE)
    ask(page, RULE)
    page.get_by_role("button", name="重新回答").click()
    until_asked(page, advisor, 3)
    page.wait_for_function("document.querySelectorAll('#bot a.copy').length === 2")
    assert [question for question, _ in advisor.asked] == [SCALE, RULE, RULE]
    assert advisor.asked[2][1] == advisor.asked[1][1], "the repeated question does not see its own first answer"
    assert page.locator("#bot .answer").count() == 2
    page.get_by_role("button", name="撤回上一问").click()
    page.wait_for_function("document.querySelectorAll('#bot .answer').length === 1")
    assert page.input_value("#q textarea") == RULE
    page.locator("#bot a.chip").first.click()
    page.get_by_role("button", name="新对话").click()
    page.wait_for_selector("#bot button.example")
    assert not page.locator("#panel").is_visible()
    page.wait_for_function("document.querySelector('#q textarea').value === ''")


def test_an_answer_can_be_copied_with_its_sources(open_page) -> None:
    page = open_page()
    ask(page, RULE).locator("a.copy").click()
    page.wait_for_selector("text=已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"问：{RULE}")
    assert "[1] 《中华人民共和国电子商务法》，主席令第七号，第十七条，法律，现行有效" in copied


def test_the_page_speaks_chinese_in_an_english_browser(open_page) -> None:
    page = open_page(locale="en-US")
    ask(page, SCALE).locator("a.chip").first.click()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.title() == "政策顾问 · 短视频与直播电商"
    spoken = page.evaluate(
        """() => [document.body.innerText, ...[...document.querySelectorAll('*')].filter(one => one.checkVisibility())
            .flatMap(one => [one.getAttribute('aria-label'), one.title, one.placeholder])].filter(Boolean).join(' ')"""
    )
    assert re.findall(r"[A-Za-z]{3,}", spoken) == []
    assert page.locator("footer").count() == 0 or not page.locator("footer").is_visible()


def test_a_lost_connection_is_said_in_chinese_and_the_question_is_kept(open_page) -> None:
    page = open_page(locale="en-US")
    page.context.set_offline(True)
    page.fill("#q textarea", SCALE)
    page.press("#q textarea", "Enter")
    page.wait_for_selector(".toast-messages")
    toast = page.locator(".toast-wrap").inner_text()
    assert "请" in toast
    assert re.findall(r"[A-Za-z]{3,}", toast) == []
    assert page.input_value("#q textarea") == SCALE


def test_all_pages_stand_in_the_tab_bar_of_a_phone(open_page) -> None:
    page = open_page(viewport=PHONE)
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["政策问答", "草稿校核", "起草", "政策对标", "统计数据"]
    assert not page.locator(".overflow-menu > button").is_visible()


def test_a_page_is_printed_in_full_length_without_its_tools(open_page) -> None:
    page = open_page(viewport={"width": 800, "height": 300})
    ask(page, SCALE)
    page.emulate_media(media="print")
    assert not page.locator("#q").is_visible()
    assert not page.get_by_role("tab").first.is_visible()
    bottom = page.locator("#bot .answer").last.evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom > 300, "the answer must be longer than the window for this to say anything"
    assert page.evaluate("document.documentElement.scrollHeight") >= bottom
