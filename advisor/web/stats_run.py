"""What the statistics page does with an event: look up, sign off, take back. Never raises: faults become one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import assert_never

from pydantic import ValidationError

from advisor.errors import AdvisorError, BadInput
from advisor.statistics.ledger import LedgerAction, LedgerEvent
from advisor.types import Data
from advisor.web import stats_wording as wording
from advisor.web.faults import logged
from advisor.web.protocol import AdvisorProtocol
from advisor.web.stats_view import Choice, LedgerLine, ShownStatistics, choices, ledger_lines, shown_statistics

_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_YEAR = re.compile(r"\d{4}")


class StatsRequest(Data):
    """What the page asks for: the lookup in its form, and with it a change of the ledger, if any."""

    indicator: str = ""
    regions: str = ""
    since: str = ""
    until: str = ""
    action: str = ""
    row_id: str = ""
    by: str = ""
    may_publish: bool = False
    note: str = ""


class StatsStep(Data):
    """What the page shows next. None leaves what was there before."""

    choices: tuple[Choice, ...] | None = None
    years: tuple[int, int] | None = None
    result: ShownStatistics | None = None
    ledger: tuple[LedgerLine, ...] | None = None
    complaint: str = ""
    told: str = ""


def first_step(advisor: AdvisorProtocol) -> StatsStep:
    """What the page can choose from."""
    return _guarded(lambda: _opening(advisor))


def step(advisor: AdvisorProtocol, sent: dict[str, object]) -> StatsStep:
    """The outcome of one event."""
    return _guarded(lambda: _answered(advisor, _read(sent)))


def _guarded(act: Callable[[], StatsStep]) -> StatsStep:
    try:
        return act()
    except AdvisorError as error:
        return StatsStep(complaint=error.message)
    except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps the form
        return StatsStep(complaint=wording.failure(logged("statistics failed", error)))


def _read(sent: dict[str, object]) -> StatsRequest:
    try:
        return StatsRequest.model_validate(sent)
    except ValidationError as error:
        raise BadInput("网页送来的内容读不出来；请刷新网页再试。") from error


def _opening(advisor: AdvisorProtocol) -> StatsStep:
    tables = advisor.statistics()
    return StatsStep(
        choices=choices(tables),
        years=tables.years_held(),
        ledger=ledger_lines(advisor.ledger().marks(tables).values()),
    )


def _answered(advisor: AdvisorProtocol, request: StatsRequest) -> StatsStep:
    told = _changed(advisor, request) if request.action else ""
    tables = advisor.statistics()
    ledger = ledger_lines(advisor.ledger().marks(tables).values())
    if request.action and not request.indicator.strip():
        return StatsStep(ledger=ledger, told=told)
    if not request.indicator.strip():
        raise BadInput(wording.NO_INDICATOR)
    found = tables.find(
        request.indicator,
        regions=[name for name in _BETWEEN_NAMES.split(request.regions) if name],
        since=_year(request.since),
        until=_year(request.until),
    )
    return StatsStep(result=shown_statistics(found), ledger=ledger, told=told)


def _year(text: str) -> int | None:
    written = text.strip()
    if not written:
        return None
    if not _YEAR.fullmatch(written):
        raise BadInput(wording.BAD_YEAR.format(text=written))
    return int(written)


def _changed(advisor: AdvisorProtocol, request: StatsRequest) -> str:
    """Change the ledger; the line that says what was done."""
    event = _change(advisor, request)
    match event.action:
        case LedgerAction.MARK:
            return wording.MARKED.format(figure=event.figure)
        case LedgerAction.REMOVE:
            return wording.REMOVED.format(figure=event.figure)
        case LedgerAction.UNDO:
            return wording.UNDONE.format(figure=event.figure)
    assert_never(event.action)


def _change(advisor: AdvisorProtocol, request: StatsRequest) -> LedgerEvent:
    book = advisor.ledger()
    if request.action == LedgerAction.UNDO:
        return book.undo(by=request.by)
    if request.action == LedgerAction.REMOVE:
        return book.remove(request.row_id, by=request.by, note=request.note)
    figure = advisor.statistics().row(request.row_id)
    if figure is None or request.action != LedgerAction.MARK:
        raise BadInput("表里已经没有这个数；请重新查询后再认定。")
    return book.mark(figure, by=request.by, may_publish=request.may_publish, note=request.note)
