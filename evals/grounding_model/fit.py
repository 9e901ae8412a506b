"""`python -m evals.grounding_model.fit`: train the support model and write advisor/grounding/model/support.npz.

Trains on the written training pairs and on pairs generated from the library's own statements (those kept for the test
split left out), and calibrates on the tuning split. Half an hour on two cores, seven gigabytes. The test splits are never read.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from advisor.errors import AdvisorError
from advisor.grounding.alignment import Alignment
from advisor.grounding.check import all_faults, measurements
from advisor.grounding.reading import read_together
from advisor.grounding.support_model import WEIGHTS
from advisor.grounding.tokens import Floats
from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from evals.grounding.pairs import Purpose, load_pairs
from evals.grounding_model.examples import Examples, halved
from evals.grounding_model.generated import TrainingPair, generate, is_kept_for_tests, sections_of
from evals.grounding_model.network import Lessons, SupportNetwork, logits, train
from evals.grounding_model.training_pairs import denial_of, sort_of, written_pairs

TUNING = Path(__file__).resolve().parents[1] / "sets" / "grounding" / "tune.jsonl"
_OTHER_LANGUAGE = "other_language"
_WEIGHT_OF_GENERATED = 0.5
_AT_ONCE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report on the tuning split, write the weights. Exit code 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True)
    torch.set_num_threads(1)
    try:
        written = list(written_pairs())
        generated = _generated(options.generated)
        tuning = [one for one in load_pairs(TUNING, purpose=Purpose.TUNING) if one.kind != _OTHER_LANGUAGE]
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2
    pairs = [*written, *generated]
    examples, labels = _measured(pairs, console)
    weights = np.array([1.0] * len(written) + [_WEIGHT_OF_GENERATED] * len(generated), dtype=np.float32)
    console.print("training, some minutes a network")
    sorts, denials = np.array([sort_of(one) for one in pairs]), np.array([denial_of(one) for one in pairs])
    networks = _trained(_Work(examples, Lessons(labels, weights, sorts, denials), options.epochs), options.networks)
    held = [
        TrainingPair(claim=one.claim, passage=one.passage, supported=one.label.value == "supported", template=one.kind)
        for one in tuning
    ]
    _calibrate_and_write(networks, held, options.output, console)
    return 0


class _Work(NamedTuple):
    """What every network is trained on."""

    examples: Examples
    lessons: Lessons
    epochs: int


_IN_HAND: list[_Work] = []


def _trained(work: _Work, networks: int) -> list[SupportNetwork]:
    """Networks from different seeds, side by side: one of this size cannot use two cores."""
    # Forked processes are handed the work without a copy of it, which is gigabytes.
    forking = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(_AT_ONCE, forking, initializer=_IN_HAND.append, initargs=(work,)) as pool:
        return list(pool.map(_one_trained, range(networks)))


def _one_trained(seed: int) -> SupportNetwork:
    [work] = _IN_HAND
    return train(work.examples, work.lessons, seed=seed, epochs=work.epochs)


def _generated(per_statement: int) -> list[TrainingPair]:
    passages = load_knowledge(Settings.load().knowledge).passages
    trained_on = [one for one in passages if not is_kept_for_tests(one.source_id, one.locator)]
    return list(generate(sections_of(trained_on), per_statement=per_statement, seed=1)) if per_statement else []


def _measured(pairs: Sequence[TrainingPair], console: Console) -> tuple[Examples, NDArray[np.float32]]:
    """Alignments and measures, and labels."""
    with ProcessPoolExecutor(_AT_ONCE, multiprocessing.get_context("fork")) as pool:
        examples = Examples()
        measured = pool.map(_one_measured, pairs, chunksize=100)
        for aligned, whole in track(measured, description="measuring", total=len(pairs), console=console):
            examples.add(aligned, whole)
    return examples, np.array([pair.supported for pair in pairs], dtype=np.float32)


def _one_measured(pair: TrainingPair) -> tuple[Alignment, Floats]:
    claim, held = read_together(pair.claim, [pair.passage])
    aligned, whole, _, _ = measurements(claim, held, all_faults(claim, held))
    return halved(aligned), whole


def _calibrate_and_write(
    networks: Sequence[SupportNetwork], tuning: Sequence[TrainingPair], output: Path, console: Console
) -> None:
    examples, labels = _measured(tuning, console)
    found, _ = logits(networks, examples)
    halves = np.array([zlib.crc32(one.passage.encode()) % 2 for one in tuning])
    console.print(
        f"tuning split: AUROC {roc_auc_score(labels, found):.3f}, {_held_out_accuracy(found, labels, halves)}"
    )
    platt = LogisticRegression(C=10.0).fit(found[:, None], labels)
    arrays = {
        f"network{number}/{name}": array
        for number, network in enumerate(networks)
        for name, array in network.stored().items()
    }
    calibration = np.array([platt.coef_[0, 0], platt.intercept_[0]], dtype=np.float32)
    np.savez_compressed(output, calibration=calibration, **arrays)
    console.print(f"{output}: {output.stat().st_size} bytes, calibration {calibration}")


def _held_out_accuracy(found: NDArray[np.float32], labels: NDArray[np.float32], halves: NDArray[np.intp]) -> str:
    """Accuracy at the calibrated half, each half of the passages calibrated on the other."""
    right = 0
    for half in (0, 1):
        platt = LogisticRegression(C=10.0).fit(found[halves != half, None], labels[halves != half])
        right += int((platt.predict(found[halves == half, None]) == labels[halves == half]).sum())
    return f"accuracy of the model alone {right / len(labels):.3f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.fit", description=__doc__)
    parser.add_argument("--generated", type=int, default=2, help="pairs of each label a statement; 0 for none")
    parser.add_argument("--networks", type=int, default=2, help="networks that are trained and averaged")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
