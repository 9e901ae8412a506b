"""The support model in training form: the same shape as advisor/grounding/support_model.py, in torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from advisor.grounding.support_model import MOST_TOKENS

_WIDTH, _MEASURES_WIDTH, _DROPOUT = 48, 24, 0.3
_NONE = -1e4


class SupportNetwork(nn.Module):
    """One network: tokens (batch, tokens, features), which of them are there, and measures -> logits."""

    def __init__(self, token_features: int, measures: int) -> None:
        super().__init__()
        self.token = nn.Linear(token_features, _WIDTH)
        self.first = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.second = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.attention = nn.Linear(_WIDTH, 2, bias=False)
        self.measures = nn.Linear(measures, _MEASURES_WIDTH)
        self.joined = nn.Linear(4 * _WIDTH + _MEASURES_WIDTH, _WIDTH)
        self.out = nn.Linear(_WIDTH, 1)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, tokens: Tensor, there: Tensor, measures: Tensor) -> Tensor:
        """Logits, one a claim."""
        mask = there.unsqueeze(-1)
        hidden = torch.relu(self.token(self.drop(tokens))) * mask
        hidden = (hidden + torch.relu(self.first(hidden.transpose(1, 2)).transpose(1, 2))) * mask
        hidden = self.drop(hidden)
        hidden = (hidden + torch.relu(self.second(hidden.transpose(1, 2)).transpose(1, 2))) * mask
        attention = self.attention(hidden).masked_fill(mask == 0, _NONE).softmax(dim=1)
        pooled = torch.cat(
            [
                hidden.sum(dim=1) / there.sum(dim=1, keepdim=True),
                hidden.masked_fill(mask == 0, _NONE).max(dim=1).values,
                torch.einsum("btk,bth->bkh", attention, hidden).flatten(1),
                torch.relu(self.measures(self.drop(measures))),
            ],
            dim=1,
        )
        return torch.as_tensor(self.out(self.drop(torch.relu(self.joined(pooled)))).squeeze(-1))

    def stored(self) -> dict[str, NDArray[np.float16]]:
        """The weights by the names and in the layout that the reader expects."""
        arrays: dict[str, NDArray[np.float32]] = {}
        for name, layer in self.named_children():
            if isinstance(layer, nn.Linear):
                arrays[name] = layer.weight.detach().numpy().T
            elif isinstance(layer, nn.Conv1d):
                # (out, in, place) -> rows for the token before, the token, the token after
                arrays[name] = layer.weight.detach().numpy().transpose(2, 1, 0).reshape(-1, layer.out_channels)
            if isinstance(layer, nn.Linear | nn.Conv1d) and layer.bias is not None:
                arrays[f"{name}_bias"] = layer.bias.detach().numpy()
        arrays["out"] = arrays["out"][:, 0]
        return {name: array.astype(np.float16) for name, array in arrays.items()}


class Batch:
    """Padded arrays of many claims."""

    def __init__(self, tokens: Sequence[NDArray[np.float32]], measures: Sequence[NDArray[np.float32]]) -> None:
        """`tokens`: a row a token for each claim; `measures`: one vector for each claim."""
        longest = min(MOST_TOKENS, max(len(one) for one in tokens))
        self.tokens = torch.zeros(len(tokens), longest, tokens[0].shape[1], dtype=torch.float16)
        self.there = torch.zeros(len(tokens), longest)
        self.measures = torch.from_numpy(np.stack(measures))
        for row, one in enumerate(tokens):
            kept = one[:longest]
            self.tokens[row, : len(kept)] = torch.from_numpy(kept.astype(np.float16))
            self.there[row, : max(1, len(kept))] = 1

    def __getitem__(self, rows: NDArray[np.intp]) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens, mask and measures of some claims, cut to the longest among them."""
        chosen = torch.from_numpy(rows)
        longest = int(self.there[chosen].sum(dim=1).max())
        return self.tokens[chosen, :longest].float(), self.there[chosen, :longest], self.measures[chosen]


def train(
    batch: Batch,
    labels: NDArray[np.float32],
    weights: NDArray[np.float32],
    rows: NDArray[np.intp],
    *,
    seed: int,
    epochs: int = 16,
    size: int = 128,
    rate: float = 4.5e-3,
) -> SupportNetwork:
    """A network trained on the given rows; `weights`: how much each claim counts."""
    torch.manual_seed(seed)
    network = SupportNetwork(batch.tokens.shape[2], batch.measures.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.03)
    steps = epochs * -(-len(rows) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    random = np.random.default_rng(seed)
    network.train()
    for _ in range(epochs):
        order = random.permutation(rows)
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            target, weight = torch.from_numpy(labels[chosen]), torch.from_numpy(weights[chosen])
            loss = binary_cross_entropy_with_logits(network(*batch[chosen]), target, weight=weight)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def logits(networks: Sequence[SupportNetwork], batch: Batch, rows: NDArray[np.intp]) -> NDArray[np.float32]:
    """The mean logit of several networks for each of the rows."""
    found = []
    with torch.no_grad():
        for start in range(0, len(rows), 512):
            chosen = batch[rows[start : start + 512]]
            found.append(torch.stack([network(*chosen) for network in networks]).mean(dim=0).numpy())
    return np.concatenate(found)
