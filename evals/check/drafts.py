"""Drafts with planted errors: the set's format, and reading it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from advisor.errors import BadInput
from advisor.types import Data


class Purpose(StrEnum):
    """What a draft may be used for: to work on the check with, or only to measure it (by others, without sight of it)."""

    TUNE = "tune"
    TEST = "test"
    ACCEPTANCE = "acceptance"


class PlantedError(Data):
    """An error put into a draft. `fragment` stands once in the text; `values`: what a right reason names, any of them."""

    fragment: str
    kind: str
    right: str = Field(description="what would be right, in Chinese")
    values: tuple[str, ...] = ()


class Draft(Data):
    """A draft. `right` are fragments of sentences that are right, `not_fact` of those that state no fact."""

    id: str
    title: str
    as_of: date
    text: str
    errors: tuple[PlantedError, ...]
    right: tuple[str, ...]
    not_fact: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _fragments_stand_once(self) -> Draft:
        for fragment in (*(error.fragment for error in self.errors), *self.right, *self.not_fact):
            if self.text.count(fragment) != 1:
                raise ValueError(f"the draft {self.id} must hold exactly once: {fragment}")
        return self


class DraftSet(Data):
    """A file of drafts."""

    purpose: Purpose
    about: str = ""
    drafts: tuple[Draft, ...]
    refs: dict[str, dict[str, dict[str, tuple[str, ...]]]] = Field(
        default_factory=dict,
        description="the statements that sentences of a draft rest on, by draft, sort and fragment",
    )


def load_drafts(path: Path) -> DraftSet:
    """The drafts of a file. Raises BadInput for one that does not fit the format."""
    try:
        return DraftSet.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, ValueError) as error:
        raise BadInput(f"草稿集“{path.name}”格式不对：{error}") from error
