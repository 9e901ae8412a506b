"""`python -m evals.retrieval_study.measure`: how well the right passage is found, by words, by vectors and by both.

Trains a model without the held-back asks, chooses the fusion weight on one half of them and reports on the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from advisor.errors import AdvisorError
from advisor.index.embedding import STATIC_MODEL, StaticEmbedder
from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import Settings
from evals.embedding.pairs import TRAINING_SET, read_pairs
from evals.embedding.train import train_static_model
from evals.retrieval_study.comparison import SHIPPED_ASK_WEIGHT, Row, all_runs, choose_weight, compare
from evals.retrieval_study.holdback import Whole, hold_back
from evals.retrieval_study.metrics import NAMES
from evals.retrieval_study.testbeds import Testbed, development_testbed, foreign_testbed, held_back_testbed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the tables. Exit code 1 where library or public pairs cannot be read."""
    options = _parser().parse_args(arguments)
    console = Console(width=180)
    try:
        knowledge = load_knowledge(Settings.load().knowledge)
        with TemporaryDirectory() as scratch:
            tables = _measure(knowledge, options, Path(scratch), console)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 1
    if options.json:
        written = {name: [row.model_dump(mode="json") for row in rows] for name, rows in tables.items()}
        options.json.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _measure(
    knowledge: Knowledge, options: argparse.Namespace, scratch: Path, console: Console
) -> dict[str, list[Row]]:
    held = hold_back(knowledge.passages, options.whole, seed=options.seed)
    public = read_pairs(options.public, TRAINING_SET) if options.public else []
    model = options.model or scratch / "model"
    if not (model / "modules.json").is_file():
        train_static_model(knowledge.passages, public, model, left_out=held.left_out, progress=console.print)
    static = StaticEmbedder(model)
    testbeds: dict[str, tuple[Testbed, StaticEmbedder]] = {"held back": (held_back_testbed(knowledge, held), static)}
    if options.public:
        testbeds["foreign"] = (foreign_testbed(options.public, knowledge.sources[0]), static)
    if (STATIC_MODEL / "modules.json").is_file():
        testbeds["development"] = (development_testbed(knowledge), StaticEmbedder(STATIC_MODEL))
    tables = {}
    for name, (testbed, embedder) in testbeds.items():
        folder = scratch / name
        folder.mkdir()
        tables[name] = compare(all_runs(knowledge, testbed, embedder, folder), testbed)
        for group, gold in testbed.groups.items():
            _show(
                console, f"{name}: {group}, {len(gold)} questions", [row for row in tables[name] if row.group == group]
            )
    weight = choose_weight(tables["held back"], SHIPPED_ASK_WEIGHT, tables.get("foreign", ()))
    console.print(f"chosen on the choosing half, asks x {SHIPPED_ASK_WEIGHT:g}: {weight:g} x static")
    return tables


def _show(console: Console, title: str, rows: Sequence[Row]) -> None:
    table = Table(title=f"{title}; percent [95 %]; last: nDCG@10 against BM25 without asks")
    table.add_column("variant", no_wrap=True)
    for name in (*NAMES, "gain"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        means = [f"{100 * row.values[name].mean:.1f}" for name in NAMES[:-1]]
        table.add_row(row.variant, *means, str(row.values[NAMES[-1]]), str(row.gains[NAMES[-1]]))
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval_study.measure", description=__doc__)
    parser.add_argument(
        "--public", type=Path, help="folder with the public pairs, for training and as foreign documents"
    )
    parser.add_argument(
        "--whole", type=Whole, choices=list(Whole), default=Whole.STATEMENTS, help="held back as a whole"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of what is held back")
    parser.add_argument("--model", type=Path, help="folder to keep the held-back model in, or to take it from")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
