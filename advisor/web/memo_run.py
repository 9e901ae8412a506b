"""What the drafting page does with a draft: make it, change it, check it, keep and compare versions, hand out files."""

from __future__ import annotations

import base64
import queue
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import assert_never

from advisor.errors import AdvisorError, BadInput
from advisor.memo.editing import drop_section, edit_section, move_section, redraft
from advisor.memo.publishing import for_publication
from advisor.memo.readiness import obstacles
from advisor.memo.rechecking import Objection, rechecked
from advisor.memo.setting import paper_of
from advisor.memo.types import Edition, Memo
from advisor.memo.versions import ChangeKind, VersionStore, difference
from advisor.memo.writing import paper_bytes
from advisor.types import Data
from advisor.web import memo_wording as wording
from advisor.web.faults import logged
from advisor.web.memo_actions import Action, ActionKind
from advisor.web.memo_view import ShownFile, ShownMemo, shown_memo
from advisor.web.protocol import AdvisorProtocol

_MOST_UNDO = 30


class MemoWork(Data):
    """The draft of one session and the states it can be taken back to."""

    memo: Memo | None = None
    past: tuple[Memo, ...] = ()
    objections: tuple[Objection, ...] = ()

    def after(self, memo: Memo, *, objections: Sequence[Objection] = ()) -> MemoWork:
        """The work with a changed draft; the one before can be taken back."""
        past = (*self.past, self.memo)[-_MOST_UNDO:] if self.memo is not None and memo != self.memo else self.past
        return MemoWork(memo=memo, past=tuple(one for one in past if one is not None), objections=tuple(objections))


class MemoStep(Data):
    """What the page shows next; no result leaves the one before."""

    work: MemoWork
    result: ShownMemo | None = None
    progress: str = ""
    complaint: str = ""


class Asked(Data):
    """The fields of the page."""

    topic: str
    form: str
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    addressee: str = ""
    issuer: str = ""
    model: bool = True


def start(advisor: AdvisorProtocol, asked: Asked, work: MemoWork) -> Iterator[MemoStep]:
    """Draft. Never raises: the last step says what failed, and the draft before stays."""
    if not asked.topic.strip():
        yield MemoStep(work=work, complaint=wording.NO_TOPIC)
        return
    yield MemoStep(work=work, progress=wording.DRAFTING)
    try:
        memo = yield from _drafted(advisor, asked, work)
        yield _shown(advisor, work.after(memo), f"{wording.DRAFTED}{memo.wording}")
    except AdvisorError as error:
        yield MemoStep(work=work, complaint=error.message)
    except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps the draft
        yield MemoStep(work=work, complaint=wording.failure(logged("drafting failed", error)))


def _drafted(advisor: AdvisorProtocol, asked: Asked, work: MemoWork) -> Generator[MemoStep, None, Memo]:
    """Steps of progress while the draft is made in a thread of its own, and the draft."""
    told: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
    with ThreadPoolExecutor(1, thread_name_prefix="draft") as worker:
        future = worker.submit(_draft, advisor, asked, lambda done, total: told.put((done, total)))
        future.add_done_callback(lambda ended: told.put(None))
        while (news := told.get()) is not None:
            done, total = news
            yield MemoStep(work=work, progress=wording.WORDING.format(done=done, total=total))
        return future.result()


def _draft(advisor: AdvisorProtocol, asked: Asked, progress: Callable[[int, int], None]) -> Memo:
    return advisor.draft_memo(
        asked.topic,
        form=asked.form,
        areas=asked.areas,
        regions=asked.regions,
        addressees=[asked.addressee] if asked.addressee.strip() else [],
        issuer=asked.issuer,
        model=asked.model,
        progress=progress,
    )


def act(advisor: AdvisorProtocol, action: Action, work: MemoWork) -> MemoStep:
    """Do what was asked of the draft. Never raises."""
    try:
        if work.memo is None:
            raise BadInput(wording.NO_DRAFT)
        return _act(advisor, action, work, work.memo)
    except AdvisorError as error:
        return MemoStep(work=work, complaint=error.message)
    except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps the draft
        return MemoStep(work=work, complaint=wording.failure(logged("memo action failed", error)))


def _act(advisor: AdvisorProtocol, action: Action, work: MemoWork, memo: Memo) -> MemoStep:
    desk = advisor.memo_desk
    name = next((one.heading for one in memo.sections if one.id == action.section), "")
    match action.kind:
        case ActionKind.DROP:
            return _shown(
                advisor, work.after(drop_section(memo, action.section, desk)), wording.DROPPED.format(heading=name)
            )
        case ActionKind.UP | ActionKind.DOWN:
            moved = move_section(memo, action.section, desk, up=action.kind is ActionKind.UP)
            return _shown(advisor, work.after(moved), wording.MOVED.format(heading=name))
        case ActionKind.REDRAFT:
            done = work.after(redraft(memo, action.section, desk))
            return _shown(advisor, done, wording.REDRAFTED.format(heading=name))
        case ActionKind.EDIT:
            return _checked(advisor, work, edit_section(memo, action.section, action.text, desk), wording.EDITED)
        case ActionKind.CHECK:
            return _checked(advisor, work, memo, wording.CHECKED)
        case ActionKind.UNDO:
            return _undone(advisor, work)
        case ActionKind.SAVE | ActionKind.LOAD | ActionKind.COMPARE:
            return _version(advisor, action, work, memo)
        case ActionKind.FILE:
            return _filed(advisor, action, work, memo)
    assert_never(action.kind)


def _checked(advisor: AdvisorProtocol, work: MemoWork, memo: Memo, said: str) -> MemoStep:
    result = rechecked(memo, advisor.memo_desk, check=advisor.check)
    done = work.after(result.memo, objections=result.objections)
    return _shown(advisor, done, said.format(seconds=result.seconds, count=len(result.objections)))


def _undone(advisor: AdvisorProtocol, work: MemoWork) -> MemoStep:
    if not work.past:
        return _shown(advisor, work, wording.NOTHING_TO_UNDO)
    return _shown(advisor, MemoWork(memo=work.past[-1], past=work.past[:-1]), wording.UNDONE)


def _version(advisor: AdvisorProtocol, action: Action, work: MemoWork, memo: Memo) -> MemoStep:
    store = VersionStore(advisor.workspace)
    if action.kind is ActionKind.SAVE:
        kept = store.save(memo, note=action.text.strip()[:60], at=datetime.now())
        return _shown(advisor, work, wording.SAVED.format(number=kept.number))
    older = store.load(memo, action.number)
    if action.kind is ActionKind.LOAD:
        return _shown(advisor, work.after(older), wording.LOADED.format(number=action.number))
    changes = difference(older, memo, advisor.memo_desk)
    differs = any(one.kind is not ChangeKind.KEPT for one in changes)
    said = (wording.COMPARED if differs else wording.NO_DIFFERENCE).format(number=action.number)
    step = _shown(advisor, work, "")
    assert step.result is not None
    shown = step.result.model_copy(update={"difference": changes if differs else (), "compared": said})
    return step.model_copy(update={"result": shown})


def _filed(advisor: AdvisorProtocol, action: Action, work: MemoWork, memo: Memo) -> MemoStep:
    edition = Edition(action.edition)
    paper = paper_of(memo, edition, advisor.memo_desk, forced=action.forced)
    made = paper_bytes(paper, f".{action.file_kind}", workspace=advisor.workspace)
    name = wording.REVIEW_NAME if edition is Edition.REVIEW else wording.CLEAN_NAME
    if edition is Edition.CLEAN and obstacles(for_publication(memo, advisor.memo_desk)):
        name = wording.UNFINISHED_NAME
    file = ShownFile(
        name=f"{name.format(title=_file_title(memo))}.{action.file_kind}",
        content=base64.b64encode(made).decode(),
        key=uuid.uuid4().hex,
    )
    step = _shown(advisor, work, "")
    assert step.result is not None
    return step.model_copy(update={"result": step.result.model_copy(update={"file": file})})


def _file_title(memo: Memo) -> str:
    kept = "".join(one for one in memo.title if one.isalnum())
    return kept.removeprefix("待填发文机关")[:40] or memo.form_name


def _shown(advisor: AdvisorProtocol, work: MemoWork, progress: str) -> MemoStep:
    assert work.memo is not None
    versions = VersionStore(advisor.workspace).versions(work.memo)
    result = shown_memo(work.memo, advisor, objections=work.objections, versions=versions, can_undo=bool(work.past))
    return MemoStep(work=work, result=result.model_copy(update={"key": uuid.uuid4().hex}), progress=progress)
