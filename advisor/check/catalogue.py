"""The documents a draft cites, held against the catalogue: title, number, issuer, and whether they are in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from advisor.check import texts
from advisor.check.entries import first_day
from advisor.check.issuers import may_issue
from advisor.check.mentions import DocumentMention, bears, by_order_number, likeness, plain_title
from advisor.check.scene import Told
from advisor.check.types import Finding, FindingKind, Severity
from advisor.library.catalogue_text import day_text
from advisor.library.naming import VALIDITY_SENTENCE, source_name
from advisor.search.holdings import Holdings
from advisor.types import NO_LONGER_OR_NOT_YET_VALID, Category, Passage, Source, Validity

_WITHOUT_VALIDITY = {
    Category.PAPER,
    Category.STATISTICS,
    Category.NEWS,
    Category.WORK_REPORT,
    Category.NOT_HELD,
    Category.DRAFTING_FACTS,
    Category.WORK_PROJECT,
}
_AS_BASIS = re.compile(
    r"(?:根据|按照|依据|依照|对照|参照|执行|落实|贯彻|适用|遵循)[^，,。；]{0,12}$|^[^。；]{0,30}(?:(?<!不是)(?<!并非)现行|仍然?有效|继续(?:有效|执行|施行|适用)|正在执行|目前执行|作为(?:依据|标准)|的规定(?:执行|申报|办理))"
)
_AS_HISTORY = re.compile(
    r"曾|当时|此前|过去|历史|已(?:经)?(?:废止|失效|期满|到期|被[^，。]{0,16}(?:取代|替代))|征求意见|原(?:《|有)|旧|不再|(?:不是|并非)现行|(?:只|仅)[作供][^，。]{0,4}参考|期满(?!前)|效力不明"
)
_STILL = re.compile(
    r"(?<!不是)(?<!并非)(?<!不再是)(?<!不[能可得宜再]当)(?<!不[能可得宜再]作)(?<!不[能可得宜再]作为)(?<!不[能可得宜再]当作)现行|仍然?(?:是|为|有效|在|可)|目前(?:执行|有效|适用|仍)|继续(?:有效|执行|施行|适用)|现在(?:执行|有效)|正在(?:执行|施行|实施)|[仍尚还]在(?:执行|施行|实施|有?效?期内)"
)
_TO_BE_FOLLOWED = re.compile(
    r"(?:直接|可|可以|应当?|要)?(?:依据|按照?|参照|对照)(?:该|此|上述|其)?[^，,。；]{0,8}(?:执行|申报|申请|办理|兑现|落实)|可(?:以)?(?:申报|申请|享受|领取)"
)
_BEGUN = re.compile(r"施行|实施(?!细则|办法|方案|意见)|生效|正式(?:印发|出台|发布)|已(?:经)?(?:印发|出台)")
_ISSUES = r"(?:印发|发布|出台|公布|制定|颁布|下发|发出|颁发|联合发文)"
_ISSUER_BEFORE = re.compile(
    rf"(?P<issuer>(?:[\u3400-\u9fff]|、|\d(?=部门|个部门|家)|（(?=办公))+?)(?:联合|共同|正式|先后|陆续|又|近日|已经?|于[^，,。]{{2,12}}|20\d\d年[^，,。]{{0,8}})*{_ISSUES}(?:实施)?了?(?:的)?$"
)
_ISSUER_AFTER = re.compile(
    rf"^[^，,。；]{{0,6}}(?:，)?(?:是|系)?由(?P<issuer>[^，,。；《》]{{2,40}}?)(?:于[^，,。]{{2,14}}|以[^，,。；《》]{{0,6}}第?\d+号|联合|共同|正式)*{_ISSUES}"
)
_ISSUED_THEN = re.compile(
    rf"(?P<when>(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)(?:[底初末])?[，,]?(?:[\u3400-\u9fff、\d]{{0,30}}?){_ISSUES}(?:实施)?了?(?:的)?(?:《[^》]*》[、和])*$"
)
_TAKES_EFFECT = re.compile(r"[^，,。；]{0,24}(?:施行|实施|生效|执行)")
_LEADING = re.compile(
    r"^.*?(?:\d年|\d月|\d日|[底初末]|期间|以来|，|根据|按照|依据|是|为|对|的|其中|由|此后|随后|目前|同年|当年)(?=[\u3400-\u9fff])"
)
_JOINED = re.compile(
    r"^(?:(?:要|认真|严格|切实|全面|深入|抓好|做好)*(?:落实|贯彻|执行|学习|遵守|遵循|参照|对照|结合|根据|按照|宣传)+(?:好|了)?|以?及|[和与同])(?=[\u3400-\u9fff]{2})"
)


class CatalogueChecker:
    """Compares what a draft says of documents with their catalogue entries."""

    def __init__(self, holdings: Holdings, *, as_of: str) -> None:
        self._holdings = holdings
        self._as_of = as_of

    def findings(self, told: Told, text: str, offset: int) -> list[Finding]:
        """Findings on the documents that a sentence names; `text` is the sentence as it stands at `offset` of the draft."""
        found: list[Finding] = []
        for mention in told.documents:
            span = _place(mention, text, offset)
            source = self._holdings.sources.get(mention.source_id or "")
            if source is None:
                found += self._unknown(mention, span)
                continue
            found += self._named(mention, source, span)
            found += _issuer(mention, source, text, offset, span)
            found += _date(mention, source, text, offset)
            found += first_day(told, mention, source, text, (offset, offset + len(text)))
            found += self._validity(mention, source, text, span)
        return found

    def drawn_on(self, told: Told, passages: Sequence[Passage], text: str) -> list[Finding]:
        """Findings on documents that a sentence rests on without naming them, where they are not in force."""
        named = {one.source_id for one in told.documents}
        sources = {one.source_id: self._holdings.sources[one.source_id] for one in passages}
        found = []
        for source in (one for key, one in sources.items() if key not in named):
            if source.category in _WITHOUT_VALIDITY or source.validity not in NO_LONGER_OR_NOT_YET_VALID:
                continue
            begun = source.validity is Validity.DRAFT and bool(_BEGUN.search(text)) and "征求意见" not in text
            relied_on = begun or bool(_STILL.search(text) or _TO_BE_FOLLOWED.search(text))
            found.append(
                Finding(
                    kind=FindingKind.VALIDITY,
                    severity=Severity.ERROR if relied_on else Severity.NOTE,
                    span=told.unit.span,
                    text=texts.DRAWS_ON_LAPSED.format(state=self._state(source), successor=self._successor(source)),
                    advice=texts.LAPSED_ADVICE if relied_on else texts.HISTORY_ADVICE,
                )
            )
        return found

    def _state(self, source: Source) -> str:
        return f"{source_name(source)}{VALIDITY_SENTENCE[source.validity]}。"

    def _successor(self, source: Source) -> str:
        names = "、".join(source_name(self._holdings.sources[key]) for key in source.superseded_by)
        return texts.SUCCESSOR.format(names=names) if names else ""

    def _unknown(self, mention: DocumentMention, span: tuple[int, int]) -> Iterator[Finding]:
        """A title or number that the catalogue does not have: misspelt where one is clearly alike."""
        written = mention.title or (mention.number.text if mention.number else "")
        near = self._holdings.sources.get(mention.near or "")
        if near is not None:
            right = source_name(near)
            text = texts.TITLE_WRONG.format(written=f"《{written}》", right=right)
            yield Finding(
                kind=FindingKind.TITLE,
                severity=Severity.ERROR,
                span=span,
                text=text,
                advice=texts.TITLE_ADVICE.format(right=f"《{plain_title(near)}》"),
            )
            return
        name = f"《{written}》" if mention.title else f"“{written}”"
        yield Finding(
            kind=FindingKind.UNKNOWN_DOCUMENT,
            severity=Severity.WARNING,
            span=span,
            text=texts.UNKNOWN_DOCUMENT.format(name=name),
            advice=texts.UNKNOWN_ADVICE,
        )

    def _named(self, mention: DocumentMention, source: Source, span: tuple[int, int]) -> Iterator[Finding]:
        """A number that is not the document's, or a title that is not the number's."""
        number = mention.number
        if mention.title is None or number is None:
            return
        if bears(source, number):
            if not _same_name(mention.title, source) and mention.near is None:
                text = texts.TITLE_OF_NUMBER.format(
                    number=number.text, right=f"《{plain_title(source)}》", written=f"《{mention.title}》"
                )
                advice = texts.TITLE_ADVICE.format(right=f"《{plain_title(source)}》")
                yield Finding(kind=FindingKind.TITLE, severity=Severity.ERROR, span=span, text=text, advice=advice)
            return
        if source.number is None:
            return
        title = f"《{plain_title(source)}》"
        other = by_order_number(number, self._holdings)
        text = (
            texts.NUMBER_OF_ANOTHER.format(
                title=title, right=source.number, written=number.text, other=source_name(other)
            )
            if other is not None
            else texts.NUMBER_WRONG.format(title=title, right=source.number, written=number.text)
        )
        yield Finding(
            kind=FindingKind.NUMBER, severity=Severity.ERROR, span=span, text=text, advice=texts.NUMBER_ADVICE
        )

    def _validity(
        self, mention: DocumentMention, source: Source, text: str, span: tuple[int, int]
    ) -> Iterator[Finding]:
        """A document that is not (or not yet) in force; an error where the draft relies on it today."""
        if source.category in _WITHOUT_VALIDITY:
            return
        name = source_name(source)
        if source.effective and self._as_of[: len(source.effective)] < source.effective:
            stated = texts.NOT_YET.format(title=name, day=day_text(source.effective))
            yield Finding(kind=FindingKind.VALIDITY, severity=Severity.WARNING, span=span, text=stated)
            return
        severity = self._severity(mention, source, text)
        if severity is None:
            return
        advice = texts.HISTORY_ADVICE if severity is Severity.NOTE else texts.LAPSED_ADVICE
        yield Finding(
            kind=FindingKind.VALIDITY,
            severity=severity,
            span=span,
            text=f"{self._state(source)}{self._successor(source)}",
            advice=advice,
        )

    def _severity(self, mention: DocumentMention, source: Source, text: str) -> Severity | None:
        relied_on = bool(_STILL.search(text)) or (_is_basis(mention, text) and not self._is_past(text))
        match source.validity:
            case Validity.IN_FORCE:
                return None
            case Validity.AMENDED:
                return Severity.NOTE
            case Validity.UNKNOWN:
                return Severity.WARNING if _STILL.search(text) else Severity.NOTE
            case Validity.SUPERSEDED | Validity.REPEALED | Validity.EXPIRED | Validity.DRAFT:
                if _AS_HISTORY.search(text) and not _STILL.search(text):
                    return None
                return Severity.ERROR if relied_on else Severity.NOTE
        assert_never(source.validity)

    def _is_past(self, text: str) -> bool:
        """Whether all that a sentence dates, names of documents aside, lies in years that are over."""
        years = re.findall(r"(?:19|20)\d\d(?=年)", re.sub(r"《[^》]*》(?:[（(][^）)]*[）)])?", "", text))
        return bool(years) and max(years) < self._as_of[:4]


def _is_basis(mention: DocumentMention, text: str) -> bool:
    name = mention.title or ""
    start = text.find(name) if name else -1
    before = text[: max(start, 0)].rstrip("《（ ")
    return (
        bool(_AS_BASIS.search(before[-14:])) or bool(_AS_BASIS.match(text[start + len(name) :]))
        if start >= 0
        else False
    )


def _place(mention: DocumentMention, text: str, offset: int) -> tuple[int, int]:
    """Where a document is named in the draft; the whole sentence where its words cannot be found again."""
    wanted = mention.title or (mention.number.text if mention.number else "")
    start = text.find(wanted) if wanted else -1
    if start < 0:
        return offset, offset + len(text)
    end = start + len(wanted)
    if mention.title and mention.number and (there := text.find(mention.number.text, end)) >= 0:
        end = there + len(mention.number.text)
    return offset + start, offset + end


def _same_name(title: str, source: Source) -> bool:
    return max(likeness(title, name) for name in (source.title, *source.short_titles)) >= 0.6


def _issuer(
    mention: DocumentMention, source: Source, text: str, offset: int, span: tuple[int, int]
) -> Iterator[Finding]:
    """Who is said to have issued the document, held against the catalogue; places and authorities apart."""
    if source.issuer is None or mention.title is None or "核实" in source.issuer:
        return
    start = text.find(f"《{mention.title}")
    if start < 0:
        return
    behind = (text[span[1] - offset :].lstrip("》）)"), text[start + len(mention.title) + 2 :])
    after = (found for one in behind if (found := _ISSUER_AFTER.match(one)))
    named = _ISSUER_BEFORE.search(text[:start]) or next(after, None)
    if named is None:
        return
    written = _JOINED.sub("", _LEADING.sub("", named["issuer"])).strip("、")
    if len(written) < 2 or may_issue(written, source):
        return
    title = f"《{plain_title(source)}》"
    yield Finding(
        kind=FindingKind.ISSUER,
        severity=Severity.ERROR,
        span=(offset + named.start("issuer"), offset + named.end("issuer")) if named.string[0] == text[0] else span,
        text=texts.ISSUER_WRONG.format(title=title, right=source.issuer, written=written),
        advice=texts.ISSUER_ADVICE,
    )


def _date(mention: DocumentMention, source: Source, text: str, offset: int) -> Iterator[Finding]:
    """When the document is said to have been issued, held against the catalogue as far as both give it."""
    start = text.find(f"《{mention.title}")
    named = _ISSUED_THEN.search(text[:start]) if mention.title and start >= 0 and source.issued else None
    if named is None or source.issued is None or _TAKES_EFFECT.match(text[start + len(mention.title or "") + 2 :]):
        return
    if any(_near_in_time(named["when"], day) for day in (source.issued, source.effective) if day):
        return
    yield Finding(
        kind=FindingKind.DATE,
        severity=Severity.ERROR,
        span=(offset + named.start("when"), offset + named.end("when")),
        text=texts.DATE_WRONG.format(
            title=f"《{plain_title(source)}》", right=day_text(source.issued), written=named["when"]
        ),
        advice=texts.DATE_ADVICE,
    )


def _near_in_time(written: str, held: str) -> bool:
    """Whether two dates are of one year and, where both give it, within a month: a document is printed after it is signed."""
    first, second = (tuple(int(part) for part in re.findall(r"\d+", text)) for text in (written, held))
    months_apart = abs(first[1] - second[1]) if len(first) > 1 and len(second) > 1 else 0
    return first[0] == second[0] and months_apart <= 1
