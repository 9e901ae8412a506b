from __future__ import annotations

import csv
import json
import math

import pytest
from pydantic import SecretStr

from advisor.errors import BadInput
from advisor.index.manifest import file_sha256
from advisor.settings import Settings
from evals.core.measures import PassageShown
from evals.core.provenance import shown_settings
from evals.core.results import load_result, numbered_lines, write_result


@pytest.fixture
def written(item, result, tmp_path):
    items = [
        item("a", {"right": 1.0, "ms": 12.5}, passages=(PassageShown(label="甲", text="一句。"),)),
        item("b", {"right": math.nan}, text="=1+1", reasons=("判不出",)),
    ]
    source = tmp_path / "small.jsonl"
    source.write_text("{}\n", encoding="utf-8")
    run = result(items)
    return run, write_result(run, "<html></html>", outputs=items, inputs=[source], under=tmp_path / "results")


def test_a_result_is_read_back_as_it_was(written):
    run, folder = written
    loaded = load_result(folder)
    assert loaded.config == run.config
    assert loaded.aggregate == run.aggregate
    assert loaded.items[0] == run.items[0]
    assert math.isnan(loaded.items[1].values["right"])


def test_the_folder_is_named_by_time_task_and_set_and_is_complete(written):
    _, folder = written
    assert folder.name == "20261123T083000Z-demo-small"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {
        "config.json",
        "items.jsonl",
        "items.csv",
        "aggregate.json",
        "report.html",
        "data/small.jsonl",
        "data/outputs.jsonl",
    }


def test_a_second_run_in_the_same_second_has_a_folder_of_its_own(written):
    run, folder = written
    assert write_result(run, "", under=folder.parent).name.endswith("-2")


def test_nothing_is_left_where_writing_fails(written, tmp_path):
    run, _ = written
    with pytest.raises(FileNotFoundError):
        write_result(run, "", inputs=[tmp_path / "none"], under=tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


def test_every_line_of_the_items_is_plain_json(written):
    _, folder = written
    values = [json.loads(line)["values"] for line in (folder / "items.jsonl").read_text("utf-8").splitlines()]
    assert values == [{"right": 1.0, "ms": 12.5}, {"right": "NaN"}]


def test_the_table_shows_what_was_not_judged_and_runs_no_formula(written):
    _, folder = written
    with (folder / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["right"] for row in rows] == ["1", "未能评判"]
    assert rows[1]["text"] == "'=1+1"
    assert rows[0]["passages"] == "甲：一句。"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("config.json", None, r"找不到文件.*config\.json"),
        ("config.json", "{", r"config\.json不可用"),
        ("items.jsonl", '{"id": "a"}\n', r"items\.jsonl 第1行不可用：字段“text”"),
        ("aggregate.json", "[]", r"aggregate\.json不可用"),
    ],
)
def test_a_broken_folder_is_named_in_one_line(written, name, text, said):
    _, folder = written
    (folder / name).unlink() if text is None else (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said) as raised:
        load_result(folder)
    assert "\n" not in raised.value.message


def test_no_folder_is_said(tmp_path):
    with pytest.raises(BadInput, match="找不到结果文件夹"):
        load_result(tmp_path / "none")


def test_line_separators_inside_a_text_do_not_part_a_line(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('\ufeff"a\u2028b"\n\n"c"\n', encoding="utf-8")
    assert numbered_lines(path) == [(1, '"a\u2028b"'), (3, '"c"')]


def test_secrets_are_hidden():
    settings = Settings(
        llm_api_key=SecretStr("k-123"), llm_base_url="https://user:word@host:8000/v1?key=abc", llm_model="m"
    )
    shown = shown_settings(settings)
    assert shown["llm_base_url"] == "https://host:8000/v1"
    assert not any(secret in str(shown) for secret in ("k-123", "word", "abc"))


def test_sha256_of_a_file(tmp_path):
    (tmp_path / "x").write_bytes(b"")
    assert file_sha256(tmp_path / "x").startswith("e3b0c442")
