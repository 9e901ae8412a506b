from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import BadInput
from evals.grounding.pairs import Purpose, load_pairs
from evals.grounding_model import fit
from evals.grounding_model.training_pairs import WRITTEN, WrittenPassage, written_pairs

SETS = WRITTEN.parent


def test_no_training_pair_is_a_pair_of_another_set() -> None:
    trained = {(one.claim, one.passage) for one in written_pairs()}
    for name in ("tune", "test", "second_subject"):
        pairs = load_pairs(SETS / f"{name}.jsonl", purpose=Purpose.MEASURING)
        assert not trained & {(one.claim, one.passage) for one in pairs}


def test_no_statement_of_the_test_split_is_trained_on() -> None:
    tested = {ref for one in load_pairs(SETS / "test.jsonl", purpose=Purpose.MEASURING) for ref in one.refs}
    trained = {
        ref for line in WRITTEN.read_text("utf-8").splitlines() for ref in WrittenPassage.model_validate_json(line).refs
    }
    assert not tested & trained


def test_the_test_splits_cannot_be_had_for_tuning() -> None:
    for name in ("test", "second_subject"):
        with pytest.raises(BadInput):
            load_pairs(SETS / f"{name}.jsonl", purpose=Purpose.TUNING)


def test_the_sets_are_as_large_and_balanced_as_described() -> None:
    sizes = {name: load_pairs(SETS / f"{name}.jsonl", purpose=Purpose.MEASURING) for name in ("test", "second_subject")}
    assert all(len(pairs) >= 400 for pairs in sizes.values())
    for pairs in sizes.values():
        kinds = [one.kind for one in pairs]
        assert min(kinds.count(kind) for kind in set(kinds) - {"other_language"}) >= 15


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text('{"passage": 3}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"train\.jsonl:1"):
        list(written_pairs(path))


def test_help_says_what_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fit.main(["--help"])
    assert "trained.npz" in capsys.readouterr().out
