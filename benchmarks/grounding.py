"""How many claim-passage pairs the grounding engine checks a second, on one core, nothing cached beforehand."""

from __future__ import annotations

import time
from pathlib import Path

from advisor.grounding import check_claim
from benchmarks.measure import ROOT, Measure, percentile
from evals.grounding.pairs import Purpose, load_pairs

_WARM_UP = 30
_PAIRS_AIMED_AT = 2000


def measure(folder: Path) -> list[Measure]:
    """Every pair of the tuning split once, in the order of the file; the first ones load what is loaded lazily."""
    pairs = load_pairs(ROOT / "evals" / "sets" / "grounding" / "tune.jsonl", purpose=Purpose.MEASURING)
    for pair in pairs[:_WARM_UP]:
        check_claim(pair.claim, [pair.passage])
    spent = []
    for pair in pairs[_WARM_UP:]:
        began = time.process_time()
        check_claim(pair.claim, [pair.passage])
        spent.append((time.process_time() - began) * 1000)
    mean = sum(spent) / len(spent)
    return [
        Measure(name="grounding, pairs a second of processor time", value=1000 / mean, unit="pairs/s"),
        Measure(name="grounding, milliseconds a pair", value=mean, unit="ms", limit=1000 / _PAIRS_AIMED_AT),
        Measure(name="grounding, p95", value=percentile(spent, 95), unit="ms"),
    ]
