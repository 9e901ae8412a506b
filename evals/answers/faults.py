"""Where a vital fact was lost on its way from the library to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import assert_never

from advisor.types import Data
from evals.answers.generate import Asked, PassageSeen
from evals.core.measures import TableShown
from evals.questions.items import Wordings
from evals.questions.matching import compact, stands_in
from evals.scoring.facts import Support, support


class FaultKind(StrEnum):
    """The step at which a fact was lost, in the order of the pipeline."""

    SCREENING = "screening"
    RETRIEVAL = "retrieval"
    SELECTION = "selection"
    GATE = "gate"
    COMPOSING = "composing"


class LostFact(Data):
    """A vital fact that the answer lacks, and where it was lost."""

    item: str
    wording: str
    kind: FaultKind


def lost_facts(asked: Asked, by_fact: Sequence[Sequence[str]] | None = None) -> list[LostFact]:
    """The vital facts an answer lacks. `by_fact`: refs of the passages that state each, where these are known.

    Without them a passage counts as stating a fact when one of its wordings stands in it.
    """
    return [
        LostFact(item=asked.item.id, wording=wordings[0], kind=_where(asked, wordings, refs))
        for wordings, refs in _facts(asked, by_fact)
        if support(asked.record.answer, wordings) is not Support.SUPPORT
    ]


def share_retrieved(asked: Asked, by_fact: Sequence[Sequence[str]] | None = None) -> float | None:
    """The share of vital facts that some retrieved passage states; None where no fact is asked."""
    facts = [_stated(asked.retrieved, wordings, refs) for wordings, refs in _facts(asked, by_fact)]
    return sum(facts) / len(facts) if facts else None


def share_used(asked: Asked, by_fact: Sequence[Sequence[str]] | None = None) -> float | None:
    """Of the vital facts that were retrieved, the share that the answer states; None where none was retrieved."""
    retrieved = [
        support(asked.record.answer, wordings) is Support.SUPPORT
        for wordings, refs in _facts(asked, by_fact)
        if _stated(asked.retrieved, wordings, refs)
    ]
    return sum(retrieved) / len(retrieved) if retrieved else None


def fault_table(lost: Sequence[LostFact], *, facts: int) -> TableShown:
    """How many facts were lost at each step."""
    rows = []
    for kind in FaultKind:
        own = [one for one in lost if one.kind is kind]
        items = list(dict.fromkeys(one.item for one in own))
        rows.append(
            (label_of(kind), str(len(own)), str(len(items)), "、".join(items[:12]) + ("……" if items[12:] else ""))
        )
    return TableShown(
        title="没有答出的必要事实丢在哪一步",
        note=f"必要事实共{facts}项，没有答出{len(lost)}项。先看检索与取舍：材料没到手，后面怎样组织都答不出。",
        header=("丢在", "事实数", "题数", "题号"),
        rows=tuple(rows),
    )


def label_of(kind: FaultKind) -> str:
    """The Chinese name of a fault, as an official reads it."""
    match kind:
        case FaultKind.SCREENING:
            return "误作不受理（没有去检索）"
        case FaultKind.RETRIEVAL:
            return "检索：没有找到写明它的段落"
        case FaultKind.SELECTION:
            return "取舍：找到了，没有选用"
        case FaultKind.GATE:
            return "核验：写了，被核验拦下"
        case FaultKind.COMPOSING:
            return "组织：选用了，没有写出来"
    assert_never(kind)


def _facts(asked: Asked, by_fact: Sequence[Sequence[str]] | None) -> Iterator[tuple[Wordings, Sequence[str] | None]]:
    for place, wordings in enumerate(asked.item.expect.vital):
        yield wordings, None if by_fact is None else by_fact[place]


def _where(asked: Asked, wordings: Wordings, refs: Sequence[str] | None) -> FaultKind:
    if asked.screened:
        return FaultKind.SCREENING
    if any(stands_in(compact(one.text), wordings) for one in asked.withheld):
        return FaultKind.GATE
    if _stated(asked.cited, wordings, refs):
        return FaultKind.COMPOSING
    if not _stated(asked.retrieved, wordings, refs):
        return FaultKind.RETRIEVAL
    selected = [one for one in asked.retrieved if one.ref in asked.selected]
    return FaultKind.COMPOSING if _stated(selected, wordings, refs) else FaultKind.SELECTION


def _stated(passages: Sequence[PassageSeen], wordings: Wordings, refs: Sequence[str] | None) -> bool:
    if refs is not None:
        return any(one.ref in refs for one in passages)
    return any(stands_in(compact(one.text), wordings) for one in passages)
