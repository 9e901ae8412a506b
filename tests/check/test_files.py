"""Reading drafts: formats, encodings, and one line for what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from advisor.check.files import LARGEST_FILE, LONGEST_DRAFT, decoded, read_draft
from advisor.errors import BadInput


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_of_an_office(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("茶园面积50万亩。\r\n产量3万吨。".encode(encoding))
    assert read_draft(path) == "茶园面积50万亩。\n产量3万吨。"


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("茶产业报告", level=0)
    document.add_heading("基础", level=1)
    document.add_paragraph("茶园面积50万亩。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("指标", "数值", "产量", "3万吨"), strict=True):
        cell.text = text
    document.add_paragraph("产值12亿元。")
    document.save(str(tmp_path / "draft.docx"))
    lines = [line for line in read_draft(tmp_path / "draft.docx").split("\n") if line]
    assert lines == [
        "# 茶产业报告",
        "## 基础",
        "茶园面积50万亩。",
        "| 指标 | 数值 |",
        "| 产量 | 3万吨 |",
        "产值12亿元。",
    ]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("draft.doc", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("draft.wps", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("draft.pdf", b"%PDF-1.7", "另存为 docx"),
        ("draft.txt", b"%PDF-1.7", "不是文本"),
        ("draft.docx", b"no zip", "打不开"),
        ("draft.docx", b"", "打不开"),
        ("draft.txt", b"", "没有文字内容"),
        ("draft.txt", " \n　\n".encode(), "没有文字内容"),
        ("draft.txt", b"\xff\xff\xff\x80\x81", "编码"),
        ("draft.csv", b"a,b", "不认识"),
    ],
)
def test_what_cannot_be_read_says_what_to_do_in_one_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput) as refused:
        read_draft(tmp_path / name)
    assert told in refused.value.message
    assert "\n" not in refused.value.message


def test_missing_folder_and_size(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="找不到"):
        read_draft(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="不是文件"):
        read_draft(tmp_path)
    (tmp_path / "big.txt").write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(BadInput, match="过大"):
        read_draft(tmp_path / "big.txt")
    with pytest.raises(BadInput, match="超过"):
        decoded(("字" * (LONGEST_DRAFT + 1)).encode(), "标准输入")
