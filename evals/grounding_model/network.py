"""The support model in training form: what advisor/grounding/support_model.py describes, in torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sqrt
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    gelu,
    mse_loss,
    scaled_dot_product_attention,
)

from evals.grounding_model.examples import Examples, Padded
from evals.grounding_model.taught import HINT, Taught
from evals.grounding_model.training_pairs import NOT_TOLD, Sort

CONTEXTS, ROUNDS, HEADS = 3, 2, 8
# Tokens further apart than this are all as far.
FURTHEST = 16
_WIDTH, _MEASURES_WIDTH, _WIDENED, _DROPOUT = 320, 24, 2, 0.1
_NONE = -1e4
_SIZE, _CHUNK = 768, 40
_WEIGHT_OF_SORTS, _WEIGHT_OF_DENIALS = 0.8, 0.3
_WEIGHT_OF_CLAIM_HINTS, _WEIGHT_OF_HELD_HINTS = 0.6, 0.4
_RATE, _DECAY, _WARM, _LEAST_RATE = 9e-4, 0.05, 0.1, 0.004
_KEPT = 0.15


class Lessons(NamedTuple):
    """What is taught of each pair: how likely it is supported, how much that counts, its sort, how likely it is denied.

    Sorts are `Sort` or NOT_TOLD; `told`: how much the denial counts, 0 where nobody said.
    """

    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    sorts: NDArray[np.int64]
    denials: NDArray[np.float32]
    told: NDArray[np.float32]


class _Block(nn.Module):
    """A transformer block over the tokens of one text."""

    def __init__(self) -> None:
        super().__init__()
        self.before_attention, self.before_widening = nn.LayerNorm(_WIDTH), nn.LayerNorm(_WIDTH)
        self.attending, self.attended = nn.Linear(_WIDTH, 3 * _WIDTH), nn.Linear(_WIDTH, _WIDTH)
        self.widened, self.narrowed = nn.Linear(_WIDTH, _WIDENED * _WIDTH), nn.Linear(_WIDENED * _WIDTH, _WIDTH)
        self.distances = nn.Parameter(torch.zeros(HEADS, 2 * FURTHEST + 1))
        self.drop = nn.Dropout(_DROPOUT)
        # A block begins as one that changes nothing.
        nn.init.zeros_(self.attended.weight)
        nn.init.zeros_(self.narrowed.weight)

    def forward(self, rows: Tensor, there: Tensor) -> Tensor:
        texts, tokens, _ = rows.shape
        asked, offered, said = (
            self.attending(self.before_attention(rows)).view(texts, tokens, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        )
        places = torch.arange(tokens, device=rows.device)
        apart = (places[None] - places[:, None]).clamp(-FURTHEST, FURTHEST) + FURTHEST
        led = self.distances[:, apart][None].masked_fill(there[:, None, None, :] == 0, _NONE)
        found = scaled_dot_product_attention(asked, offered, said, attn_mask=led)
        rows = rows + self.drop(self.attended(found.transpose(1, 2).reshape(rows.shape)))
        widened = gelu(self.widened(self.before_widening(rows)), approximate="tanh")
        return torch.as_tensor(rows + self.drop(self.narrowed(widened)))


class _Round(nn.Module):
    """Each token of the claim looks among the held ones, is compared with what it found, and takes in its neighbours."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.asked, self.offered, self.said = (nn.Linear(_WIDTH, _WIDTH) for _ in range(3))
        self.led = nn.Linear(relations, HEADS, bias=False)
        nn.init.normal_(self.led.weight, mean=2.0, std=1.0)
        self.compared = nn.Linear(3 * _WIDTH, _WIDTH)
        self.beside = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.block = _Block()
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, claim: Tensor, held: Tensor, pairs: Padded) -> Tensor:
        there = pairs.claim_there.unsqueeze(-1)
        found = self._looked_up(claim, held, pairs)
        compared = self.drop(torch.cat([claim, found, claim * found], dim=-1))
        claim = claim + torch.relu(self.compared(compared)) * there
        claim = _with_neighbours(claim, self.beside, there, dropped=self.drop)
        return torch.as_tensor(self.block(claim, pairs.claim_there) * there)

    def _looked_up(self, claim: Tensor, held: Tensor, pairs: Padded) -> Tensor:
        asked = _by_head(self.asked(claim))
        offered, said = (_by_head(layer(held))[pairs.held_of] for layer in (self.offered, self.said))
        led = torch.einsum("hr,brij->bhij", self.led.weight, pairs.relations)
        nowhere = pairs.held_there[pairs.held_of][:, None, None, :] == 0
        bearing = asked @ offered.transpose(2, 3) / sqrt(asked.shape[3]) + led
        shares = bearing.masked_fill(nowhere, _NONE).softmax(dim=-1)
        return (shares @ said).transpose(1, 2).reshape(claim.shape)


class Reading(NamedTuple):
    """What the network makes of padded pairs.

    `support`, `denial` (pairs), `sorts` (pairs, sorts): logits; `claim_hints` (pairs, claim, HINT) and `held_hints`
    (passages, held, HINT): guesses at what a teacher holds of each token.
    """

    support: Tensor
    denial: Tensor
    sorts: Tensor
    claim_hints: Tensor
    held_hints: Tensor


class SupportNetwork(nn.Module):
    """Padded pairs -> logits.

    It is taught as well to tell how a claim was made and what is wrong with it, and what a larger model holds of each
    token: both make it the better at telling that something is wrong. Those parts are not stored.
    """

    _NOT_STORED = ("sort", "claim_hint", "held_hint")

    def __init__(self, widths: tuple[int, int, int, int, int]) -> None:
        """`widths`: of a word vector, a row, what is known of a token by itself, relations, measures."""
        super().__init__()
        vectors, rows, own, relations, measures = widths
        self.words = nn.Linear(vectors, _WIDTH, bias=False)
        self.own, self.rows = nn.Linear(own, _WIDTH), nn.Linear(rows, _WIDTH)
        self.beside, self.beside_fitted = (nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1) for _ in range(2))
        self.contexts = nn.ModuleList(_Block() for _ in range(CONTEXTS))
        self.settled = nn.LayerNorm(_WIDTH)
        self.rounds = nn.ModuleList(_Round(relations) for _ in range(ROUNDS))
        self.attention = nn.Linear(_WIDTH, 2, bias=False)
        self.measures = nn.Linear(measures, _MEASURES_WIDTH)
        self.joined = nn.Linear(4 * _WIDTH + _MEASURES_WIDTH, _WIDTH)
        self.out, self.denied, self.sort = (nn.Linear(_WIDTH, outputs) for outputs in (1, 1, len(Sort)))
        self.claim_hint, self.held_hint = (nn.Linear(_WIDTH, HINT) for _ in range(2))
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, pairs: Padded) -> Reading:
        """Everything that is guessed of the pairs."""
        there = pairs.claim_there.unsqueeze(-1)
        claim = self._read(pairs.claim_vectors, pairs.rows[..., : self.own.in_features], pairs.claim_there)
        held = self._read(pairs.held_vectors, pairs.held_own, pairs.held_there)
        claim = (claim + torch.relu(self.rows(self.drop(pairs.rows)))) * there
        claim = _with_neighbours(claim, self.beside_fitted, there)
        for one in self.rounds:
            claim = one(claim, held, pairs)
        shares = self.attention(claim).masked_fill(there == 0, _NONE).softmax(dim=1)
        gathered = torch.cat(
            [
                claim.sum(dim=1) / there.sum(dim=1),
                claim.masked_fill(there == 0, _NONE).max(dim=1).values,
                torch.einsum("btk,bth->bkh", shares, claim).flatten(1),
                torch.relu(self.measures(self.drop(pairs.measures))),
            ],
            dim=1,
        )
        whole = self.drop(torch.relu(self.joined(self.drop(gathered))))
        return Reading(
            self.out(whole).squeeze(-1),
            self.denied(whole).squeeze(-1),
            self.sort(whole),
            self.claim_hint(claim),
            self.held_hint(held),
        )

    def _read(self, vectors: Tensor, own: Tensor, there: Tensor) -> Tensor:
        """Texts, each read by itself."""
        kept = there.unsqueeze(-1)
        rows = torch.relu(self.words(self.drop(vectors)) + self.own(own)) * kept
        rows = _with_neighbours(rows, self.beside, kept)
        for context in self.contexts:
            rows = context(rows, there)
        return torch.as_tensor(self.settled(rows) * kept)

    def stored(self) -> dict[str, NDArray[np.float16]]:
        """The weights by the names that the reader expects."""
        return {
            name: weights.detach().cpu().numpy().astype(np.float16)
            for name, weights in self.state_dict().items()
            if name.split(".", 1)[0] not in self._NOT_STORED
        }


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
    taught: Taught | None = None,
    epochs: int = 8,
    size: int = _SIZE,
    device: str = "cpu",
    start: Mapping[str, Tensor] | None = None,
) -> SupportNetwork:
    """A network trained on all examples, by what a teacher says of them too if there is one.

    `start`: stored weights to go on from; a share of them is kept (weights of one descent may be averaged).
    """
    torch.manual_seed(seed)
    network = SupportNetwork(examples.widths)
    if start:
        network.load_state_dict(start, strict=False)
    network = network.to(device)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=_DECAY)
    random = np.random.default_rng(seed)
    planned = [chosen for _ in range(epochs) for chosen in batches(examples, size, random)]
    network.train()
    for step, chosen in enumerate(planned):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * _share_of_rate(step / len(planned), 1 / len(planned))
        pairs = Padded(*(one.to(device) for one in examples[chosen]))
        lesson = [torch.from_numpy(one[chosen]).to(device) for one in lessons]
        optimiser.zero_grad()
        read = network(pairs)
        loss = _loss(read, *lesson)
        if taught:
            loss = loss + _loss_of_hints(read, pairs, chosen, taught)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
    if start:
        _mix(network, start)
    return network.cpu().eval()


@torch.no_grad()
def _mix(network: SupportNetwork, start: Mapping[str, Tensor]) -> None:
    for name, weights in network.state_dict().items():
        if name in start:
            weights.lerp_(start[name].to(weights.device), _KEPT)


def _share_of_rate(along: float, step: float) -> float:
    """Rising at first, then falling like a cosine."""
    if along < _WARM:
        return min(1.0, (along + step) / _WARM)
    return max(_LEAST_RATE, 0.5 * (1 + cos(pi * (along - _WARM) / (1 - _WARM))))


def _loss(read: Reading, labels: Tensor, weights: Tensor, sorts: Tensor, denials: Tensor, told: Tensor) -> Tensor:
    """What training lowers: how far the verdicts are off, and how far the guesses at sorts and denials are."""
    verdicts = binary_cross_entropy_with_logits(read.support, labels, weight=weights)
    # Not `mean`: a batch of pairs of which nothing is told would have none.
    guesses = cross_entropy(read.sorts, sorts, ignore_index=NOT_TOLD, reduction="sum") / len(labels)
    denied = binary_cross_entropy_with_logits(read.denial, denials, weight=told)
    return verdicts + _WEIGHT_OF_SORTS * guesses + _WEIGHT_OF_DENIALS * denied


def _loss_of_hints(read: Reading, pairs: Padded, chosen: NDArray[np.intp], taught: Taught) -> Tensor:
    """How far the guesses at what the teacher holds of each token are off."""
    first = {int(row): int(pair) for row, pair in zip(reversed(pairs.held_of.tolist()), chosen[::-1], strict=True)}
    claims = [taught.claim_hints(int(pair)) for pair in chosen]
    held = [taught.held_hints(int(taught.passage_of[first[row]])) for row in range(len(first))]
    return _WEIGHT_OF_CLAIM_HINTS * _off(read.claim_hints, claims) + _WEIGHT_OF_HELD_HINTS * _off(read.held_hints, held)


def _off(guessed: Tensor, hints: Sequence[NDArray[np.float16]]) -> Tensor:
    """Mean squared error over the tokens that there are."""
    wanted = torch.from_numpy(np.concatenate(hints).astype(np.float32)).to(guessed.device)
    made = torch.cat([rows[: len(one)] for rows, one in zip(guessed, hints, strict=True)])
    return mse_loss(made, wanted)


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


def logits(network: SupportNetwork, examples: Examples) -> NDArray[np.float32]:
    """The logits of a network, (2, pairs): of support and of denial."""
    on = examples.by_passage()
    found = np.zeros((2, sum(map(len, on))), dtype=np.float32)
    with torch.no_grad():
        for passage in np.argsort(examples.held_lengths(), kind="stable"):
            read = network(examples[on[passage]])
            found[:, on[passage]] = torch.stack([read.support, read.denial]).numpy()
    return found
