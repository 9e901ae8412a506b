"""What the grounding engine costs on one core: pairs of claim and passage, and a sentence of an answer at the gate."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from advisor.grounding import check_claim, check_fact
from benchmarks.measure import ROOT, Measure, percentile
from evals.grounding.pairs import Pair, Purpose, load_pairs

_WARM_UP = 30
_PAIRS_AIMED_AT = 2000
_MOST_MILLISECONDS_AT_THE_GATE = 20
_MOST_CITED = 3


def measure(folder: Path) -> list[Measure]:
    """Every pair of the tuning split once, in the order of the file; the first ones load what is loaded lazily."""
    pairs = load_pairs(ROOT / "evals" / "sets" / "grounding" / "tune.jsonl", purpose=Purpose.MEASURING)
    for pair in pairs[:_WARM_UP]:
        check_claim(pair.claim, [pair.passage])
    unread = [_milliseconds(partial(check_claim, pair.claim, [pair.passage])) for pair in pairs[_WARM_UP:]]
    # Other marks at the end: sentences not read before, against passages that were.
    known = [_milliseconds(partial(check_claim, _unread(pair, "！"), [pair.passage])) for pair in pairs[_WARM_UP:]]
    gate = [_milliseconds(_at_the_gate(pairs, number)) for number in range(_WARM_UP, len(pairs))]
    mean = sum(unread) / len(unread)
    return [
        Measure(name="grounding, pairs a second of processor time", value=1000 / mean, unit="pairs/s"),
        Measure(name="grounding, milliseconds a pair", value=mean, unit="ms", limit=1000 / _PAIRS_AIMED_AT),
        Measure(name="grounding, p95", value=percentile(unread, 95), unit="ms"),
        Measure(name="grounding, passage read before", value=1000 * len(known) / sum(known), unit="pairs/s"),
        Measure(name="gate, a sentence against 1 to 3 passages, median", value=percentile(gate, 50), unit="ms"),
        Measure(
            name="gate, a sentence against 1 to 3 passages, p95",
            value=percentile(gate, 95),
            unit="ms",
            limit=_MOST_MILLISECONDS_AT_THE_GATE,
        ),
    ]


def _unread(pair: Pair, mark: str) -> str:
    return pair.claim.rstrip("。") + mark


def _at_the_gate(pairs: Sequence[Pair], number: int) -> Callable[[], object]:
    """The check of a sentence not read before against its passage and up to two others."""
    passages = [pair.passage for pair in pairs[number - number % _MOST_CITED : number + 1]]
    return partial(check_fact, _unread(pairs[number], "；"), passages)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000
