"""Two runs of one task, item by item: what differs beyond chance, and which items were lost or won."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ConfigDict

from advisor.errors import BadInput
from advisor.types import Data
from evals.core.intervals import PairedDifference, compare_paired
from evals.core.measures import ItemResult, Measure, Role, is_number
from evals.core.results import RunConfig, RunResult


class ItemChange(Data):
    """An item whose value of a measure got worse (lost) or better (won), with the newer run's evidence."""

    measure: str
    before: float
    after: float
    item: ItemResult


class MeasureComparison(Data):
    """One measure in both runs. `fell_silent`: items with a number in the first run and none in the second."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    measure: Measure
    paired: PairedDifference
    fell_silent: tuple[str, ...] = ()
    lost: tuple[ItemChange, ...] = ()
    won: tuple[ItemChange, ...] = ()

    @property
    def is_worse(self) -> bool:
        """Whether the second run is significantly worse."""
        fell = self.paired.difference.value < 0
        return self.paired.significant and fell == self.measure.higher_is_better

    @property
    def is_better(self) -> bool:
        """Whether the second run is significantly better."""
        return self.paired.significant and not self.is_worse


class Comparison(Data):
    """What a comparison reports; `first` is the older or reference run."""

    first: RunConfig
    second: RunConfig
    column: str
    measures: tuple[MeasureComparison, ...]
    common: int
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def compare_results(first: RunResult, second: RunResult, *, column: str | None = None) -> Comparison:
    """Compare one column of two runs of the same task, by default the first. Raises BadInput where it cannot be done."""
    if first.config.task != second.config.task:
        raise BadInput(
            f"两次评测的任务不同（{first.config.task_label}、{second.config.task_label}），不能比较；请选同一任务的两个结果。"
        )
    chosen = column or first.config.columns[0].key
    before, after = _by_id(first, chosen), _by_id(second, chosen)
    common = [key for key in before if key in after]
    if not common:
        raise BadInput("两次评测没有共同的条目，不能比较；请选同一题集的两个结果。")
    measures = [one for one in second.config.measures if one.paired and one.role is not Role.COLUMN]
    return Comparison(
        first=first.config,
        second=second.config,
        column=chosen,
        measures=tuple(
            found
            for measure in measures
            if (found := compare_measure(measure, [(before[key], after[key]) for key in common])) is not None
        ),
        common=len(common),
        only_first=tuple(key for key in before if key not in after),
        only_second=tuple(key for key in after if key not in before),
        notes=tuple(_notes(first.config, second.config)),
    )


def compare_measure(measure: Measure, pairs: Sequence[tuple[ItemResult, ItemResult]]) -> MeasureComparison | None:
    """One measure over the items of both runs; None where no item has a say in either."""
    numbers, silent, changes = [], [], []
    for before, after in pairs:
        old, new = before.values.get(measure.key), after.values.get(measure.key)
        if old is None or not is_number(old):
            continue
        if new is None or not is_number(new):
            silent.append(after.id)
            continue
        numbers.append((old, new))
        if old != new:
            changes.append(ItemChange(measure=measure.key, before=old, after=new, item=after))
    if not numbers and not silent:
        return None
    worse = [one for one in changes if (one.after < one.before) == measure.higher_is_better]
    return MeasureComparison(
        measure=measure,
        paired=compare_paired([old for old, _ in numbers], [new for _, new in numbers]),
        fell_silent=tuple(silent),
        lost=tuple(sorted(worse, key=_size_of_change)),
        won=tuple(sorted((one for one in changes if one not in worse), key=_size_of_change)),
    )


def _size_of_change(change: ItemChange) -> tuple[float, str]:
    return -abs(change.after - change.before), change.item.id


def _by_id(result: RunResult, column: str) -> dict[str, ItemResult]:
    items = {item.id: item for item in result.of_column(column)}
    if not items:
        keys = "、".join(one.key for one in result.config.columns)
        raise BadInput(f"结果里没有名为“{column}”的列；可用的列：{keys}。")
    return items


def _notes(first: RunConfig, second: RunConfig) -> Iterable[str]:
    if first.set_sha256 != second.set_sha256:
        yield "两次评测所用的题集文件内容不同，只比较编号相同的条目。"
    if first.limit != second.limit:
        yield "至少一次评测只取了题集的一部分。"
    if first.versions.corpus != second.versions.corpus:
        yield "两次评测的资料库版本不同。"
