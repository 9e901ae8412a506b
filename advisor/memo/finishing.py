"""The last steps of a draft: keep its length, number its sentences and sources, gather notices and warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from advisor.library.naming import staleness_warning, validity_warning
from advisor.memo.desk import Desk
from advisor.memo.figures import marks_on
from advisor.memo.shown import running_text
from advisor.memo.types import Memo, MemoTable, Paragraph, Part, Section, Sentence, SentenceKind
from advisor.search.citing import citation, relevant_notices
from advisor.types import Citation, NoticeShown

_KEPT = 9
LEFT_OUT = "正文超过{limit}字的上限，略去{count}句；可以删减章节后重新生成，或者逐句补回。"
TOO_LONG = "正文{count}字，超过{name}{limit}字的上限，请删减。"
KEPT_BACK = "用了{count}个没有同意公开的认定数，只在核稿本中出现，清稿中写作〔待核实〕。"
TO_RENEW = "口径台账中的“{figure}”认定后表内的数有变，请重新认定。"
WITHHELD = "有{count}句没有通过来源核验，没有写入。"


def finish(memo: Memo, desk: Desk, *, shorten: bool) -> Memo:
    """The draft with sentence ids, citations, notices, warnings and length; `shorten` leaves out what is least needed."""
    left_out: list[str] = list(memo.left_out)
    memo = memo.model_copy(update={"citations": _cited(memo, desk)[1]})
    if shorten:
        memo, dropped = _shortened(memo, desk)
        left_out += dropped
    memo = _with_ids(memo)
    memo, citations = _cited(memo, desk)
    memo = memo.model_copy(
        update={
            "citations": citations,
            "notices": _notices(citations, desk),
            "characters": count_characters(memo, desk),
            "left_out": tuple(left_out),
        }
    )
    return memo.model_copy(update={"warnings": tuple(_warnings(memo, desk))})


def count_characters(memo: Memo, desk: Desk) -> int:
    """Characters of the running text as it is read: headings and sentences, no tables and no white space."""
    return sum(len("".join(text.split())) for text in running_text(memo, desk.holdings.sources))


def _shortened(memo: Memo, desk: Desk) -> tuple[Memo, list[str]]:
    """Leave out the least needed sentences of the sections, of equals the last, until the length holds."""
    candidates = [
        (sentence.weight, -position, sentence)
        for position, sentence in enumerate(_in_paragraphs(memo))
        if sentence.weight < _KEPT and sentence.kind is not SentenceKind.PLACEHOLDER
    ]
    dropped: list[str] = []
    for _, _, sentence in sorted(candidates, key=lambda one: one[:2]):
        if count_characters(memo, desk) <= memo.most_characters:
            break
        dropped.append(sentence.text)
        memo = _without(memo, sentence)
    return memo, dropped


def _in_paragraphs(memo: Memo) -> Iterator[Sentence]:
    for section in memo.sections:
        for part in section.parts:
            for paragraph in part.paragraphs:
                yield from paragraph.sentences


def _without(memo: Memo, sentence: Sentence) -> Memo:
    sections = [
        section.model_copy(update={"parts": tuple(_thinned(part, sentence) for part in section.parts)})
        for section in memo.sections
    ]
    sections = [
        section.model_copy(update={"parts": tuple(part for part in section.parts if part.paragraphs or part.tables)})
        for section in sections
    ]
    return memo.model_copy(update={"sections": tuple(one for one in sections if not one.is_empty)})


def _thinned(part: Part, sentence: Sentence) -> Part:
    paragraphs = [
        without(one, sentence.text) if any(kept is sentence for kept in one.sentences) else one
        for one in part.paragraphs
    ]
    return part.model_copy(update={"paragraphs": tuple(one for one in paragraphs if one.sentences)})


def without(paragraph: Paragraph, text: str) -> Paragraph:
    """The paragraph without a sentence; one after it that leaned on its naming of the source names the source itself."""
    kept: list[Sentence] = []
    for one in paragraph.sentences:
        if one.text == text:
            continue
        leans = one.opening != one.named and not (kept and kept[-1].source_id == one.source_id)
        kept.append(named_in_full(one) if leans else one)
    return paragraph.model_copy(update={"sentences": tuple(kept)})


def named_in_full(sentence: Sentence) -> Sentence:
    """The sentence with its source named in full, for one that no longer follows another of the same source."""
    if not sentence.named:
        return sentence
    whole = f"{sentence.named}{sentence.text.removeprefix(sentence.opening)}"
    return sentence.model_copy(update={"text": whole, "opening": sentence.named})


def _with_ids(memo: Memo) -> Memo:
    """Every sentence with an id of its own; those that have one keep it."""
    used = {one.id for one in memo.sentences() if one.id}
    numbers = (f"s{number}" for number in range(1, 10_000))

    def named(sentence: Sentence) -> Sentence:
        if sentence.id:
            return sentence
        fresh = next(name for name in numbers if name not in used)
        return sentence.model_copy(update={"id": fresh})

    return mapped(memo, named)


def mapped(memo: Memo, change: Callable[[Sentence], Sentence]) -> Memo:
    """The draft with every sentence changed, in reading order."""

    def paragraph(one: Paragraph) -> Paragraph:
        return one.model_copy(update={"sentences": tuple(change(sentence) for sentence in one.sentences)})

    def table(one: MemoTable) -> MemoTable:
        return one.model_copy(update={"rows": tuple(tuple(change(cell) for cell in row) for row in one.rows)})

    def part(one: Part) -> Part:
        return one.model_copy(
            update={
                "paragraphs": tuple(map(paragraph, one.paragraphs)),
                "tables": tuple(map(table, one.tables)),
            }
        )

    def section(one: Section) -> Section:
        return one.model_copy(update={"parts": tuple(map(part, one.parts))})

    return memo.model_copy(
        update={
            "opening": tuple(change(one) for one in memo.opening),
            "sections": tuple(map(section, memo.sections)),
            "closing": change(memo.closing) if memo.closing else None,
            "note": change(memo.note) if memo.note else None,
        }
    )


def _cited(memo: Memo, desk: Desk) -> tuple[Memo, tuple[Citation, ...]]:
    """Sources numbered in the order in which the text first cites them."""
    numbers: dict[str, int] = {}
    for sentence in memo.sentences():
        for key in sentence.passage_ids:
            if key in desk.holdings.passages:
                numbers.setdefault(key, len(numbers) + 1)
    citations = tuple(citation(n, desk.holdings.passages[key], desk.holdings) for key, n in numbers.items())

    def with_numbers(sentence: Sentence) -> Sentence:
        held = tuple(numbers[key] for key in sentence.passage_ids if key in numbers)
        return sentence.model_copy(update={"citations": held})

    return mapped(memo, with_numbers), citations


def _notices(citations: tuple[Citation, ...], desk: Desk) -> tuple[NoticeShown, ...]:
    """The notices on the statements cited, each with the numbers it concerns."""
    passages = {one.n: desk.holdings.passages[one.passage_id] for one in citations}
    numbers: dict[str, list[int]] = {}
    for n, passage in passages.items():
        for notice in relevant_notices([passage], desk.holdings):
            numbers.setdefault(notice.id, []).append(n)
    return tuple(
        NoticeShown(
            id=notice.id,
            text=f"{notice.text}建议：{notice.instead}" if notice.instead else notice.text,
            certainty=notice.certainty.value,
            citations=tuple(numbers[notice.id]),
        )
        for notice in relevant_notices(list(passages.values()), desk.holdings)
    )


def _warnings(memo: Memo, desk: Desk) -> Iterator[str]:
    if desk.warning:
        yield desk.warning
    if memo.left_out:
        yield LEFT_OUT.format(limit=memo.most_characters, count=len(memo.left_out))
    if memo.characters > memo.most_characters:
        yield TOO_LONG.format(count=memo.characters, name=memo.form_name, limit=memo.most_characters)
    if memo.wording:
        yield memo.wording
    if memo.withheld:
        yield WITHHELD.format(count=len(memo.withheld))
    cited = [one.passage_id for one in memo.citations]
    marks = marks_on(cited, desk)
    kept_back = sum(not mark.may_publish for _, mark in marks)
    if kept_back:
        yield KEPT_BACK.format(count=kept_back)
    yield from (TO_RENEW.format(figure=mark.as_marked) for _, mark in marks if mark.changed)
    sources = list({one.source_id: desk.holdings.sources[one.source_id] for one in memo.citations}.values())
    yield from (line for source in sources if (line := validity_warning(source)) is not None)
    stale = staleness_warning(sources, as_of=memo.request.as_of, days=desk.stale_after_days)
    if stale:
        yield stale
