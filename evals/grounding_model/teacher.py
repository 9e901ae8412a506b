"""`python -m evals.grounding_model.teacher --model FILE --tokenizer FILE --output FOLDER`: a large model teaches the small one.

The lower layers of a language model are trained on the written pairs, then asked about them and about the variants made
of them; with `--folds 2` twice, each time on those of half of the passages and asked about the other half, so that no
answer was learned by heart. Kept are the logits, and what the model holds of every word of claim and passage three quarters of the way up (`taught.py`):
the small network learns to guess both. A quarter of an hour on one GPU of 80 GB; on a processor it would take weeks.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from advisor.errors import AdvisorError, BadInput
from evals.grounding_model.fit import spans_of_all, what_is_taught
from evals.grounding_model.generated import TrainingPair
from evals.grounding_model.language_model import LanguageModel, language_model
from evals.grounding_model.packing import Packed, Text, packed, rows_of
from evals.grounding_model.taught import HINT, Taught, write_taught
from evals.grounding_model.training_pairs import NOT_TOLD, Sort, denial_of, sort_of
from evals.grounding_model.variants import Variant

_PASSAGE, _CLAIM, _ASKED = "资料：", "\n论断：", "\n判断："
_LAYERS, _EPOCHS, _ROWS, _ROWS_READ = 17, 2, 32, 64
_RATE, _WARM, _LEAST_RATE = 3e-5, 0.06, 0.02
_WEIGHT_OF_DENIALS, _WEIGHT_OF_SORTS = 0.3, 0.2
_SAMPLED = 16_000
_SMALL = 1e-3


class Lesson(NamedTuple):
    """What is known of a pair: label, weight, whether it is denied, its sort; the last two may be NOT_TOLD."""

    labels: Tensor
    weights: Tensor
    denials: Tensor
    sorts: Tensor


class _Words(NamedTuple):
    """A text's tokens in the small model, as the places in the large one's at which each ends."""

    passages: list[NDArray[np.int64]]
    claims: list[NDArray[np.int64]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the teacher, ask it, write what it says. Exit code 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        pairs, made = what_is_taught(options.generated)
        teach(pairs, made, options, console)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


def teach(
    pairs: Sequence[TrainingPair], made: Sequence[Variant], options: argparse.Namespace, console: Console
) -> None:
    """All folds, one after the other. Raises BadInput for a model or a tokenizer that cannot be read."""
    text, words, vocabulary = _read(pairs, made, options.tokenizer)
    origins = [*(one.passage for one in pairs), *(one.origin for one in made)]
    folds = np.array([zlib.crc32(one.encode()) % options.folds for one in origins])
    written = np.arange(len(origins)) < len(pairs)
    taught = Taught.empty([len(one) for one in words.claims], [len(one) for one in words.passages], text.passage_of)
    lesson = _lesson(pairs, options.device)
    directions: tuple[Tensor, Tensor] | None = None
    for fold in range(options.folds):
        model = language_model(options.model, vocabulary, options.layers, 2 + len(Sort)).to(options.device)
        learned = np.flatnonzero(written & (folds == fold))
        asked = np.flatnonzero(folds != fold) if options.folds > 1 else np.arange(len(origins))
        console.print(f"fold {fold}: {len(learned)} pairs are learned, {len(asked)} asked")
        _train(model, text, learned, lesson, options)
        directions = directions or _directions(model, text, asked, options)
        _ask(model, text, words, asked, taught, directions, options)
        own = asked[asked < len(pairs)]
        right = (taught.logits[own, 0] > 0) == np.array([pairs[one].supported for one in own])
        console.print(f"fold {fold}: {right.mean():.3f} of the written pairs that it was asked about are judged right")
    write_taught(taught, options.output)


def _read(pairs: Sequence[TrainingPair], made: Sequence[Variant], path: Path) -> tuple[Text, _Words, NDArray[np.int64]]:
    """The texts in the language model's tokens, renumbered to those that occur; and which these are."""
    tokenizer = _tokenizer(path)
    listed = [(one.passage, one.claim) for one in pairs] + [(one.passage, one.claim) for one in made]
    passages = list(dict.fromkeys(passage for passage, _ in listed))
    numbers = {passage: number for number, passage in enumerate(passages)}
    before, between, after = (tokenizer.encode(one).ids for one in (_PASSAGE, _CLAIM, _ASKED))
    read_passages = tokenizer.encode_batch(passages)
    read_claims = tokenizer.encode_batch([claim for _, claim in listed])
    words = _Words([], [])
    for (claim_spans, passage_spans), (passage, _), claim in zip(
        spans_of_all(listed), listed, read_claims, strict=True
    ):
        words.claims.append(_ends(claim.offsets, claim_spans) + len(between))
        if numbers[passage] == len(words.passages):
            words.passages.append(_ends(read_passages[numbers[passage]].offsets, passage_spans) + len(before))
    whole_passages = [[*before, *one.ids] for one in read_passages]
    whole_claims = [[*between, *one.ids, *after] for one in read_claims]
    vocabulary = np.unique(np.concatenate([*whole_passages, *whole_claims]))
    text = Text(
        [np.searchsorted(vocabulary, one).astype(np.int32) for one in whole_passages],
        [np.searchsorted(vocabulary, one).astype(np.int32) for one in whole_claims],
        np.array([numbers[passage] for passage, _ in listed]),
    )
    return text, words, vocabulary


def _tokenizer(path: Path) -> Tokenizer:
    """Raises BadInput for a file that is no tokenizer: looked into first, for the library raises a bare Exception."""
    try:
        stored = path.read_text(encoding="utf-8")
        readable = isinstance(json.loads(stored).get("model"), dict)
    except (OSError, ValueError, AttributeError):
        readable = False
    if not readable:
        raise BadInput(f"{path}：不是可读的分词器文件（tokenizer.json）")
    return Tokenizer.from_str(stored)


def _ends(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The token in which each span ends."""
    ends = np.array([end for _, end in offsets])
    found = np.searchsorted(ends, [end for _, end in spans])
    return np.minimum(found, len(ends) - 1).astype(np.int64)


def _lesson(pairs: Sequence[TrainingPair], device: str) -> Lesson:
    return Lesson(
        torch.tensor([float(one.supported) for one in pairs], device=device),
        torch.tensor([one.weight for one in pairs], device=device),
        torch.tensor([denial_of(one) for one in pairs], device=device),
        torch.tensor([sort_of(one) for one in pairs], device=device),
    )


def _train(
    model: LanguageModel, text: Text, learned: NDArray[np.int64], lesson: Lesson, options: argparse.Namespace
) -> None:
    random = Random(options.seed)
    batches = []
    for _ in range(options.epochs):
        rows = rows_of(text, list(learned), random)
        batches += [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=0.01)
    for step, rows in enumerate(batches):
        along = step / len(batches)
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1, (along + 1 / len(batches)) / _WARM) * max(_LEAST_RATE, 1 - along)
        batch = packed(text, rows, options.device)
        outputs, _ = model(batch.ids, batch.places, batch.seen, batch.last, 0)
        _loss(outputs, lesson, batch).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()


def _loss(outputs: Tensor, lesson: Lesson, batch: Packed) -> Tensor:
    labels, weights, denials, sorts = (one[batch.claims] for one in lesson)
    verdicts = binary_cross_entropy_with_logits(outputs[:, 0], labels, weight=weights)
    told = (denials != NOT_TOLD).float()
    denied = binary_cross_entropy_with_logits(outputs[:, 1], denials.clamp(min=0).float(), weight=told)
    guesses = cross_entropy(outputs[:, 2:], sorts, ignore_index=NOT_TOLD, reduction="sum") / len(labels)
    return verdicts + _WEIGHT_OF_DENIALS * denied + _WEIGHT_OF_SORTS * guesses


def _spread(hints: Tensor) -> Tensor:
    """Rows of one length: some tokens are a hundred times as long as others."""
    rows = hints.reshape(-1, hints.shape[-1]).float()
    return rows * rows.shape[1] ** 0.5 / rows.norm(dim=1, keepdim=True).clamp(min=_SMALL)


@torch.no_grad()
def _directions(
    model: LanguageModel, text: Text, asked: NDArray[np.int64], options: argparse.Namespace
) -> tuple[Tensor, Tensor]:
    """Mean and principal directions of what the model holds of tokens, scaled to a variance of one on average."""
    rows = rows_of(text, list(asked[:4_000]))[:_ROWS]
    batch = packed(text, rows, options.device)
    _, hints = model(batch.ids, batch.places, batch.seen, batch.last, options.layers * 3 // 4)
    spread = _spread(hints)[:_SAMPLED]
    mean = spread.mean(dim=0)
    _, sizes, directions = torch.linalg.svd(spread - mean, full_matrices=False)
    scale = (sizes[:HINT].square().mean() / len(spread)).sqrt()
    return mean, directions[:HINT].T / scale


@torch.no_grad()
def _ask(
    model: LanguageModel,
    text: Text,
    words: _Words,
    asked: NDArray[np.int64],
    taught: Taught,
    directions: tuple[Tensor, Tensor],
    options: argparse.Namespace,
) -> None:
    """Enter what the model says of the claims that it is asked about."""
    mean, along = directions
    rows = rows_of(text, list(asked))
    for start in range(0, len(rows), _ROWS_READ):
        batch = packed(text, rows[start : start + _ROWS_READ], options.device)
        outputs, hints = model(batch.ids, batch.places, batch.seen, batch.last, options.layers * 3 // 4)
        held = ((_spread(hints) - mean) @ along).half().cpu().numpy()
        taught.logits[batch.claims] = outputs[:, :2].float().cpu().numpy()
        for claim, at in batch.claim_starts.items():
            taught.claim_hints(claim)[:] = held[at + words.claims[claim]]
        for passage, at in batch.passage_starts.items():
            taught.held_hints(passage)[:] = held[at + words.passages[passage]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.teacher", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="a language model of the Qwen2 family, a GGUF file")
    parser.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="folder for what the teacher says")
    parser.add_argument("--generated", type=int, default=2, help="as for fit")
    parser.add_argument("--folds", type=int, default=1)
    parser.add_argument("--layers", type=int, default=_LAYERS)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cuda")
    return parser


if __name__ == "__main__":
    sys.exit(main())
