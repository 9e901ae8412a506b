"""What the browser may ask of a draft. Whatever it sends is checked here before anything is done."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationError

from advisor.errors import BadInput
from advisor.types import Data

_MOST_TEXT = 40_000


class ActionKind(StrEnum):
    """What can be done with a draft."""

    DROP = "drop"
    UP = "up"
    DOWN = "down"
    REDRAFT = "redraft"
    EDIT = "edit"
    CHECK = "check"
    UNDO = "undo"
    SAVE = "save"
    LOAD = "load"
    COMPARE = "compare"
    FILE = "file"


class Action(Data):
    """One thing asked of a draft."""

    kind: ActionKind
    section: str = Field(default="", max_length=80)
    text: str = Field(default="", max_length=_MOST_TEXT)
    number: int = Field(default=0, ge=0, le=1_000_000)
    edition: Literal["review", "clean"] = "review"
    file_kind: Literal["docx", "md"] = "docx"
    forced: bool = False


def read_action(sent: object) -> Action:
    """The action that the browser sent. Raises BadInput for anything else."""
    try:
        return Action.model_validate(sent)
    except ValidationError as error:
        raise BadInput("页面送来的操作不完整，请刷新页面后再试。") from error
