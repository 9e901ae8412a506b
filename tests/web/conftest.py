"""A running page on a free port with the scripted advisor, and headless Chromium to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.web.fake import FakeAdvisor
from tests.web.serving import serving

DESKTOP = {"width": 1440, "height": 900}


@dataclass
class Served:
    """A page being served; `advisor` may be exchanged between tests."""

    address: str
    advisor: SwitchableAdvisor


class SwitchableAdvisor:
    """Passes everything on to the scripted advisor of the current test: starting a server a test would be slow."""

    def __init__(self) -> None:
        self.current = FakeAdvisor()

    def __getattr__(self, name: str) -> object:
        return getattr(self.current, name)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    advisor = SwitchableAdvisor()
    with serving(advisor, tmp_path_factory.mktemp("home")) as address:
        yield Served(address, advisor)


@pytest.fixture
def advisor(served: Served) -> FakeAdvisor:
    served.advisor.current = FakeAdvisor()
    return served.advisor.current


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    """Headless Chromium, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, served: Served, advisor: FakeAdvisor) -> Iterator[Callable[..., object]]:
    """Opens the page in a browser session of its own; fails the test on a script error or a request to elsewhere."""
    contexts, faults = [], []

    def open_one(*, viewport: dict[str, int] = DESKTOP, locale: str = "zh-CN") -> object:
        context = browser.new_context(
            viewport=viewport, locale=locale, permissions=["clipboard-read", "clipboard-write"]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script error: {error}\n{error.stack}"))
        page.on("request", lambda request: _note_outside(request.url, served.address, faults))
        page.goto(served.address)
        page.wait_for_selector("#bot button.example")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


def _note_outside(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        faults.append(f"request to {url}")
