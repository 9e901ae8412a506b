"""What a draft says of a document's origin and beginning, held against the catalogue: who issued it, since when it applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.check import texts
from advisor.check.issuers import is_authority, may_issue
from advisor.check.mentions import DocumentMention, plain_title
from advisor.check.scene import Told
from advisor.check.types import Finding, FindingKind, Severity
from advisor.library.catalogue_text import day_text, is_catalogue_entry
from advisor.search.holdings import Holdings
from advisor.types import Passage, Source

_WHEN = r"(?P<when>(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
_BEGINS = r"(?:起|开始)?(?:正式)?(?:施行|实施|生效)"
_BEHIND = re.compile(rf"^(?:[（(][^（）()]*[）)])?(?:已经?|将)?(?:自|从|于)?{_WHEN}{_BEGINS}(?!细则|办法|方案|意见)")
_BEFORE = re.compile(rf"{_WHEN}{_BEGINS}的(?:新|新修订的?|修订后的)?$")
_HERE = "\ue001"
_ISSUED = r"(?:联合|共同|正式)*(?:印发|发布|出台|公布|制定|颁布)(?:实施|发布|公布)?了?"
_BY = re.compile(
    rf"^{_HERE}(?:是|系)?由(?P<who>[\u3400-\u9fff、]+?){_ISSUED}的?$|^(?P<first>[\u3400-\u9fff、]+?){_ISSUED}{_HERE}$"
)
_SINCE = re.compile(rf"^(?:新|新修订的?|修订后的)?{_HERE}(?:已经?|将)?(?:自|从|于)?{_WHEN}{_BEGINS}$")
_FROM_THEN = re.compile(rf"^(?:自|从)?{_WHEN}起?[，,]?{_HERE}(?:将|开始)?(?:正式)?(?:施行|实施|生效)$")
_EARLIER_VERSION = 3


def states_entry(told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether a clause says just what the entry of its document says: its issuers, by whatever name, or its first day."""
    if not is_catalogue_entry(passage) or passage.source_id not in told.source_ids:
        return False
    source = holdings.sources[passage.source_id]
    said = _with_place_of(source, claim)
    issued, since = _BY.match(said), _SINCE.match(said) or _FROM_THEN.match(said)
    if issued is not None:
        who = issued["who"] or issued["first"]
        named = [one for one in re.split("[、和与及]", who) if one]
        return all(is_authority(one) for one in named) and source.issuer is not None and may_issue(who, source)
    return since is not None and bool(source.effective) and _agree(since["when"], source.effective or "")


def first_day(
    told: Told, mention: DocumentMention, source: Source, text: str, span: tuple[int, int]
) -> Iterator[Finding]:
    """A day from which a document is said to apply that is not the one in the catalogue.

    A day long before this version was issued is that of an earlier one. `text` and `span`: the sentence in the draft.
    """
    written = next((when for claim in told.claims if (when := _since(claim, source))), "")
    if not written or not source.effective or _agree(written, source.effective):
        return
    if int(written[:4]) < int((source.issued or source.effective)[:4]) - _EARLIER_VERSION:
        return
    right, title = day_text(source.effective), f"《{plain_title(source)}》"
    as_written = told.as_written(written)
    start = text.find(as_written)
    place = (span[0] + start, span[0] + start + len(as_written)) if start >= 0 else span
    yield Finding(
        kind=FindingKind.DATE,
        severity=Severity.ERROR,
        span=place,
        text=texts.FIRST_DAY_WRONG.format(title=title, right=right, written=as_written),
        advice=texts.DATE_ADVICE,
    )


def _since(claim: str, source: Source) -> str:
    """The day from which a claim says a document applies; empty where it says none."""
    before, found, behind = _with_place_of(source, claim).partition(_HERE)
    named = (_BEHIND.match(behind) or _BEFORE.search(before)) if found else None
    return named["when"] if named is not None else ""


def _with_place_of(source: Source, claim: str) -> str:
    """The claim with a mark in the place of the document's name and number."""
    title = plain_title(source)
    names = sorted({title, title.removeprefix("中华人民共和国"), *source.short_titles}, key=len, reverse=True)
    for name in names:
        written = next((form for form in (f"《{name}》", name) if name and form in claim), "")
        if written:
            return re.sub(rf"({_HERE})[（(][^（）()]*[）)]", r"\1", claim.replace(written, _HERE, 1))
    return claim


def _agree(written: str, held: str) -> bool:
    """Whether two dates are the same as far as both are given."""
    first, second = ([int(part) for part in re.findall(r"\d+", day)] for day in (written, held))
    return all(one == other for one, other in zip(first, second, strict=False))
