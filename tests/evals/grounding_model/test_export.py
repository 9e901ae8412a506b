from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from advisor.grounding import support_model
from evals.grounding_model.export import main


def test_the_stored_graphs_are_those_of_the_stored_weights(tmp_path: Path) -> None:
    assert main(["--output", str(tmp_path)]) == 0
    for name in ("reading.onnx", "judging.onnx"):
        made, stored_one = (_numbers_of(folder / name) for folder in (tmp_path, support_model.MODEL))
        assert made.keys() == stored_one.keys()
        assert all(np.array_equal(made[key], stored_one[key]) for key in made)


def _numbers_of(path: Path) -> dict[str, np.ndarray]:
    return {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}


def test_weights_that_cannot_be_read_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "weights.npz").write_text("not weights")
    assert main(["--weights", str(tmp_path / "weights.npz"), "--output", str(tmp_path)]) == 2
    assert "cannot be read as weights" in capsys.readouterr().err
    assert not (tmp_path / "reading.onnx").exists()
