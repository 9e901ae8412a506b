"""The one seam for fuller wording: whoever rewrites paragraphs of a draft, the gate has the last word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from advisor.memo.desk import Desk
from advisor.memo.gate import checked
from advisor.memo.types import Memo, Origin, Paragraph, Sentence
from advisor.types import Passage


class Wording(Protocol):
    """Says a paragraph in fuller words."""

    def reword(self, paragraph: Paragraph, passages: Sequence[Passage]) -> Sequence[Sentence]:
        """The paragraph's sentences anew, each citing some of these passages."""


def reworded(memo: Memo, wording: Wording, desk: Desk) -> Memo:
    """The draft with every paragraph reworded whose new sentences all pass the gate; the others stay as they were."""
    sections = []
    for section in memo.sections:
        parts = [
            part.model_copy(update={"paragraphs": tuple(_reworded(one, wording, desk) for one in part.paragraphs)})
            for part in section.parts
        ]
        sections.append(section.model_copy(update={"parts": tuple(parts)}))
    return memo.model_copy(update={"sections": tuple(sections)})


def _reworded(paragraph: Paragraph, wording: Wording, desk: Desk) -> Paragraph:
    keys = [key for one in paragraph.sentences for key in one.passage_ids]
    passages = [desk.holdings.passages[key] for key in dict.fromkeys(keys) if key in desk.holdings.passages]
    if not passages:
        return paragraph
    allowed = {one.id for one in passages}
    said = [
        checked(one.model_copy(update={"origin": Origin.MODEL}), desk) for one in wording.reword(paragraph, passages)
    ]
    holds = said and all(one.passes and set(one.passage_ids) <= allowed for one in said)
    return paragraph.model_copy(update={"sentences": tuple(said)}) if holds else paragraph
