"""What one question costs a process that answers it and ends, beside a process that only loads the libraries."""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.index.build import build
from advisor.settings import Settings
from benchmarks.measure import Measure, advisor_command, cost_of, median

QUESTION = "鞍山直播电商现在做到多大规模了？"
ROUNDS = 7
# The floor of the budget: the libraries a question could need, and nothing done with them.
LIBRARIES = (
    "import chromadb, langchain_core.retrievers, pydantic, typer, jieba; jieba.setLogLevel(60); jieba.initialize()"
)


def measure(folder: Path) -> list[Measure]:
    """Median of several rounds by turns, after one that warms the disk cache."""
    build(Settings(home=folder))
    ask = advisor_command("ask", QUESTION, "--json")
    floor = [sys.executable, "-c", LIBRARIES]
    pairs = [(cost_of(ask, home=folder), cost_of(floor, home=folder)) for _ in range(ROUNDS + 1)][1:]
    answered = [pair[0] for pair in pairs]
    ratios = [one.processor_seconds / other.processor_seconds for one, other in pairs]
    return [
        Measure(name="cold ask", value=median([one.seconds for one in answered]), unit="s", limit=2.0),
        Measure(name="cold ask, processor", value=median([one.processor_seconds for one in answered]), unit="s"),
        Measure(name="cold ask, largest memory", value=max(one.megabytes for one in answered), unit="MB", limit=300),
        Measure(name="cold ask / loading the libraries", value=median(ratios), unit="times"),
        Measure(name="advisor --help", value=median(_help_seconds(folder)), unit="s"),
    ]


def _help_seconds(folder: Path) -> list[float]:
    return [cost_of(advisor_command("--help"), home=folder).seconds for _ in range(ROUNDS)]
