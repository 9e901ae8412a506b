"""Reading one Markdown source: front matter as catalogue entry, body as numbered statements under locators."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from advisor.library.catalogue import read_source
from advisor.library.identity import passage_id
from advisor.library.problems import Place, Problems
from advisor.library.statement import Attribute, Statement, read_statement
from advisor.library.yaml_entries import read_mapping
from advisor.types import Passage, PassageKind, Source

_STATEMENT = re.compile(r"\*\*(?P<id>[^*]+)\*\*\s*(?P<text>.*)")
_STATEMENT_ID = re.compile(r"s\d{3,4}")
_ATTRIBUTE = re.compile(r"- (?P<key>[A-Za-z_]+):(?P<value>.*)")


@dataclass
class Document:
    """What one Markdown file holds, with the place of everything for later checks across files.

    `source` is None where the catalogue entry is faulty; the ids are known all the same, so that references to them
    are not reported as well.
    """

    id: str
    source: Source | None
    place: Place
    passages: list[Passage] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass
class _Block:
    """A statement as it stands in the file, before its attributes are understood."""

    id: str
    text: str
    locator: str
    line: int
    attributes: dict[str, Attribute] = field(default_factory=dict)


def read_document(
    path: Path, file: str, problems: Problems, *, regions: Collection[str], asks_required: bool = True
) -> Document | None:
    """Read and check one file. `file` is its name in messages. None, with problems noted, when it has no catalogue."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    front, body, body_line = _split(text, file, problems)
    entry = read_mapping(front, file, problems, first_line=2) if front is not None else None
    if entry is None:
        return None
    blocks = _blocks(body, body_line, file, problems)
    source = read_source(entry, problems, regions=regions, file=file)
    document = Document(str(entry.values.get("id")), source, Place(file, entry.line))
    for order, block in enumerate(blocks):
        statement = read_statement(
            block.text, block.attributes, file, block.line, problems, regions=regions, asks_required=asks_required
        )
        _add_statement(document, block, statement, order, problems)
    return document


def _add_statement(
    document: Document, block: _Block, statement: Statement | None, order: int, problems: Problems
) -> None:
    """Keep a statement where it and its document's catalogue entry are sound; its id is known in any case."""
    file = document.place.file
    ref = f"{document.id}#{block.id}"
    if ref in document.places:
        problems.add(file, block.line, f"陈述编号“{block.id}”重复", "换一个没有用过的编号")
        return
    document.places[ref] = Place(file, block.line)
    if statement is not None and document.source is not None:
        document.passages.append(_passage(document.source, block, statement, ref, order))


def _passage(source: Source, block: _Block, statement: Statement, ref: str, order: int) -> Passage:
    return Passage(
        id=passage_id(source.id, block.locator, block.text),
        source_id=source.id,
        ref=ref,
        locator=block.locator,
        text=block.text,
        kind=PassageKind.DIGEST,
        basis=statement.basis or source.basis,
        modality=statement.modality,
        asserted_by=statement.asserted_by,
        areas=statement.areas,
        regions=statement.regions or (source.region,),
        period=statement.period,
        figures=statement.figures,
        asks=statement.asks,
        comment=statement.comment,
        order=order,
    )


def _split(text: str, file: str, problems: Problems) -> tuple[str | None, str, int]:
    """Front matter, body, and the line on which the body starts."""
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        problems.add(file, 1, "没有以“---”围起的目录项", "在文件开头写目录项，见 docs/knowledge-format.md")
        return None, "", 1
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _blocks(body: str, first_line: int, file: str, problems: Problems) -> list[_Block]:
    blocks: list[_Block] = []
    locator = ""
    for number, raw in enumerate(body.split("\n"), first_line):
        line = raw.rstrip()
        if not line or line.startswith("<!--"):
            continue
        if line.startswith("## "):
            locator = line[3:].strip()
        elif match := _STATEMENT.fullmatch(line):
            blocks.append(_new_block(match, locator, number, file, problems))
        elif (match := _ATTRIBUTE.fullmatch(line)) and blocks:
            _add_attribute(blocks[-1], match, number, file, problems)
        else:
            problems.add(
                file, number, "这一行既不是出处、陈述，也不是属性", "改成“## 出处”“**s001** 陈述”或“- 属性: 值”之一"
            )
    return blocks


def _new_block(match: re.Match[str], locator: str, line: int, file: str, problems: Problems) -> _Block:
    statement_id, text = match["id"].strip(), match["text"].strip()
    if not _STATEMENT_ID.fullmatch(statement_id):
        problems.add(file, line, f"陈述编号“{statement_id}”格式不对", "写成 s001 的样子")
    if not text:
        problems.add(file, line, f"陈述 {statement_id} 没有内容", "补上内容或删去编号")
    if not locator:
        problems.add(file, line, f"陈述 {statement_id} 没有出处", "在它前面写一行“## 出处”")
    return _Block(statement_id, text, locator, line)


def _add_attribute(block: _Block, match: re.Match[str], line: int, file: str, problems: Problems) -> None:
    key = match["key"]
    if key in block.attributes:
        problems.add(file, line, f"属性“{key}”重复", "只留一个")
    block.attributes[key] = Attribute(match["value"].strip(), line)
