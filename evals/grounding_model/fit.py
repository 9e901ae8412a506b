"""`python -m evals.grounding_model.fit`: train the support model and write evals/grounding_model/trained.npz.

`python -m evals.grounding_model.export` makes of it what the advisor runs. Trains on the written training pairs and on
pairs generated from the library's own statements (those kept for the test split left out), and calibrates on the tuning
split; the test splits are never read. With `--taught`, what a teacher said (`python -m evals.grounding_model.teacher`)
is learned too, and the variants that it judged are trained on: that is how the stored weights were made, on a GPU; it
needs some 60 GB of memory. Without, it takes hours on two cores. With `--start`, training goes on from stored weights, of
which a share is kept in the end.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from advisor.errors import AdvisorError, BadInput
from advisor.grounding.alignment import Alignment
from advisor.grounding.check import all_faults, measurements
from advisor.grounding.reading import read_together
from advisor.grounding.tokens import Floats
from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from evals.grounding.pairs import Pair, Purpose, load_pairs
from evals.grounding_model.examples import Examples, halved, spans_read
from evals.grounding_model.export import TRAINED
from evals.grounding_model.generated import TrainingPair, generate, is_kept_for_tests, sections_of
from evals.grounding_model.network import Lessons, SupportNetwork, logits, train
from evals.grounding_model.taught import Taught, read_taught
from evals.grounding_model.training_pairs import NOT_TOLD, denial_of, sort_of, written_pairs, written_passages
from evals.grounding_model.variants import Variant, variants

TUNING = Path(__file__).resolve().parents[1] / "sets" / "grounding" / "tune.jsonl"
_OTHER_LANGUAGE = "other_language"
_SHARE_OF_TEACHER = 0.7
_ROUNDS = 3
_CALIBRATION = "calibration"
Measuring = Callable[[tuple[str, str]], tuple[Alignment, Floats]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report on the tuning split, write the weights. Exit code 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        pairs, made = what_is_taught(options.generated)
        taught = read_taught(options.taught, len(pairs) + len(made)) if options.taught else None
        start = read_weights(options.start) if options.start else None
        tuning = [one for one in load_pairs(TUNING, purpose=Purpose.TUNING) if one.kind != _OTHER_LANGUAGE]
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2
    asked = [(one.claim, one.passage) for one in [*pairs, *(made if taught else [])]]
    examples = measured(asked, console, one=_one_measured)
    console.print("training")
    network = train(
        examples,
        lessons(pairs, taught),
        seed=options.seed,
        taught=taught,
        epochs=options.epochs,
        device=options.device,
        start=start,
    )
    _calibrate_and_write(network, tuning, options.output, console)
    return 0


def what_is_taught(generated: int) -> tuple[list[TrainingPair], list[Variant]]:
    """The written pairs and those generated from the library's statements, and the variants of the written ones."""
    passages = load_knowledge(Settings.load().knowledge).passages
    trained_on = [one for one in passages if not is_kept_for_tests(one.source_id, one.locator)]
    own = list(generate(sections_of(trained_on), per_statement=generated, seed=1)) if generated else []
    return [*written_pairs(), *own], list(variants(list(written_passages()), rounds=_ROUNDS))


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights that `fit` has written, to go on from. Raises BadInput for a file that holds none."""
    try:
        with np.load(path) as stored:
            return {
                name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files if name != _CALIBRATION
            }
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}：不是可读的权重文件，请改用 fit 写出的 npz 文件") from error


def lessons(pairs: Sequence[TrainingPair], taught: Taught | None) -> Lessons:
    """What is taught of the pairs; with a teacher, seven tenths of it is what the teacher says, and of variants all."""
    labels = np.array([one.supported for one in pairs], dtype=np.float32)
    weights = np.array([one.weight for one in pairs], dtype=np.float32)
    sorts = np.array([sort_of(one) for one in pairs], dtype=np.int64)
    denied = np.array([denial_of(one) for one in pairs], dtype=np.float32)
    told = (denied != NOT_TOLD).astype(np.float32)
    denials = np.where(told > 0, denied, 0).astype(np.float32)
    if taught is None:
        return Lessons(labels, weights, sorts, denials, told)
    more = len(taught.logits) - len(pairs)
    supported, otherwise = (1 / (1 + np.exp(-taught.logits.astype(np.float32)))).T
    known = np.concatenate([np.ones(len(pairs)), np.zeros(more)]).astype(np.float32)
    shares = known * (1 - _SHARE_OF_TEACHER)
    labels = shares * _lengthened(labels, more) + (1 - shares) * supported
    # What somebody said of a denial and what the teacher says of it are two lessons: their mean, weighed.
    told = _lengthened(told, more)
    whole = told + 1 - labels
    denials = (told * _lengthened(denials, more) + (1 - labels) * otherwise) / np.maximum(whole, 1e-6)
    return Lessons(
        labels.astype(np.float32),
        np.concatenate([weights, np.ones(more, dtype=np.float32)]),
        np.concatenate([sorts, np.full(more, NOT_TOLD, dtype=np.int64)]),
        denials.clip(0, 1).astype(np.float32),
        whole.astype(np.float32),
    )


def _lengthened(values: NDArray[np.float32], more: int) -> NDArray[np.float32]:
    return np.concatenate([values, np.zeros(more, dtype=np.float32)])


def spans_of_all(pairs: Sequence[tuple[str, str]]) -> Iterable[tuple[Sequence[tuple[int, int]], ...]]:
    """The spans of the tokens that are read of each (passage, claim): those of the claim, those of the passage."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_spans, pairs, chunksize=200)


def _spans(pair: tuple[str, str]) -> tuple[Sequence[tuple[int, int]], ...]:
    passage, claim = pair
    return spans_read(claim, passage)


def measured(pairs: Sequence[tuple[str, str]], console: Console, *, one: Measuring) -> Examples:
    """The examples of pairs of texts, each as `one` measures it."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        examples = Examples()
        done = pool.map(one, pairs, chunksize=100)
        for aligned, whole in track(done, description="measuring", total=len(pairs), console=console):
            examples.add(aligned, whole)
    return examples


def _one_measured(pair: tuple[str, str]) -> tuple[Alignment, Floats]:
    torch.set_num_threads(1)
    claim, passage = pair
    read, held = read_together(claim, [passage])
    aligned, whole, _, _ = measurements(read, held, all_faults(read, held))
    return halved(aligned), whole


def _calibrate_and_write(network: SupportNetwork, tuning: Sequence[Pair], output: Path, console: Console) -> None:
    examples = measured([(one.claim, one.passage) for one in tuning], console, one=_one_measured)
    labels = np.array([one.label.value == "supported" for one in tuning])
    found, _ = logits(network, examples)
    halves = np.array([zlib.crc32(one.passage.encode()) % 2 for one in tuning])
    console.print(
        f"tuning split: AUROC {roc_auc_score(labels, found):.3f}, {_held_out_accuracy(found, labels, halves)}"
    )
    platt = LogisticRegression(C=10.0).fit(found[:, None], labels)
    calibration = np.array([platt.coef_[0, 0], platt.intercept_[0]], dtype=np.float32)
    np.savez_compressed(output, **{_CALIBRATION: calibration}, **network.stored())
    console.print(f"{output}: {output.stat().st_size} bytes, calibration {calibration}")


def _held_out_accuracy(found: NDArray[np.float32], labels: NDArray[np.bool_], halves: NDArray[np.intp]) -> str:
    """Accuracy at the calibrated half, each half of the passages calibrated on the other."""
    right = 0
    for half in (0, 1):
        platt = LogisticRegression(C=10.0).fit(found[halves != half, None], labels[halves != half])
        right += int((platt.predict(found[halves == half, None]) == labels[halves == half]).sum())
    return f"accuracy of the model alone {right / len(labels):.3f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.fit", description=__doc__)
    parser.add_argument("--taught", type=Path, help="folder that the teacher wrote; without it, the labels alone")
    parser.add_argument("--start", type=Path, help="weights to go on from; without them, training begins anew")
    parser.add_argument("--generated", type=int, default=2, help="pairs of each label a statement; 0 for none")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--output", type=Path, default=TRAINED)
    return parser


if __name__ == "__main__":
    sys.exit(main())
