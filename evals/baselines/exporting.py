"""Answers written down in the form that `python -m evals score` reads."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from advisor.errors import AdvisorError, BadInput
from advisor.types import Passage, Source
from evals.questions.items import DEVELOPMENT_SET, Item, load_items
from evals.scoring.advisor_answers import place_named
from evals.scoring.records import AnswerRecord, Context


def context_of_passage(passage: Passage, source: Source) -> Context:
    """A passage of the library as a context under the name of its source."""
    title = place_named(source.title, source.number, passage.locator)
    return Context(id=passage.ref, title=title, text=passage.text, validity=source.validity.value)


def write_answers(path: Path, records: Iterable[AnswerRecord]) -> None:
    """Write answers as JSON Lines, without the fields that say nothing; contexts are always written."""
    lines = (f"{json.dumps(_said(record), ensure_ascii=False)}\n" for record in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def _said(record: AnswerRecord) -> dict[str, object]:
    # Without its contexts an answer could not be judged; that there are none is worth saying.
    return {**record.model_dump(mode="json", exclude_defaults=True), "contexts": record.model_dump()["contexts"]}


def export(
    answer_all: Callable[[Sequence[Item]], list[AnswerRecord]],
    *,
    prog: str,
    about: str,
    arguments: Sequence[str] | None = None,
) -> int:
    """A command that writes an assistant's answers to a set. Exit code 2 for a bad set, 1 for an unusable library."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("out", type=Path, help="JSON Lines file to write")
    parser.add_argument(
        "--set", type=Path, default=DEVELOPMENT_SET, help="question set, by default the development set"
    )
    options = parser.parse_args(arguments)
    try:
        write_answers(options.out, answer_all(load_items(options.set)))
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2 if isinstance(error, BadInput) else 1
    except OSError as error:
        print(f"“{options.out}”写不进去：{error.strerror}；请换一个位置。", file=sys.stderr)
        return 2
    return 0
