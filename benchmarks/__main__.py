"""`python -m benchmarks [NAME ...]`: measure, print a table, exit 1 when a limit is exceeded."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from advisor.settings import switch_off_outside_calls
from benchmarks import answering, building, cold_start, filtering, grounding, model_writing, serving
from benchmarks.measure import Measure, Report

BENCHMARKS: dict[str, Callable[[Path], list[Measure]]] = {
    "build": building.measure,
    "cold": cold_start.measure,
    "warm": answering.measure,
    "serve": serving.measure,
    "filters": filtering.measure,
    "grounding": grounding.measure,
    "model": model_writing.measure,
    "model-faults": model_writing.measure_faults,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named measurements, or all. Each gets an empty folder of its own."""
    switch_off_outside_calls()
    options = _parser().parse_args(arguments)
    measures: list[Measure] = []
    for name in options.names or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="advisor-bench-") as folder:
            measures += BENCHMARKS[name](Path(folder))
    _show(measures)
    if options.json:
        options.json.write_text(_report(measures).model_dump_json(indent=1), encoding="utf-8")
    return 1 if any(measure.exceeded for measure in measures) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--json", type=Path, help="write the measures to this file")
    return parser


def _show(measures: Sequence[Measure]) -> None:
    table = Table("measure", "value", "limit", "")
    for one in measures:
        limit = "" if one.limit is None else f"<= {one.limit:g}"
        table.add_row(one.name, f"{one.value:.4g} {one.unit}", limit, "EXCEEDED" if one.exceeded else "")
    Console().print(table)


def _report(measures: Sequence[Measure]) -> Report:
    return Report(
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        processors=os.cpu_count() or 0,
        measures=tuple(measures),
    )


if __name__ == "__main__":
    sys.exit(main())
