from __future__ import annotations

import numpy as np
import pytest

from evals.fit_confidence import FEATURES, Case, Observation, fit_weights, predicted
from evals.retrieval_study.holdback import Group, Part


def observation(case: Case, **features: float) -> Observation:
    return Observation(
        case=case,
        group=Group.WITH_ASKS,
        part=Part.CHOOSING,
        values=tuple(features.get(name, 0.5) for name in FEATURES),
        shipped=0.5,
    )


@pytest.fixture
def observations():
    random = np.random.default_rng(1)
    held = [observation(Case.HELD, dense=0.8 + n, ask_similarity=0.2) for n in random.normal(0, 0.1, 50)]
    away = [observation(Case.TAKEN_AWAY, dense=0.3 + n, ask_similarity=0.6) for n in random.normal(0, 0.1, 50)]
    return [*held, *away]


def test_what_tells_held_from_not_held_gets_the_weight(observations):
    bias, weights = fit_weights(observations)
    probability = predicted(observations, bias, weights)
    assert weights["dense"] == max(weights.values()) > 0
    assert probability[:50].mean() > 0.7 > 0.3 > probability[50:].mean()


def test_no_feature_may_speak_against_a_passage(observations):
    _, weights = fit_weights(observations)
    assert weights["ask_similarity"] == 0
    assert all(weight >= 0 for weight in weights.values())
