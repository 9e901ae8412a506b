"""`python -m evals.fit_confidence`: fit how the words and meaning of the best passage tell whether the answer is held.

Held is a held-back ask whose own statement comes out on top. Not held is the same ask once its statement and all that
are much like it are taken away, and the ask with its key noun exchanged for another noun of the library.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from advisor.answer.select import fits
from advisor.errors import AdvisorError
from advisor.grounding.answering import MODEL
from advisor.index.embedding import StaticEmbedder
from advisor.library.knowledge import load_knowledge
from advisor.search.ranking import CONFIDENCE_WEIGHTS, confidence
from advisor.settings import Settings
from advisor.types import Data, ScoredPassage
from evals.embedding.pairs import TRAINING_SET, read_pairs
from evals.embedding.train import train_static_model
from evals.retrieval_study.asking import Asking, Ranked
from evals.retrieval_study.holdback import Group, Part, Query, Whole, hold_back
from evals.retrieval_study.metrics import interval

FEATURES = tuple(CONFIDENCE_WEIGHTS)
_THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)


class Case(StrEnum):
    """Where an observation comes from."""

    HELD = "held"
    TAKEN_AWAY = "taken away"
    NOUN_EXCHANGED = "noun exchanged"


class Observation(Data):
    """The passage on top for one question, and whether it holds the answer."""

    case: Case
    group: Group
    part: Part
    values: tuple[float, ...]
    shipped: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and print. Exit code 1 where library or public pairs cannot be read."""
    options = _parser().parse_args(arguments)
    console = Console(width=120)
    try:
        with TemporaryDirectory() as scratch:
            observations = _observations(options, Path(scratch), console)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 1
    _report(observations, console)
    return 0


def fit_weights(observations: Sequence[Observation]) -> tuple[float, dict[str, float]]:
    """Bias and weights of a logistic model, both outcomes counting alike. No weight is negative.

    A held-back ask is unlike the asks its statement keeps, so likeness to an ask seems to speak against an answer here;
    it does not for real questions. Features that come out negative are dropped, the worst first.
    """
    kept = list(range(len(FEATURES)))
    while True:
        model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
        model.fit(_values(observations)[:, kept], _held(observations))
        lowest = int(np.argmin(model.coef_[0]))
        if model.coef_[0][lowest] >= 0 or len(kept) == 1:
            found = dict(zip(kept, map(float, model.coef_[0]), strict=True))
            return float(model.intercept_[0]), {name: found.get(at, 0.0) for at, name in enumerate(FEATURES)}
        del kept[lowest]


def predicted(observations: Sequence[Observation], bias: float, weights: dict[str, float]) -> NDArray[np.float64]:
    """The model's probability that the answer is held."""
    total = bias + _values(observations) @ np.array([weights[name] for name in FEATURES])
    probability: NDArray[np.float64] = 1 / (1 + np.exp(-total))
    return probability


def _observations(options: argparse.Namespace, scratch: Path, console: Console) -> list[Observation]:
    settings = Settings.load()
    knowledge = load_knowledge(settings.knowledge)
    held = hold_back(knowledge.passages, Whole.STATEMENTS, seed=options.seed)
    model = options.model or scratch / "model"
    if not (model / "modules.json").is_file():
        public = read_pairs(options.public, TRAINING_SET) if options.public else []
        train_static_model(knowledge.passages, public, model, left_out=held.left_out, progress=console.print)
    kept, embedder = held.index(knowledge.passages), StaticEmbedder(model)
    asking = Asking(knowledge, kept, embedder, settings, scratch, answering=options.answering)
    random = np.random.default_rng(options.seed)
    chosen = [held.queries[at] for at in random.permutation(len(held.queries))[: options.limit]]
    _report_ranking(chosen, asking, console)
    return [one for query in track(chosen, console=Console(stderr=True)) for one in _observed(query, asking, random)]


def _observed(query: Query, asking: Asking, random: np.random.Generator) -> Iterator[Observation]:
    ranked = asking.ranked(query.text)
    top = _top(ranked)
    if top is not None and top.passage.id in query.gold:
        yield _observation(top, query, Case.HELD)
    left = _top(ranked.without(asking.much_like(query)))
    if left is not None:
        yield _observation(left, query, Case.TAKEN_AWAY)
    exchanged = asking.with_another_noun(query.text, random)
    other = _top(asking.ranked(exchanged)) if exchanged else None
    if other is not None:
        yield _observation(other, query, Case.NOUN_EXCHANGED)


def _top(ranked: Ranked) -> ScoredPassage | None:
    """The passage that the program would consider: the first whose place, time and slot fit."""
    return next((one for one in ranked.passages if fits(one, ranked.plan)), None)


def _observation(one: ScoredPassage, query: Query, case: Case) -> Observation:
    features = {**one.fit.model_dump(), "dense": max(one.dense, 0.0)}
    values = tuple(float(features[name]) for name in FEATURES)
    return Observation(case=case, group=query.group, part=query.part, values=values, shipped=confidence(one))


def _report_ranking(queries: Sequence[Query], asking: Asking, console: Console) -> None:
    """How often the program's own order of passages puts the right one first."""
    for group in Group:
        of_group = [query for query in queries if query.group is group]
        for how, order in (("without the answering model", asking.in_first_order), ("with it", asking.ranked)):
            ranks = [order(query.text).rank_of(query.gold) for query in of_group]
            parts = [f"top {depth}: {interval([float(rank <= depth) for rank in ranks])}" for depth in (1, 3, 10)]
            console.print(
                f"ranking, {group.value}, {len(of_group)} questions, {how}: {', '.join(parts)}", highlight=False
            )


def _report(observations: Sequence[Observation], console: Console) -> None:
    fitted_on = [one for one in observations if one.part is Part.CHOOSING]
    reported = [one for one in observations if one.part is Part.REPORTING]
    bias, weights = fit_weights(fitted_on)
    console.print(f"CONFIDENCE_BIAS = {bias:.1f}")
    console.print(f"CONFIDENCE_WEIGHTS = { ({name: round(weight, 1) for name, weight in weights.items()}) }")
    models = {"fitted": predicted(reported, bias, weights), "shipped": np.array([one.shipped for one in reported])}
    for name, probability in models.items():
        console.print(f"{name}: {_areas(reported, probability)}", highlight=False)
    console.print(_curve(reported, models))


def _areas(observations: Sequence[Observation], probability: NDArray[np.float64]) -> str:
    """AUROC against each kind of question that is not held, by group."""
    parts = []
    for group in Group:
        for case in (Case.TAKEN_AWAY, Case.NOUN_EXCHANGED):
            kept = np.array([one.group is group and one.case in (Case.HELD, case) for one in observations])
            truth = np.array([one.case is Case.HELD for one in observations])
            parts.append(f"{group.value}, {case.value} {roc_auc_score(truth[kept], probability[kept]):.3f}")
    return "AUROC " + "; ".join(parts)


def _curve(observations: Sequence[Observation], models: dict[str, NDArray[np.float64]]) -> Table:
    table = Table(title=f"{len(observations)} observations of the reporting half, percent")
    for column in ("model", "threshold", "false abstention", "accepted: taken away", "accepted: noun exchanged"):
        table.add_column(column, justify="right")
    cases = {case: np.array([one.case is case for one in observations]) for case in Case}
    for name, probability in models.items():
        for threshold in _THRESHOLDS:
            accepted = probability >= threshold
            shares = [100 * (1 - accepted[cases[Case.HELD]].mean())]
            shares += [100 * accepted[cases[case]].mean() for case in (Case.TAKEN_AWAY, Case.NOUN_EXCHANGED)]
            table.add_row(name, f"{threshold}", *(f"{share:.1f}" for share in shares))
    return table


def _values(observations: Sequence[Observation]) -> NDArray[np.float64]:
    return np.array([one.values for one in observations])


def _held(observations: Sequence[Observation]) -> NDArray[np.bool_]:
    return np.array([one.case is Case.HELD for one in observations])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.fit_confidence", description=__doc__)
    parser.add_argument("--public", type=Path, help="folder with the public pairs, for training")
    parser.add_argument("--model", type=Path, help="folder to keep the held-back model in, or to take it from")
    parser.add_argument(
        "--answering",
        type=Path,
        default=MODEL,
        help="folder of an answering model fitted with --held-back; the bundled one has learnt all asks",
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of what is held back")
    parser.add_argument("--limit", type=int, default=1000, help="held-back questions to look at")
    return parser


if __name__ == "__main__":
    sys.exit(main())
