"""Training one vector a piece: questions near their passages, away from the other passages of the batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from advisor.types import Data
from evals.embedding.pairs import Pair
from evals.embedding.tokenizer import UNKNOWN

_LONGEST_TEXT = 200
_SCALE = 20.0

OWN = "own"
"""Name of the library's own pairs among the origins."""


class Recipe(Data):
    """Everything that decides how a model is trained."""

    pieces: int = 16_000
    dimension: int = 256
    nested: tuple[int, ...] = (256, 128, 64)
    batch: int = 512
    epochs: int = 1
    own_batch: int = 256
    own_epochs: int = 20
    rate: float = 0.03
    seed: int = 20261123


class EncodedPairs:
    """Pairs of one origin as piece numbers. Equal questions and equal passages share a number."""

    def __init__(self, pairs: Sequence[Pair], tokenizer: Tokenizer) -> None:
        self.queries, self.query_numbers = _encode([pair.query for pair in pairs], tokenizer)
        self.passages, self.passage_numbers = _encode([pair.passage for pair in pairs], tokenizer)

    def __len__(self) -> int:
        return len(self.query_numbers)


def first_weights(tokenizer: Tokenizer, texts: Sequence[str], recipe: Recipe) -> torch.Tensor:
    """Random unit directions, longer for rarer pieces, so that an untrained mean already leans on what is rare."""
    seen = np.zeros(tokenizer.get_vocab_size())
    for encoding in tokenizer.encode_batch(list(texts)):
        seen[list(set(encoding.ids))] += 1
    rarity = np.log((len(texts) + 1) / (seen + 1)) + 1
    generator = torch.Generator().manual_seed(recipe.seed)
    directions = torch.randn((len(seen), recipe.dimension), generator=generator)
    lengths = torch.tensor(rarity / rarity.mean(), dtype=torch.float32)
    # What no training text has must not steer a mean.
    lengths[tokenizer.token_to_id(UNKNOWN)] = 0
    return functional.normalize(directions) * lengths[:, None]


def train(
    origins: Mapping[str, EncodedPairs], weights: torch.Tensor, recipe: Recipe, progress: Callable[[str], None]
) -> NDArray[np.float16]:
    """The trained vectors, one row a piece, in half precision. Deterministic for a seed and a number of threads."""
    weights = torch.nn.Parameter(weights.clone())
    optimiser = torch.optim.Adam([weights], lr=recipe.rate)
    random = np.random.default_rng(recipe.seed)
    steps = _steps(origins, recipe, random)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / len(steps))
    total = 0.0
    for number, (name, chosen) in enumerate(steps, start=1):
        optimiser.zero_grad()
        loss = _loss(weights, origins[name], chosen, recipe)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        total += loss.item()
        if number % 100 == 0:
            progress(f"step {number} of {len(steps)}, loss {total / 100:.3f}")
            total = 0.0
    trained: NDArray[np.float16] = weights.detach().numpy().astype(np.float16)
    return trained


def _steps(
    origins: Mapping[str, EncodedPairs], recipe: Recipe, random: np.random.Generator
) -> list[tuple[str, NDArray[np.intp]]]:
    """Batches of one origin each, in random order over the whole training. The small own set passes more often."""
    batches = []
    for name, encoded in origins.items():
        epochs, size = (recipe.own_epochs, recipe.own_batch) if name == OWN else (recipe.epochs, recipe.batch)
        for _ in range(epochs):
            order = random.permutation(len(encoded))
            batches += [(name, order[at : at + size]) for at in range(0, len(order), size)]
    return [batches[at] for at in random.permutation(len(batches))]


def _loss(weights: torch.Tensor, encoded: EncodedPairs, chosen: NDArray[np.intp], recipe: Recipe) -> torch.Tensor:
    query_numbers, passage_numbers = encoded.query_numbers[chosen], encoded.passage_numbers[chosen]
    queries = _means(weights, [encoded.queries[at] for at in query_numbers])
    passages = _means(weights, [encoded.passages[at] for at in passage_numbers])
    # Another pair of the same question or passage is no negative.
    same = (query_numbers[:, None] == query_numbers) | (passage_numbers[:, None] == passage_numbers)
    np.fill_diagonal(same, False)
    hidden = torch.from_numpy(same)
    target = torch.arange(len(chosen))
    losses = []
    for dimension in recipe.nested:
        likeness = functional.normalize(queries[:, :dimension]) @ functional.normalize(passages[:, :dimension]).T
        likeness = (likeness * _SCALE).masked_fill(hidden, -torch.inf)
        losses += [functional.cross_entropy(likeness, target), functional.cross_entropy(likeness.T, target)]
    return torch.stack(losses).mean()


def _means(weights: torch.Tensor, texts: Sequence[NDArray[np.int64]]) -> torch.Tensor:
    offsets = np.cumsum([0, *(len(text) for text in texts[:-1])])
    return functional.embedding_bag(torch.from_numpy(np.concatenate(texts)), weights, torch.from_numpy(offsets))


def _encode(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[list[NDArray[np.int64]], NDArray[np.intp]]:
    distinct = list(dict.fromkeys(texts))
    number_of = {text: number for number, text in enumerate(distinct)}
    encodings = tokenizer.encode_batch(distinct)
    pieces = [np.array(encoding.ids[:_LONGEST_TEXT] or [0], dtype=np.int64) for encoding in encodings]
    return pieces, np.array([number_of[text] for text in texts], dtype=np.intp)
