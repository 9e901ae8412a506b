"""The lower layers of a language model of the Qwen2 family, with an output for verdicts: what the teacher is made of.

Read from a GGUF file (4-bit or 6-bit weights), taught on in full precision. Architecture: Qwen2 technical report
(arXiv 2407.10671): rotary positions, grouped queries, RMS norm, SwiGLU.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, linear, rms_norm, scaled_dot_product_attention, silu

from advisor.errors import BadInput

if TYPE_CHECKING:
    from gguf import GGUFReader

_TURN = 1e6
_LEAST = 1e-6


class Size(NamedTuple):
    """Widths of a language model, and how many heads ask and are asked."""

    width: int
    heads: int
    held_heads: int

    @property
    def head(self) -> int:
        """Width of a head."""
        return self.width // self.heads


class LanguageModel(nn.Module):
    """Tokens -> what the last layer holds of them, and `outputs` numbers of chosen tokens."""

    def __init__(self, weights: Mapping[str, Tensor], size: Size, layers: int, outputs: int) -> None:
        """`weights`: by the names of the GGUF file."""
        super().__init__()
        self.words = nn.Parameter(weights["token_embd.weight"])
        self.norm = nn.Parameter(weights["output_norm.weight"])
        self.layers = nn.ModuleList(_Layer(weights, f"blk.{number}.", size) for number in range(layers))
        self.head = nn.Linear(size.width, outputs)
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.zeros_(self.head.bias)
        self._size = size

    def forward(self, ids: Tensor, places: Tensor, seen: Tensor, chosen: Tensor, hinting: int) -> tuple[Tensor, Tensor]:
        """Outputs of the chosen tokens (counted through all rows), and what layer `hinting` holds of every token.

        `ids`, `places` (rows, tokens): words and their positions; `seen` (rows, 1, tokens, tokens): who sees whom.
        """
        held = embedding(ids, self.words).to(torch.bfloat16)
        half = torch.arange(0, self._size.head, 2, device=ids.device).float() / self._size.head
        turned = places[:, None, :, None].float() * _TURN**-half
        turns, hints = (turned.cos(), turned.sin()), held
        for number, layer in enumerate(self.layers, start=1):
            held = layer(held, turns, seen)
            hints = held if number == hinting else hints
        last = held.reshape(-1, self._size.width)[chosen]
        return self.head(rms_norm(last.float(), (self._size.width,), self.norm, _LEAST)), hints


class _Layer(nn.Module):
    def __init__(self, weights: Mapping[str, Tensor], name: str, size: Size) -> None:
        super().__init__()
        parts = [f"{name}attn_{part}" for part in "qkv"]
        self.before_attention = nn.Parameter(weights[f"{name}attn_norm.weight"])
        self.attending = nn.Parameter(torch.cat([weights[f"{part}.weight"] for part in parts]))
        self.bias = nn.Parameter(torch.cat([weights[f"{part}.bias"] for part in parts]))
        self.attended = nn.Parameter(weights[f"{name}attn_output.weight"])
        self.before_widening = nn.Parameter(weights[f"{name}ffn_norm.weight"])
        self.widened = nn.Parameter(torch.cat([weights[f"{name}ffn_{part}.weight"] for part in ("gate", "up")]))
        self.narrowed = nn.Parameter(weights[f"{name}ffn_down.weight"])
        self._size = size

    def forward(self, held: Tensor, turns: tuple[Tensor, Tensor], seen: Tensor) -> Tensor:
        size = self._size
        rows, tokens, _ = held.shape
        normed = _normed(held, self.before_attention)
        others = size.held_heads * size.head
        asked, offered, said = linear(normed, self.attending.to(normed.dtype), self.bias.to(normed.dtype)).split(
            [size.width, others, others], dim=-1
        )
        asked, offered, said = (
            part.view(rows, tokens, -1, size.head).transpose(1, 2) for part in (asked, offered, said)
        )
        times = size.heads // size.held_heads
        found = scaled_dot_product_attention(
            _turned(asked, *turns),
            _turned(offered, *turns).repeat_interleave(times, dim=1),
            said.repeat_interleave(times, dim=1),
            attn_mask=seen,
        )
        held = held + linear(found.transpose(1, 2).reshape(held.shape), self.attended.to(held.dtype))
        gate, up = linear(_normed(held, self.before_widening), self.widened.to(held.dtype)).chunk(2, dim=-1)
        return held + linear(silu(gate) * up, self.narrowed.to(held.dtype))


def _normed(held: Tensor, weight: Tensor) -> Tensor:
    return rms_norm(held.float(), (held.shape[-1],), weight, _LEAST).to(torch.bfloat16)


def _turned(rows: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    first, second = rows.float().chunk(2, dim=-1)
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], dim=-1).to(torch.bfloat16)


def language_model(path: Path, words: np.ndarray, layers: int, outputs: int) -> LanguageModel:
    """The first `layers` layers of a GGUF file, with only the `words` (rows of its vocabulary). Raises BadInput."""
    try:
        from gguf import GGUFReader
    except ImportError as error:
        raise BadInput("读取语言模型需要 gguf 软件包：请先运行 pip install gguf") from error
    try:
        file = GGUFReader(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}：不是可读的 GGUF 语言模型文件") from error
    numbers = {name: int(_field(file, path, name)) for name in ("block_count", "attention.head_count")}
    if layers > numbers["block_count"]:
        raise BadInput(f"{path}：只有{numbers['block_count']}层，取不出{layers}层")
    size = Size(
        width=int(_field(file, path, "embedding_length")),
        heads=numbers["attention.head_count"],
        held_heads=int(_field(file, path, "attention.head_count_kv")),
    )
    wanted = {"token_embd.weight", "output_norm.weight"}
    prefixes = tuple(f"blk.{number}." for number in range(layers))
    weights = {
        one.name: _weights(one, words if one.name == "token_embd.weight" else None)
        for one in file.tensors
        if one.name in wanted or one.name.startswith(prefixes)
    }
    return LanguageModel(weights, size, layers, outputs)


def _field(file: GGUFReader, path: Path, name: str) -> float:
    field = file.get_field(f"qwen2.{name}")
    if field is None:
        raise BadInput(f"{path}：缺少 qwen2.{name}，不是 Qwen2 系列的模型")
    return float(field.contents())


def _weights(tensor: object, rows: np.ndarray | None) -> Tensor:
    from gguf import dequantize

    data, kind, shape = tensor.data, tensor.tensor_type, tuple(reversed(tensor.shape.tolist()))  # type: ignore[attr-defined]
    found = dequantize(data if rows is None else data[rows], kind)
    return torch.from_numpy(
        np.array(found, dtype=np.float32).reshape(shape if rows is None else (len(rows), *shape[1:]))
    )
