"""A run's result folder: everything needed to read it, repeat it and compare it with another."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from advisor.errors import BadInput
from advisor.types import Data
from evals.core.complaints import explained, unreadable
from evals.core.measures import Column, Estimate, Fact, ItemResult, Measure, TableShown, is_not_judged
from evals.core.provenance import RunVersions

RESULTS = Path(__file__).resolve().parents[1] / "results"
"""Where result folders are kept; git ignores it."""

CONFIG, ITEMS, ITEMS_TABLE, AGGREGATE, REPORT, DATA = (
    "config.json",
    "items.jsonl",
    "items.csv",
    "aggregate.json",
    "report.html",
    "data",
)
# A spreadsheet would run a text that begins like a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Model = TypeVar("Model", bound=Data)


class RunConfig(Data):
    """How a run was made, and how its numbers are to be read."""

    task: str
    task_label: str
    about: str = ""
    set_name: str
    set_sha256: str = ""
    started: datetime
    seconds: float = 0.0
    limit: int | None = None
    argument_line: str = ""
    settings: dict[str, str] = Field(default_factory=dict, description="secrets hidden")
    versions: RunVersions
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    labels: dict[str, str] = Field(default_factory=dict, description="Chinese names of kinds and tags")

    def measure(self, key: str) -> Measure:
        """The description of a measure; one that is not described is named by its key."""
        return next((one for one in self.measures if one.key == key), Measure(key=key, label=key))


class Aggregate(Data):
    """What is reported of a run besides its items."""

    estimates: tuple[Estimate, ...]
    tables: tuple[TableShown, ...] = ()
    facts: tuple[Fact, ...] = ()


class RunResult(Data):
    """A whole run, in memory."""

    config: RunConfig
    items: tuple[ItemResult, ...]
    aggregate: Aggregate

    def of_column(self, column: str) -> list[ItemResult]:
        """The items of one column, in the order of the set."""
        return [item for item in self.items if item.column == column]

    def estimate(self, measure: str, *, column: str, group: str = "") -> Estimate | None:
        """One estimate, or None where it was not made."""
        wanted = (measure, column, group)
        return next((e for e in self.aggregate.estimates if (e.measure, e.column, e.group) == wanted), None)


def write_result(
    result: RunResult,
    report: str,
    *,
    outputs: Sequence[Data] = (),
    inputs: Iterable[Path] = (),
    under: Path = RESULTS,
) -> Path:
    """Write a result folder in one move, so that none is ever half written; gives the folder.

    `report` is the finished HTML page; `inputs` are copied, and `outputs` written, to its `data/`.
    """
    under.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=".half-", dir=under))
    try:
        _write_parts(half, result, report)
        _write_data(half / DATA, outputs, inputs)
        half.chmod(0o755)
        return half.rename(free_folder(result.config, under))
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def free_folder(config: RunConfig, under: Path) -> Path:
    """The folder of a run: UTC time, task and set; numbered where two runs began in the same second."""
    name = f"{config.started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{config.task}-{config.set_name}"
    candidates = [under / name, *(under / f"{name}-{number}" for number in range(2, 100))]
    return next(path for path in candidates if not path.exists())


def load_result(folder: Path) -> RunResult:
    """Read a result folder. Raises BadInput with one line that names the file and what is wrong with it."""
    if not folder.is_dir():
        raise BadInput(f"找不到结果文件夹“{folder}”；请给出 evals/results 下的一个文件夹。")
    return RunResult(
        config=_read(folder / CONFIG, RunConfig),
        items=tuple(read_lines(folder / ITEMS, ItemResult)),
        aggregate=_read(folder / AGGREGATE, Aggregate),
    )


def read_lines(path: Path, model: type[Model]) -> list[Model]:
    """The records of a JSON Lines file. Raises BadInput naming file and line for one that cannot be read."""
    return [_validated(line, model, f"{path.name} 第{number}行") for number, line in numbered_lines(path)]


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a UTF-8 file that are not empty, with their numbers from 1. Raises BadInput for no such file."""
    text = _text(path)
    # Not splitlines: it also parts at characters that may stand inside a JSON string.
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def write_lines(path: Path, records: Iterable[Data]) -> None:
    """Write records as JSON Lines."""
    path.write_text("".join(f"{record.model_dump_json()}\n" for record in records), encoding="utf-8")


def _write_parts(folder: Path, result: RunResult, report: str) -> None:
    (folder / CONFIG).write_text(_pretty(result.config), encoding="utf-8")
    (folder / AGGREGATE).write_text(_pretty(result.aggregate), encoding="utf-8")
    (folder / REPORT).write_text(report, encoding="utf-8")
    write_lines(folder / ITEMS, result.items)
    # With a byte order mark, by which spreadsheets know UTF-8.
    with (folder / ITEMS_TABLE).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_rows(result))


def _write_data(folder: Path, outputs: Sequence[Data], inputs: Iterable[Path]) -> None:
    folder.mkdir()
    if outputs:
        write_lines(folder / "outputs.jsonl", outputs)
    for path in inputs:
        shutil.copyfile(path, folder / path.name)


def _rows(result: RunResult) -> Iterable[list[str]]:
    keys = [measure.key for measure in result.config.measures]
    keys = [key for key in keys if any(key in item.values for item in result.items)]
    yield ["id", "column", "kind", "tags", "text", *keys, "expected", "outcome", "answer", "reasons", "passages"]
    for item in result.items:
        texts = [item.id, item.column, item.kind, " ".join(item.tags), item.text]
        evidence = [item.expected, item.outcome, item.answer, "；".join(item.reasons)]
        passages = "\n".join(f"{passage.label}：{passage.text}" for passage in item.passages)
        yield [
            *map(_harmless, texts),
            *(_cell(item.values.get(key)) for key in keys),
            *map(_harmless, [*evidence, passages]),
        ]


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return "未能评判" if is_not_judged(value) else f"{value:g}"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _pretty(data: Data) -> str:
    return json.dumps(data.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _read(path: Path, model: type[Model]) -> Model:
    return _validated(_text(path), model, path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(unreadable(path, error)) from error


def _validated(text: str, model: type[Model], where: str) -> Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise BadInput(f"{where}不可用：{explained(error)}。") from error
