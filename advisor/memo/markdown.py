"""A paper as Markdown: for reading on the screen, for comparing versions, and for pasting elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from advisor.memo.layout import (
    Annex,
    Block,
    Heading,
    Imprint,
    PageBreak,
    Paper,
    Paragraph,
    RedHead,
    Run,
    Runs,
    Signature,
    SourceList,
    Table,
)
from advisor.memo.numbering import numbered
from advisor.memo.sources_table import sources_table

_MEANT_AS_MARKS = re.compile(r"([\\`*_<>|#\[\]~])")


def markdown_text(paper: Paper) -> str:
    """The paper as Markdown, its parts in the order in which they are printed."""
    return "\n\n".join(part for part in _parts(paper) if part) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    if paper.edition:
        yield f"**{_plain(paper.edition)}**"
    if paper.head:
        yield from _head(paper.head)
    yield f"# {_plain(paper.title.replace(chr(10), ''))}"
    if paper.subtitle:
        yield _plain(paper.subtitle)
    if paper.addressee:
        yield f"{_plain(paper.addressee.rstrip('：:'))}："
    yield from _blocks(paper.blocks)
    yield _attachments(paper.attachments)
    if paper.signature:
        yield _signature(paper.signature)
    if paper.note:
        yield f"（{_plain(paper.note.strip('（）'))}）"
    for number, annex in enumerate(paper.annexes, start=1):
        yield from _annex(annex, number if len(paper.annexes) > 1 else None)
    if paper.imprint:
        yield _imprint(paper.imprint)
    if paper.appendix:
        yield "---"
        yield from _blocks(paper.appendix)


def _head(head: RedHead) -> Iterator[str]:
    marks = [_plain(text) for text in (head.copy_number, head.secrecy, head.urgency) if text]
    yield "　".join(marks)
    yield f"**{_plain(head.issuer)}**"
    yield _plain(head.number) + (f"　　签发人：{_plain(head.signer)}" if head.signer else "")


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block, number in numbered(blocks):
        yield _block(block, number)


def _block(block: Block, number: str) -> str:
    if isinstance(block, Heading):
        heading = f"{'#' * (block.level + 1)} {number}{_plain(block.text)}"
        return f"{heading}\n\n{_runs(block.run_in)}" if block.run_in else heading
    if isinstance(block, Paragraph):
        return _runs(block.runs)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, PageBreak):
        return ""
    if isinstance(block, SourceList):
        return f"## {_plain(block.title)}\n\n{_table(sources_table(block))}"
    assert_never(block)


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = _plain(run.text)
    if text and (run.bold or run.placeholder):
        text = f"**{text}**"
    return text + "".join(f"〔{number}〕" for number in run.citations)


def _table(table: Table) -> str:
    lines = [_row(_plain(text) for text in table.header), _row("---" for _ in table.header)]
    lines += [_row("<br>".join(_runs(line) for line in cell.lines) for cell in row) for row in table.rows]
    caption = f"**{_plain(table.caption)}**\n\n" if table.caption else ""
    return caption + "\n".join(lines)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(text.replace(chr(10), ' ') for text in cells)} |"


def _attachments(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"附件：{_plain(names[0])}"
    listed = [f"{number}.{_plain(name)}" for number, name in enumerate(names, start=1)]
    return f"附件：{'<br>'.join(listed)}" if listed else ""


def _signature(signature: Signature) -> str:
    return f"{_plain(signature.issuer)}<br>{_plain(signature.date)}"


def _annex(annex: Annex, number: int | None) -> Iterator[str]:
    yield "---"
    yield f"附件{number or ''}"
    yield f"# {_plain(annex.title)}"
    yield from _blocks(annex.blocks)


def _imprint(imprint: Imprint) -> str:
    copies = f"抄送：{_plain('，'.join(imprint.copies))}。<br>" if imprint.copies else ""
    return f"---\n\n{copies}{_plain(imprint.printed_by)}　　{_plain(imprint.printed_on.removesuffix('印发'))}印发"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return _MEANT_AS_MARKS.sub(r"\\\1", text)
