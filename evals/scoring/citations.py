"""Citation recall and precision as ALCE defines them, on a judge of ours.

Recall of a sentence: 1 where it cites something, every mark resolves, and the cited passages together support it.
Precision of a citation: 0 where its sentence has recall 0, or where it is irrelevant: alone it does not support the
sentence, and without it the others still do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ConfigDict

from advisor.types import Data
from evals.core.judging import JudgeOpinion
from evals.core.measures import NOT_JUDGED, is_not_judged, is_number
from evals.scoring.judging import Opine
from evals.scoring.records import AnswerRecord, Context
from evals.scoring.sentences import Sentence, SentenceKind, split_answer


class CheckedSentence(Data):
    """A sentence held against what it cites. NaN: not judged; None: makes no claim.

    `cited` are places in the record's contexts, from 0; `relevant` has one value for each of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    sentence: Sentence
    cited: tuple[int, ...] = ()
    unresolved: tuple[str, ...] = ()
    recall: float | None = None
    relevant: tuple[float, ...] = ()
    held_by_any: float | None = None
    reason: str = ""


class CheckedAnswer(Data):
    """An answer, sentence by sentence."""

    record: AnswerRecord
    sentences: tuple[CheckedSentence, ...]

    @property
    def claims(self) -> list[CheckedSentence]:
        """The sentences that make a claim."""
        return [one for one in self.sentences if one.sentence.skipped is None]

    @property
    def cited_contexts(self) -> list[Context]:
        """Every context that the answer cites anywhere."""
        places = dict.fromkeys(place for one in self.sentences for place in one.cited)
        return [self.record.contexts[place] for place in places]


def check_answer(record: AnswerRecord, opine: Opine) -> CheckedAnswer:
    """Hold every sentence of an answer against what it cites."""
    ids = [context.id for context in record.contexts]
    sentences = split_answer(record.answer, ids)
    if not any(one.marks for one in sentences):
        sentences = [one.model_copy(update={"marks": _bare(record.cited)}) for one in sentences]
    return CheckedAnswer(record=record, sentences=tuple(_checked(one, record, opine) for one in sentences))


def mean_recall(checked: CheckedAnswer, kind: SentenceKind | None = None) -> float | None:
    """Mean recall over the claims (of one kind). NaN where none could be judged, None where there is none."""
    return _mean(one.recall for one in checked.claims if kind is None or one.sentence.kind is kind)


def mean_precision(checked: CheckedAnswer) -> float | None:
    """Mean precision over all citations of claims. NaN where none could be judged, None where nothing is cited."""
    return _mean(value for one in checked.claims for value in one.relevant)


def mean_held(checked: CheckedAnswer) -> float | None:
    """The share of claims that the given contexts, cited or not, support."""
    return _mean(one.held_by_any for one in checked.claims)


def coverage(checked: CheckedAnswer) -> float | None:
    """The share of claims that carry at least one mark; None where there is no claim."""
    return _mean(float(bool(one.sentence.marks)) for one in checked.claims)


def validity(checked: CheckedAnswer) -> float | None:
    """The share of marks that resolve to a context; None where there is no mark, NaN where contexts are not known."""
    if not checked.record.contexts_known:
        return NOT_JUDGED if any(one.sentence.marks for one in checked.sentences) else None
    resolved = sum(len(one.cited) for one in checked.sentences)
    unresolved = sum(len(one.unresolved) for one in checked.sentences)
    return resolved / (resolved + unresolved) if resolved + unresolved else None


def place_of(mark: str, contexts: Sequence[Context]) -> int | None:
    """The place of the context that a mark names: by its id, else by its number counted from 1."""
    by_id = next((place for place, context in enumerate(contexts) if context.id and context.id == mark), None)
    if by_id is not None:
        return by_id
    number = int(mark) if mark.isascii() and mark.isdigit() else 0
    return number - 1 if 1 <= number <= len(contexts) else None


def _bare(cited: Sequence[str]) -> tuple[str, ...]:
    return tuple(mark.strip().strip("[]【】［］^ ") for mark in cited)


def _checked(sentence: Sentence, record: AnswerRecord, opine: Opine) -> CheckedSentence:
    places = {mark: place_of(mark, record.contexts) for mark in sentence.marks}
    cited = tuple(dict.fromkeys(place for place in places.values() if place is not None))
    unresolved = tuple(mark for mark, place in places.items() if place is None)
    bare = CheckedSentence(sentence=sentence, cited=cited, unresolved=unresolved)
    if sentence.skipped is not None:
        return bare
    if not record.contexts_known:
        silent = tuple(NOT_JUDGED for _ in sentence.marks)
        reason = "没有附所给的材料，引注未能评判"
        update = {"recall": NOT_JUDGED, "relevant": silent, "held_by_any": NOT_JUDGED, "reason": reason}
        return bare.model_copy(update=update | {"unresolved": ()})
    opinion, recall = _recall(bare, record, opine)
    return bare.model_copy(
        update={
            "recall": recall,
            "relevant": _relevance(bare, recall, record, opine),
            "held_by_any": 1.0 if recall == 1.0 else _held(sentence, record, opine),
            "reason": opinion.reason if recall != 1.0 else "",
        }
    )


def _recall(one: CheckedSentence, record: AnswerRecord, opine: Opine) -> tuple[JudgeOpinion, float]:
    if one.unresolved:
        return JudgeOpinion(supported=False, score=0.0, reason=f"引注{_shown(one.unresolved)}没有对应的材料"), 0.0
    if not one.cited:
        return JudgeOpinion(supported=False, score=0.0, reason="没有引注"), 0.0
    opinion = _opinion(one.cited, one.sentence, record, opine)
    return opinion, opinion.value


def _relevance(one: CheckedSentence, recall: float, record: AnswerRecord, opine: Opine) -> tuple[float, ...]:
    """One value for every mark; those that do not resolve are citations too, and wrong ones."""
    if is_not_judged(recall):
        return tuple(NOT_JUDGED for _ in one.cited)
    if not recall:
        return tuple(0.0 for _ in (*one.cited, *one.unresolved))
    if len(one.cited) == 1:
        return (1.0,)
    return tuple(_relevant(place, one, record, opine) for place in one.cited)


def _relevant(place: int, one: CheckedSentence, record: AnswerRecord, opine: Opine) -> float:
    alone = _opinion((place,), one.sentence, record, opine).value
    if alone:  # NaN counts as true here: not judged.
        return alone
    others = tuple(other for other in one.cited if other != place)
    left = _opinion(others, one.sentence, record, opine).value
    return left if is_not_judged(left) else 1.0 - left


def _held(sentence: Sentence, record: AnswerRecord, opine: Opine) -> float:
    if not record.contexts:
        return 0.0
    return _opinion(range(len(record.contexts)), sentence, record, opine).value


def _opinion(places: Sequence[int], sentence: Sentence, record: AnswerRecord, opine: Opine) -> JudgeOpinion:
    return opine(sentence.text, record.question, [record.contexts[place].premise for place in places])


def _shown(marks: Sequence[str]) -> str:
    return "".join(f"[{mark}]" for mark in marks)


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of what is a number; NaN where there are values but none is a number; None where there are none."""
    given = [value for value in values if value is not None]
    numbers = [value for value in given if is_number(value)]
    if numbers:
        return sum(numbers) / len(numbers)
    return NOT_JUDGED if given else None
