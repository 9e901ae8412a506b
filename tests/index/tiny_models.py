"""Small sentence-transformers models made on the spot."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers


def write_static_model(folder: Path, texts: list[str], *, dimension: int = 64, dtype: type = np.float16) -> Path:
    """A StaticEmbedding model in sentence-transformers format: one random vector a character."""
    characters = sorted({character for text in texts for character in text})
    vocabulary = {"[UNK]": 0, **{character: at for at, character in enumerate(characters, 1)}}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    module = folder / "0_StaticEmbedding"
    module.mkdir(parents=True)
    tokenizer.save(str(module / "tokenizer.json"))
    weights = np.random.default_rng(7).normal(size=(len(vocabulary), dimension))
    weights[0] = 0
    save_file({"embedding.weight": weights.astype(dtype)}, module / "model.safetensors")
    modules = [
        {
            "idx": 0,
            "name": "0",
            "path": "0_StaticEmbedding",
            "type": "sentence_transformers.sentence_transformer.modules.StaticEmbedding",
        },
        {
            "idx": 1,
            "name": "1",
            "path": "1_Normalize",
            "type": "sentence_transformers.sentence_transformer.modules.Normalize",
        },
    ]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (folder / "1_Normalize").mkdir()
    return folder
