"""The items of a question set: a question and what a right answer to it must show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from advisor.errors import BadInput
from advisor.types import Data, Status, Turn
from evals.core.complaints import explained, unreadable

DEVELOPMENT_SET = Path(__file__).resolve().parents[1] / "sets" / "development.jsonl"

Wordings = tuple[str, ...]
"""Acceptable wordings of one fact; any of them will do."""


class Gold(Data):
    """A place that states the answer: a source id, or a fragment of its title, and a locator where one matters."""

    source: str
    locator: str | None = None


class Expectation(Data):
    """What a right answer shows; see evals/sets/README.md for the meaning of each field."""

    statuses: tuple[Status, ...]
    vital: tuple[Wordings, ...] = ()
    okay: tuple[Wordings, ...] = ()
    forbidden: tuple[str, ...] = ()
    first: tuple[Wordings, ...] = ()
    gold: tuple[Gold, ...] = ()
    max_claims: int = Field(default=8, ge=1)


class Item(Data):
    """One question of the set."""

    id: str
    question: str
    history: tuple[str | Turn, ...] = ()
    kind: str
    tags: tuple[str, ...] = ()
    expect: Expectation
    as_of: date
    pair: str | None = None

    @property
    def must_abstain(self) -> bool:
        """Whether every right status of this item abstains."""
        return all(status.abstained for status in self.expect.statuses)


def load_items(path: Path) -> list[Item]:
    """Items of a JSON Lines file. Raises BadInput, naming the line, for one that cannot be read or a repeated id."""
    if not path.is_file():
        raise BadInput(f"找不到题集“{path}”；请检查 --set 的路径。")
    items: list[Item] = []
    seen: set[str] = set()
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = Item.model_validate_json(line)
        except ValidationError as error:
            raise BadInput(f"{path.name} 第{number}行的题目不可用：{explained(error)}。") from error
        if item.id in seen:
            raise BadInput(f"{path.name} 第{number}行的题号“{item.id}”重复；请改用新的题号。")
        seen.add(item.id)
        items.append(item)
    return items


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(unreadable(path, error)) from error
