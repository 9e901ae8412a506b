"""`python -m evals.development`: run the advisor on the development set and report how it did.

Builds a workspace of its own in the user's cache folder, without a language model, so that two runs on the same
files are comparable and the user's workspace is left alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from advisor import Advisor
from advisor.errors import AdvisorError, BadInput
from advisor.library.record import Record
from advisor.settings import Settings
from evals.core.workspace import evaluation_workspace
from evals.development_report import Scored, Summary, show, summarise
from evals.overlap import Overlap, measure_overlap, show_overlap
from evals.questions.expectations import score
from evals.questions.items import Item, load_items

DEFAULT_SET = Path(__file__).resolve().parent / "sets" / "development.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the set and print the report. Exit code 2 for a set, 1 for a library that cannot be used, else 0."""
    options = _parser().parse_args(arguments)
    console = Console()
    try:
        items = _chosen(load_items(options.set), options.only)
        settings = evaluation_workspace(asks=not options.asks_off)
        results = run(items, settings)
        overlaps = _overlaps(items, settings) if not options.asks_off else []
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2 if isinstance(error, BadInput) else 1
    summary = summarise(results)
    show(summary, results, console, failures=options.show)
    if overlaps:
        show_overlap(overlaps, console)
    if options.json:
        _write(options.json, summary, results, overlaps)
    return 0


def run(items: Sequence[Item], settings: Settings) -> list[Scored]:
    """Ask every item once and score what comes back."""
    advisor = Advisor.open(settings)
    # The first question pays for what is loaded lazily; latency is that of a program that is up.
    advisor.ask("鞍山直播电商")
    return [_ask(advisor, item) for item in track(items, console=Console(stderr=True))]


def _ask(advisor: Advisor, item: Item) -> Scored:
    began = time.perf_counter()
    answer = advisor.ask(item.question, history=item.history, as_of=item.as_of)
    seconds = time.perf_counter() - began
    return Scored(item=item, answer=answer.text, score=score(item, answer.to_contract()), seconds=seconds)


def _overlaps(items: Sequence[Item], settings: Settings) -> list[Overlap]:
    record = Record.open(settings.record_path)
    return measure_overlap(items, record.passages(), record.sources())


def _chosen(items: list[Item], only: str | None) -> list[Item]:
    if only is None:
        return items
    return [item for item in items if only in {item.id, item.kind, item.pair, *item.tags}]


def _write(path: Path, summary: Summary, results: Sequence[Scored], overlaps: Sequence[Overlap]) -> None:
    report = {
        "summary": summary.model_dump(mode="json"),
        "items": [
            {
                "id": scored.item.id,
                "question": scored.item.question,
                "right": scored.score.right,
                "answer": scored.answer,
                "seconds": scored.seconds,
                **scored.score.model_dump(mode="json"),
            }
            for scored in results
        ],
        "overlap": [overlap.model_dump(mode="json") for overlap in overlaps],
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.development", description=__doc__)
    parser.add_argument("--set", type=Path, default=DEFAULT_SET, help="JSON Lines file of items")
    parser.add_argument("--asks-off", action="store_true", help="run on a copy of the library without its asks")
    parser.add_argument("--only", help="an id, kind, tag or pair: run these items only")
    parser.add_argument("--json", type=Path, help="write summary and every item's score to this file")
    parser.add_argument("--show", type=int, default=20, help="failures to list")
    return parser


if __name__ == "__main__":
    sys.exit(main())
