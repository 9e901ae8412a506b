"""What a task is: a folder under evals/ with `cli.py`, `generate.py` and `evaluate.py`.

`generate` runs the system over a set and gives raw outputs; `evaluate` turns raw outputs into item values and is pure;
`cli` offers both as one `TASK`. Tasks are found by their files, so that adding a folder adds a task.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ConfigDict, SkipValidation

from advisor.errors import BadInput
from advisor.settings import Settings
from advisor.types import Data, Versions
from evals.core.judging import Judge
from evals.core.measures import Column, Fact, ItemResult, Measure, Statistic, TableShown

EVALS = Path(__file__).resolve().parents[1]
FILES_OF_A_TASK = ("cli.py", "generate.py", "evaluate.py")


class RunOptions(Data):
    """What a task is told. `second_judge` is a configured model whose figures are to stand beside ours.

    `asks` False: the library's asks are blanked, to see how much answers lean on them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    set_file: Path
    settings: Settings
    limit: int | None = None
    asks: bool = True
    second_judge: SkipValidation[Judge | None] = None


class Outcome(Data):
    """What a task gives back: values and evidence of every item in every column, and the raw outputs they came from."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    columns: tuple[Column, ...]
    items: tuple[ItemResult, ...]
    outputs: SkipValidation[Sequence[Data]] = ()
    tables: tuple[TableShown, ...] = ()
    facts: tuple[Fact, ...] = ()
    inputs: tuple[Path, ...] = ()
    versions: Versions = Versions()


@dataclass(frozen=True)
class Task:
    """One task. `sets` are run where none is named, each as a run of its own; labels are Chinese."""

    name: str
    label: str
    about: str
    measures: tuple[Measure, ...]
    sets: tuple[Path, ...]
    run: Callable[[RunOptions], Outcome]
    statistics: tuple[Statistic, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """Chinese names of kinds and tags."""

    @property
    def described(self) -> tuple[Measure, ...]:
        """Measures and statistics alike, in the order in which they are shown."""
        return (*self.measures, *(statistic.measure for statistic in self.statistics))


def task_names(folder: Path = EVALS) -> list[str]:
    """The names of all tasks: the folders that hold a task's files."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.is_dir() and all((path / one).is_file() for one in FILES_OF_A_TASK)
    )


def load_task(name: str) -> Task:
    """The task of a name. Raises BadInput, naming those there are, for an unknown one."""
    names = task_names()
    if name not in names:
        raise BadInput(f"没有名为“{name}”的评测任务；可用的任务：{'、'.join(names)}。")
    task = importlib.import_module(f"evals.{name}.cli").TASK
    assert isinstance(task, Task)
    return task
