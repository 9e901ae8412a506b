from __future__ import annotations

import pytest

from advisor.errors import BadInput
from evals.core.tasks import FILES_OF_A_TASK, load_task, task_names


def test_a_task_is_a_folder_with_the_three_files(tmp_path):
    for name in FILES_OF_A_TASK:
        (tmp_path / "whole").mkdir(exist_ok=True)
        (tmp_path / "whole" / name).touch()
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "cli.py").touch()
    assert task_names(tmp_path) == ["whole"]


@pytest.mark.parametrize("name", task_names())
def test_every_task_can_be_loaded_and_describes_its_measures(name):
    task = load_task(name)
    assert task.name == name
    keys = [measure.key for measure in task.described]
    assert len(keys) == len(set(keys))
    assert all(measure.label and (measure.meaning or measure.role == "column") for measure in task.described)
    assert {key for statistic in task.statistics for key in statistic.inputs} <= set(keys)


def test_an_unknown_task_names_those_there_are():
    with pytest.raises(BadInput, match="grounding"):
        load_task("nothing")
