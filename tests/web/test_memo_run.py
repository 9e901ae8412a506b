"""What the drafting page does with a draft, on the bundled library, without a browser."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from advisor import Advisor
from advisor.errors import BadInput
from advisor.memo.types import Memo
from advisor.settings import Settings
from advisor.web import memo_run
from advisor.web.memo_actions import Action, ActionKind, read_action
from advisor.web.memo_run import Asked, MemoStep, MemoWork


class InOwnFolder:
    """The advisor over the bundled library, its versions kept in a folder of the test."""

    def __init__(self, advisor: Advisor, folder: Path) -> None:
        self._advisor = advisor
        self.workspace = folder

    def __getattr__(self, name: str) -> object:
        return getattr(self._advisor, name)


@pytest.fixture(scope="module")
def library(built_home: Path) -> Advisor:
    return Advisor.open(Settings(home=built_home), briefly=True)


@pytest.fixture
def page(library: Advisor, tmp_path: Path) -> InOwnFolder:
    return InOwnFolder(library, tmp_path)


def start(page, **fields: object) -> MemoStep:
    asked = Asked.model_validate({"topic": "加强主播培训", "form": "政策建议", "areas": ("人才",)} | fields)
    return list(memo_run.start(page, asked, MemoWork()))[-1]


def act(page, work: MemoWork, kind: ActionKind, **more: object) -> MemoStep:
    return memo_run.act(page, Action.model_validate({"kind": kind, **more}), work)


def drafted(step: MemoStep) -> Memo:
    assert step.work.memo is not None
    return step.work.memo


def test_a_draft_is_shown_with_marks_sources_and_what_is_open(page) -> None:
    step = start(page)
    shown = step.result
    assert shown.title == "关于加强主播培训的建议"
    assert [one.heading for one in shown.sections][:3] == ["现状", "主要问题", "外地做法"]
    sentences = [one for s in shown.sections for p in s.parts for q in p.paragraphs for one in q.sentences]
    assert {one.mark for one in sentences} == {"ok", "open", "plain"}
    assert all(str(n) in shown.cards for one in sentences for n in one.citations)
    assert any("待核实" in line for line in shown.obstacles)
    assert any("部门分工" in fact for one in sentences for fact in one.facts)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"topic": " "}, "请先写明主题"),
        ({"form": "请示", "addressee": "鞍山市人民政府、辽宁省商务厅"}, "请示只主送一个机关"),
        ({"form": "决议案"}, "没有“决议案”这种文稿类型"),
    ],
)
def test_what_cannot_be_drafted_is_one_line_and_the_draft_before_stays(page, fields, words: str) -> None:
    held = start(page).work
    asked = Asked.model_validate({"topic": "加强主播培训", "form": "政策建议"} | fields)
    step = list(memo_run.start(page, asked, held))[-1]
    assert words in step.complaint
    assert step.work == held


def test_every_change_can_be_taken_back(page) -> None:
    first = start(page)
    dropped = act(page, first.work, ActionKind.DROP, section="elsewhere")
    moved = act(page, dropped.work, ActionKind.UP, section="problems")
    assert [one.id for one in drafted(moved).sections][:2] == ["problems", "situation"]
    back = act(page, moved.work, ActionKind.UNDO)
    assert drafted(back) == drafted(dropped)
    back = act(page, back.work, ActionKind.UNDO)
    assert drafted(back) == drafted(first)
    assert act(page, back.work, ActionKind.UNDO).progress == "没有可以撤销的操作。"


def test_an_edit_is_checked_and_what_lost_its_support_is_marked(page) -> None:
    first = start(page)
    section = next(one for one in first.result.sections if one.id == "situation")
    step = act(page, first.work, ActionKind.EDIT, section="situation", text=section.text.replace("500余", "900余"))
    bad = [
        one
        for s in step.result.sections
        for p in s.parts
        for q in p.paragraphs
        for one in q.sentences
        if one.mark == "bad"
    ]
    assert [("900余" in one.text, one.flag) for one in bad] == [(True, "✗ 与来源不一致")]
    assert any("900余" in one.text for one in step.result.objections)


def test_versions_are_kept_opened_and_compared(page) -> None:
    first = start(page)
    saved = act(page, first.work, ActionKind.SAVE, text="初稿")
    assert saved.progress == "已存为版本1。"
    changed = act(page, saved.work, ActionKind.DROP, section="elsewhere")
    compared = act(page, changed.work, ActionKind.COMPARE, number=1)
    assert "外地做法" in "".join(one.text for one in compared.result.difference if one.kind == "removed")
    opened = act(page, changed.work, ActionKind.LOAD, number=1)
    assert drafted(opened) == drafted(first)
    assert act(page, changed.work, ActionKind.LOAD, number=7).complaint == "没有版本7；请从列表里选。"


def test_both_editions_are_handed_out_and_an_open_draft_is_no_clean_copy_unless_forced(page) -> None:
    work = start(page).work
    review = act(page, work, ActionKind.FILE, edition="review", file_kind="docx").result.file
    assert review.name == "关于加强主播培训的建议（核稿本）.docx"
    assert zipfile.is_zipfile(BytesIO(base64.b64decode(review.content)))
    assert "还不能出清稿" in act(page, work, ActionKind.FILE, edition="clean", file_kind="md").complaint
    forced = act(page, work, ActionKind.FILE, edition="clean", file_kind="md", forced=True).result.file
    assert forced.name == "关于加强主播培训的建议（清稿，未定稿）.md"
    assert base64.b64decode(forced.content).decode().startswith("**未定稿")


def test_without_a_draft_nothing_is_done(page) -> None:
    assert act(page, MemoWork(), ActionKind.CHECK).complaint == "还没有稿子，请先起草。"


@pytest.mark.parametrize(
    "sent",
    [None, {}, {"kind": "format_disk"}, {"kind": "drop", "section": "x" * 200}, {"kind": "file", "file_kind": "exe"}],
)
def test_whatever_else_the_browser_sends_is_refused(sent: object) -> None:
    with pytest.raises(BadInput):
        read_action(sent)


def test_a_fault_of_the_program_is_one_line_and_loses_nothing(page, monkeypatch: pytest.MonkeyPatch) -> None:
    work = start(page).work

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(memo_run, "drop_section", broken)
    step = act(page, work, ActionKind.DROP, section="elsewhere")
    assert step.work == work
    assert "编号" in step.complaint
    assert "secret" not in step.complaint
