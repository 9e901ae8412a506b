"""The drafting page where a language model is configured: a switch, progress while it words the draft, the reworded text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.memo.test_wording import BETTER, TOPIC, about_figures
from tests.model.scripted import ScriptedChat, scripted_model
from tests.web.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chat() -> ScriptedChat:
    return ScriptedChat([about_figures(BETTER)], pause_s=0.01)


@pytest.fixture(scope="module")
def address(built_home: Path, chat: ScriptedChat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from advisor import Advisor
    from advisor.settings import Settings

    home = tmp_path_factory.mktemp("worded") / "workspace"
    shutil.copytree(built_home, home)
    with serving(Advisor(Settings(home=home), model=scripted_model(chat=chat)), home) as address:
        yield address


@pytest.fixture
def page(browser, address: str) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    one = context.new_page()
    one.goto(address)
    one.wait_for_selector("#bot button.example")
    one.get_by_role("tab", name="起草").click()
    one.wait_for_selector("#memo-areas input")
    one.fill("#memo-topic textarea", TOPIC)
    yield one
    context.close()


def test_the_model_words_the_draft_and_says_how_far_it_is(page) -> None:
    page.click("#memo-start")
    page.wait_for_function(
        "() => document.querySelector('#memo-progress').innerText.includes('语言模型正在润色')", timeout=30_000
    )
    page.wait_for_selector(".memo-paper", timeout=60_000)
    page.wait_for_function("() => document.querySelector('#memo-progress').innerText.includes('已起草。')")
    assert "保留资料库直接写成的原句" in page.inner_text("#memo-progress")
    assert "保留资料库直接写成的原句" in page.text_content("#memo-result"), "among the warnings"


def test_the_switch_leaves_the_model_out(page, chat) -> None:
    page.wait_for_selector("#memo-model input")
    asked = len(chat.told)
    page.uncheck("#memo-model input")
    page.click("#memo-start")
    page.wait_for_selector(".memo-paper", timeout=30_000)
    assert len(chat.told) == asked
