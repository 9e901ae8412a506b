"""The drafting page as a person uses it, in headless Chromium, on the bundled library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.serving import serving

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from advisor import Advisor
    from advisor.settings import Settings

    home = tmp_path_factory.mktemp("memo") / "workspace"
    shutil.copytree(built_home, home)
    with serving(Advisor.open(Settings(home=home)), home) as address:
        yield address


@pytest.fixture
def page(browser, address: str) -> Iterator[object]:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", accept_downloads=True)
    faults: list[str] = []
    one = context.new_page()
    one.on("pageerror", lambda error: faults.append(str(error)))
    one.on(
        "request",
        lambda sent: faults.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None,
    )
    one.goto(address)
    one.wait_for_selector("#bot button.example")
    one.get_by_role("tab", name="起草").click()
    one.wait_for_selector("#memo-areas input")
    yield one
    context.close()
    assert faults == []


def draft(page, topic: str = "加强主播培训") -> None:
    page.fill("#memo-topic textarea", topic)
    page.click("#memo-start")
    page.wait_for_selector(".memo-paper", timeout=30_000)


def wait_for_progress(page, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('#memo-progress').innerText.includes(words)", arg=words, timeout=30_000
    )


def headings(page) -> list[str]:
    return page.locator(".memo-section-head h3").all_inner_texts()


def test_a_draft_is_made_read_and_its_sources_are_shown(page) -> None:
    draft(page)
    assert page.locator(".memo-paper h2").inner_text() == "关于加强主播培训的建议"
    assert headings(page)[:2] == ["一、现状", "二、主要问题"]
    assert "还不能定稿：还有" in page.locator(".memo-state").inner_text()
    page.locator(".memo-sentence", has_text="国家推行中国特色学徒制").first.click()
    side = page.locator(".memo-side")
    assert "《中华人民共和国职业教育法》" in side.inner_text()
    assert "事实，据摘编，有来源支持" in side.inner_text()
    page.keyboard.press("Escape")
    assert not side.is_visible()


def test_a_complaint_stands_beside_the_fields(page) -> None:
    page.click("#memo-start")
    page.wait_for_selector("#memo-complaint .text:not(:empty)")
    assert page.locator("#memo-complaint").inner_text().strip() == "请先写明主题。"


def test_sections_are_moved_dropped_and_brought_back_with_the_keyboard(page) -> None:
    draft(page)
    page.get_by_role("button", name="下移：现状").press("Enter")
    wait_for_progress(page, "已移动“现状”")
    assert headings(page)[:2] == ["一、主要问题", "二、现状"]
    page.get_by_role("button", name="删去：外地做法").press("Enter")
    wait_for_progress(page, "已删去")
    assert not any("外地做法" in text for text in headings(page))
    page.get_by_role("button", name="撤销").press("Enter")
    wait_for_progress(page, "已撤销")
    assert any("外地做法" in text for text in headings(page))


def test_what_is_asked_the_moment_the_last_change_shows_is_not_lost(page) -> None:
    draft(page)
    page.evaluate(
        """() => {
          const sheet = document.querySelector('.memo-sheet');
          const first = () => document.querySelector('.memo-section-head h3').innerText;
          const seen = new MutationObserver(() => {
            if (first() !== '一、主要问题') return;
            seen.disconnect();
            document.querySelector('button[aria-label="删去：外地做法"]').click();
          });
          seen.observe(sheet, { childList: true, subtree: true });
        }"""
    )
    page.get_by_role("button", name="下移：现状").press("Enter")
    wait_for_progress(page, "已删去")
    assert headings(page)[0] == "一、主要问题"
    assert not any("外地做法" in text for text in headings(page))


def test_an_edit_with_a_wrong_figure_is_marked_and_named(page) -> None:
    draft(page)
    page.get_by_role("button", name="修改：现状").click()
    box = page.locator(".memo-editor textarea")
    box.fill(box.input_value().replace("500余场次", "900余场次"))
    box.press("Control+Enter")
    page.wait_for_selector(".memo-bad", timeout=60_000)
    assert "900余场次" in page.locator(".memo-bad").inner_text()
    assert page.locator(".memo-flag").inner_text() == "✗ 与来源不一致"
    assert "900余场次" in page.locator(".finding-error").first.inner_text()


def test_versions_and_files(page) -> None:
    draft(page)
    page.get_by_role("button", name="存为版本").click()
    page.wait_for_selector(".memo-versions")
    page.get_by_role("button", name="删去：外地做法").click()
    wait_for_progress(page, "已删去")
    page.locator(".memo-versions summary").click()
    page.get_by_role("button", name="比较版本1").click()
    page.wait_for_selector(".memo-difference del", state="attached", timeout=30_000)
    assert "外地做法" in page.locator(".memo-difference del").first.inner_text()
    with page.expect_download() as review:
        page.get_by_role("button", name="核稿本 Word").click()
    assert review.value.suggested_filename == "关于加强主播培训的建议（核稿本）.docx"
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_download() as clean:
        page.get_by_role("button", name="清稿 Markdown").click()
    assert "未定稿" in Path(clean.value.path()).read_text(encoding="utf-8").splitlines()[0]


def test_what_changes_nothing_leaves_the_page_usable(page) -> None:
    draft(page)
    for _ in range(2):
        page.get_by_role("button", name="存为版本").click()
        wait_for_progress(page, "已存为版本")
        page.wait_for_selector(".memo-sheet:not(.busy)")
    page.get_by_role("button", name="删去：外地做法").click()
    wait_for_progress(page, "已删去")


def test_a_complaint_leaves_the_page_usable_and_what_was_typed(page) -> None:
    draft(page)
    page.get_by_role("button", name="修改：现状").click()
    box = page.locator(".memo-editor textarea")
    for typed in ("", " "):
        box.fill(typed)
        box.press("Control+Enter")
        page.wait_for_selector("#memo-complaint .text:not(:empty)")
        page.wait_for_selector(".memo-sheet:not(.busy)")
        assert box.input_value() == typed
    box.fill("鞍山市有10余家专业传媒公司。")
    box.press("Control+Enter")
    wait_for_progress(page, "已保存修改")


def test_words_of_a_draft_run_no_script(page) -> None:
    draft(page, "加强主播培训<img src=x onerror=window.hacked=1>")
    assert "<img" in page.locator(".memo-paper h2").inner_text()
    assert page.evaluate("window.hacked") is None


def test_the_page_holds_on_a_phone(browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    page.wait_for_selector("#bot button.example")
    page.get_by_role("tab", name="起草").click()
    page.wait_for_selector("#memo-areas input")
    draft(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.wait_for_function("document.querySelector('.memo-paper').getBoundingClientRect().top < innerHeight")
    page.close()
