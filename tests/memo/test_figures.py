"""Which figure a draft takes: the newest period; of several for one period, the one the office signed off."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from advisor import Advisor
from advisor.memo.desk import Desk
from advisor.memo.figures import base_of, newest_rows
from advisor.settings import Settings
from advisor.types import Passage

PARKS = "电子商务产业园区"


def signing(desk: Desk, *row_ids: str) -> Desk:
    """The desk of an office that signed these rows off."""
    return replace(desk, signed_off=lambda: frozenset(row_ids))


def of_row(desk: Desk, row_id: str) -> Passage:
    return next(one for one in desk.holdings.passages.values() if one.row is not None and one.row.id == row_id)


def test_of_two_figures_for_one_period_the_signed_off_one_is_the_base(desk: Desk) -> None:
    for row_id in ("f057", "f058"):
        found = base_of(PARKS, "鞍山", signing(desk, row_id))
        assert found is not None
        assert found[0].id == row_id


def test_of_two_figures_for_one_period_the_signed_off_one_is_told(desk: Desk) -> None:
    one = of_row(desk, "f019")
    assert one.row is not None
    other = one.model_copy(update={"id": "other", "row": one.row.model_copy(update={"id": "f019b"})})
    assert newest_rows([one, other], signing(desk, "f019")) == {one.id}
    assert newest_rows([one, other], signing(desk, "f019b")) == {"other"}


def test_an_old_figure_does_not_come_back_because_it_was_signed_off(desk: Desk) -> None:
    old, new = of_row(desk, "f016"), of_row(desk, "f019")
    assert newest_rows([old, new], signing(desk, "f016")) == {new.id}


def test_the_desk_reads_the_ledger_of_the_workspace_as_it_is_now(built_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    shutil.copytree(built_home, home)
    advisor = Advisor.open(Settings(home=home))
    desk = advisor.memo_desk
    assert desk.signed_off() == frozenset()
    figure = advisor.statistics().row("f058")
    assert figure is not None
    advisor.ledger().mark(figure, by="市商务局", may_publish=False)
    assert desk.signed_off() == {"f058"}
    advisor.ledger().undo(by="市商务局")
    assert desk.signed_off() == frozenset()
