"""A draft as a paper to be set: the reviewer's copy with marks and its table of sources, or the clean copy without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.errors import BadInput
from advisor.library.naming import BASIS_LABEL
from advisor.memo import setting_texts as words
from advisor.memo.desk import Desk
from advisor.memo.drafting_facts import drafting_fact
from advisor.memo.figures import marks_on
from advisor.memo.layout import (
    Annex,
    Block,
    Cell,
    Heading,
    Imprint,
    PageLayout,
    Paper,
    Paragraph,
    RedHead,
    Run,
    Runs,
    Signature,
    SourceEntry,
    SourceList,
    Table,
    paragraph,
    runs_of,
)
from advisor.memo.publishing import for_publication
from advisor.memo.readiness import obstacles
from advisor.memo.shown import Reading, ShownParagraph
from advisor.memo.types import Edition, Memo, MemoTable, Part, Sentence, SentenceKind
from advisor.statistics.types import Mark
from advisor.types import VerdictKind

_UPWARD = {"request", "report"}


def paper_of(memo: Memo, edition: Edition, desk: Desk, *, forced: bool = False) -> Paper:
    """The draft set for an edition. Raises BadInput for a clean copy of a draft that is not ready, unless forced."""
    if edition is Edition.CLEAN:
        memo = for_publication(memo, desk)
    open_matters = obstacles(memo)
    if edition is Edition.CLEAN and open_matters and not forced:
        raise BadInput(words.NOT_READY.format(obstacles="，".join(open_matters)))
    blocks = tuple(_blocks(memo, edition, desk))
    plan = memo.request.form == "plan"
    return Paper(
        layout=PageLayout.STATUTORY if memo.statutory else PageLayout.PLAIN,
        type_name=memo.form_name,
        head=_head(memo) if memo.statutory else None,
        edition=_edition_words(edition, open_matters),
        title=words.NOTICE_OF_PLAN.format(issuer=_issuer(memo), title=_bare_title(memo)) if plan else memo.title,
        addressee="、".join(memo.request.addressees) or (words.NO_ADDRESSEE if _has_addressee(memo, desk) else None),
        blocks=(paragraph(words.PLAN_IS_SENT.format(title=_bare_title(memo))),) if plan else blocks,
        attachments=(_bare_title(memo),) if plan else (),
        signature=Signature(issuer=_issuer(memo), date=words.NO_DATE) if memo.statutory else None,
        note=memo.note.text if memo.note else None,
        annexes=(Annex(title=_bare_title(memo), blocks=blocks),) if plan else (),
        imprint=Imprint(printed_by=words.NO_PRINTER, printed_on=words.NO_PRINT_DATE) if memo.statutory else None,
        appendix=tuple(_appendix(memo, desk)) if edition is Edition.REVIEW else (),
    )


def _edition_words(edition: Edition, open_matters: tuple[str, ...]) -> str | None:
    if edition is Edition.REVIEW:
        return words.REVIEW
    return words.FORCED.format(obstacles="，".join(open_matters)) if open_matters else None


def _issuer(memo: Memo) -> str:
    return memo.request.issuer or words.NO_ISSUER


def _bare_title(memo: Memo) -> str:
    return memo.title.removeprefix(_issuer(memo)).removeprefix("关于")


def _has_addressee(memo: Memo, desk: Desk) -> bool:
    return desk.form(memo.request.form).addressees.value != "none" and memo.statutory


def _head(memo: Memo) -> RedHead:
    signer = words.NO_SIGNER if memo.request.form in _UPWARD else None
    return RedHead(issuer=f"{_issuer(memo)}文件", number=words.NO_NUMBER, signer=signer)


def _blocks(memo: Memo, edition: Edition, desk: Desk) -> Iterator[Block]:
    reading = Reading(memo, desk.holdings.sources)
    marked = desk if edition is Edition.REVIEW else None
    if memo.opening:
        yield Paragraph(runs=_runs([(one, reading.words(one.text)) for one in memo.opening], marked=marked))
    for section in memo.sections:
        yield Heading(level=1, text=section.heading)
        for part in section.parts:
            yield from _part(part, reading, marked=marked)
    if memo.closing:
        yield paragraph(memo.closing.text)


def _part(part: Part, reading: Reading, *, marked: Desk | None) -> Iterator[Block]:
    if part.heading:
        yield Heading(level=2, text=part.heading)
    for one in part.paragraphs:
        shown = reading.paragraph(one)
        yield _paragraph(shown, level=3 if part.heading else 2, marked=marked)
    yield from (_table(one, marked=marked) for one in part.tables)


def _paragraph(shown: ShownParagraph, *, level: int, marked: Desk | None) -> Block:
    runs = _runs(list(shown.sentences), marked=marked)
    return Heading(level=level, text=f"{shown.lead}。", run_in=runs) if shown.lead else Paragraph(runs=runs)


def _runs(spoken: list[tuple[Sentence, str]], *, marked: Desk | None) -> Runs:
    runs: list[Run] = []
    for sentence, text in spoken:
        runs += runs_of(text, citations=sentence.citations if marked else ())
        if marked and (signed := _signed(sentence, marked)):
            runs.append(Run(text=signed))
        if marked and not sentence.passes:
            runs.append(Run(text=words.NOT_SUPPORTED, placeholder=True))
    return tuple(runs)


def _signed(sentence: Sentence, desk: Desk) -> str:
    """What the reviewer is told of the office's mark on a figure of the sentence."""
    marks = marks_on(sentence.passage_ids, desk) if sentence.is_factual else []
    names = "、".join(row.indicator for row, _ in marks) if len(sentence.passage_ids) > 1 else ""
    if any(mark.changed for _, mark in marks):
        return words.TO_RENEW.format(names=names)
    if any(not mark.may_publish for _, mark in marks):
        return words.SIGNED_OFF_KEPT_BACK.format(names=names)
    return words.SIGNED_OFF.format(names=names) if marks else ""


def _table(table: MemoTable, *, marked: Desk | None) -> Table:
    rows = tuple(tuple(Cell(lines=(_runs([(one, one.text)], marked=marked),)) for one in row) for row in table.rows)
    return Table(header=table.header, rows=rows, widths=table.widths, caption=table.caption)


def _appendix(memo: Memo, desk: Desk) -> Iterator[Block]:
    """What only the reviewer sees: sources, what rests on drafting facts, notices, what was withheld or left out."""
    yield SourceList(entries=tuple(_entries(memo, desk)), title=words.SOURCES)
    yield from _listed(words.FACTS, _facts(memo, desk))
    yield from _listed(
        words.NOTICES, (f"{one.id}：{one.text}（{one.certainty}{_numbers(one.citations)}）" for one in memo.notices)
    )
    yield from _listed(words.WITHHELD, (f"{one.text}（{_reasons(one)}）" for one in memo.withheld))
    yield from _listed(words.LEFT_OUT, memo.left_out)
    yield from _listed(words.WARNINGS, memo.warnings)


def _listed(title: str, lines: Iterable[str]) -> Iterator[Block]:
    texts = list(lines)
    if texts:
        yield Heading(level=1, text=title, numbered=False)
        yield from (paragraph(f"{number}. {text}") for number, text in enumerate(texts, start=1))


def _entries(memo: Memo, desk: Desk) -> Iterator[SourceEntry]:
    noted = {n: [one.id for one in memo.notices if n in one.citations] for n in (one.n for one in memo.citations)}
    for one in memo.citations:
        notes = [
            _verdicts(memo, one.n),
            *(_signed_by(mark) for _, mark in marks_on((one.passage_id,), desk)),
            *([words.SEE_NOTICES.format(ids="、".join(noted[one.n]))] if noted[one.n] else []),
        ]
        yield SourceEntry(
            n=one.n,
            title=one.title,
            number=one.number,
            locator=one.locator,
            rank=one.rank.value if one.rank else one.category.value,
            validity=one.validity.value,
            basis=BASIS_LABEL[one.basis],
            note="；".join(note for note in notes if note),
        )


def _signed_by(mark: Mark) -> str:
    publishable = words.PUBLISHABLE if mark.may_publish else words.NOT_PUBLISHABLE
    return words.SIGNED_BY.format(by=mark.by, at=mark.at, publishable=publishable)


def _verdicts(memo: Memo, n: int) -> str:
    """How the sentences that cite a source came out."""
    citing = [one for one in memo.sentences() if n in one.citations]
    bad = [one for one in citing if not one.passes]
    return words.ALL_SUPPORTED.format(count=len(citing)) if not bad else words.SOME_UNSUPPORTED.format(count=len(bad))


def _facts(memo: Memo, desk: Desk) -> Iterator[str]:
    keys = dict.fromkeys(key for one in memo.sentences() for key in one.facts)
    for key in keys:
        fact = drafting_fact(key, desk)
        if fact is not None:
            yield f"{fact.name}（{fact.basis}）：{fact.said}"


def _numbers(citations: tuple[int, ...]) -> str:
    return f"；涉及来源{'、'.join(map(str, citations))}" if citations else ""


def _reasons(sentence: Sentence) -> str:
    verdict = sentence.verdict
    if verdict is None or verdict.kind is VerdictKind.NOT_CHECKED or sentence.kind is SentenceKind.FORMULA:
        return "没有核对"
    return "；".join(reason.text for reason in verdict.reasons) or "来源没有这样写"
