from __future__ import annotations

import json

import pytest

from advisor.errors import BadInput
from advisor.index.manifest import file_sha256
from evals.core.tasks import EVALS
from evals.grounding.pairs import Purpose, Split, load_pairs, read_catalogue, reseal


def record(key: str, **more: object) -> str:
    given = {
        "id": key,
        "subject": "直播电商",
        "kind": "figure",
        "label": "contradicted",
        "claim": f"论断{key}。",
        "passage": "来源。",
        "refs": ["x#s001"],
        "note": "",
    }
    return json.dumps(given | more, ensure_ascii=False) + "\n"


@pytest.fixture
def sets(tmp_path):
    (tmp_path / "tune.jsonl").write_text(record("a") + record("b"), encoding="utf-8")
    (tmp_path / "test.jsonl").write_text(record("t"), encoding="utf-8")
    (tmp_path / "sets.toml").write_text(
        '# kept\n[[set]]\nfile = "tune.jsonl"\nsplit = "tune"\n\n[[set]]\nfile = "test.jsonl"\nsplit = "test"\n',
        encoding="utf-8",
    )
    reseal(tmp_path)
    return tmp_path


def test_both_splits_may_be_measured(sets):
    assert [pair.id for pair in load_pairs(sets / "tune.jsonl", purpose=Purpose.MEASURING)] == ["a", "b"]
    assert [pair.id for pair in load_pairs(sets / "test.jsonl", purpose=Purpose.MEASURING)] == ["t"]


def test_only_the_tuning_split_may_be_tuned_on(sets):
    assert len(load_pairs(sets / "tune.jsonl", purpose=Purpose.TUNING)) == 2
    with pytest.raises(BadInput, match="不能用来调试"):
        load_pairs(sets / "test.jsonl", purpose=Purpose.TUNING)


def test_a_copy_of_the_test_split_is_refused_under_every_name(sets):
    copy = sets / "copy.jsonl"
    copy.write_bytes((sets / "test.jsonl").read_bytes())
    with pytest.raises(BadInput, match="没有登记为调试集"):
        load_pairs(copy, purpose=Purpose.TUNING)
    (sets / "tune.jsonl").write_bytes(copy.read_bytes())
    with pytest.raises(BadInput, match="校验和不符"):
        load_pairs(sets / "tune.jsonl", purpose=Purpose.TUNING)
    reseal(sets)
    with pytest.raises(BadInput, match="也在测试集"):
        load_pairs(sets / "tune.jsonl", purpose=Purpose.TUNING)


def test_a_set_of_ones_own_may_be_measured_but_not_tuned_on(tmp_path):
    own = tmp_path / "own.jsonl"
    own.write_text(record("x"), encoding="utf-8")
    assert len(load_pairs(own, purpose=Purpose.MEASURING)) == 1
    with pytest.raises(BadInput, match="没有登记为调试集"):
        load_pairs(own, purpose=Purpose.TUNING)


def test_a_changed_set_is_refused_until_sealed_again(sets):
    with (sets / "test.jsonl").open("a", encoding="utf-8") as file:
        file.write(record("u"))
    with pytest.raises(BadInput, match="校验和不符"):
        load_pairs(sets / "test.jsonl", purpose=Purpose.MEASURING)
    assert reseal(sets) == ["tune.jsonl", "test.jsonl"]
    assert len(load_pairs(sets / "test.jsonl", purpose=Purpose.MEASURING)) == 2
    assert (sets / "sets.toml").read_text(encoding="utf-8").startswith("# kept\n")


def test_sealing_twice_changes_nothing(sets):
    before = (sets / "sets.toml").read_text(encoding="utf-8")
    reseal(sets)
    assert (sets / "sets.toml").read_text(encoding="utf-8") == before
    entry = read_catalogue(sets)[0]
    assert (entry.split, entry.sha256) == (Split.TUNE, file_sha256(sets / "tune.jsonl"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (record("a") + record("a"), "编号“a”重复"),
        (record("a") + "{\n", "第2行不可用"),
        (record("a", label="maybe"), "字段“label”"),
        (record("a", colour="red"), "字段“colour”"),
    ],
)
def test_a_bad_record_names_its_place(tmp_path, line, said):
    path = tmp_path / "own.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        load_pairs(path, purpose=Purpose.MEASURING)


def test_a_missing_file_and_a_broken_catalogue_are_said(sets):
    with pytest.raises(BadInput, match="找不到题集"):
        load_pairs(sets / "none.jsonl", purpose=Purpose.MEASURING)
    (sets / "sets.toml").write_text("[[set]]\nfile = 'x'\nsplit = 'train'\n", encoding="utf-8")
    with pytest.raises(BadInput, match="题集目录"):
        load_pairs(sets / "tune.jsonl", purpose=Purpose.MEASURING)


def test_committed_sets_can_be_loaded_for_what_they_are_for():
    folder = EVALS / "sets" / "grounding"
    for entry in read_catalogue(folder):
        purpose = Purpose.TUNING if entry.split is Split.TUNE else Purpose.MEASURING
        assert load_pairs(folder / entry.file, purpose=purpose), entry.file
