"""The one seam for fuller wording: whoever rewords stretches of a draft, the gate has the last word, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from advisor.memo import wording_texts as words
from advisor.memo.desk import Desk
from advisor.memo.faithful import faithful
from advisor.memo.finishing import finish, named_in_full
from advisor.memo.stretches import Stretch, stretches_of
from advisor.memo.types import Memo, Paragraph, Part, Section, Sentence
from advisor.model.faults import OF_THE_SERVER, ModelFault
from advisor.model.texts import OUTCOME_TEXT
from advisor.types import ModelOutcome

Progress = Callable[[int, int], None]
_GIVES_UP = OF_THE_SERVER | {ModelOutcome.PAUSED}
_FAULTS_IN_A_ROW = 3


class Wording(Protocol):
    """Says a stretch of a paragraph in fuller words."""

    @property
    def at_once(self) -> int:
        """How many stretches it can work on at the same time."""

    def reword(self, stretch: Stretch) -> Sequence[Sentence]:
        """The stretch's sentences anew, each citing some of its passages. Raises ModelFault."""


@dataclass
class _Run:
    """One draft being reworded. `fault` is the first way in which it failed."""

    wording: Wording
    desk: Desk
    tell: Progress
    total: int
    done: int = 0
    fault: ModelOutcome | None = None
    given_up: bool = False
    _in_a_row: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def said(self, stretch: Stretch) -> tuple[Sentence, ...]:
        """What may take the stretch's place; nothing where it stays."""
        if self.given_up:
            return ()
        try:
            found = faithful(self.wording.reword(stretch), stretch, self.desk)
        except ModelFault as fault:
            self._failed(fault.outcome)
            return ()
        self._went_well()
        return found

    def _went_well(self) -> None:
        with self._lock:
            self._in_a_row = 0
            self.done += 1
            self.tell(self.done, self.total)

    def _failed(self, outcome: ModelOutcome) -> None:
        with self._lock:
            self._in_a_row += 1
            self.done += 1
            self.fault = self.fault or outcome
            self.given_up = self.given_up or outcome in _GIVES_UP or self._in_a_row >= _FAULTS_IN_A_ROW
            if not self.given_up:
                self.tell(self.done, self.total)


def reworded(memo: Memo, wording: Wording, desk: Desk, *, progress: Progress = lambda done, total: None) -> Memo:
    """The draft with every stretch reworded that is still true and whole, within the length; the others stay.

    `progress` is told how many of how many stretches are done.
    """
    stretches = stretches_of(memo, desk)
    if not stretches:
        return memo
    run = _Run(wording=wording, desk=desk, tell=progress, total=len(stretches))
    progress(0, len(stretches))
    with ThreadPoolExecutor(max(1, wording.at_once), thread_name_prefix="wording") as workers:
        found = list(workers.map(run.said, stretches))
    taken = _within(memo, zip(stretches, found, strict=True))
    changed = _with(memo, taken)
    remark = _remark(len(taken), len(stretches) - len(taken), run.fault)
    return finish(changed.model_copy(update={"wording": remark}), desk, shorten=False)


def _within(memo: Memo, found: Iterable[tuple[Stretch, tuple[Sentence, ...]]]) -> dict[Stretch, tuple[Sentence, ...]]:
    """What is taken, in reading order, as long as the draft keeps its length."""
    room = max(0, memo.most_characters - memo.characters)
    taken: dict[Stretch, tuple[Sentence, ...]] = {}
    for stretch, sentences in found:
        grown = sum(len(one.text) for one in sentences) - stretch.characters
        if sentences and grown <= room:
            taken[stretch] = sentences
            room -= grown
    return taken


def _with(memo: Memo, taken: dict[Stretch, tuple[Sentence, ...]]) -> Memo:
    def paragraph(one: Paragraph) -> Paragraph:
        mine = [stretch for stretch in taken if any(stretch.sentences[0] is sentence for sentence in one.sentences)]
        for stretch in mine:
            one = _replaced(one, stretch, taken[stretch])
        return one

    def part(one: Part) -> Part:
        return one.model_copy(update={"paragraphs": tuple(map(paragraph, one.paragraphs))})

    def section(one: Section) -> Section:
        return one.model_copy(update={"parts": tuple(map(part, one.parts))})

    return memo.model_copy(update={"sections": tuple(map(section, memo.sections))})


def _replaced(paragraph: Paragraph, stretch: Stretch, said: tuple[Sentence, ...]) -> Paragraph:
    """The paragraph with other sentences in the place of a stretch; what followed it names its source in full."""
    place = next(at for at, one in enumerate(paragraph.sentences) if one is stretch.sentences[0])
    first = said[0].model_copy(update={"connective": stretch.sentences[0].connective})
    after = list(paragraph.sentences[place + len(stretch.sentences) :])
    if after and said[-1] is not stretch.sentences[-1] and after[0].opening != after[0].named:
        after[0] = named_in_full(after[0])
    sentences = (*paragraph.sentences[:place], first, *said[1:], *after)
    return paragraph.model_copy(update={"sentences": sentences})


def _remark(taken: int, kept: int, fault: ModelOutcome | None) -> str:
    """The one line on what the model did."""
    lines = [words.TAKEN.format(count=taken)] if taken else []
    if fault is not None:
        lines.append(words.FAILED.format(what=OUTCOME_TEXT[fault], count=kept))
    elif kept:
        lines.append(words.KEPT.format(count=kept))
    return "；".join(lines) + "。"
