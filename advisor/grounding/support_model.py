"""The small calibrated model that turns what was measured of a claim and its passages into a probability of support.

A small transformer reads the claim by itself, and the passages as one text; then each token of the claim looks, twice, for the held
tokens that bear on it, led by how the two fit, and is compared with what it found; mean, maximum and two weighted means
of the tokens are joined with the measures of the whole. A second output tells denial from silence. Trained by
`python -m evals.grounding_model.fit`, written as two graphs by `python -m evals.grounding_model.export`; this module only runs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from advisor.grounding.alignment import Alignment
from advisor.grounding.lexemes import OWN_FEATURES, Floats
from advisor.grounding.tokens import Tokens

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = Path(__file__).with_name("model")
MOST_TOKENS = 64
# Claims and passages are asked again and again while one answer or draft is checked, by two models; a passage of 60 tokens
# takes 77 kB.
_MOST_KEPT, _MOST_JUDGED = 1_024, 512
_ONLY_FAULTS = 3


class Judgement(NamedTuple):
    """Probability that the passages support the claim, and that, if they do not, they say otherwise."""

    supported: float
    denied: float


# One sentence of a draft is held against the same passage for itself and for its clauses.
_JUDGED: dict[tuple[Tokens, Tokens, bytes], Judgement] = {}


@cache
def _graph(path: Path) -> InferenceSession:
    """A graph, run on one core: several questions are answered at the same time."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(_ONLY_FAULTS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run_graph(path: Path, inputs: Mapping[str, Floats]) -> Floats:
    """The one output of a graph that `evals.grounding_model.export` has written."""
    [made] = _graph(path).run(None, dict(inputs))
    return np.asarray(made)


def weigh(aligned: Alignment, measures: Floats) -> Judgement:
    """What the model holds of a claim; `measures`: of the whole. Tokens beyond MOST_TOKENS are not read."""
    if not aligned.relations.size:
        return Judgement(0.0, 0.0)
    if not aligned.claim or not aligned.held:
        return _judgement(aligned, measures)
    asked = aligned.claim, aligned.held, measures.tobytes()
    known = _JUDGED.get(asked)
    if known is None:
        if len(_JUDGED) >= _MOST_JUDGED:
            _JUDGED.clear()
        known = _JUDGED[asked] = _judgement(aligned, measures)
    return known


def _judgement(aligned: Alignment, measures: Floats) -> Judgement:
    asked = what_is_judged(aligned, measures, claim=_of_claim(aligned), held=_of_passages(aligned))
    [logits] = run_graph(MODEL / "judging.onnx", asked)
    supported, denied = (float(1 / (1 + np.exp(-logit))) for logit in logits)
    return Judgement(supported, denied)


def what_is_judged(aligned: Alignment, measures: Floats, *, claim: Floats, held: Floats) -> dict[str, Floats]:
    """The inputs of a judging graph; `claim`, `held`: the tokens of both as they were read."""
    return {
        "claim": claim[:MOST_TOKENS],
        "held": held,
        "rows": aligned.rows[:MOST_TOKENS],
        "relations": aligned.relations[:, :MOST_TOKENS],
        "measures": measures[None],
    }


def _of_claim(aligned: Alignment) -> Floats:
    if aligned.claim:
        return read_by_itself(aligned.claim, MODEL)
    return _read(aligned.claim_vectors, aligned.rows[:, :OWN_FEATURES], MODEL)


def _of_passages(aligned: Alignment) -> Floats:
    return read_by_itself(aligned.held, MODEL) if aligned.held else _read(aligned.held_vectors, aligned.held_own, MODEL)


@lru_cache(maxsize=_MOST_KEPT)
def read_by_itself(tokens: Tokens, model: Path) -> Floats:
    """The tokens of a text as the reading graph in a folder reads it by itself; kept for the next time."""
    return _read(tokens.vectors(), tokens.own, model)


def _read(vectors: Floats, own: Floats, model: Path) -> Floats:
    return run_graph(model / "reading.onnx", {"vectors": vectors, "own": own})
