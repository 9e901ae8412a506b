"""A draft cut into sentences as they stand: headings, list items, table rows and plain sentences, each with its place.

Quotes, brackets and titles stay whole. Nothing of the text is changed: a unit is a span of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from advisor.check.blanks import has_blank
from advisor.types import Data


class UnitKind(StrEnum):
    """What a stretch of a draft is by its form."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ROW = "row"


class Unit(Data):
    """A stretch of the draft. `paragraph` numbers the paragraphs or tables; `headings` are those it stands under.

    `claims` of a table row are what it says when it is read out with the head of its table.
    """

    kind: UnitKind
    span: tuple[int, int]
    text: str
    paragraph: int
    headings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


_HAN_NUMBER = "[一二三四五六七八九十]"
MARKER = re.compile(
    rf"^[\s　]*(?:#{{1,6}}\s*|>\s*)*(?:\*\*|__)?(?:{_HAN_NUMBER}{{1,3}}[、.．]|[（(]{_HAN_NUMBER}{{1,3}}[）)]、?"
    rf"|第{_HAN_NUMBER}{{1,3}}[章节部分篇]{{1,2}}[、：:\s]?"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})*[.、．)）](?!\d)\s*|[（(]\d{{1,2}}[）)]、?|[①-⑳]|[-*+•·●■]\s+|{_HAN_NUMBER}是(?=[\u3400-\u9fff《“])"
    rf"|(?:首先|其次|再次|最后|此外|另外|同时|其中)[，,])?"
)
_TITLED = re.compile(r"[、.．）)章节部分篇①-⑳]")
_LEVELS = (
    re.compile(rf"^(?:#\s|第{_HAN_NUMBER}{{1,3}}[章部篇])"),
    re.compile(rf"^(?:##\s|{_HAN_NUMBER}{{1,3}}[、.．]|第{_HAN_NUMBER}{{1,3}}节)"),
    re.compile(rf"^(?:###\s|[（(]{_HAN_NUMBER}{{1,3}}[）)])"),
    re.compile(r"^(?:#{4,6}\s|\d{1,2}(?:\.\d{1,2})*[.、．](?!\d))"),
    re.compile(r"^(?:[（(]\d{1,2}[）)]|[①-⑳])"),
)
_ENDS = "。！？!?；;…"
_OPENS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
}
_CLOSES = "”’」』）)》〉】\"'"
_NOTES = "〕】"
_LONGEST_HEADING = 32
_LONGEST_LEAD = 12
_HARD_WRAP = 24
_TERMINAL = re.compile(r"[。！？!?；;：:…][”’」』）)》]*\s*$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_STARTS_ANEW = re.compile(r"^(?:　|\s{2,}|\t)")
_PAPER_TITLE = re.compile(
    r"^[^，,。；;]{0,40}关于[^。；;]{2,60}的(?:通知|请示|报告|意见|方案|函|建议|决定|批复|公告|通报|汇报)$"
)
_SAYS_SOMETHING = re.compile(r"[，,。；;]|\d+(?:\.\d+)?[%％万亿]|《")


def split(draft: str) -> list[Unit]:
    """The units of a draft in order, without empty ones."""
    units: list[Unit] = []
    headings: dict[int, str] = {}
    for number, (start, end, is_table) in enumerate(_paragraphs(draft)):
        text = draft[start:end]
        if is_table:
            units += _rows(text, start, number, tuple(headings.values()))
            continue
        level = _heading_level(text, first=not units)
        if level is not None:
            under = {depth: name for depth, name in headings.items() if depth < level}
            units.append(_unit(draft, (start, end), UnitKind.HEADING, number, tuple(under.values())))
            headings = {**under, level: bare(text)}
            continue
        units += _sentences(draft, (start, end), number, tuple(headings.values()))
    return units


def bare(text: str) -> str:
    """The text without its list marker, marks of emphasis and line breaks, as it is read out."""
    unmarked = re.sub(r"\*\*|__|`", "", MARKER.sub("", text.strip(), count=1))
    return re.sub(r"\s*\n\s*", "", unmarked).strip(" 　#|>")


def _unit(draft: str, span: tuple[int, int], kind: UnitKind, paragraph: int, headings: tuple[str, ...]) -> Unit:
    start, end = span
    while start < end and draft[start].isspace():
        start += 1
    while end > start and draft[end - 1].isspace():
        end -= 1
    return Unit(kind=kind, span=(start, end), text=draft[start:end], paragraph=paragraph, headings=headings)


def _paragraphs(draft: str) -> Iterator[tuple[int, int, bool]]:
    """Spans of paragraphs and of whole tables; a line that was broken for width goes on in the next."""
    lines = list(re.finditer(r"[^\n]+", draft))
    index = 0
    while index < len(lines):
        first = last = lines[index]
        is_table = bool(_ROW.match(first.group()))
        while index + 1 < len(lines) and _goes_on(draft, last, lines[index + 1], is_table=is_table):
            index += 1
            last = lines[index]
        if first.group().strip():
            yield first.start(), last.end(), is_table
        index += 1


def _goes_on(draft: str, line: re.Match[str], following: re.Match[str], *, is_table: bool) -> bool:
    if following.start() != line.end() + 1:
        return False
    if is_table or _ROW.match(following.group()):
        return is_table and bool(_ROW.match(following.group()))
    text, after = line.group(), following.group()
    if (
        text.lstrip().startswith("#")
        or not after.strip()
        or len(text.strip()) < _HARD_WRAP
        or _TERMINAL.search(text)
        or _STARTS_ANEW.match(after)
    ):
        return False
    marker = MARKER.match(after)
    return not (marker and marker.group().strip())


def _heading_level(text: str, *, first: bool) -> int | None:
    """How deep a heading is, 0 the title; None for what is no heading."""
    stripped = re.sub(r"^\*\*|\*\*$", "", text.strip())
    level = next((depth for depth, form in enumerate(_LEVELS, start=1) if form.match(stripped)), None)
    if stripped.startswith("#"):
        return level if level is not None else 1
    if _PAPER_TITLE.match(stripped):
        return 0 if first else 1
    if _TERMINAL.search(stripped) or len(stripped) > _LONGEST_HEADING + 8 * (level is None and first):
        return None
    if level is not None:
        return None if _SAYS_SOMETHING.search(bare(stripped)) and len(stripped) > _LONGEST_LEAD else level
    if _SAYS_SOMETHING.search(stripped) and not (first and stripped.startswith("关于")):
        return None
    return 0 if first else 1


def _sentences(draft: str, span: tuple[int, int], paragraph: int, headings: tuple[str, ...]) -> Iterator[Unit]:
    """The sentences of a paragraph; a short opening that only names what follows (1.国家层面。) is a heading."""
    under = headings
    for position, (start, end) in enumerate(_cuts(draft, *span)):
        unit = _unit(draft, (start, end), UnitKind.SENTENCE, paragraph, under)
        if not unit.text:
            continue
        if position == 0 and _is_lead(unit.text):
            under = (*headings, bare(unit.text).rstrip("。：:"))
            yield unit.model_copy(update={"kind": UnitKind.HEADING})
        else:
            yield unit


def _is_lead(text: str) -> bool:
    marker = MARKER.match(text)
    said = bare(text).rstrip("。：:；;")
    marked = bool(marker and _TITLED.search(marker.group())) or text.startswith("**")
    return marked and len(said) <= _LONGEST_LEAD and not _SAYS_SOMETHING.search(said) and not re.search(r"\d", said)


def _cuts(draft: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of sentences: cut after a full stop that stands outside quotes and brackets, closing marks included."""
    ends = _stops(draft, start, end, whole=True)
    if not ends or (len(ends) == 1 and end - start > 400):
        ends = _stops(draft, start, end, whole=False)
    bounds = [start, *ends]
    if not ends or ends[-1] < end:
        bounds.append(end)
    return [(one, other) for one, other in pairwise(bounds) if draft[one:other].strip()]


def _stops(draft: str, start: int, end: int, *, whole: bool) -> list[int]:
    waiting: list[str] = []
    stops: list[int] = []
    for position in range(start, end):
        character = draft[position]
        if character in _OPENS:
            waiting.append(_OPENS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
            if not waiting and position > start and draft[position - 1] in "。！？!?" and character in "”」』’":
                stops.append(position + 1)
        elif character in _ENDS and (not waiting or not (whole or waiting[0] in _NOTES)):
            stops.append(_after_emphasis(draft, start, _after_closing(draft, position + 1, end), end))
    return [stop for number, stop in enumerate(stops) if not number or stop > stops[number - 1]]


def _after_closing(draft: str, position: int, end: int) -> int:
    while position < end and (draft[position] in _CLOSES or draft[position] in _ENDS):
        position += 1
    return position


def _after_emphasis(draft: str, start: int, position: int, end: int) -> int:
    """Behind the mark that ends what a ** before it began: it belongs to the sentence it closes."""
    begun = draft.count("**", start, position) % 2 == 1
    return position + 2 if begun and position < end and draft.startswith("**", position) else position


def _rows(table: str, offset: int, paragraph: int, headings: tuple[str, ...]) -> Iterator[Unit]:
    """The rows of a table, each read out with the head of its column; the head itself is a heading."""
    head: list[str] | None = None
    position = 0
    for line in table.split("\n"):
        start, position = position, position + len(line) + 1
        cells = [bare(cell) for cell in line.strip().strip("|").split("|")]
        if _RULE.match(line) or not any(cells):
            continue
        span = (offset + start + len(line) - len(line.lstrip()), offset + start + len(line.rstrip()))
        kind = UnitKind.HEADING if head is None else UnitKind.ROW
        claims = () if head is None else read_out(head, cells)
        yield Unit(kind=kind, span=span, text=line.strip(), paragraph=paragraph, headings=headings, claims=claims)
        head = head or cells


_WHEN = re.compile(r"(?:19|20)\d{2}|[上下]半年|季度|年度?$|时期|时间|年份")
_WHERE = re.compile(r"^(?:地区|地方|城市|县区|区县|市|省|县|区域)$")
_UNIT_OF_HEAD = re.compile(r"[（(]\s*(?:单位[：:]\s*)?([^（）()\d]{1,8})\s*[）)]$")
_AMOUNT = re.compile(r"^[约近超]?[-+－]?\d[\d,.]*(?!\d*[年月日])\s*[^\d\s年月日]{0,6}$")
_LABELS = re.compile(r"^(?:指标|项目|名称)(?:名称)?$")
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_REMARK_COLUMN = re.compile(r"^(?:备注|说明|来源|数据来源|资料来源|序号|排名)$")
_OWN_COLUMN = re.compile(
    r"^(?:牵头|配合|商请|责任|协办|承办)(?:单位|部门|人)?$|时限$|^(?:指标)?定义$|^(?:数据|资料)来源和|频次$|^(?:目标|目标值)$|^(?:工作|主要|重点)?任务$"
)
"""Columns in which a paper assigns work or defines what it will measure: nothing that a source could bear out."""


def read_out(head: list[str], cells: list[str]) -> tuple[str, ...]:
    """What a row says, one claim an amount; a row without amounts is one claim of its cells joined."""
    pairs = [(name, cell) for name, cell in zip(head, cells, strict=False) if cell and not _REMARK_COLUMN.match(name)]
    unit = next((cell for name, cell in pairs if _UNIT_COLUMN.match(name)), "")
    pairs = [(name, cell) for name, cell in pairs if not _UNIT_COLUMN.match(name)]
    labels = [
        (name, cell) for name, cell in pairs if not _AMOUNT.match(cell) or _LABELS.match(name) or _is_year(name, cell)
    ]
    amounts = [pair for pair in pairs if pair not in labels]
    when = "".join(cell for name, cell in labels if _WHEN.search(name) or _WHEN.search(cell))
    where = "".join(cell for name, cell in labels if _WHERE.match(name))
    what = "".join(cell for name, cell in labels if cell not in (when, where) and cell not in when)
    told = _UNIT_OF_HEAD.search(what)
    what, unit = _UNIT_OF_HEAD.sub("", what), unit or (told[1] if told else "")
    if not amounts:
        pairs = [(name, cell) for name, cell in pairs if not _OWN_COLUMN.search(name) and not has_blank(cell)]
        said = "，".join(cell for _, cell in pairs)
        return (said,) if len(pairs) > 1 or _SAYS_SOMETHING.search(said) else ()
    return tuple(_claim(name, cell, when, where, what, unit) for name, cell in amounts)


def _is_year(name: str, cell: str) -> bool:
    return bool(_WHEN.search(name)) and bool(re.fullmatch(r"(?:19|20)\d{2}", cell))


def _claim(name: str, cell: str, when: str, where: str, what: str, unit: str) -> str:
    told = _UNIT_OF_HEAD.search(name)
    column = _UNIT_OF_HEAD.sub("", name)
    measure = unit or (told[1] if told else "")
    amount = cell if re.search(r"[^\d.,+-]$", cell) or not measure else f"{cell}{measure}"
    generic = bool(re.fullmatch(r"数值|数量|数额|金额|数据|指标值|值|规模|完成值", column))
    if _WHEN.search(column):
        return f"{column}{where}{what}为{amount}"
    if re.fullmatch(r"增速|增长|同比|同比增长|增幅|增长率", column):
        return f"{when}{where}{what}增速为{amount}"
    return f"{when}{where}{what}{'' if generic else column}为{amount}"
