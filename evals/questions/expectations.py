"""Scoring one answer against what its question expects. Pure: no library, no clock, no chance."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from advisor.types import Data, Status
from evals.questions.items import Gold, Item, Wordings
from evals.questions.labels import STATUS_LABEL
from evals.questions.matching import cites, compact, first_sentence, stands_in


class ShownClaim(BaseModel):
    """What scoring reads of a claim."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str


class ShownCitation(BaseModel):
    """What scoring reads of a citation."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    source_id: str
    title: str
    locator: str = ""


class ShownAnswer(BaseModel):
    """What scoring reads of the object that `advisor ask --json` prints."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    status: Status
    abstained: bool
    answer: str
    claims: tuple[ShownClaim, ...] = ()
    citations: tuple[ShownCitation, ...] = ()


class ItemScore(Data):
    """How one answer did. A part that the item does not ask for is None; `reasons` says what was wrong."""

    status: Status
    abstained: bool
    status_right: bool
    vital_found: int
    vital_asked: int
    okay_found: int
    nothing_forbidden: bool
    first_right: bool | None = None
    concise: bool
    gold_source_cited: bool | None = None
    gold_place_cited: bool | None = None
    reasons: tuple[str, ...] = Field(default=())

    @property
    def vital_right(self) -> bool:
        """Whether every vital fact was found."""
        return self.vital_found == self.vital_asked

    @property
    def right(self) -> bool:
        """Whether nothing at all was wrong."""
        return not self.reasons


def score(item: Item, contract: Mapping[str, object]) -> ItemScore:
    """The score of an answer, given as `Answer.to_contract()`. Raises ValidationError where it is not one."""
    shown = ShownAnswer.model_validate(contract)
    expect = item.expect
    text = compact(shown.answer)
    missing = [wordings for wordings in expect.vital if not stands_in(text, wordings)]
    forbidden = [words for words in expect.forbidden if compact(words) in text]
    late = [wordings for wordings in expect.first if not stands_in(first_sentence(shown.answer), wordings)]
    result = ItemScore(
        status=shown.status,
        abstained=shown.abstained,
        status_right=shown.status in expect.statuses,
        vital_found=len(expect.vital) - len(missing),
        vital_asked=len(expect.vital),
        okay_found=sum(stands_in(text, wordings) for wordings in expect.okay),
        nothing_forbidden=not forbidden,
        first_right=not late if expect.first else None,
        concise=len(shown.claims) <= expect.max_claims,
        gold_source_cited=_cited(expect.gold, shown, with_place=False) if expect.gold else None,
        gold_place_cited=_cited(expect.gold, shown, with_place=True) if expect.gold else None,
    )
    return result.model_copy(update={"reasons": tuple(_reasons(item, result, missing, forbidden, late, shown))})


def _cited(golds: tuple[Gold, ...], shown: ShownAnswer, *, with_place: bool) -> bool:
    return any(
        cites(gold, citation.source_id, citation.title, citation.locator, with_place=with_place)
        for gold in golds
        for citation in shown.citations
    )


def _reasons(
    item: Item,
    result: ItemScore,
    missing: list[Wordings],
    forbidden: list[str],
    late: list[Wordings],
    shown: ShownAnswer,
) -> list[str]:
    """What was wrong, one line each; empty when the answer is right."""
    reasons: list[str] = []
    if not result.status_right:
        wanted = "”或“".join(STATUS_LABEL[status] for status in item.expect.statuses)
        reasons.append(f"结论是“{STATUS_LABEL[result.status]}”，应为“{wanted}”")
    reasons += [f"没有写到“{'”或“'.join(wordings)}”" for wordings in missing]
    reasons += [f"出现了错误说法“{words}”" for words in forbidden]
    reasons += [f"第一句没有写到“{'”或“'.join(wordings)}”" for wordings in late]
    if not result.concise:
        reasons.append(f"写了{len(shown.claims)}条，至多{item.expect.max_claims}条")
    if result.gold_place_cited is False:
        wanted = "、".join(f"{gold.source}@{gold.locator or '*'}" for gold in item.expect.gold)
        reasons.append(f"没有引用标准出处 {wanted}")
    return reasons
