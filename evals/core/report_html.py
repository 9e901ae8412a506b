"""Reports as one self-contained page: no outside host, no script, everything escaped by the template engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.core.charts import LABEL_WIDTH, PLOT_WIDTH, ROW
from evals.core.comparison import Comparison
from evals.core.measures import Role, shown_of_item
from evals.core.report_terminal import comparison_notes, comparison_row
from evals.core.report_view import (
    MOST_CASES,
    NO_INTERVAL,
    group_tables,
    headline_charts,
    item_count,
    measure_rows,
    not_judged,
    shortfalls_of,
    values_of,
    worst_cases,
)
from evals.core.results import RunConfig, RunResult


def render_run(result: RunResult) -> str:
    """The page of one run: headline measures, charts, tables, the worst cases first, and how it was made."""
    cases = worst_cases(result)
    return (
        _templates()
        .get_template("report.html.jinja")
        .render(
            config=result.config,
            item_count=item_count(result),
            headline=measure_rows(result, Role.HEADLINE),
            detail=measure_rows(result, Role.DETAIL),
            charts=headline_charts(result),
            groups=group_tables(result),
            tables=result.aggregate.tables,
            facts=result.aggregate.facts,
            cases=cases[:MOST_CASES],
            more_cases=max(0, len(cases) - MOST_CASES),
            not_judged=not_judged(result),
            provenance=provenance(result.config),
        )
    )


def render_comparison(comparison: Comparison) -> str:
    """The page of a comparison: every measure with its difference, then the items lost and won."""
    return (
        _templates()
        .get_template("comparison.html.jinja")
        .render(
            comparison=comparison,
            config=comparison.second,
            rows=[(one, comparison_row(one)) for one in comparison.measures],
            notes=comparison_notes(comparison),
            runs=[("前一次", provenance(comparison.first)), ("后一次", provenance(comparison.second))],
            most=MOST_CASES,
        )
    )


def provenance(config: RunConfig) -> list[tuple[str, str]]:
    """How a run was made, as label and value."""
    versions = config.versions
    rows = [
        ("评测时间（UTC）", f"{config.started:%Y-%m-%d %H:%M:%S}，用时{config.seconds:.1f}秒"),
        ("题集", f"{config.set_name}（SHA-256 {config.set_sha256[:12]}）"),
        ("只取前", f"{config.limit}条" if config.limit else ""),
        ("命令", config.argument_line),
        ("程序版本", " ".join(filter(None, (versions.advisor, versions.commit)))),
        ("资料库版本", versions.corpus),
        ("提示词版本", versions.prompts),
        ("生成方式", versions.model),
        ("向量模型", versions.embedding),
        ("运行环境", f"Python {versions.python}，{versions.platform}"),
        *((f"设置 {name}", value) for name, value in config.settings.items()),
    ]
    return [(label, value) for label, value in rows if value]


@cache
def _templates() -> Environment:
    folder = FileSystemLoader(Path(__file__).resolve().parent)
    environment = Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        shown_of_item=shown_of_item,
        values_of=values_of,
        shortfalls_of=shortfalls_of,
        NO_INTERVAL=NO_INTERVAL,
        LABEL_WIDTH=LABEL_WIDTH,
        PLOT_WIDTH=PLOT_WIDTH,
        ROW=ROW,
    )
    return environment
