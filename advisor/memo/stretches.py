"""Which sentences of a draft may be reworded: stretches of facts or of advice in a paragraph; all else stays to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from advisor.library.drafting_forms import SectionKind
from advisor.memo import texts
from advisor.memo.desk import Desk
from advisor.memo.figures import marks_on
from advisor.memo.layout import PLACEHOLDER
from advisor.memo.types import Memo, Origin, Paragraph, Sentence, SentenceKind
from advisor.types import RULED, Data, Modality, Passage, Rank

_REWORDED = {SentenceKind.FACT, SentenceKind.RECOMMENDATION}
# What must, may and must not be done stands as the rule has it: a limit said otherwise is another limit.
_TO_THE_LETTER = {Modality.REQUIRED, Modality.FORBIDDEN, Modality.ALLOWED}
_LAWS = {rank for rank in Rank if rank is not Rank.NORMATIVE_DOCUMENT}
_CONDITIONS = {
    SectionKind.CONDITIONS,
    SectionKind.DUTIES,
    SectionKind.FUNDING,
    SectionKind.VALIDITY,
    SectionKind.OPEN_MATTERS,
}


class Stretch(Data):
    """Sentences of one kind that stand in a row, with the heading above them and the passages they rest on."""

    heading: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def kind(self) -> SentenceKind:
        """The kind of all its sentences."""
        return self.sentences[0].kind

    @property
    def characters(self) -> int:
        """Its length."""
        return sum(len(one.text) for one in self.sentences)


def stretches_of(memo: Memo, desk: Desk) -> list[Stretch]:
    """The stretches of a draft in reading order."""
    return [
        stretch
        for section in memo.sections
        if section.kind not in _CONDITIONS
        for part in section.parts
        for paragraph in part.paragraphs
        for stretch in _of_paragraph(paragraph, _heading(section.heading, part.heading, paragraph.lead), desk)
    ]


def _of_paragraph(paragraph: Paragraph, heading: str, desk: Desk) -> Iterator[Stretch]:
    for kind, group in groupby(paragraph.sentences, key=lambda one: one.kind if may_be_reworded(one, desk) else None):
        sentences = tuple(group)
        if kind is not None:
            keys = dict.fromkeys(key for one in sentences for key in one.passage_ids)
            passages = tuple(desk.holdings.passages[key] for key in keys)
            yield Stretch(heading=heading, sentences=sentences, passages=passages)


def may_be_reworded(sentence: Sentence, desk: Desk) -> bool:
    """Whether a sentence is a fact or advice told from statements, and no limit, condition, formula or open place."""
    if sentence.kind not in _REWORDED or sentence.origin is not Origin.STATEMENT or sentence.facts:
        return False
    passages = [desk.holdings.passages.get(key) for key in sentence.passage_ids]
    if not passages or any(one is None or _is_rule(one, desk) for one in passages):
        return False
    # The figures that the office signed off are its own, and not for another server to read.
    if marks_on(sentence.passage_ids, desk):
        return False
    # What rules limit is quoted as the paper has it.
    if sentence.opening == texts.PAPER_ADVISES:
        return False
    return sentence.passes and PLACEHOLDER.search(sentence.text) is None


def _is_rule(passage: Passage, desk: Desk) -> bool:
    """Whether a passage sets a limit, or says what a law provides."""
    return passage.modality in _TO_THE_LETTER or (passage.modality in RULED and desk.source(passage).rank in _LAWS)


def _heading(*names: str) -> str:
    return " / ".join(one for one in names if one)
