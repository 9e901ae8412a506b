from __future__ import annotations

import threading
from datetime import datetime

import pytest

from advisor.errors import BadInput, SourceUnusable
from advisor.statistics.ledger import Ledger, LedgerAction
from tests.statistics.made import row, tables

BULLETIN = row("茶叶销售额", "云岭", "2023", 10, id="f001")
REPORT = row("茶叶销售额", "云岭", "2023", 11, id="f002", source_id="report")
OTHER = row("茶叶销售额", "山城", "2023", 4, id="f003")
TABLES = tables(BULLETIN, REPORT, OTHER)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "workspace" / "ledger.jsonl", clock=lambda: datetime(2026, 11, 26, 9, 30))


def sign(ledger, row_id="f001", **changes):
    return ledger.mark(TABLES.row(row_id), **({"by": "云岭市统计局", "may_publish": True} | changes))


def test_a_mark_says_who_when_and_whether_it_may_be_published(ledger):
    sign(ledger, note="年报核对")
    mark = ledger.marks(TABLES)["f001"]
    assert (mark.by, mark.at, mark.may_publish, mark.note) == ("云岭市统计局", "2026-11-26 09:30", True, "年报核对")
    assert TABLES.with_marks(ledger.marks(TABLES)).find("茶叶销售额").figures[0].mark == mark


def test_one_figure_a_slot_the_later_mark_takes_the_place_of_the_earlier(ledger):
    sign(ledger)
    sign(ledger, "f003")
    sign(ledger, "f002", by="云岭市商务局")
    assert sorted(ledger.marks(TABLES)) == ["f002", "f003"]
    assert len(ledger.events()) == 3, "the history keeps what was replaced"


def test_undo_brings_back_what_was_before_step_by_step(ledger):
    sign(ledger)
    sign(ledger, "f002")
    ledger.remove("f002", by="甲")
    assert ledger.marks(TABLES) == {}
    assert ledger.undo(by="甲").undone == 3
    assert list(ledger.marks(TABLES)) == ["f002"]
    ledger.undo(by="甲")
    assert list(ledger.marks(TABLES)) == ["f001"]
    ledger.undo(by="甲")
    assert ledger.marks(TABLES) == {}
    with pytest.raises(BadInput, match="没有可以撤销的操作"):
        ledger.undo(by="甲")
    assert [event.action for event in ledger.events()].count(LedgerAction.UNDO) == 3


def test_the_memo_can_ask_for_the_signed_off_figure(ledger):
    assert ledger.signed_off(TABLES, "茶叶销售额", "云岭", "2023") is None
    sign(ledger, "f002", may_publish=False)
    for period in ("2023", "2023年", REPORT.period):
        found = ledger.signed_off(TABLES, "茶叶销售额", "云岭", period)
        assert found is not None
        assert (found.row.id, found.mark.by) == ("f002", "云岭市统计局")
    assert ledger.signed_off(TABLES, "茶叶销售额", "云岭", "2023", to_publish=True) is None
    assert ledger.signed_off(TABLES, "茶叶销售额", "云岭", "2022") is None
    assert ledger.signed_off(TABLES, "茶叶销售额", "山城", "2023") is None


def test_a_figure_that_has_changed_since_is_flagged_and_not_relied_on(ledger):
    sign(ledger)
    revised = tables(BULLETIN.model_copy(update={"value": 12.0}))
    assert ledger.marks(revised)["f001"].changed
    assert ledger.marks(revised)["f001"].as_marked == "云岭2023年茶叶销售额10亿元"
    assert ledger.signed_off(revised, "茶叶销售额", "云岭", "2023") is None
    assert ledger.marks(tables(OTHER))["f001"].changed, "a figure that is gone has changed as well"


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda ledger: sign(ledger, by="  "), "没有写由谁认定"),
        (lambda ledger: sign(ledger, by="长" * 41), "缩短到40字以内"),
        (lambda ledger: sign(ledger, note="长" * 201), "缩短到200字以内"),
        (lambda ledger: ledger.remove("f001", by="甲"), "台账里没有“f001”"),
    ],
)
def test_bad_input_changes_nothing(ledger, act, told):
    with pytest.raises(BadInput, match=told):
        act(ledger)
    assert ledger.events() == ()


def test_a_damaged_line_is_named_and_nothing_is_overwritten(ledger, tmp_path):
    sign(ledger)
    path = tmp_path / "workspace" / "ledger.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{坏\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(SourceUnusable, match="第2行读不出来"):
        sign(ledger, "f003")
    assert path.read_bytes() == before


def test_a_write_that_fails_leaves_the_file_as_it_was(ledger, tmp_path, monkeypatch):
    sign(ledger)
    folder = tmp_path / "workspace"
    before = (folder / "ledger.jsonl").read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("advisor.statistics.ledger.os.fsync", full)
    with pytest.raises(SourceUnusable, match="写不进去"):
        sign(ledger, "f003")
    assert (folder / "ledger.jsonl").read_bytes() == before
    assert not list(folder.glob(".ledger-*"))


def test_marks_made_at_once_are_all_kept(ledger):
    threads = [threading.Thread(target=sign, args=(ledger, row_id)) for row_id in ("f001", "f003") * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.number for event in ledger.events()] == list(range(1, 17))
