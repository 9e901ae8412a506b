"""The answers of any assistant, as they are scored: question, answer with marks, and the passages it was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import BadInput
from advisor.types import Data, Status
from evals.core.complaints import explained
from evals.core.results import numbered_lines
from evals.questions.items import Wordings


class Context(Data):
    """A passage that an answer may cite. `title` names its source and place; `validity` is as the office's list has it."""

    id: str = ""
    title: str = ""
    text: str
    validity: str = ""

    @property
    def premise(self) -> str:
        """What a judge reads: the passage under the name of its source, which a sentence may repeat."""
        return f"{self.title}\n{self.text}" if self.title else self.text


class Wanted(Data):
    """What a right answer shows. `abstain` None: not known whether the question can be answered."""

    abstain: bool | None = None
    vital: tuple[Wordings, ...] = ()
    okay: tuple[Wordings, ...] = ()
    forbidden: tuple[str, ...] = ()


class AnswerRecord(Data):
    """One answer. `cited`: marks of the contexts it rests on, for answers that carry no marks in their text.

    `contexts_known` False: what it was given is not told, so that no citation can be judged.
    `warnings`: what is shown beside the answer, such as that a document has lapsed.
    """

    id: str = ""
    question: str
    answer: str
    contexts: tuple[Context, ...] = ()
    contexts_known: bool = True
    cited: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    abstained: bool | None = None
    milliseconds: float | None = None
    expect: Wanted | None = None


class _Lenient(BaseModel):
    """Other products' lines may carry more than is read here."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _GivenContext(_Lenient):
    id: str | None = None
    title: str | None = None
    text: str
    validity: str | None = None


class _GivenExpectation(_Lenient):
    # A fact is a wording: 3 stands in every 300.
    model_config = ConfigDict(coerce_numbers_to_str=False)

    abstain: bool | None = None
    statuses: list[Status] = Field(default_factory=list)
    vital: list[str | list[str]] = Field(default_factory=list)
    okay: list[str | list[str]] = Field(default_factory=list)
    forbidden: list[str] = Field(default_factory=list)


class _GivenLine(_Lenient):
    id: str | None = None
    question: str = Field(min_length=1)
    answer: str
    contexts: list[str | _GivenContext] | None = None
    cited: list[str] | None = None
    warnings: list[str] | None = None
    abstained: bool | None = None
    milliseconds: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    expect: _GivenExpectation | None = None


def load_answers(path: Path) -> list[AnswerRecord]:
    """The answers of a JSON Lines file. Raises BadInput, naming file and line, for one that cannot be used."""
    records = [_record(line, f"{path.name} 第{number}行") for number, line in numbered_lines(path)]
    if not records:
        raise BadInput(f"{path.name} 里没有回答；每行应为一个 JSON 对象。")
    seen: set[tuple[str, str]] = set()
    for record in records:
        key = (record.id, "" if record.id else record.question)
        if key in seen:
            raise BadInput(f"{path.name} 中“{record.id or record.question}”出现了两次；请只留一条，或用不同的 id。")
        seen.add(key)
    return records


def _record(line: str, where: str) -> AnswerRecord:
    try:
        given = _GivenLine.model_validate_json(line)
    except ValidationError as error:
        raise BadInput(f"{where}不可用：{explained(error)}。") from error
    return AnswerRecord(
        id=given.id or "",
        question=given.question,
        answer=given.answer,
        contexts=tuple(_context(one) for one in given.contexts or ()),
        contexts_known=given.contexts is not None,
        cited=tuple(given.cited or ()),
        warnings=tuple(given.warnings or ()),
        abstained=given.abstained,
        milliseconds=given.milliseconds,
        expect=_wanted(given.expect) if given.expect else None,
    )


def _context(given: str | _GivenContext) -> Context:
    if isinstance(given, str):
        return Context(text=given)
    return Context(id=given.id or "", title=given.title or "", text=given.text, validity=given.validity or "")


def _wanted(given: _GivenExpectation) -> Wanted:
    abstain = given.abstain
    if abstain is None and given.statuses:
        abstain = all(status.abstained for status in given.statuses)
    if abstain is None and given.vital:
        abstain = False
    return Wanted(
        abstain=abstain,
        vital=_facts(given.vital),
        okay=_facts(given.okay),
        forbidden=tuple(given.forbidden),
    )


def _facts(given: Sequence[str | list[str]]) -> tuple[Wordings, ...]:
    return tuple((one,) if isinstance(one, str) else tuple(one) for one in given)
