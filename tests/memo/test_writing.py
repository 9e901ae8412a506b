from __future__ import annotations

import io
import os
import subprocess
import time
from pathlib import Path

import pytest
from docx import Document as new_document
from docx.shared import Mm, Pt

from advisor.doctor import examine
from advisor.errors import BadInput, SourceUnusable
from advisor.memo import pdf
from advisor.memo.docx import docx_bytes
from advisor.memo.layout import paragraph
from advisor.memo.markdown import markdown_text
from advisor.memo.writing import paper_bytes, write_paper
from tests.memo.papers import plain, request

needs_office = pytest.mark.skipif(pdf.office_program() is None, reason="LibreOffice is missing")


@pytest.fixture
def template(own_workspace: Path) -> Path:
    """An office's own template for 政策建议: other margins, its own body style, a line in the footer."""
    document = new_document()
    document.add_paragraph("模板里的示例文字")
    document.sections[0].left_margin = Mm(40)
    style = document.styles.add_style("公文正文", 1)
    style.font.size = Pt(12)
    document.sections[0].footer.paragraphs[0].text = "本局内部使用"
    path = own_workspace / "templates" / "政策建议.docx"
    path.parent.mkdir(parents=True)
    document.save(str(path))
    return path


def written(workspace: Path, **changes: object):
    return new_document(io.BytesIO(paper_bytes(plain(**changes), ".docx", workspace=workspace)))


def test_an_offices_template_gives_sheet_styles_and_footer_but_not_its_text(
    template: Path, own_workspace: Path
) -> None:
    document = written(own_workspace)
    assert round(document.sections[0].left_margin.mm) == 40
    assert document.styles["公文正文"].font.size == Pt(12)
    assert document.sections[0].footer.paragraphs[0].text == "本局内部使用"
    texts = [one.text for one in document.paragraphs]
    assert "模板里的示例文字" not in texts
    assert "关于直播电商的建议" in texts
    grid = document.tables[0]._tbl.tblGrid
    section = document.sections[0]
    width = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    assert sum(column.w.twips for column in grid.gridCol_lst) == width


def test_a_template_serves_its_own_type_only(template: Path, own_workspace: Path) -> None:
    other = new_document(io.BytesIO(paper_bytes(request(), ".docx", workspace=own_workspace)))
    assert round(other.sections[0].left_margin.mm) == 28


def test_words_own_styles_are_used_where_a_template_shapes_them(template: Path, own_workspace: Path) -> None:
    headings = [one for one in written(own_workspace).paragraphs if one.text == "一、基本情况"]
    assert headings[0].style.name == "Heading 1"


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 cut off", b"plain text"])
def test_a_broken_template_gives_one_line_that_names_it(broken: bytes, template: Path, own_workspace: Path) -> None:
    template.write_bytes(broken)
    with pytest.raises(BadInput, match=r"政策建议\.docx.*不是完整的 docx"):
        written(own_workspace)


def test_a_template_cut_short_anywhere_gives_that_line_or_a_paper(template: Path, own_workspace: Path) -> None:
    whole = template.read_bytes()
    for share in range(1, 20):
        template.write_bytes(whole[: len(whole) * share // 20])
        with pytest.raises(BadInput):
            written(own_workspace)


def test_doctor_opens_every_template_and_names_a_broken_one(template: Path, own_workspace: Path) -> None:
    (template.parent / "请示.docx").write_bytes(b"broken")
    found = {one.subject: one for one in examine() if one.subject.startswith(("模板", "LibreOffice"))}
    assert found["模板 政策建议"].works
    assert not found["模板 请示"].works
    assert "请示.docx" in found["模板 请示"].detail
    assert found["LibreOffice"].works, "it is needed for PDF only"


def test_markdown_numbers_headings_cites_and_leaves_marks_alone() -> None:
    text = markdown_text(plain(blocks=(*plain().blocks, paragraph("含有 *星号*、|竖线|、<b> 和 # 号"))))
    assert "\n## 一、基本情况\n" in text
    assert "\n#### 1.培训不成体系。\n\n学员缺少实践。" in text
    assert "**〔待填：处室〕**。〔1〕〔2〕" in text
    assert "| 交易额 | 70亿元 |" in text
    assert r"含有 \*星号\*、\|竖线\|、\<b\> 和 \# 号" in text


def test_markdown_of_an_official_document_has_every_part() -> None:
    text = markdown_text(request())
    for words in (
        "**某市商务局文件**",
        "签发人：张三",
        "市人民政府：",
        "附件：1.行动方案<br>2.分工表",
        "抄送：市财政局",
        "## 资料来源",
    ):
        assert words in text


def test_another_ending_is_refused_in_one_line(tmp_path: Path, own_workspace: Path) -> None:
    with pytest.raises(BadInput, match=r"\.docx、\.md、\.pdf"):
        write_paper(plain(), tmp_path / "x.odt", workspace=own_workspace)


def test_a_place_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, own_workspace: Path) -> None:
    with pytest.raises(BadInput, match="写不进去"):
        write_paper(plain(), tmp_path / "missing" / "x.md", workspace=own_workspace)
    folder = tmp_path / "taken.md"
    folder.mkdir()
    with pytest.raises(BadInput, match="写不进去"):
        write_paper(plain(), folder, workspace=own_workspace)
    assert {one.name for one in tmp_path.iterdir()} - {"workspace"} == {"taken.md"}


def test_a_written_file_can_be_read_by_others_as_the_system_allows(tmp_path: Path, own_workspace: Path) -> None:
    path = tmp_path / "x.docx"
    write_paper(plain(), path, workspace=own_workspace)
    mask = os.umask(0)
    os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    assert path.read_bytes() == docx_bytes(plain())


def test_without_libreoffice_one_line_says_what_to_do(own_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BadInput, match="没有安装 LibreOffice"):
        paper_bytes(plain(), ".pdf", workspace=own_workspace)


def fake_office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_conversion_that_hangs_is_ended_with_its_children(
    tmp_path: Path, own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "child"
    fake_office(tmp_path, f"sleep 300 & echo $! > {mark}; wait", monkeypatch)
    with pytest.raises(SourceUnusable, match="没有转换完"):
        pdf.pdf_bytes(b"x", workspace=own_workspace, seconds=1)
    child = int(mark.read_text())
    for _ in range(50):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False)
        if not state.stdout.strip() or state.stdout.startswith("Z"):
            return
        time.sleep(0.1)
    pytest.fail("the child of the office program is still running")


def test_a_conversion_that_fails_says_so(tmp_path: Path, own_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, "exit 3", monkeypatch)
    with pytest.raises(SourceUnusable, match="退出码3"):
        pdf.pdf_bytes(b"x", workspace=own_workspace)


@needs_office
@pytest.mark.slow
def test_libreoffice_makes_a_pdf_of_it(tmp_path: Path, own_workspace: Path) -> None:
    path = tmp_path / "x.pdf"
    write_paper(request(), path, workspace=own_workspace)
    assert path.read_bytes().startswith(b"%PDF")
