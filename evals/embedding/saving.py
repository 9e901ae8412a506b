"""Writing the model as a sentence-transformers folder: StaticEmbedding and Normalize."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from advisor.index.fusion import Fusion

_MODULES = (
    ("0_StaticEmbedding", "sentence_transformers.sentence_transformer.modules.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.sentence_transformer.modules.Normalize"),
)


def save_model(folder: Path, tokenizer: Tokenizer, weights: NDArray[np.float16], *, fusion_weight: float) -> None:
    """Write tokenizer and vectors so that sentence-transformers and the numpy reader both load them."""
    for name, _ in _MODULES:
        (folder / name).mkdir(parents=True, exist_ok=True)
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind} for number, (path, kind) in enumerate(_MODULES)
    ]
    _write(folder / "modules.json", modules)
    _write(folder / "config_sentence_transformers.json", {"similarity_fn_name": "cosine"})
    _write(folder / _MODULES[1][0] / "config.json", {})
    tokenizer.save(str(folder / _MODULES[0][0] / "tokenizer.json"), pretty=False)
    _write(folder / "fusion.json", {"weight": fusion_weight, "fusion": Fusion.SCORES.value})
    tensors = folder / _MODULES[0][0] / "model.safetensors"
    save_file({"embedding.weight": np.ascontiguousarray(weights)}, tensors)
    # safetensors writes for its owner only.
    tensors.chmod(0o644)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
