"""Questions that a model wrote for the user's own documents, kept beside them in asks.jsonl; never for the library's."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError

from advisor.library.problems import Problems
from advisor.types import Data

FILE = "asks.jsonl"


class WrittenAsks(Data):
    """What was written for one passage and held out against it; empty where nothing did, so that it is not asked again."""

    passage_id: str
    asks: tuple[str, ...] = ()
    model: str = Field(default="", description="who wrote them")
    prompt: str = Field(default="", description="with which prompt")


def read_written_asks(folder: Path | None, problems: Problems | None = None) -> dict[str, WrittenAsks]:
    """By passage id; none where there is no file. A broken line is a problem, or skipped where nobody collects them."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return {}
    found: dict[str, WrittenAsks] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = WrittenAsks.model_validate_json(line)
        except ValidationError:
            if problems is not None:
                problems.add(f"documents/{FILE}", number, "这一行读不出来", "删去这一行，再运行 advisor enrich")
            continue
        found[one.passage_id] = one
    return found


def append_written_asks(folder: Path, one: WrittenAsks) -> None:
    """Add one passage's. A line that an interrupted run left half written is ended first, so that it spoils no other."""
    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        file.seek(0, 2)
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(f"{one.model_dump_json()}\n".encode())
