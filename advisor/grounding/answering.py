"""Whether a passage answers a question: a small model over the tokens of both, and how they fit.

It is the support model taught further with the questions of the library (`python -m evals.answering_model.fit`): where
that one asks whether a passage bears a sentence out, this one asks whether it tells what a question wants to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from advisor.grounding.check import measurements
from advisor.grounding.reading import read_together
from advisor.grounding.support_model import read_by_itself, run_graph, what_is_judged

MODEL = Path(__file__).with_name("answering_model")
_NOTHING_TO_SAY = -8.0


def answering(question: str, passages: Sequence[str], *, model: Path = MODEL) -> list[float]:
    """How far each passage answers the question: log-odds, about -8 (not at all) to 4 (surely).

    `model`: the folder with the two graphs.
    """
    return [_answering(question, passage, model) for passage in passages]


@lru_cache(maxsize=4_096)
def _answering(question: str, passage: str, model: Path) -> float:
    reading, held = read_together(question, [passage])
    aligned, measures, _, _ = measurements(reading, held, ())
    if not aligned.relations.size or aligned.claim is None or aligned.held is None:
        return _NOTHING_TO_SAY
    claim, held_tokens = (read_by_itself(one, model) for one in (aligned.claim, aligned.held))
    asked = what_is_judged(aligned, measures, claim=claim, held=held_tokens)
    return float(run_graph(model / "judging.onnx", asked)[0, 0])
