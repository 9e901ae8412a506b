"""How long a running advisor takes for a question, over the development questions."""

from __future__ import annotations

import time
from pathlib import Path

from advisor import Advisor
from advisor.index.build import build
from advisor.settings import Settings
from benchmarks.measure import Measure, development_items, percentile
from evals.questions.items import Item

WARM_UP = 20


def measure(folder: Path) -> list[Measure]:
    """Each question once, in order, in this process, after a few that load what is loaded lazily."""
    settings = Settings(home=folder)
    build(settings)
    began = time.perf_counter()
    advisor = Advisor.open(settings)
    opened = time.perf_counter() - began
    items = development_items()
    for item in items[:WARM_UP]:
        _seconds(advisor, item)
    processor = time.process_time()
    spent = [_seconds(advisor, item) * 1000 for item in items]
    processor = (time.process_time() - processor) * 1000
    return [
        Measure(name="opening the advisor", value=opened, unit="s"),
        Measure(name="warm question, p50", value=percentile(spent, 50), unit="ms", limit=30),
        Measure(name="warm question, p95", value=percentile(spent, 95), unit="ms", limit=100),
        Measure(name="warm question, processor, mean", value=processor / len(items), unit="ms"),
        Measure(name="warm question, longest", value=max(spent), unit="ms"),
    ]


def _seconds(advisor: Advisor, item: Item) -> float:
    began = time.perf_counter()
    advisor.ask(item.question, history=item.history, as_of=item.as_of)
    return time.perf_counter() - began
