"""The support model in training form: the same shape as advisor/grounding/support_model.py, in torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from advisor.grounding.support_model import HEADS, ROUNDS
from evals.grounding_model.examples import Examples, Padded
from evals.grounding_model.training_pairs import NOT_TOLD, Sort

_WIDTH, _MEASURES_WIDTH, _DROPOUT = 96, 24, 0.08
_NONE = -1e4
_SIZE, _CHUNK = 64, 40
_WEIGHT_OF_SORTS, _WEIGHT_OF_DENIALS = 0.8, 0.3
_RATE, _DECAY = 2e-3, 0.03


class Lessons(NamedTuple):
    """What is taught of each pair: whether it is supported, how much it counts, its sort, whether it is denied.

    Sorts are `Sort` or NOT_TOLD; denials 1 (the passage says otherwise), 0 (it is silent) or NOT_TOLD.
    """

    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    sorts: NDArray[np.int64]
    denials: NDArray[np.int64]


class SupportNetwork(nn.Module):
    """One network: padded pairs -> logits, one a pair.

    It is taught to tell how a claim was made and what is wrong with it as well, which makes it the better at telling
    that something is wrong; that part is not stored.
    """

    def __init__(self, widths: tuple[int, int, int, int, int]) -> None:
        """`widths`: of a word vector, a row, what is known of a held token, relations, measures."""
        super().__init__()
        vectors, rows, own, relations, measures = widths
        self.words = nn.Linear(vectors, _WIDTH, bias=False)
        self.rows = nn.Linear(rows, _WIDTH)
        self.own = nn.Linear(own, _WIDTH)
        self.claim_beside = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.held_beside = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        for number in range(ROUNDS):
            for name in ("asked", "offered", "said"):
                setattr(self, f"{name}_{number}", nn.Linear(_WIDTH, _WIDTH))
            setattr(self, f"led_{number}", nn.Linear(relations, HEADS, bias=False))
            nn.init.normal_(getattr(self, f"led_{number}").weight, mean=2.0, std=1.0)
            setattr(self, f"compared_{number}", nn.Linear(3 * _WIDTH, _WIDTH))
            setattr(self, f"beside_{number}", nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1))
        self.attention = nn.Linear(_WIDTH, 2, bias=False)
        self.measures = nn.Linear(measures, _MEASURES_WIDTH)
        self.joined = nn.Linear(4 * _WIDTH + _MEASURES_WIDTH, _WIDTH)
        self.out = nn.Linear(_WIDTH, 1)
        self.denied = nn.Linear(_WIDTH, 1)
        self.sort = nn.Linear(_WIDTH, len(Sort))
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, pairs: Padded) -> tuple[Tensor, Tensor]:
        """Logits of support and of denial, one a pair."""
        read = self._read(pairs)
        return self.out(read).squeeze(-1), self.denied(read).squeeze(-1)

    def loss(self, pairs: Padded, labels: Tensor, weights: Tensor, sorts: Tensor, denials: Tensor) -> Tensor:
        """What training lowers: how far the verdicts are off, and how far the guesses at sorts and denials are."""
        read = self._read(pairs)
        verdicts = binary_cross_entropy_with_logits(self.out(read).squeeze(-1), labels, weight=weights)
        # Not `mean`: a batch of pairs of which nothing is told would have none.
        guesses = cross_entropy(self.sort(read), sorts, ignore_index=NOT_TOLD, reduction="sum") / len(labels)
        told = (denials != NOT_TOLD).float()
        denied = binary_cross_entropy_with_logits(
            self.denied(read).squeeze(-1), denials.clamp(min=0).float(), weight=told
        )
        return verdicts + _WEIGHT_OF_SORTS * guesses + _WEIGHT_OF_DENIALS * denied

    def _read(self, pairs: Padded) -> Tensor:
        there, held_there = pairs.claim_there.unsqueeze(-1), pairs.held_there.unsqueeze(-1)
        own = pairs.rows[..., : self.own.in_features]
        claim = self.words(self.drop(pairs.claim_vectors)) + self.own(own) + self.rows(self.drop(pairs.rows))
        claim = _with_neighbours(torch.relu(claim) * there, self.claim_beside, there)
        held = self.words(self.drop(pairs.held_vectors)) + self.own(pairs.held_own)
        held = _with_neighbours(torch.relu(held) * held_there, self.held_beside, held_there)
        for number in range(ROUNDS):
            found = self._looked_up(claim, held, pairs, number)
            compared = self.drop(torch.cat([claim, found, claim * found], dim=-1))
            claim = claim + torch.relu(getattr(self, f"compared_{number}")(compared)) * there
            claim = _with_neighbours(claim, getattr(self, f"beside_{number}"), there, dropped=self.drop)
        attention = self.attention(claim).masked_fill(there == 0, _NONE).softmax(dim=1)
        gathered = torch.cat(
            [
                claim.sum(dim=1) / there.sum(dim=1),
                claim.masked_fill(there == 0, _NONE).max(dim=1).values,
                torch.einsum("btk,bth->bkh", attention, claim).flatten(1),
                torch.relu(self.measures(self.drop(pairs.measures))),
            ],
            dim=1,
        )
        return torch.as_tensor(self.drop(torch.relu(self.joined(self.drop(gathered)))))

    def _looked_up(self, claim: Tensor, held: Tensor, pairs: Padded, number: int) -> Tensor:
        asked = _by_head(getattr(self, f"asked_{number}")(claim))
        offered = _by_head(getattr(self, f"offered_{number}")(held))[pairs.held_of]
        said = _by_head(getattr(self, f"said_{number}")(held))[pairs.held_of]
        led = getattr(self, f"led_{number}").weight @ pairs.relations.flatten(2)
        bearing = asked @ offered.transpose(2, 3) / sqrt(asked.shape[3])
        bearing = bearing + led.view(bearing.shape)
        nowhere = pairs.held_there[pairs.held_of][:, None, None, :] == 0
        bearing = bearing.masked_fill(nowhere, _NONE).softmax(dim=-1)
        return (bearing @ said).transpose(1, 2).reshape(claim.shape)

    def stored(self) -> dict[str, NDArray[np.float16]]:
        """The weights by the names and in the layout that the reader expects."""
        arrays: dict[str, NDArray[np.float32]] = {}
        for name, layer in self.named_children():
            if name == "sort":
                continue
            if name.startswith("led_"):
                arrays[name] = layer.weight.detach().numpy()
            elif isinstance(layer, nn.Linear):
                arrays[name] = layer.weight.detach().numpy().T
            elif isinstance(layer, nn.Conv1d):
                # (out, in, place) -> rows for the token before, the token, the token after
                arrays[name] = layer.weight.detach().numpy().transpose(2, 1, 0).reshape(-1, layer.out_channels)
            if isinstance(layer, nn.Linear | nn.Conv1d) and layer.bias is not None:
                arrays[f"{name}_bias"] = layer.bias.detach().numpy()
        # A row begins with what is known of the claim's token by itself: both layers over it are one for the reader.
        arrays["rows"] = np.concatenate(
            [arrays["rows"][: len(arrays["own"])] + arrays["own"], arrays["rows"][len(arrays["own"]) :]]
        )
        arrays["rows_bias"] = arrays["rows_bias"] + arrays["own_bias"]
        return {name: array.astype(np.float16) for name, array in arrays.items()}


def _with_neighbours(rows: Tensor, layer: nn.Module, there: Tensor, *, dropped: nn.Module | None = None) -> Tensor:
    seen = dropped(rows) if dropped else rows
    return rows + torch.relu(layer(seen.transpose(1, 2)).transpose(1, 2)) * there


def _by_head(rows: Tensor) -> Tensor:
    """(pairs, tokens, width) -> (pairs, heads, tokens, width of a head)."""
    return rows.view(*rows.shape[:2], HEADS, -1).transpose(1, 2)


def train(
    examples: Examples,
    lessons: Lessons,
    *,
    seed: int,
    epochs: int = 8,
    size: int = _SIZE,
) -> SupportNetwork:
    """A network trained on all examples."""
    torch.manual_seed(seed)
    network = SupportNetwork(examples.widths)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    random = np.random.default_rng(seed)
    planned = [list(batches(examples, size, random)) for _ in range(epochs)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=sum(map(len, planned)))
    network.train()
    for chosen in (one for epoch in planned for one in epoch):
        taught = (torch.from_numpy(one[chosen]) for one in lessons)
        optimiser.zero_grad()
        network.loss(examples[chosen], *taught).backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def batches(examples: Examples, size: int, random: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """All pairs in batches of passages of like length, so that little is padded, in random order.

    Claims on one passage stand in one batch, where the passage is read once for them.
    """
    on, lengths = examples.by_passage(), examples.held_lengths()
    chunks = max(1, sum(map(len, on)) // (size * _CHUNK))
    for chunk in np.array_split(random.permutation(len(on)), chunks):
        pairs = np.concatenate([on[one] for one in chunk[np.argsort(lengths[chunk], kind="stable")]])
        cut = [pairs[start : start + size] for start in range(0, len(pairs), size)]
        for at in random.permutation(len(cut)):
            yield cut[at]


def logits(networks: Sequence[SupportNetwork], examples: Examples) -> NDArray[np.float32]:
    """The mean logits of several networks, (2, pairs): of support and of denial."""
    on = examples.by_passage()
    found = np.zeros((2, sum(map(len, on))), dtype=np.float32)
    with torch.no_grad():
        for passage in np.argsort(examples.held_lengths(), kind="stable"):
            pairs = examples[on[passage]]
            read = torch.stack([torch.stack(network(pairs)) for network in networks])
            found[:, on[passage]] = read.mean(dim=0).numpy()
    return found
