"""Every variant of retrieval on one testbed, and the choice of the fusion weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.index.embedding import Embedder, embedded_text
from advisor.index.hashed import HashedEmbedder
from advisor.library.knowledge import Knowledge
from advisor.types import Data
from evals.retrieval_study.metrics import Interval, interval, measure
from evals.retrieval_study.testbeds import Testbed, without_asks
from evals.retrieval_study.variants import Run, dense_run, fused_ranks, fused_scores, lexical_run, write_record

ASK_WEIGHTS = (0.0, 0.1, 0.2, 0.5, 1.0)
FUSION_WEIGHTS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
SHIPPED_ASK_WEIGHT = 0.1
PLAIN = "BM25 without asks"
_HASHED_WEIGHTS = (0.05, 0.1, 0.3)
_NEGLIGIBLE = 0.01
_BEARABLE_LOSS = 0.02


class Row(Data):
    """One variant on one group: measures, and paired differences to BM25 without asks."""

    group: str
    variant: str
    values: dict[str, Interval]
    gains: dict[str, Interval]


def fused_name(ask_weight: float, weight: float) -> str:
    """What a fused variant is called in the tables."""
    return f"BM25, asks x {ask_weight:g} + {weight:g} x static"


def all_runs(knowledge: Knowledge, testbed: Testbed, static: Embedder, scratch: Path) -> dict[str, Run]:
    """The variants by name: words, vectors, and both fused with several weights."""
    questions = testbed.questions
    write_record(knowledge, without_asks(testbed.passages), scratch / "plain.sqlite3")
    write_record(knowledge, testbed.passages, scratch / "asks.sqlite3")
    plain = lexical_run(scratch / "plain.sqlite3", questions)
    hashed = dense_run(
        testbed.passages, questions, HashedEmbedder.learned_from(embedded_text(one) for one in testbed.passages)
    )
    dense = dense_run(testbed.passages, questions, static)
    runs = {PLAIN: plain, "hashed alone": hashed, "static alone": dense}
    runs |= {f"{PLAIN} + {w:g} x hashed": fused_scores(plain, hashed, w) for w in _HASHED_WEIGHTS}
    runs |= {f"{PLAIN} + {w:g} x static": fused_scores(plain, dense, w) for w in FUSION_WEIGHTS}
    if not any(passage.asks for passage in testbed.passages):
        return runs
    for ask_weight in ASK_WEIGHTS:
        lexical = lexical_run(scratch / "asks.sqlite3", questions, ask_weight=ask_weight)
        runs[f"BM25, asks x {ask_weight:g}"] = lexical
        runs |= {fused_name(ask_weight, w): fused_scores(lexical, dense, w) for w in FUSION_WEIGHTS}
        runs[f"BM25, asks x {ask_weight:g}, RRF with static"] = fused_ranks(lexical, dense)
    return runs


def compare(runs: Mapping[str, Run], testbed: Testbed) -> list[Row]:
    """Measures of every variant on every group of the testbed."""
    rows = []
    for group, gold in testbed.groups.items():
        plain = measure(runs[PLAIN], gold)
        for variant, run in runs.items():
            values = measure(run, gold)
            rows.append(
                Row(
                    group=group,
                    variant=variant,
                    values={name: interval(of_query) for name, of_query in values.items()},
                    gains={name: interval(of_query - plain[name]) for name, of_query in values.items()},
                )
            )
    return rows


def choose_weight(rows: Sequence[Row], ask_weight: float, foreign: Sequence[Row] = ()) -> float:
    """The smallest weight within one point of the best mean nDCG@10 of both groups, on the choosing half.

    The smallest, since weight on vectors costs documents that are far from what they were trained on; a weight that
    costs those more than two points of any measure is out. Without foreign rows every weight may be chosen.
    """
    harmful = {row.variant for row in foreign if any(gain.mean < -_BEARABLE_LOSS - 1e-9 for gain in row.gains.values())}
    allowed = [weight for weight in FUSION_WEIGHTS if f"{PLAIN} + {weight:g} x static" not in harmful]
    means = {weight: _mean_ndcg(rows, fused_name(ask_weight, weight)) for weight in allowed}
    best = max(means.values())
    return min(weight for weight, mean in means.items() if mean >= best - _NEGLIGIBLE)


def _mean_ndcg(rows: Sequence[Row], variant: str) -> float:
    found = [row.values["nDCG@10"].mean for row in rows if row.variant == variant and row.group.endswith("choosing")]
    return sum(found) / len(found)
