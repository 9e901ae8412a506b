from __future__ import annotations

import base64
import io
import json
import threading
import zipfile

import pytest
from docx import Document
from structlog.testing import capture_logs

from advisor.errors import BadInput
from advisor.web.check_run import CheckRuns, CheckStep, upload
from advisor.web.check_upload import LARGEST_UPLOAD, read_upload, shown_name
from tests.web.fake import FakeAdvisor
from tests.web.fake_check import DRAFT


def last(advisor: FakeAdvisor, draft: str) -> CheckStep:
    return list(CheckRuns(advisor).steps("one", draft))[-1]


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sent(name: str, data: bytes) -> str:
    return read_upload(name, len(data), encoded(data))


def docx(*paragraphs: str) -> bytes:
    document, written = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def test_progress_comes_before_the_result() -> None:
    advisor = FakeAdvisor()
    advisor.gate = threading.Event()
    steps = CheckRuns(advisor).steps("one", DRAFT)
    assert next(steps).running
    seen = {step.progress for step, _ in zip(steps, range(4), strict=False)}
    assert "已核对1句，共9句……" in seen
    advisor.gate.set()
    end = list(steps)[-1]
    assert end.result is not None
    assert not end.running
    assert end.progress == end.complaint == ""


@pytest.mark.parametrize("draft", ["", " \n　"])
def test_an_empty_draft_is_one_line(draft: str) -> None:
    advisor = FakeAdvisor()
    assert last(advisor, draft).complaint.startswith("还没有草稿")
    assert advisor.drafts == []


def test_a_mistake_of_the_user_is_explained_in_the_advisors_words() -> None:
    assert last(FakeAdvisor(), "字" * 20_001).complaint.startswith("“草稿”有20001字")


def test_a_fault_is_logged_without_the_draft_and_shown_without_the_fault() -> None:
    with capture_logs() as logs:
        step = last(FakeAdvisor(), "故障：机密事项")
    assert logs[0]["reference"] in step.complaint
    assert "secret" not in step.complaint
    assert step.result is None
    assert "机密事项" not in json.dumps({key: str(value) for key, value in logs[0].items()}, ensure_ascii=False)


def test_stopping_answers_at_once_and_ends_the_check_soon() -> None:
    advisor = FakeAdvisor()
    advisor.gate = threading.Event()
    runs = CheckRuns(advisor)
    steps = runs.steps("one", DRAFT)
    assert next(steps).running
    runs.stop("another")
    assert next(steps).running, "only its own session stops a check"
    runs.stop("one")
    assert [step.progress for step in steps] == ["已停止校核。"]
    advisor.gate.set()
    assert advisor.ended.wait(5)


def test_closing_the_page_ends_the_check() -> None:
    advisor = FakeAdvisor()
    advisor.gate = threading.Event()
    runs = CheckRuns(advisor)
    steps = runs.steps("one", DRAFT)
    next(steps)
    steps.close()
    advisor.gate.set()
    assert advisor.ended.wait(5)
    runs.stop("one")


def test_a_third_check_waits_its_turn_and_can_be_stopped_while_waiting() -> None:
    advisor = FakeAdvisor()
    advisor.gate = threading.Event()
    runs = CheckRuns(advisor)
    running = [runs.steps(session, DRAFT) for session in ("one", "two")]
    assert all(next(steps).running for steps in running)
    third = runs.steps("three", DRAFT)
    assert next(third).progress.startswith("前面还有草稿正在校核")
    runs.stop("three")
    assert list(third)[-1].progress.startswith("已停止")
    advisor.gate.set()
    assert all(list(steps)[-1].result for steps in running)
    assert len(advisor.drafts) == 2


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "一句。\r\n二句。".encode(), "一句。\n二句。"),
        ("a.md", "# 标题".encode("gb18030"), "# 标题"),
        ("C:\\稿\\a.docx", docx("一句。", "二句。"), "一句。\n二句。"),
    ],
)
def test_files_are_read_as_on_the_command_line(name: str, data: bytes, text: str) -> None:
    assert sent(name, data) == text


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.doc", b"x", "旧版 Word"),
        ("a.pdf", b"x", "PDF"),
        ("a.exe", b"x", "不认识“.exe”格式"),
        ("a.docx", b"PK\x03\x04 broken", "打不开"),
        ("a.txt", b"", "没有文字内容"),
        ("a.txt", b"\xff\xff\xff", "编码无法识别"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(name: str, data: bytes, line: str) -> None:
    step = upload(name, len(data), encoded(data))
    assert line in step.complaint
    assert "\n" not in step.complaint
    assert step.draft is None


def test_a_file_too_large_is_refused_by_its_size_alone_or_by_what_came() -> None:
    with pytest.raises(BadInput, match=r"“a\.txt”有 19\.1 MB，超过 10 MB"):
        read_upload("a.txt", 20_000_000, "")
    with pytest.raises(BadInput, match="超过 10 MB"):
        read_upload("a.txt", 1, "A" * (LARGEST_UPLOAD * 4 // 3 + 8))


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (101 * 1024 * 1024))
    with pytest.raises(BadInput, match="展开后内容过大"):
        sent("a.docx", written.getvalue())


def test_a_broken_transfer_and_a_strange_docx_are_one_line() -> None:
    assert upload("a.txt", 3, "?").complaint == "文件没有传完整，请重新选择。"
    written = io.BytesIO(docx("一句。"))
    with zipfile.ZipFile(written, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("word/document.xml", b"<broken")
    step = upload("a.docx", 3, encoded(written.getvalue()))
    assert step.draft is None
    assert step.complaint
    assert "\n" not in step.complaint


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\稿.docx", "稿.docx"),
        ("..", "草稿"),
        ("", "草稿"),
        ("a\0b\n.txt", "ab.txt"),
        ("长" * 300 + ".docx", "长" * 60 + ".docx"),
    ],
)
def test_the_name_of_a_file_is_its_last_part(name: str, shown: str) -> None:
    assert shown_name(name) == shown
