"""`python -m evals.embedding.train`: train the static model that ships with the advisor.

Learns from the library's own asks and, with `--public`, from public pairs; takes minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import torch

from advisor.errors import AdvisorError
from advisor.index.embedding import STATIC_MODEL
from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from advisor.types import Passage
from evals.embedding.model import OWN, EncodedPairs, Recipe, first_weights, train
from evals.embedding.pairs import TRAINING_SET, Pair, own_pairs, read_pairs
from evals.embedding.saving import save_model
from evals.embedding.tokenizer import train_tokenizer

FUSION_WEIGHT = 1.0
"""Chosen by `python -m evals.retrieval_study.measure` on held-back asks."""
_THREADS = 2


def train_static_model(
    passages: Sequence[Passage],
    public: Sequence[Pair],
    folder: Path,
    *,
    left_out: Collection[str] = (),
    recipe: Recipe | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> None:
    """Train on the passages' asks, except those in `left_out`, and on public pairs; write the model to `folder`."""
    recipe = recipe or Recipe()
    torch.set_num_threads(_THREADS)
    origins = {OWN: own_pairs(passages, left_out=left_out), TRAINING_SET: public}
    every = [pair for pairs in origins.values() for pair in pairs]
    texts = list(dict.fromkeys(text for pair in every for text in (pair.query, pair.passage)))
    tokenizer = train_tokenizer(texts, pieces=recipe.pieces)
    weights = first_weights(tokenizer, texts, recipe)
    progress(f"{', '.join(f'{name} {len(pairs)}' for name, pairs in origins.items())}; pieces {len(weights)}")
    encoded = {name: EncodedPairs(pairs, tokenizer) for name, pairs in origins.items() if pairs}
    save_model(folder, tokenizer, train(encoded, weights, recipe, progress), fusion_weight=FUSION_WEIGHT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the model. Exit code 1 where library or public pairs cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        knowledge = load_knowledge(Settings.load().knowledge)
        public = read_pairs(options.public, TRAINING_SET) if options.public else []
        train_static_model(knowledge.passages, public, options.out, progress=print)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.embedding.train", description=__doc__)
    parser.add_argument("--public", type=Path, help=f"folder with {TRAINING_SET}.jsonl.gz")
    parser.add_argument("--out", type=Path, default=STATIC_MODEL, help="folder to write the model to")
    return parser


if __name__ == "__main__":
    sys.exit(main())
