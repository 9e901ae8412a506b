"""`advisor stats` and `advisor ledger`: output, streams, files and exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command_line import HEAVY, CommandLine, advisor, modules_after

__all__ = ["advisor"]


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A workspace with the bundled library that a test may write in."""
    own = tmp_path / "own"
    shutil.copytree(built_home, own)
    return own


def test_a_lookup_shows_figures_sources_calculations_and_gaps(advisor: CommandLine, built_home: Path) -> None:
    shown = advisor("stats", "GDP", "--region", "鞍山", "--region", "营口", "--since", "2022", home=built_home)
    assert shown.code == 0
    for piece in (
        "地区生产总值",
        "1863.2亿元",
        "[1] 《鞍山市概况（百科式资料）》，正文，转述",
        "使用限制",
        "没有收录营口的",
    ):
        assert piece in shown.out, piece


def test_json_is_one_object_with_every_row_s_origin(advisor: CommandLine, built_home: Path) -> None:
    told = advisor("stats", "社零增速", "--region", "鞍山", "--json", home=built_home).object()
    assert told["indicator"] == "社会消费品零售总额增速"
    for figure in told["figures"]:
        assert {
            "row_id",
            "region",
            "period",
            "quantity",
            "title",
            "locator",
            "basis",
            "definition",
            "comparability",
        } <= set(figure)
    assert any("预计" in one["quantity"] for one in told["figures"])


def test_without_an_indicator_all_are_listed(advisor: CommandLine, built_home: Path) -> None:
    for arguments in (("stats",), ("stats", "--list")):
        shown = advisor(*arguments, home=built_home)
        assert shown.code == 0
        assert "网上零售额" in shown.out
    listed = advisor("stats", "--list", "--json", home=built_home).object()["indicators"]
    assert all(one["figures"] > 0 for one in listed)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("stats", "直播"), "没有名为“直播”的指标；相近的有："),
        (("stats", "GDP", "--region", "火星"), "不认识地区“火星”"),
        (("stats", "GDP", "--since", "2024", "--until", "2020"), "起始年份2024晚于截止年份2020"),
        (("stats", "GDP", "--plot", "a.gif"), "只能存为 png 或 svg"),
        (("stats", "--region", "鞍山"), "没有写指标"),
        (("stats", "GDP", "增速"), "多写了“增速”"),
        (("ledger", "mark", "f9999", "--by", "甲"), "没有编号为“f9999”的数"),
        (("ledger", "mark", "f019"), "没有写由谁认定"),
        (("ledger", "remove", "f019", "--by", "甲"), "台账里没有“f019”"),
        (("ledger", "undo", "--by", "甲"), "没有可以撤销的操作"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(advisor: CommandLine, home: Path, arguments, told) -> None:
    ended = advisor(*arguments, home=home)
    assert ended.code == 2
    assert told in ended.err
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert not (home / "ledger.jsonl").exists()


def test_a_chart_and_a_table_are_written_to_files(advisor: CommandLine, built_home: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    chart, table = tmp_path / "图.svg", tmp_path / "表.csv"
    ended = advisor("stats", "户籍人口", "--region", "鞍山", "--plot", str(chart), "--csv", str(table), home=built_home)
    if "没有中文字体" in ended.err:
        pytest.skip("no Chinese font is installed")
    assert ended.code == 0
    assert f"图已存为 {chart}" in ended.err
    assert chart.read_text(encoding="utf-8").lstrip().startswith("<?xml")
    assert "323.5453" in table.read_text(encoding="utf-8-sig")


def test_the_ledger_is_marked_shown_taken_back_and_keeps_its_history(advisor: CommandLine, home: Path) -> None:
    marked = advisor("ledger", "mark", "f019", "--by", "市统计局", "--publish", "--note", "年鉴", home=home)
    assert "市统计局认定：鞍山2022年地区生产总值1863.2亿元（f019，可公开）；备注：年鉴" in marked.out
    told = advisor("stats", "GDP", "--region", "鞍山", "--json", home=home).object()
    signed = {one["row_id"]: one["signed_off"] for one in told["figures"]}
    assert signed["f019"]["by"] == "市统计局"
    assert signed["f018"] is None
    assert [one["row_id"] for one in advisor("ledger", "--json", home=home).object()["signed_off"]] == ["f019"]
    assert "✓ 本单位认定 f019：市统计局（" in advisor("stats", "GDP", "--region", "鞍山", home=home).out
    assert advisor("ledger", "undo", "--by", "甲", home=home).code == 0
    assert "还没有认定的数" in advisor("ledger", home=home).out
    assert len(advisor("ledger", "history", home=home).out.strip().splitlines()) == 2


def test_a_lookup_loads_no_heavy_library(built_home: Path) -> None:
    loaded = modules_after("stats", "GDP", "--json", home=built_home)
    assert not loaded & {*HEAVY, "chromadb", "matplotlib"}


def test_regions_may_be_written_in_any_usual_way(advisor: CommandLine, built_home: Path) -> None:
    for written in (("--region", "鞍山", "--region", "大连"), ("--region", "鞍山、大连"), ("--region", "鞍山", "大连")):
        assert advisor("stats", "GDP", *written, "--json", home=built_home).object()["regions"] == ["鞍山", "大连"]
