"""The command line on drafts: `advisor check` and `advisor memo`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.command_line import HEAVY, CommandLine, advisor, modules_after

__all__ = ["advisor"]

DRAFT = """一、发展情况
2022年上半年，鞍山市直播电商交易额为90亿元。鞍山市直播电商产业协会于2020年4月29日正式成立。
建议成立工作专班。
"""


def test_check_prints_the_object_of_the_contract(advisor: CommandLine, built_home: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    shown = advisor("check", str(tmp_path / "draft.txt"), "--json", home=built_home)
    checked = shown.object()
    assert [one["verdict"] for one in checked["sentences"]] == [  # type: ignore[index, attr-defined]
        "not_factual",
        "contradicted",
        "supported",
        "not_factual",
    ]
    assert checked["summary"]["contradicted"] == 1  # type: ignore[index]
    assert shown.err == ""


def test_check_reads_stdin_and_lists_what_is_wrong_first(
    advisor: CommandLine, built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode("gb18030"))))
    shown = advisor("check", "-", home=built_home)
    assert shown.code == 0
    assert shown.out.index("90亿元") < shown.out.index("2020年4月29日")
    assert "70亿元" in shown.out
    assert shown.out.rstrip().splitlines()[-1].startswith("全稿共3句")


def test_check_can_leave_out_what_is_fine(advisor: CommandLine, built_home: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    shown = advisor("check", str(tmp_path / "draft.md"), "--only-problems", home=built_home)
    assert "90亿元" in shown.out
    assert "工作专班" not in shown.out
    last = shown.out.rstrip().splitlines()[-1]
    assert last.startswith("以上列出需要处理的1句。全稿共3句")
    assert "更正1条" in last


def test_an_empty_draft_is_refused_before_anything_is_opened(advisor: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(" \n", encoding="utf-8")
    shown = advisor("check", str(tmp_path / "draft.txt"))
    assert (shown.code, shown.out) == (2, "")
    assert len(shown.err.strip().splitlines()) == 1


def test_a_check_loads_no_heavy_library(built_home: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    loaded = modules_after("check", str(tmp_path / "draft.txt"), home=built_home)
    assert not loaded & {*HEAVY, "chromadb", "docx"}


def test_memo_prints_the_object_of_the_contract(advisor: CommandLine, built_home: Path) -> None:
    out = advisor(
        "memo", "加强主播培训", "--area", "人才", "--type", "请示", "--to", "鞍山市人民政府", "--json", home=built_home
    )
    assert out.code == 0
    found = out.object()
    assert (found["type"], found["addressees"], found["statutory"]) == ("请示", ["鞍山市人民政府"], True)
    sentences = [
        one
        for section in found["sections"]
        for part in section["parts"]
        for paragraph in part["paragraphs"]
        for one in paragraph["sentences"]
    ]
    numbers = {one["n"] for one in found["citations"]}
    assert all(one["citations"] and one["verdict"] == "supported" for one in sentences if one["kind"] == "fact")
    assert {n for one in sentences for n in one["citations"]} <= numbers
    assert found["length"]["characters"] <= found["length"]["at_most"]


def test_memo_writes_files_and_refuses_a_clean_copy_that_is_not_ready(
    advisor: CommandLine, built_home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "稿.md"
    assert advisor("memo", "加强主播培训", "-o", str(target), home=built_home).code == 0
    assert target.read_text(encoding="utf-8").startswith("**核稿本**")
    refused = advisor("memo", "加强主播培训", "--clean", "-o", str(tmp_path / "清稿.md"), home=built_home)
    assert refused.code == 2
    assert refused.err.startswith("还不能出清稿：还有")
    assert not (tmp_path / "清稿.md").exists()
    forced = advisor("memo", "加强主播培训", "--clean", "--force", "-o", str(tmp_path / "清稿.md"), home=built_home)
    assert forced.code == 0
    assert advisor("memo", "加强主播培训", "-o", str(tmp_path / "稿.exe"), home=built_home).code == 2
