"""The statistics page: its component and which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from advisor.web import stats_run
from advisor.web.parts import NOT_IN_API, Opening, asset
from advisor.web.protocol import AdvisorProtocol
from advisor.web.stats_run import StatsRequest, StatsStep

_MANY_WAITING = 32


def build_stats(gr: Any, advisor: AdvisorProtocol) -> Opening:
    """The page, inside the Blocks being built; what is filled when it is opened."""
    shown = gr.HTML(
        value={},
        html_template=asset("stats.html"),
        js_on_load=asset("card.js") + asset("stats_chart.js") + asset("stats_table.js") + asset("stats.js"),
        elem_id="stats",
        padding=False,
    )
    shown.submit(
        _looker(gr, advisor), None, shown, concurrency_limit=_MANY_WAITING, concurrency_id="stats", **NOT_IN_API
    )
    return Opening([shown], _opener(advisor))


def _opener(advisor: AdvisorProtocol) -> Callable[[], tuple[dict[str, Any]]]:
    def start() -> tuple[dict[str, Any]]:
        return (_value(stats_run.first_step(advisor)),)

    return start


def _looker(gr: Any, advisor: AdvisorProtocol) -> Callable[..., dict[str, Any]]:
    def look(event: gr.EventData) -> dict[str, Any]:
        sent = {name: getattr(event, name) for name in StatsRequest.model_fields}
        return _value(stats_run.step(advisor, sent))

    look.__annotations__["event"] = gr.EventData
    return look


def _value(step: StatsStep) -> dict[str, Any]:
    return dict(step.model_dump(mode="json"))
