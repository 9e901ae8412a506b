"""The statistics page: its component and which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from advisor.web import stats_run
from advisor.web.parts import NOT_IN_API, asset
from advisor.web.protocol import AdvisorProtocol
from advisor.web.stats_run import StatsRequest, StatsStep

_MANY_WAITING = 32


def build_stats(gr: Any, page: Any, advisor: AdvisorProtocol) -> None:
    """The page, inside the Blocks being built."""
    shown = gr.HTML(
        value={},
        html_template=asset("stats.html"),
        js_on_load=asset("card.js") + asset("stats_chart.js") + asset("stats_table.js") + asset("stats.js"),
        elem_id="stats",
        padding=False,
    )
    page.load(_opener(advisor), None, shown, **NOT_IN_API)
    shown.submit(
        _looker(gr, advisor), None, shown, concurrency_limit=_MANY_WAITING, concurrency_id="stats", **NOT_IN_API
    )


def _opener(advisor: AdvisorProtocol) -> Callable[[], dict[str, Any]]:
    def start() -> dict[str, Any]:
        return _value(stats_run.first_step(advisor))

    return start


def _looker(gr: Any, advisor: AdvisorProtocol) -> Callable[..., dict[str, Any]]:
    def look(event: gr.EventData) -> dict[str, Any]:
        sent = {name: getattr(event, name) for name in StatsRequest.model_fields}
        return _value(stats_run.step(advisor, sent))

    look.__annotations__["event"] = gr.EventData
    return look


def _value(step: StatsStep) -> dict[str, Any]:
    return dict(step.model_dump(mode="json"))
