from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from rich.console import Console
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from advisor.errors import BadInput
from evals.grounding_model import fit, teacher
from evals.grounding_model.generated import TrainingPair
from evals.grounding_model.language_model import LanguageModel, Size, language_model
from evals.grounding_model.taught import HINT, read_taught
from evals.grounding_model.variants import Variant

SIZE = Size(width=128, heads=4, held_heads=2)
PASSAGES = [f"第{number}号规定自2024年{number}月起施行，由商务局负责。" for number in range(1, 9)]


def small_model(words: int, outputs: int) -> LanguageModel:
    """A model of two layers with random weights."""
    torch.manual_seed(0)
    width, others = SIZE.width, SIZE.held_heads * SIZE.head
    shapes = {"q": (width, width), "k": (others, width), "v": (others, width), "output": (width, width)}
    weights = {"token_embd.weight": torch.randn(words, width), "output_norm.weight": torch.ones(width)}
    for number in range(2):
        for name, shape in shapes.items():
            weights[f"blk.{number}.attn_{name}.weight"] = torch.randn(shape) * 0.05
            weights[f"blk.{number}.attn_{name}.bias"] = torch.zeros(shape[0])
        for name, shape in {"gate": (256, width), "up": (256, width), "down": (width, 256)}.items():
            weights[f"blk.{number}.ffn_{name}.weight"] = torch.randn(shape) * 0.05
        for name in ("attn_norm", "ffn_norm"):
            weights[f"blk.{number}.{name}.weight"] = torch.ones(width)
    return LanguageModel(weights, SIZE, 2, outputs)


@pytest.fixture
def tokenizer(tmp_path: Path) -> Path:
    """A tokenizer that cuts into characters."""
    characters = sorted({one for text in PASSAGES for one in text} | set("资料：论断判\n不二"))
    made = Tokenizer(WordLevel({one: at for at, one in enumerate(["?", *characters])}, unk_token="?"))
    made.pre_tokenizer = Split("", "isolated")
    path = tmp_path / "tokenizer.json"
    made.save(str(path))
    return path


@pytest.mark.parametrize("folds", [1, 2])
def test_a_teacher_says_something_of_every_pair(
    tokenizer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folds: int
) -> None:
    monkeypatch.setattr(teacher, "language_model", lambda _, words, layers, outputs: small_model(len(words), outputs))
    pairs = [
        TrainingPair(
            claim=f"{passage[:5]}{'' if right else '不'}施行。", passage=passage, supported=right, template="split"
        )
        for passage in PASSAGES
        for right in (True, False)
    ]
    made = [Variant(claim="由商务局负责。", passage="由二局负责。", origin=PASSAGES[0])]
    arguments = ["--model", "none", "--tokenizer", str(tokenizer), "--output", str(tmp_path), "--layers", "2"]
    options = teacher._parser().parse_args([*arguments, "--device", "cpu", "--epochs", "1", "--folds", str(folds)])
    teacher.teach(pairs, made, options, Console(quiet=True))
    taught = read_taught(tmp_path, len(pairs) + len(made))
    assert np.isfinite(taught.logits).all()
    assert (taught.logits != 0).all()
    assert taught.claims.shape[1] == HINT
    assert taught.claim_hints(len(pairs)).any(axis=1).all()
    assert taught.held_hints(int(taught.passage_of[-1])).any(axis=1).all()
    lessons = fit.lessons(pairs, taught)
    assert len(lessons.labels) == len(pairs) + 1
    assert 0.3 <= lessons.labels[0] <= 1.0
    assert lessons.labels[1] <= 0.7


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.gguf"
    path.write_bytes(b"nothing")
    with pytest.raises(BadInput):
        language_model(path, np.array([1]), 2, 2)


def test_what_a_teacher_said_of_other_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="teacher"):
        read_taught(tmp_path, 3)


@pytest.mark.parametrize("content", ["nothing", "[]", "{}"])
def test_a_file_that_is_no_tokenizer_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(content, encoding="utf-8")
    arguments = ["--model", "none", "--tokenizer", str(path), "--output", str(tmp_path), "--device", "cpu"]
    with pytest.raises(BadInput, match=r"tokenizer\.json"):
        teacher.teach([], [], teacher._parser().parse_args(arguments), Console(quiet=True))


def test_a_file_that_holds_no_weights_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(BadInput, match=r"weights\.npz"):
        fit.read_weights(path)


def test_the_stored_weights_can_be_gone_on_from() -> None:
    weights = fit.read_weights(fit.TRAINED)
    assert "calibration" not in weights
    assert all(one.isfinite().all() for one in weights.values())
