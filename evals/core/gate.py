"""The regression gate: today's program against the committed baseline, item by item."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field, ValidationError
from rich.console import Console
from rich.text import Text

from advisor.cli_edge import say
from advisor.errors import BadInput
from advisor.settings import Settings
from advisor.types import Data
from evals.core.comparison import MeasureComparison, compare_measure
from evals.core.measures import Column, ItemResult, Measure, is_number
from evals.core.report_terminal import comparison_row, show_changes
from evals.core.results import RunResult, read_lines, write_lines
from evals.core.running import run_task
from evals.core.tasks import EVALS, RunOptions, Task, load_task

GATE_FILE = EVALS / "gate.toml"
BASELINE = EVALS / "baseline"

MOST_SILENT = 0.05
"""The share of a gated measure's items that may lose their value before the comparison itself is in doubt."""

_DIGITS = 6
_LOST_SHOWN = 5


class GateRun(Data):
    """One task on one set, the set as a path under evals/."""

    task: str
    set: str


class _GateFile(Data):
    run: tuple[GateRun, ...] = Field(min_length=1)


class BaselineItem(Data):
    """The gated values of one item in the committed baseline. Nothing else is kept, so that diffs stay readable."""

    set: str
    column: str
    id: str
    values: dict[str, float]


class Guarded(Data):
    """A gated measure in one column, compared with the baseline."""

    column: Column
    comparison: MeasureComparison

    @property
    def name(self) -> str:
        """Measure and column as a reader sees them."""
        return f"{self.comparison.measure.label}（{self.column.label}）"

    @property
    def has_fallen_silent(self) -> bool:
        """Whether so many items lost their value that comparing the rest says little."""
        silent = len(self.comparison.fell_silent)
        return silent > MOST_SILENT * (self.comparison.paired.items + silent)


class Finding(Data):
    """What the gate found on one task and set: comparisons, and items the baseline holds that the set lacks."""

    task_label: str
    set_name: str
    guarded: tuple[Guarded, ...]
    missing: tuple[str, ...] = ()
    added: int = 0

    @property
    def failures(self) -> list[str]:
        """Why the gate does not let this pass, one Chinese line each; empty when it does."""
        lines = [f"{one.name}显著变差" for one in self.guarded if one.comparison.is_worse]
        lines += [
            f"{one.name}有{len(one.comparison.fell_silent)}条失去数值，无法比较"
            for one in self.guarded
            if one.has_fallen_silent
        ]
        if self.missing:
            lines.append(
                f"基准中的{len(self.missing)}条不在题集里（{'、'.join(self.missing[:5])}等）；有意删改后请重写基准"
            )
        return lines


def run_gate(
    console: Console, *, settings: Settings | None = None, gate_file: Path = GATE_FILE, baseline: Path = BASELINE
) -> bool:
    """Run everything the gate names and print what was lost; True where nothing got significantly worse.

    Raises BadInput where gate file, set or baseline cannot be read.
    """
    began, passed = time.perf_counter(), True
    for task, result in _runs(gate_file, settings or Settings.load()):
        finding = judge_against_baseline(task, result, _baseline_items(baseline, task.name))
        show_finding(finding, console)
        passed = passed and not finding.failures
    verdict = "通过：没有显著退步" if passed else "未通过"
    console.print(Text(f"回归检查{verdict}（{time.perf_counter() - began:.0f}秒）", style="bold"))
    return passed


def write_baseline(
    *, settings: Settings | None = None, gate_file: Path = GATE_FILE, baseline: Path = BASELINE
) -> list[Path]:
    """Run everything the gate names and write the baseline afresh; gives the files written. Raises BadInput."""
    by_task: dict[str, list[BaselineItem]] = {}
    for task, result in _runs(gate_file, settings or Settings.load()):
        compact = (_compact(item, result.config.set_name, gated(task)) for item in result.items)
        by_task.setdefault(task.name, []).extend(one for one in compact if one.values)
    written = []
    for name, records in by_task.items():
        file = baseline / name / "items.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_lines(file, sorted(records, key=lambda one: (one.set, one.column, one.id)))
        written.append(file)
    return written


def judge_against_baseline(task: Task, result: RunResult, baseline: Sequence[BaselineItem]) -> Finding:
    """Compare a run with the baseline of the same set. Pure. Raises BadInput for no baseline."""
    set_name = result.config.set_name
    before = {(one.column, one.id): one for one in baseline if one.set == set_name}
    if not before:
        raise BadInput(f"“{task.label}”在题集“{set_name}”上还没有基准；请运行 python -m evals baseline 并提交。")
    after = {(item.column, item.id) for item in result.items}
    counted = [item for item in result.items if _compact(item, set_name, gated(task)).values]
    return Finding(
        task_label=task.label,
        set_name=set_name,
        guarded=tuple(_guarded(task, result, before)),
        missing=tuple(dict.fromkeys(key[1] for key in before if key not in after)),
        added=len({item.id for item in counted if (item.column, item.id) not in before}),
    )


def _guarded(task: Task, result: RunResult, before: Mapping[tuple[str, str], BaselineItem]) -> Iterator[Guarded]:
    for column in result.config.columns:
        pairs = [
            (item.model_copy(update={"values": dict(before[column.key, item.id].values)}), _rounded(item))
            for item in result.of_column(column.key)
            if (column.key, item.id) in before
        ]
        for measure in gated(task):
            comparison = compare_measure(measure, pairs)
            if comparison is not None:
                yield Guarded(column=column, comparison=comparison)


def show_finding(finding: Finding, console: Console) -> None:
    """Print one line a gated measure, the items lost, and why the gate fails if it does."""
    console.print(Text(f"{finding.task_label}（{finding.set_name}）", style="bold"))
    for one in finding.guarded:
        _, items, before, after, difference, changed, p, found = comparison_row(one.comparison)
        line = f"  {one.name}：{before} → {after}，差 {difference}，退步/进步 {changed}，p {p}，{items}条：{found}"
        console.print(Text(line, style="red" if one.comparison.is_worse else ""))
    for one in finding.guarded:
        lost = one.comparison.lost
        most = len(lost) if one.comparison.is_worse else _LOST_SHOWN
        show_changes(f"  {one.name}：退步的条目", lost, one.comparison, console, most=most)
    if finding.added:
        console.print(Text(f"  {finding.added}条是新增的，基准里还没有，未作比较。", style="dim"))
    for failure in finding.failures:
        console.print(Text(f"  不通过：{failure}", style="bold red"))


def gated(task: Task) -> list[Measure]:
    """The measures of a task that the gate guards. Raises ValueError, a fault of the program, for one not paired."""
    measures = [one for one in task.measures if one.gated]
    unpaired = [one.key for one in measures if not one.paired]
    if unpaired:
        raise ValueError(f"{task.name}: measures {unpaired} cannot be gated, their items depend on the system")
    return measures


def _runs(gate_file: Path, settings: Settings) -> Iterator[tuple[Task, RunResult]]:
    for one in _read_gate(gate_file):
        task, path = load_task(one.task), gate_file.parent / one.set
        if not path.is_file():
            raise BadInput(f"{gate_file.name} 所列的题集“{one.set}”不存在；请改正该文件。")
        say(f"正在评测：{task.label}（{path.stem}）")
        result, _ = run_task(task, RunOptions(set_file=path, settings=settings))
        yield task, result


def _read_gate(path: Path) -> tuple[GateRun, ...]:
    try:
        return _GateFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).run
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadInput(f"回归检查的设置“{path.name}”读不出来：{str(error).splitlines()[0]}。") from error


def _baseline_items(folder: Path, task: str) -> list[BaselineItem]:
    path = folder / task / "items.jsonl"
    return read_lines(path, BaselineItem) if path.is_file() else []


def _compact(item: ItemResult, set_name: str, measures: Sequence[Measure]) -> BaselineItem:
    values = {measure.key: item.values.get(measure.key) for measure in measures}
    kept = {key: round(value, _DIGITS) for key, value in values.items() if value is not None and is_number(value)}
    return BaselineItem(set=set_name, column=item.column, id=item.id, values=kept)


def _rounded(item: ItemResult) -> ItemResult:
    values = {key: None if value is None else round(value, _DIGITS) for key, value in item.values.items()}
    return item.model_copy(update={"values": values})
