"""Document numbers (文号), standards and other codes, and titles (《…》) in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from advisor.grounding.numerals import fold_width, read_numeral
from advisor.types import Data


class DocumentNumber(Data):
    """A 文号, order number or code as it stands in a text.

    `canonical` is comparable: 辽政发〔2015〕77号, 令117号, GB/T9704-2012; brackets and width no longer matter.
    `issuer_mark` is 辽政发 or the issuing body of an order; `year` and `number` are None where not written.
    """

    canonical: str
    issuer_mark: str
    year: int | None = None
    number: str | None = None
    span: tuple[int, int]
    text: str


class TitleMention(Data):
    """A title between 《 and 》; `title` is without the marks and without a bracketed remark at its end."""

    title: str
    span: tuple[int, int]


_OPEN, _CLOSE = r"[〔\[［【(（﹝]", r"[〕\]］】)）﹞]"
_MARK = r"[\u4e00-\u9fff]{2,10}?"
_BRACKETED = re.compile(
    rf"(?P<mark>[\u4e00-\u9fff]{{1,10}}){_OPEN}\s*(?P<year>(?:19|20)\d{{2}})\s*{_CLOSE}\s*(?:第)?(?P<number>\d+)\s*号"
)
_ORDER = re.compile(
    r"(?P<body>[\u4e00-\u9fff、]{0,24}?)令\s*(?:[〔\[(（]?(?P<year>(?:19|20)\d{2})[年〕\])）]?)?\s*第?"
    r"(?P<number>\d+|[〇零一二三四五六七八九十百]+)号"
)
_TURNED_ORDER = re.compile(r"第(?P<number>\d+|[〇零一二三四五六七八九十百]+)号令")
_SHORT = re.compile(r"(?P<mark>[国府政办发财税商市]{1,4}[发办规函字])(?P<number>\d+)号(?:文件?)?|(?P<bare>\d+)号文件?")
_CODE = re.compile(
    r"(?=[A-Za-z\d])(?<![A-Za-z0-9])(?:[A-Z]{1,4}(?:/[A-Z])?\s?\d+(?:\.\d+)*(?:-\d{4})|\d+\.\d{4,}/[A-Za-z0-9_.\-]+"
    r"|[A-Za-z]+\d[A-Za-z0-9_\-]*|\d+[A-Za-z][A-Za-z0-9_\-]*"
    r"|\d{3,4}-\d{7,8}|\d{4}-\d{4}(?!年))(?![A-Za-z0-9])"
)
_UNIT_CODE = re.compile(r"\d+(?:kg|km|KW|kW|MW|kWh|GB|MB|TB|Mbps|Gbps|kbps|g|L|m)$|20\d\d[HQ][1-4]$")
_MARK_START = re.compile(
    r"(?:.*(?:印发|根据|依据|按照|对照|通过|贯彻|落实|执行|遵照|配合|对接|了|关于|发布|见|和|与|及|即|为|是|由|在|以|据|依|按|照|的|、|文件|方案|意见|通知|文号))?(?P<mark>[\u4e00-\u9fff]{1,10})$"
)
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_REMARK = re.compile(r"[（(][^（）()]*(?:年|修订|修正|试行|稿|暂行)[^（）()]*[）)]$")


@lru_cache(maxsize=8_192)
def _numbers(text: str) -> tuple[DocumentNumber, ...]:
    if "号" not in text and not _CODE.search(text):
        return ()
    folded = fold_width(text)
    found: list[DocumentNumber] = []
    if "号" in text:
        found += [_bracketed(match, text) for match in _BRACKETED.finditer(folded)]
        found += [_order(match, text) for match in _ORDER.finditer(folded) if _apart(match.span("number"), found)]
        found += [_turned_order(match, text) for match in _TURNED_ORDER.finditer(folded) if _apart(match.span(), found)]
        found += [_short(match, text) for match in _SHORT.finditer(folded) if _apart(match.span(), found)]
    for match in _CODE.finditer(folded):
        if _apart(match.span(), found) and not _UNIT_CODE.search(match.group()):
            code = re.sub(r"\s", "", match.group())
            found.append(DocumentNumber(canonical=code.upper(), issuer_mark="", span=match.span(), text=match.group()))
    return tuple(sorted(found, key=lambda number: number.span))


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """All 文号, order numbers and codes in a text, with any shape of bracket, in order."""
    return list(_numbers(text))


def code_spans(text: str) -> list[tuple[int, int]]:
    """Spans of document numbers and codes: digits in there are no quantities."""
    return [number.span for number in _numbers(text)]


def _apart(span: tuple[int, int], found: list[DocumentNumber]) -> bool:
    return all(span[1] <= other.span[0] or other.span[1] <= span[0] for other in found)


def _bracketed(match: re.Match[str], text: str) -> DocumentNumber:
    trimmed = _MARK_START.match(match["mark"])
    mark = trimmed["mark"] if trimmed else match["mark"]
    span = (match.end("mark") - len(mark), match.end())
    number = str(int(match["number"]))
    return DocumentNumber(
        canonical=f"{mark}〔{match['year']}〕{number}号",
        issuer_mark=mark,
        year=int(match["year"]),
        number=number,
        span=span,
        text=text[span[0] : span[1]],
    )


def _in_digits(numeral: str) -> str:
    value = read_numeral(numeral)
    return str(int(value)) if value is not None else numeral


def _turned_order(match: re.Match[str], text: str) -> DocumentNumber:
    """第117号令, which is 令第117号."""
    number, span = _in_digits(match["number"]), match.span()
    return DocumentNumber(canonical=f"令{number}号", issuer_mark="", number=number, span=span, text=text[slice(*span)])


def _order(match: re.Match[str], text: str) -> DocumentNumber:
    trimmed = _MARK_START.match(match["body"])
    body = trimmed["mark"] if trimmed and "、" not in match["body"] else ""
    number = _in_digits(match["number"])
    start = match.end("body") - len(body)
    return DocumentNumber(
        canonical=f"令{number}号",
        issuer_mark=body,
        year=int(match["year"]) if match["year"] else None,
        number=number,
        span=(start, match.end()),
        text=text[start : match.end()],
    )


def _short(match: re.Match[str], text: str) -> DocumentNumber:
    mark = match["mark"] or ""
    number = str(int(match["number"] or match["bare"]))
    return DocumentNumber(
        canonical=f"{mark}{number}号", issuer_mark=mark, number=number, span=match.span(), text=match.group()
    )


def same_document_number(first: DocumentNumber, second: DocumentNumber) -> bool:
    """Whether two numbers can name the same document: equal in every part that both write."""
    if first.number is None or second.number is None:
        return first.canonical == second.canonical
    if first.number != second.number:
        return False
    if first.year is not None and second.year is not None and first.year != second.year:
        return False
    marks = tuple(one.issuer_mark.replace("人民政府", "政府") for one in (first, second))
    return not all(marks) or marks[0].endswith(marks[1]) or marks[1].endswith(marks[0])


@lru_cache(maxsize=8_192)
def _titles(text: str) -> tuple[TitleMention, ...]:
    return tuple(
        TitleMention(title=_REMARK.sub("", match.group(1)).strip(), span=match.span())
        for match in _TITLE.finditer(text)
    )


def find_titles(text: str) -> list[TitleMention]:
    """Titles between 《 and 》, in order; a title within a title belongs to the outer one."""
    return list(_titles(text))


def title_key(title: str) -> str:
    """A title without marks, white space and quotes, for comparison."""
    return re.sub(r"[\s《》〈〉“”‘’\"'「」『』（）()、，,·\-—]", "", fold_width(title)).lower()


def same_title(first: str, second: str) -> bool:
    """Whether two titles name the same document: equal, or one is the other without 中华人民共和国 or its issuer."""
    left, right = (title_key(title).removeprefix("中华人民共和国") for title in (first, second))
    return bool(left) and bool(right) and (left == right or left.endswith(right) or right.endswith(left))
