"""Figures that the office signed off (口径台账) in drafts: used, told to the reviewer, kept back where not to be published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.errors import BadInput
from advisor.facade import Advisor
from advisor.memo.asking import draft_memo
from advisor.memo.figures import base_of, displaced
from advisor.memo.finishing import mapped
from advisor.memo.markdown import markdown_text
from advisor.memo.publishing import for_publication
from advisor.memo.setting import paper_of
from advisor.memo.stretches import stretches_of
from advisor.memo.types import Edition, Origin
from advisor.settings import Settings
from advisor.statistics.ledger import Ledger
from advisor.statistics.types import Mark

TOPIC = "加快发展直播电商"
TURNOVER, TRAININGS = "f001", "f056"
EXPECTED, TASK = "f009", "f010"


def mark(row_id: str, *, may_publish: bool = True, changed: bool = False) -> Mark:
    return Mark(
        row_id=row_id,
        by="市商务局",
        at="2026-11-20 09:00",
        may_publish=may_publish,
        as_marked="鞍山2022年上半年直播电商交易额70亿元",
        changed=changed,
    )


@pytest.fixture
def signed(desk):
    """The desk of an office that signed these off."""

    def with_marks(*marks: Mark):
        return replace(desk, signed={one.row_id: one for one in marks})

    return with_marks


def draft(desk):
    return draft_memo(TOPIC, desk, form="政策建议", as_of=date(2026, 11, 26))


def review(memo, desk) -> str:
    return markdown_text(paper_of(memo, Edition.REVIEW, desk))


def clean(memo, desk) -> str:
    return markdown_text(paper_of(memo, Edition.CLEAN, desk, forced=True))


def test_the_reviewer_alone_is_told_that_a_figure_is_the_office_s_own(signed):
    desk = signed(mark(TURNOVER))
    memo = draft(desk)
    assert "直播电商交易额为70亿元。〔" in review(memo, desk)
    assert "（经本单位认定）" in review(memo, desk)
    assert "经本单位认定：市商务局，2026-11-20 09:00，可以公开" in review(memo, desk)
    assert "70亿元" in clean(memo, desk)
    assert "认定" not in clean(memo, desk)


def test_a_figure_kept_back_is_an_open_place_in_the_clean_copy(signed):
    desk = signed(mark(TURNOVER, may_publish=False))
    memo = draft(desk)
    assert "70亿元" in review(memo, desk)
    assert "没有同意公开" in review(memo, desk)
    text = clean(memo, desk)
    assert "70亿元" not in text
    assert text.count("〔待核实：鞍山2022年上半年直播电商交易额，本单位认定的数没有同意公开〕") == 2, "text and table"
    assert any("清稿中写作〔待核实〕" in line for line in memo.warnings)
    with pytest.raises(BadInput, match="待核实"):
        paper_of(memo, Edition.CLEAN, desk)


def test_a_figure_kept_back_takes_no_other_figure_with_it(signed):
    desk = signed(mark(TRAININGS, may_publish=False))
    memo = draft_memo("加强主播培训", desk, form="调研报告", as_of=date(2026, 11, 26))
    text = clean(memo, desk)
    assert "500余场次" not in text
    assert "3万余人" in text
    assert "10余家" in text


@pytest.mark.parametrize("words", ["直播带货卖出700000万元。", "全市直播电商交易额约七十亿元，增长很快。"])
def test_a_figure_kept_back_does_not_come_back_by_hand(signed, words):
    desk = signed(mark(TURNOVER, may_publish=False))
    memo = draft(desk)
    first = next(one.id for one in memo.sentences() if one.is_factual)

    def edited(one):
        if one.id != first:
            return one
        return one.model_copy(update={"text": words, "origin": Origin.HAND, "passage_ids": ()})

    out = for_publication(mapped(memo, edited), desk)
    assert words.rstrip("。") not in "".join(one.text for one in out.sentences())


def test_what_else_is_held_on_a_signed_slot_is_not_told(signed, desk):
    chosen = signed(mark(EXPECTED))
    rival = next(row for row in desk.holdings.rows if row.id == TASK)
    assert displaced(desk) == frozenset()
    assert displaced(chosen) == {desk.holdings.by_ref[rival.statement_ref].id}
    other = signed(mark(TASK))
    own = next(row for row in desk.holdings.rows if row.id == EXPECTED)
    assert displaced(other) == {desk.holdings.by_ref[f"{own.source_id}#{EXPECTED}"].id}


@pytest.mark.parametrize("row_id", ["f215", "f216"])
def test_of_two_published_values_the_signed_one_is_the_base(signed, row_id):
    found = base_of("直播电商交易规模", "全国", signed(mark(row_id)))
    assert found is not None
    assert found[0].id == row_id


def test_the_beginning_and_the_end_of_a_span_are_no_rivals(signed):
    """“十三五”期初 and 期末 have the same days, and one statement tells both."""
    for row_id in ("f057", "f058"):
        desk = signed(mark(row_id))
        assert displaced(desk) == frozenset()
        assert "从6个增加到10个" in review(draft(desk), desk)


def test_a_mark_on_a_figure_that_reads_otherwise_now_does_not_count_and_is_named(signed):
    desk = signed(mark(TURNOVER, changed=True))
    memo = draft(desk)
    assert displaced(desk) == frozenset()
    assert any("请重新认定" in line for line in memo.warnings)
    assert "须重新认定" in review(memo, desk)


def test_figures_of_the_office_are_not_shown_to_a_model(signed):
    desk = signed(mark(TURNOVER))
    given = "".join(one.text for stretch in stretches_of(draft(desk), desk) for one in stretch.sentences)
    assert "70亿元" not in given


def test_the_advisor_reads_the_ledger_of_its_workspace_for_every_draft(built_home, tmp_path, monkeypatch):
    ledger_path = tmp_path / "ledger.jsonl"
    monkeypatch.setattr(Settings, "ledger_path", property(lambda self: ledger_path))
    advisor = Advisor.open(Settings(home=built_home), briefly=True)
    assert not advisor.memo_desk.signed
    Ledger(ledger_path).mark(advisor.statistics().row(TURNOVER), by="市商务局", may_publish=False)
    memo = advisor.draft_memo(TOPIC)
    assert "70亿元" not in clean(memo, advisor.memo_desk)
    Ledger(ledger_path).mark(advisor.statistics().row(TURNOVER), by="市商务局", may_publish=True)
    assert "70亿元" in clean(memo, advisor.memo_desk), "cleared since: the same draft may go out"
