from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny_server import make_tiny_model

from evals.grounding_model import words

WORDS = ["商", "县", "鞍山", "直播", "电商", "主播", "物流", "人才", "罚款", "补贴", "直播间", "产业园", "县级以上"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"))


def test_tables_are_written_from_a_model(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LENGTH", 8)
    monkeypatch.setattr(words, "_vocabulary", lambda counts: WORDS)
    assert words.main(["--model", str(model), "--output", str(tmp_path)]) == 0
    vectors = np.load(tmp_path / "vectors.npy")
    assert vectors.shape == (len(WORDS), 8)
    assert vectors.dtype == np.int8
    assert len({tuple(one) for one in vectors}) == len(WORDS)
    with np.load(tmp_path / "words.npz") as stored:
        assert bytes(stored["words"]).decode().split("\n") == WORDS
        assert len(stored["rarity"]) == len(bytes(stored["tags"])) == len(WORDS)


def test_a_word_is_read_alike_beside_longer_and_shorter_ones(model: Path) -> None:
    from rich.console import Console

    alone = words._states(WORDS, model, Console(quiet=True))
    turned = words._states(WORDS[::-1], model, Console(quiet=True))[::-1]
    assert np.allclose(alone, turned, atol=0.05)


def test_the_vocabulary_has_short_words_first_and_only_words() -> None:
    found = words._vocabulary(words.Counter({"直播": 9, "渔港": 1, "abc": 9}))
    assert "直播" in found
    assert "abc" not in found
    assert [len(word) for word in found] == sorted(len(word) for word in found)
