"""Turning text into vectors: the bundled static model, any sentence-transformers model, or hashed pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from advisor.errors import ModelUnavailable
from advisor.index.fusion import Fusion
from advisor.index.hashed import HashedEmbedder
from advisor.library.identity import digest
from advisor.library.indexing import matched_text
from advisor.text import normalise
from advisor.types import Passage

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from advisor.settings import Settings

STATIC_MODEL = Path(__file__).resolve().parent / "static_model"


class Embedder(Protocol):
    """A source of vectors. `name` changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Identity of model and weights."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def weight(self) -> float:
        """Weight in the fusion with the lexical side; 0 switches vectors off."""

    @property
    def fusion(self) -> Fusion:
        """The kind of fusion the weight is meant for."""

    @property
    def state(self) -> str:
        """What was learned from the passages, kept in the record; empty for a model that learns nothing."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, one row each."""

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question."""


def embedded_text(passage: Passage) -> str:
    """The text that stands for a passage in vector space; asks have no vectors of their own, they train the model."""
    return matched_text(passage)


def load_embedder(settings: Settings, *, state: str = "") -> Embedder:
    """The embedder the settings ask for; `state` is the record's `embedding_state()`.

    Raises ModelUnavailable where a configured model cannot be loaded.
    """
    if settings.embedding_model:
        return TransformerEmbedder(settings.embedding_model)
    return default_embedder(state=state)


def default_embedder(*, state: str = "") -> Embedder:
    """The bundled static model, or hashed pairs where the program was packed without it."""
    if (STATIC_MODEL / "modules.json").is_file():
        return StaticEmbedder(STATIC_MODEL)
    return HashedEmbedder.from_state(state)


def wanted_embedder(settings: Settings) -> str:
    """Identity of the embedder the settings ask for, without loading it."""
    if settings.embedding_model:
        return TransformerEmbedder.identity(settings.embedding_model)
    if (STATIC_MODEL / "modules.json").is_file():
        return StaticEmbedder(STATIC_MODEL).name
    return HashedEmbedder.family


class StaticEmbedder:
    """A StaticEmbedding model in sentence-transformers format, read with tokenizers and numpy alone.

    The vector of a text is the mean of its pieces' vectors, brought to length 1. `fusion.json` beside the model, where
    present, holds the weight that was chosen on held-back questions.
    """

    fusion = Fusion.SCORES
    state = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = self._module_folder(folder)

    @cached_property
    def name(self) -> str:
        """Identity of tokenizer and weights."""
        files = (self._files / "tokenizer.json", self._files / "model.safetensors")
        return f"static-{digest(file.read_bytes() for file in files)[:12]}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._weights.shape[1])

    @cached_property
    def weight(self) -> float:
        """Weight in the fusion with the lexical side."""
        path = self._folder / "fusion.json"
        return float(json.loads(path.read_text(encoding="utf-8"))["weight"]) if path.is_file() else 1.0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts, one row each; a text without known pieces has a zero vector."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encoded = self._tokenizer.encode_batch([normalise(text) for text in texts], add_special_tokens=False)
        for row, encoding in enumerate(encoded):
            if encoding.ids:
                vectors[row] = self._weights[encoding.ids].astype(np.float32).mean(axis=0)
        return unit_rows(vectors)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question: questions and passages are treated alike."""
        return np.asarray(self.embed([text])[0])

    @cached_property
    def _weights(self) -> NDArray[np.generic]:
        from safetensors.numpy import load_file

        tensors = load_file(self._files / "model.safetensors")
        weights: NDArray[np.generic] = tensors.get("embedding.weight", next(iter(tensors.values())))
        return weights

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._files / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @staticmethod
    def _module_folder(folder: Path) -> Path:
        """Where the first module of modules.json keeps its files. Raises ModelUnavailable for another architecture."""
        try:
            modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
            first = modules[0]
        except (OSError, ValueError, IndexError) as error:
            raise ModelUnavailable(f"向量模型 {folder} 的 modules.json 读不出来；请重新安装程序。") from error
        if not str(first["type"]).endswith("StaticEmbedding"):
            raise ModelUnavailable(f"向量模型 {folder} 不是静态模型；请用 ADVISOR_EMBEDDING_MODEL 指定它。")
        return folder / str(first["path"])


class TransformerEmbedder:
    """Any sentence-transformers model by name or folder. Importing the library costs seconds, so it happens on use."""

    fusion = Fusion.RECIPROCAL_RANK
    weight = 1.0
    state = ""

    def __init__(self, model: str) -> None:
        self.name = self.identity(model)
        self._model = self._load(model)

    @staticmethod
    def identity(model: str) -> str:
        """The model's name; of a folder also its files, so that an exchanged model is noticed."""
        folder = Path(model)
        if not folder.is_dir():
            return f"transformer-{model}"
        stats = ((path.relative_to(folder).as_posix(), path.stat()) for path in sorted(folder.rglob("*")))
        mark = digest(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
        return f"transformer-{folder.name}-{mark[:12]}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.embed_question("维度").shape[0])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, with the model's own prompt for documents where it has one."""
        encoded = self._model.encode_document(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return unit_rows(np.asarray(encoded, dtype=np.float32))

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question, with the model's own prompt for queries where it has one."""
        encoded = self._model.encode_query([text], convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(unit_rows(np.asarray(encoded, dtype=np.float32))[0])

    @staticmethod
    def _load(model: str) -> SentenceTransformer:
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(model, device="cpu")
        except (ImportError, OSError, ValueError, RuntimeError, KeyError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelUnavailable(
                f"向量模型“{model}”加载不了（{reason}）；请检查 ADVISOR_EMBEDDING_MODEL 是否为可用的名称或文件夹。"
            ) from error


def unit_rows(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows brought to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (matrix / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
