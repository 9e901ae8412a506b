"""Boosted trees of the support model, and their layout for the reader in advisor/grounding/support_model.py."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

_TREES, _DEPTH, _RATE, _FEWEST_IN_LEAF = 300, 5, 0.05, 20


def grow(
    values: NDArray[np.float32], labels: NDArray[np.float32], weights: NDArray[np.float32]
) -> HistGradientBoostingClassifier:
    """Trees fitted to the pooled values of many claims."""
    trees = HistGradientBoostingClassifier(
        max_depth=_DEPTH,
        max_iter=_TREES,
        learning_rate=_RATE,
        min_samples_leaf=_FEWEST_IN_LEAF,
        l2_regularization=1.0,
        random_state=0,
    )
    return trees.fit(values, labels.astype(int), sample_weight=weights)


def stored(trees: HistGradientBoostingClassifier) -> dict[str, NDArray[np.generic]]:
    """Arrays (tree, node): a leaf leads to itself, so that all trees can be followed for the same number of steps."""
    grown = [one[0].nodes for one in trees._predictors]
    most = max(len(nodes) for nodes in grown)
    arrays: dict[str, NDArray[np.generic]] = {
        "feature": np.zeros((len(grown), most), dtype=np.int16),
        "threshold": np.zeros((len(grown), most), dtype=np.float32),
        "left": np.tile(np.arange(most, dtype=np.int16), (len(grown), 1)),
        "right": np.tile(np.arange(most, dtype=np.int16), (len(grown), 1)),
        "value": np.zeros((len(grown), most), dtype=np.float32),
    }
    for row, nodes in enumerate(grown):
        inner = np.flatnonzero(nodes["is_leaf"] == 0)
        for name, field in (
            ("feature", "feature_idx"),
            ("threshold", "num_threshold"),
            ("left", "left"),
            ("right", "right"),
        ):
            arrays[name][row, inner] = nodes[field][inner]
        arrays["value"][row, : len(nodes)] = nodes["value"]
    arrays["root"] = np.zeros(len(grown), dtype=np.int16)
    arrays["depth"] = np.array(max(int(nodes["depth"].max()) for nodes in grown))
    arrays["base"] = np.array(float(np.ravel(trees._baseline_prediction)[0]), dtype=np.float32)
    return arrays
