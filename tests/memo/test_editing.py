"""Changing a draft by hand: order, dropping, drafting anew, editing, and what the check says of it."""

from __future__ import annotations

import pytest

from advisor.errors import BadInput
from advisor.memo.editing import drop_section, edit_section, move_section, redraft, section_text
from advisor.memo.readiness import obstacles, unsupported
from advisor.memo.rechecking import rechecked
from advisor.memo.types import Origin, SentenceKind
from advisor.types import VerdictKind


@pytest.fixture
def memo(drafted):
    return drafted("加强主播培训", areas=("人才",))


def headings(memo) -> list[str]:
    return [one.heading for one in memo.sections]


def test_a_section_is_dropped_and_its_sources_with_it(memo, desk) -> None:
    done = drop_section(memo, "elsewhere", desk)
    assert "外地做法" not in headings(done)
    assert len(done.citations) < len(memo.citations)
    assert [one.n for one in done.citations] == list(range(1, len(done.citations) + 1))


def test_a_section_moves_and_stays_at_the_ends(memo, desk) -> None:
    moved = move_section(memo, "problems", desk, up=True)
    assert headings(moved)[:2] == ["主要问题", "现状"]
    assert move_section(moved, "problems", desk, up=True) == moved


def test_a_section_drafted_anew_tells_nothing_of_the_others_again(memo, desk) -> None:
    done = redraft(memo, "problems", desk)
    texts = [one.text for one in done.sentences() if one.kind is not SentenceKind.PLACEHOLDER]
    assert len(texts) == len(set(texts))
    assert headings(done) == headings(memo)


def test_a_section_that_is_not_there_is_refused(memo, desk) -> None:
    with pytest.raises(BadInput, match="稿中没有这一部分"):
        drop_section(memo, "nothing", desk)


def test_text_that_was_left_as_it_was_keeps_its_sources(memo, desk) -> None:
    for section in memo.sections:
        text = section_text(memo, section.id, desk)
        done = edit_section(memo, section.id, text, desk)
        same = next(one for one in done.sections if one.id == section.id)
        held = [one for part in same.parts for p in part.paragraphs for one in p.sentences]
        assert all(one.origin is not Origin.HAND for one in held)
        assert section_text(done, section.id, desk) == text


def test_a_wrong_figure_written_by_hand_is_found_by_the_check(memo, desk, advisor) -> None:
    text = section_text(memo, "situation", desk).replace("500余场次", "800余场次")
    done = rechecked(edit_section(memo, "situation", text, desk), desk, check=advisor.check)
    bad = unsupported(done.memo)
    assert ["800余场次" in one.text for one in bad] == [True]
    assert bad[0].verdict.kind is VerdictKind.CONTRADICTED
    assert any("800余场次" in one.text for one in done.objections)
    assert any("没有来源支持" in line for line in obstacles(done.memo))


def test_a_true_sentence_written_by_hand_gets_its_source(memo, desk, advisor) -> None:
    text = f"{section_text(memo, 'problems', desk)}\n\n鞍山市直播电商产业协会于2020年4月29日正式成立。"
    done = rechecked(edit_section(memo, "problems", text, desk), desk, check=advisor.check).memo
    added = next(one for one in done.sentences() if "4月29日" in one.text)
    assert added.origin is Origin.HAND
    assert added.passes
    assert added.citations


def test_a_subsidy_written_by_hand_is_told_its_conditions(memo, desk, advisor) -> None:
    text = f"{section_text(memo, 'problems', desk)}\n\n建议对主播培训机构给予补贴。"
    done = rechecked(edit_section(memo, "problems", text, desk), desk, check=advisor.check)
    assert any("公平竞争审查" in one.said for one in done.objections if "补贴" in one.text)


def test_a_request_written_into_a_report_is_objected_to(drafted, desk, advisor) -> None:
    report = drafted("直播电商市场秩序", "报告", areas=("公平竞争",))
    text = f"{section_text(report, 'problems', desk)}\n\n恳请批准设立专项资金。"
    done = rechecked(edit_section(report, "problems", text, desk), desk, check=advisor.check)
    assert any("不得夹带请示事项" in one.said for one in done.objections)


@pytest.mark.parametrize(("text", "words"), [(" \n", "没有文字"), ("长" * 20_001, "过长")])
def test_text_that_cannot_be_taken_is_refused_and_nothing_is_lost(memo, desk, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        edit_section(memo, "problems", text, desk)
