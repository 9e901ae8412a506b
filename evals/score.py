"""`python -m evals score`: the answers of any assistants, side by side. Needs no library and no model."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from advisor.errors import BadInput
from advisor.index.manifest import file_sha256
from advisor.settings import Settings
from advisor.types import Data, Versions
from evals.core.aggregating import aggregate
from evals.core.intervals import compare_paired
from evals.core.judging import Judge, configured_judge
from evals.core.measures import Column, Fact, ItemResult, Role, TableShown, is_not_judged, is_number, shown
from evals.core.provenance import argument_line, shown_settings, versions_of
from evals.core.report_html import render_run
from evals.core.report_terminal import show_run
from evals.core.report_view import difference_shown
from evals.core.results import REPORT, RESULTS, Aggregate, RunConfig, RunResult, write_result
from evals.questions.items import DEVELOPMENT_SET, Item, load_items
from evals.questions.labels import LABELS
from evals.questions.matching import compact
from evals.scoring.citations import check_answer
from evals.scoring.evaluate import Scored, item_of, judged_values, score_answer
from evals.scoring.judging import engine_opinion, judge_opinion
from evals.scoring.measures import ABSTENTION_F1, LATENCY, ON_DECISION, ON_FACTS, ON_SENTENCES, ON_SIZE, ON_SPANS
from evals.scoring.records import AnswerRecord, Wanted, load_answers
from evals.scoring.refusals import is_empty

MEASURES = (*ON_FACTS, *ON_SENTENCES, *ON_SPANS, *ON_DECISION, *ON_SIZE)
STATISTICS = (ABSTENTION_F1, *LATENCY)

_ABOUT = (
    "对任意系统的回答评分：每句话的引注能否支持它，数字和引文在所引材料里有没有，必要的事实写到了没有，"
    "该拒答的有没有硬答。评判用本项目的核验引擎，不需要资料库，也不需要模型。"
)
_LONGEST_NAME = 60
_IDS_NAMED = 5


class System(Data):
    """One assistant: its answers under the name of their file."""

    column: Column
    file: Path
    records: tuple[AnswerRecord, ...]


class Matched(Data):
    """An answer with what is known of its question: the item of a question set, and what is wanted."""

    record: AnswerRecord
    wanted: Wanted
    kind: str = ""
    tags: tuple[str, ...] = ()


def score_files(
    files: Sequence[Path],
    settings: Settings,
    console: Console,
    *,
    judge: bool = False,
    set_file: Path | None = None,
    under: Path = RESULTS,
) -> Path:
    """Score files of answers, print them side by side and write a result folder; gives the folder. Raises BadInput."""
    systems = read_systems(files)
    items = load_items(set_file or DEVELOPMENT_SET) if set_file is not None or DEVELOPMENT_SET.is_file() else []
    second = configured_judge(settings) if judge else None
    result = score_systems(systems, items, settings, second_judge=second)
    folder = write_result(result, render_run(result), inputs=[system.file for system in systems], under=under)
    show_run(result, console)
    console.print(Text(f"网页报告：{folder / REPORT}"))
    return folder


def read_systems(files: Sequence[Path]) -> list[System]:
    """The assistants, each under the name of its file. Raises BadInput for an unusable file, or two of one name."""
    names = [path.stem for path in files]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise BadInput(f"有两个文件都叫“{double}”；报告以文件名区分各系统，请改名。")
    return [
        System(column=Column(key=path.stem, label=path.stem), file=path, records=tuple(load_answers(path)))
        for path in files
    ]


def score_systems(
    systems: Sequence[System], items: Sequence[Item], settings: Settings, *, second_judge: Judge | None = None
) -> RunResult:
    """Every answer of every assistant, by the engine and, in columns of its own, by the second judge."""
    started, began = datetime.now(UTC), time.perf_counter()
    found: list[ItemResult] = []
    columns: list[Column] = []
    for system in systems:
        matched = [match(record, items) for record in system.records]
        scored = [score_answer(one.record, one.wanted, engine_opinion) for one in matched]
        columns.append(system.column)
        found += [_item(one, score, system.column.key) for one, score in zip(matched, scored, strict=True)]
        if second_judge is not None:
            column = _judge_column(system, second_judge)
            columns.append(column)
            found += [_judged(one, column.key, second_judge) for one in matched]
    estimates = aggregate(found, MEASURES, STATISTICS)
    tables = tuple(_paired_tables(systems, found))
    return RunResult(
        config=_config(systems, columns, settings, started, time.perf_counter() - began),
        items=tuple(found),
        aggregate=Aggregate(estimates=estimates, tables=tables, facts=tuple(_facts(systems, items, found))),
    )


def match(record: AnswerRecord, items: Sequence[Item]) -> Matched:
    """An answer with the item of the set that asks the same: by id where the question agrees, else by the question.

    What the line itself expects goes before what the set expects.
    """
    asked = compact(record.question)
    same = [item for item in items if compact(item.question) == asked]
    item = next((one for one in same if one.id == record.id), None)
    if item is None and len(same) == 1 and not same[0].history:
        item = same[0]
    if item is None:
        return Matched(record=record, wanted=record.expect or Wanted())
    return Matched(
        record=record.model_copy(update={"id": item.id}),
        wanted=record.expect or wanted_of(item),
        kind=item.kind,
        tags=item.tags,
    )


def wanted_of(item: Item) -> Wanted:
    """What an item of a question set expects of any assistant's answer."""
    expect = item.expect
    return Wanted(abstain=item.must_abstain, vital=expect.vital, okay=expect.okay, forbidden=expect.forbidden)


def _item(one: Matched, scored: Scored, column: str) -> ItemResult:
    return item_of(scored, column=column, kind=one.kind, tags=one.tags)


def _judged(one: Matched, column: str, judge: Judge) -> ItemResult:
    checked = check_answer(one.record, judge_opinion(judge))
    reasons = tuple(f"“{claim.sentence.text}”：{claim.reason}" for claim in checked.claims if claim.recall != 1.0)
    return ItemResult(
        id=one.record.id or one.record.question,
        text=one.record.question,
        column=column,
        kind=one.kind,
        tags=one.tags,
        values=judged_values(checked),
        outcome=f"{len(checked.claims)}句陈述中{sum(claim.recall == 1.0 for claim in checked.claims)}句得到支持",
        reasons=reasons,
    )


def _judge_column(system: System, judge: Judge) -> Column:
    return Column(key=f"{system.column.key}~judge", label=f"{system.column.label}（{judge.column.label}）")


def _facts(systems: Sequence[System], items: Sequence[Item], found: Sequence[ItemResult]) -> Iterator[Fact]:
    for system in systems:
        own = [item for item in found if item.column == system.column.key]
        known = sum("decision" in item.values for item in own)
        by_rule = sum(record.abstained is None for record in system.records)
        guessed = f"；{by_rule}条没有写明是否拒答，按回答的措辞判断" if by_rule else ""
        empty = sum(is_empty(record) for record in system.records)
        blank = f"；{empty}条没有写回答，既不算作答，也不算拒答" if empty else ""
        unknown = sum(not record.contexts_known for record in system.records)
        bare = f"；{unknown}条没有附所给的材料（contexts），引注、数字和引文不作评判" if unknown else ""
        value = f"{len(own)}条回答，其中{known}条知道应答还是应拒{guessed}{blank}{bare}"
        yield Fact(label=system.column.label, value=value)
    yield from _different_questions(systems, found)
    for column in dict.fromkeys(item.column for item in found):
        silent = sum(is_not_judged(item.values.get("citation_recall")) for item in found if item.column == column)
        if silent:
            yield Fact(label=f"{column}：引注未能评判", value=f"{silent}条，不计入平均，也不参加逐题比较")


def _different_questions(systems: Sequence[System], found: Sequence[ItemResult]) -> Iterator[Fact]:
    """One line for each pair of files that give an id to different questions."""
    columns = [{item.id: item for item in found if item.column == system.column.key} for system in systems]
    for system, own in zip(systems[1:], columns[1:], strict=True):
        ids = [key for key in columns[0] if key in own and not _asks_the_same(columns[0][key], own[key])]
        if ids:
            named = "、".join(ids[:_IDS_NAMED]) + ("等" if len(ids) > _IDS_NAMED else "")
            label = f"{systems[0].column.label} 与 {system.column.label}：编号相同而问题不同"
            yield Fact(label=label, value=f"{len(ids)}条（{named}），不作逐题比较；请核对两个文件")


def _asks_the_same(one: ItemResult, other: ItemResult) -> bool:
    return compact(one.text) == compact(other.text)


def _paired_tables(systems: Sequence[System], found: Sequence[ItemResult]) -> Iterator[TableShown]:
    """The first assistant against each other one, on the questions both answered."""
    by_column: dict[str, Mapping[str, ItemResult]] = {}
    for system in systems:
        key = system.column.key
        by_column[key] = {item.id: item for item in found if item.column == key}
    first = systems[0].column
    for other in systems[1:]:
        rows = tuple(_paired_rows(by_column[first.key], by_column[other.column.key]))
        if rows:
            yield TableShown(
                title=f"逐题比较：{first.label} 与 {other.column.label}",
                note="只用两者都有数的题。差为前者减后者；区间不含 0 且 p 小于 0.05 时，差别不宜看作偶然。",
                header=("指标", "题数", first.label, other.column.label, "差 [95%区间]", "前者好/后者好", "p"),
                rows=rows,
            )


def _paired_rows(first: Mapping[str, ItemResult], other: Mapping[str, ItemResult]) -> Iterator[tuple[str, ...]]:
    for measure in MEASURES:
        if measure.role is not Role.HEADLINE:
            continue
        pairs = [
            (mine, theirs)
            for key in first
            if key in other
            and _asks_the_same(first[key], other[key])
            and is_number(mine := first[key].values.get(measure.key))
            and is_number(theirs := other[key].values.get(measure.key))
        ]
        if not pairs:
            continue
        paired = compare_paired([theirs or 0.0 for _, theirs in pairs], [mine or 0.0 for mine, _ in pairs])
        unit = measure.unit
        values = (shown(paired.second, unit), shown(paired.first, unit), difference_shown(paired, unit))
        yield measure.label, str(paired.items), *values, f"{paired.won}/{paired.lost}", _p(paired.p)


def _p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _config(
    systems: Sequence[System], columns: Sequence[Column], settings: Settings, started: datetime, seconds: float
) -> RunConfig:
    name = "-".join(system.file.stem for system in systems)
    sums = "".join(file_sha256(system.file) for system in systems)
    return RunConfig(
        task="score",
        task_label="各系统回答对比" if len(systems) > 1 else "系统回答评分",
        about=_ABOUT,
        set_name=name[:_LONGEST_NAME],
        set_sha256=hashlib.sha256(sums.encode()).hexdigest(),
        started=started,
        seconds=round(seconds, 3),
        argument_line=argument_line(),
        settings=_judge_settings(settings) if len(columns) > len(systems) else {},
        versions=versions_of(settings, Versions(model="")),
        columns=tuple(columns),
        measures=(*MEASURES, *(statistic.measure for statistic in STATISTICS)),
        labels=dict(LABELS),
    )


def _judge_settings(settings: Settings) -> dict[str, str]:
    """The settings that bear on scores: those of the model that judges. Nothing else is read."""
    names = ("llm_base_url", "llm_model", "llm_api_key")
    return {name: value for name, value in shown_settings(settings).items() if name in names}
