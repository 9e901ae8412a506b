"""The page in a browser on the bundled library, from a Word file to the result."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.serving import serving

pytestmark = pytest.mark.browser

DRAFT = (
    "2022年上半年，鞍山市直播电商交易额为90亿元。",
    "鞍山市直播电商产业协会于2020年4月29日正式成立。",
    "根据《深圳市关于进一步促进电子商务发展的若干措施》（深府〔2013〕119号），继续执行对平台的扶持政策。",
    "月球上有三个直播基地。",
    "建议设立直播电商专项资金。",
)


@pytest.fixture
def address(built_home: Path, tmp_path: Path) -> Iterator[str]:
    from advisor import Advisor
    from advisor.settings import Settings

    with serving(Advisor.open(Settings(home=built_home)), tmp_path) as address:
        yield address


def word_file(*paragraphs: str) -> bytes:
    from docx import Document

    document, written = Document(), io.BytesIO()
    document.add_heading("关于直播电商情况的汇报", level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def test_a_word_file_is_checked_against_the_bundled_library(browser, address: str) -> None:
    page = browser.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    page.goto(address)
    page.get_by_role("tab", name="草稿校核").click()
    page.locator("#check-file input").set_input_files(
        {"name": "稿.docx", "mimeType": "application/octet-stream", "buffer": word_file(*DRAFT)}
    )
    page.wait_for_function("document.querySelector('#draft textarea').value.includes('月球')")
    page.get_by_role("button", name="开始校核").click()
    page.wait_for_selector("#check.has-result .summary", timeout=60_000)
    assert page.locator(".summary").inner_text().startswith("共5句：需更正2句，查无依据1句，有依据1句，非事实陈述1句")
    marks = [one.inner_text().split("。")[-1].strip() for one in page.locator(".draft [data-sentence]").all()]
    assert marks == ["✗ 更正", "✓ 有据", "✗ 更正", "? 无据", "– 非事实"]
    page.locator("[data-sentence]", has_text="产业协会").click()
    side = page.locator(".check-side")
    assert "2020年4月29日" in " ".join(side.locator("article blockquote").all_inner_texts())
    assert "摘编：本库据来源改写，不是原文" in side.inner_text()
    side.get_by_role("button", name="下一句").click()
    assert "深府办规〔2020〕9号" in side.inner_text(), "what replaced it is named"
    assert [url for url in outside if not url.startswith((address, "data:"))] == []
    page.close()
