from __future__ import annotations

import json
import subprocess
import sys

import pytest

from advisor.errors import BadInput
from evals.claims import score_claims_file, scored_lines

PASSAGE = "2023年，云岭市网络零售额实现86.4亿元。"
RIGHT, WRONG = "2023年云岭市网络零售额为86.4亿元。", "2023年云岭市网络零售额为96.4亿元。"


def line(key, claim=RIGHT, passage=PASSAGE, **more):
    return json.dumps({"id": key, "claim": claim, "passage": passage, **more}, ensure_ascii=False) + "\n"


def test_every_line_is_scored_in_order():
    scored = [json.loads(text) for text in scored_lines([line("a"), "\n", line(7, WRONG), line("c", passage="")])]
    assert [one["id"] for one in scored] == ["a", 7, "c"]
    assert [one["supported"] for one in scored] == [True, False, False]
    assert all(set(one) == {"id", "supported", "score", "reasons"} for one in scored)
    assert all(0 <= one["score"] <= 1 for one in scored)
    assert "96.4亿元" in scored[1]["reasons"][0]


def test_lines_are_scored_as_they_come():
    def lines():
        yield line("a")
        raise AssertionError("read on before the first was given")

    assert json.loads(next(scored_lines(lines())))["id"] == "a"


def test_other_fields_are_ignored():
    assert len(list(scored_lines([line("a", label="supported")]))) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "{\n",
        "[]\n",
        '{"claim": "x", "passage": "y"}\n',
        '{"id": true, "claim": "x", "passage": "y"}\n',
        '{"id": "a", "claim": "x"}\n',
        '{"id": "a", "claim": 3, "passage": "y"}\n',
    ],
)
def test_a_bad_line_is_named_by_its_number(bad):
    with pytest.raises(BadInput, match=r"^第3行") as raised:
        list(scored_lines([line("a"), "\n", bad]))
    assert "\n" not in raised.value.message


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\ufeff" + line("a") + line("b", WRONG), encoding="utf-8")
    score_claims_file(str(source), target)
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    target.unlink()
    source.write_text(line("a") + "oops\n", encoding="utf-8")
    with pytest.raises(BadInput, match="第2行"):
        score_claims_file(str(source), target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


@pytest.mark.parametrize(("file", "said"), [("none.jsonl", "找不到文件"), (".", "是文件夹，不是文件")])
def test_a_file_that_cannot_be_read_is_said(file, said, tmp_path):
    with pytest.raises(BadInput, match=said):
        score_claims_file(str(tmp_path / file))


def test_the_file_itself_is_never_written_over(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(line("a"), encoding="utf-8")
    with pytest.raises(BadInput, match="就是输入文件"):
        score_claims_file(str(source), tmp_path / "." / "in.jsonl")
    assert source.read_text(encoding="utf-8") == line("a")


@pytest.mark.parametrize("lines", [[], ["\n", " \n"]])
def test_no_claim_at_all_is_said(lines):
    with pytest.raises(BadInput, match="没有读到论断"):
        list(scored_lines(lines))


def test_an_id_that_comes_twice_is_said():
    with pytest.raises(BadInput, match=r"第3行的 id“a”与第1行重复"):
        list(scored_lines([line("a"), line("b"), line("a")]))


def test_half_a_character_is_said():
    with pytest.raises(BadInput, match="代理字符"):
        list(scored_lines(['{"id": "a", "claim": "补助\\ud800", "passage": "x"}\n']))


@pytest.mark.parametrize("given", [b"", line("a").encode("gb18030")])
def test_standard_input_is_read_with_the_same_care(given):
    command = [sys.executable, "-m", "evals", "score-claims", "-"]
    ended = subprocess.run(command, input=given, capture_output=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.decode().count("\n") == 1


def test_another_encoding_is_said(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(line("a").encode("gb18030"))
    with pytest.raises(BadInput, match="不是 UTF-8"):
        score_claims_file(str(path))


def test_no_library_and_nothing_heavy_is_loaded():
    code = (
        "import sys; from evals.claims import scored_lines; list(scored_lines(sys.stdin));"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'rich', 'jinja2', 'chromadb', 'torch',"
        " 'sqlite3', 'httpx'}), sorted(name for name in sys.modules if name.startswith('advisor.library')))"
    )
    ended = subprocess.run([sys.executable, "-c", code], input=line("a"), capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[] []"
