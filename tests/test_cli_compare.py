"""`advisor compare` on the command line."""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.cli import main


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def compare(built_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs `advisor compare` in this process."""
    # The command does without the collector because its process ends; the tests' process does not.
    monkeypatch.setattr(gc, "disable", lambda: None)
    monkeypatch.setenv("ADVISOR_HOME", str(built_home))

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["advisor", "compare", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), shown.out, shown.err)

    return run


def test_json_is_one_object_on_stdout_and_nothing_else(compare) -> None:
    shown = compare("--area", "物流", "--area", "talent", "--region", "鞍山", "--region", "国家", "--json")
    assert shown.code == 0
    found = json.loads(shown.out)
    assert set(found) == {
        "by", "city", "as_of", "regions", "rows", "citations", "gaps", "wanted", "notices", "warnings", "summary",
    }  # fmt: skip
    assert found["regions"] == ["鞍山", "国家"]
    assert [row["label"] for row in found["rows"]] == ["物流", "人才"]
    cell = found["rows"][0]["cells"][0]
    assert cell["status"] == "filled"
    assert set(cell["statements"][0]) == {
        "text", "citations", "standing", "validity", "year", "modality", "region", "verdict", "reasons",
    }  # fmt: skip
    assert cell["statements"][0]["verdict"] == "supported"
    assert found["summary"]["cells"] == 4


def test_a_terminal_reads_row_by_row_with_sources_gaps_and_documents(compare) -> None:
    shown = compare("--by", "instrument", "--region", "鞍山", "--region", "深圳")
    assert shown.code == 0
    for words in ("资金\n", "  鞍山　【", "鞍山的差距（", "需要索取的文件（", "来源\n", "共14格："):
        assert words in shown.out


def test_a_file_is_written_beside_json(compare, tmp_path: Path) -> None:
    path = tmp_path / "对标.csv"
    shown = compare("--region", "鞍山", "--area", "物流", "--json", "-o", str(path))
    assert json.loads(shown.out)["regions"] == ["鞍山"]
    assert "已写入" in shown.err
    assert path.read_text(encoding="utf-8-sig").startswith("行,地区,")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--region", "火星"), "不认识地区“火星”"),
        (("--area", "航天"), "没有“航天”这个策略领域"),
        (("--by", "颜色"), "--by 只能写 area"),
        (("-o", "对标.ppt"), "只能写成 .csv、.xlsx、.docx、.md、.pdf 文件"),
        (("-o", "/没有/的/文件夹/对标.md"), "写不进去"),
    ],
)
def test_a_mistake_is_one_line_and_2(compare, arguments: tuple[str, ...], line: str) -> None:
    shown = compare(*arguments)
    assert shown.code == 2
    assert line in shown.err
    assert len(shown.err.strip().splitlines()) == 1
    assert shown.out == ""
