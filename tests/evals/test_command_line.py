from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from rich.console import Console

from advisor.settings import Settings
from evals.core.commands import compare_folders, run_tasks

CLAIM = {"id": "a", "claim": "零售额为86.4亿元。", "passage": "零售额为86.4亿元，增长12.5%。"}


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "evals", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "own.jsonl"
    pair = CLAIM | {"subject": "", "kind": "verbatim", "label": "supported"}
    path.write_text(json.dumps(pair, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=160)


def test_a_task_is_run_on_a_set_and_two_runs_are_compared(pairs, console, tmp_path):
    folders = [
        run_tasks(["grounding"], Settings(), console, set_file=pairs, under=tmp_path / "results")[0] for _ in range(2)
    ]
    assert folders[0] != folders[1]
    page = (folders[0] / "report.html").read_text(encoding="utf-8")
    assert "评测报告：依据核验" in page
    path = compare_folders(*folders, console, out=tmp_path / "comparison.html")
    assert "没有变化" in path.read_text(encoding="utf-8")
    assert "没有变化" in console.file.getvalue()


def test_claims_are_scored_on_standard_output(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(CLAIM, ensure_ascii=False) + "\n", encoding="utf-8")
    ended = command("score-claims", str(path))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["supported"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nothing"), "没有名为“nothing”的评测任务"),
        (("run", "grounding", "--set", "none.jsonl"), "找不到题集"),
        (("run", "grounding", "retrieval", "--set", "x"), "--set 只能与一个任务同时使用"),
        (("run", "grounding", "--judge"), "ADVISOR_LLM_BASE_URL"),
        (("run", "--limit", "0"), "--limit 是取题集的前几条，至少为1"),
        (("compare", "none", "none"), "找不到结果文件夹"),
        (("score-claims", "none.jsonl"), "找不到文件"),
        (("frob",), "命令写法不对"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_2(arguments, said):
    ended = command(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
