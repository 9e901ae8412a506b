"""What the model makes of a question: completed from the earlier turns, or taken apart. Nothing it adds is taken over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.answer.writing.marks import no_sentence, without_frames
from advisor.grounding.reading import grams, read
from advisor.model.faults import ModelFault
from advisor.prompting import frame
from advisor.search.lexicon import Lexicon
from advisor.text import normalise
from advisor.types import Answer, ModelPurpose, QuestionPlan, Turn

_TURNS = 6
_TURN_LENGTH = 400
_LONGEST = 200
_LEAST_KNOWN = 0.7
_MOST_PARTS = 4
_SEVERAL = re.compile(r"[，,；;？?。、].*\S|(?:以及|还有|分别|另外|同时|顺便|并且)")
_SHORTEST_OF_SEVERAL = 16
_ASKS = re.compile(r"[？?]|什么|哪|多少|多[大久高长远]|几|谁|怎|如何|为何|是否|能否|可否|有没有|是不是|吗|呢")
_WANTS = re.compile(rf"{_ASKS.pattern}|请|列|给出|说明|介绍|比较|对比|起草|写|建议")
_MARKS = re.compile(r"^\s*(?:[-*•]|\(?\d{1,2}[.、)）]|(?:补全后的|拆分后的)?问题\s*\d*\s*[:：])\s*|^[“\"「]|[”\"」]$")


def completed(answer: Answer, bench: Bench) -> str | None:
    """The last question made complete from the turns before; None where the model gives nothing that can be relied on."""
    if bench.model is None or bench.model.spared or not answer.history:
        return None
    turns = answer.history[-_TURNS:]
    messages = bench.model.messages(
        ModelPurpose.REPHRASE,
        history="\n".join(_framed(turn, number) for number, turn in enumerate(turns, start=1)),
        question=frame("question", answer.question),
    )
    known = "\n".join([answer.question, *(turn.content for turn in turns)])
    lines = _lines(bench, ModelPurpose.REPHRASE, messages)
    if len(lines) != 1 or not adds_nothing(lines[0], known, bench.holdings.lexicon):
        return None
    # Some models answer the question, or say an earlier answer again, in place of completing it.
    return lines[0] if _ASKS.search(lines[0]) or not _ASKS.search(answer.question) else None


def parts_of(plan: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """The questions in a question, two to four; those found without a model where it gives none that can be relied on."""
    if bench.model is None or bench.model.spared or not (plan.parts or _may_be_several(plan.text)):
        return plan.parts
    messages = bench.model.messages(ModelPurpose.SPLIT, question=frame("question", plan.text))
    lines = _lines(bench, ModelPurpose.SPLIT, messages)
    reliable = 2 <= len(lines) <= _MOST_PARTS and all(
        _WANTS.search(line) and adds_nothing(line, plan.text, bench.holdings.lexicon) for line in lines
    )
    return tuple(lines) if reliable else plan.parts


def adds_nothing(text: str, known: str, lexicon: Lexicon) -> bool:
    """Whether a restated question brings no figure, time, place, document or subject that was not said before."""
    if not text or len(text) > _LONGEST:
        return False
    pairs = grams(text)
    familiar = bool(pairs) and len(pairs & read(known).grams) / len(pairs) >= _LEAST_KNOWN
    return familiar and names_nothing_new(text, known, lexicon)


def names_nothing_new(text: str, known: str, lexicon: Lexicon) -> bool:
    """Whether every figure, time, place and document of a text was named before."""
    said = f"{known}\n{read(known).folded}"
    return all(mark in said for mark in _marks(text)) and _named(text, lexicon) <= _named(known, lexicon)


def _marks(text: str) -> list[str]:
    """What of a text can be looked up as it stands: figures, times, places, organisations, numbers and titles."""
    new = read(text)
    return [
        *(one.text for one in new.quantities),
        *(one.text for one in new.periods),
        *(one.text for one in (*new.places, *new.organisations)),
        *(one.text for one in new.numbers),
        *(one.title for one in new.titles),
    ]


def _named(text: str, lexicon: Lexicon) -> set[str]:
    """Places and documents of the library that a text names, under whatever name."""
    folded = normalise(text)
    return {one.name for one in (*lexicon.regions(folded), *lexicon.documents.find(folded))}


def _may_be_several(text: str) -> bool:
    return len(text) >= _SHORTEST_OF_SEVERAL and bool(_SEVERAL.search(text))


def _lines(bench: Bench, purpose: ModelPurpose, messages: Sequence[tuple[str, str]]) -> list[str]:
    assert bench.model is not None
    try:
        reply = bench.model.reply(purpose, messages)
    except ModelFault:
        return []
    # A model may say the frame of the question again.
    lines = [without_frames(line).strip() for line in reply.splitlines() if not no_sentence(line)]
    return [text for line in lines if (text := _MARKS.sub("", line).strip())]


def _framed(turn: Turn, number: int) -> str:
    said = "用户" if turn.role == "user" else "顾问"
    return frame("turn", f"{said}：{turn.content[:_TURN_LENGTH]}", number=number)
