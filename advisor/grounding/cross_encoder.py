"""A cross-encoder for inference (NLI) as a second opinion, where one is configured; the engine works without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from advisor.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_ENTAILMENT = "entail"


class CrossEncoderJudge:
    """Probability that passages entail a claim, by a sentence-transformers cross-encoder.

    A model with a class named entailment is read by that class; one with a single output by its sigmoid. Loading takes
    seconds and hundreds of megabytes: only a configured model pays for it.
    """

    def __init__(self, name: str) -> None:
        """`name`: a model's name or folder. Raises ModelUnavailable where it cannot be loaded or does not judge entailment."""
        try:
            from sentence_transformers import CrossEncoder

            self._model: CrossEncoder = CrossEncoder(name)
        except (OSError, ValueError, ImportError) as error:
            raise ModelUnavailable(
                f"核验模型“{name}”无法载入（{type(error).__name__}）；请检查 ADVISOR_JUDGE_MODEL。"
            ) from error
        self._entailment = _entailment_class(self._model)
        if self._entailment is None and self._model.config.num_labels != 1:
            raise ModelUnavailable(f"核验模型“{name}”没有表示蕴含（entailment）的类别；请换一个自然语言推理模型。")

    def __call__(self, claim: str, passages: Sequence[str]) -> float | None:
        """The probability; None for passages without text."""
        held = "\n".join(one for one in passages if one.strip())
        if not held:
            return None
        scores = np.atleast_1d(
            self._model.predict([(held, claim)], activation_fn=_identity, show_progress_bar=False)[0]
        )
        if self._entailment is None:
            return float(1 / (1 + np.exp(-scores[0])))
        shares = np.exp(scores - scores.max())
        return float(shares[self._entailment] / shares.sum())


def _entailment_class(model: CrossEncoder) -> int | None:
    labels: dict[int, str] = model.config.id2label or {}
    return next((int(number) for number, label in labels.items() if _ENTAILMENT in str(label).lower()), None)


def _identity(values: object) -> object:
    return values
