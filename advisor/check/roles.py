"""Who does a thing, and how bindingly: another doer beside the same deed, a duty made of an encouragement.

The engine reads a clause as a bag of things said; that the same deed is given to somebody else it sees only where both
names are of one kind. Here the clause is held against the clause of the passage that has the same deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.check import texts
from advisor.check.candidates import pairs
from advisor.library.naming import spoken
from advisor.types import Modality, Passage, Reason

_CLAUSE = re.compile(r"[^，,；;。：:]+")
_BY = re.compile(
    r"(?:(?<![理自缘事])(?P<by>由)(?![于来此])|(?<![方面导趋倾转])(?P<to>向)(?![上下前后好外内]))(?P<rest>[\u3400-\u9fff、（）]{4,40})$|(?P<give>[报交送]给)(?P<receiver>[\u3400-\u9fff]{3,20})$"
)
_COMMON = re.compile(r"^(?:所在地|本级|同级|当地|有关|相关|主管|住所地)+|(?:部门|机关|单位|机构|主管|行政)")
_BEARS = re.compile(
    r"^(?:还|也|均|都|分别)?(?P<who>[\u3400-\u9fff、]{2,16}?)(?:应当?|要|须|必须)?(?P<what>承担[\u3400-\u9fff]{3,20}(?:责任|义务))$"
)
_CONDITION = re.compile(r"的$")
_OBLIGES = re.compile(r"必须|应当|应该|须(?!知)|一律要|不得|严禁")
_LEAVES_FREE = re.compile(r"可以?自行|自愿|自行决定|鼓励|提倡|可以(?P<deed>[\u3400-\u9fff]{2})")
_BINDS = re.compile(r"应当?|必须|须|不得|要(?![求素点闻件])|禁止|严禁")
_ENCOURAGES = re.compile(r"[^，,。；]{0,12}(?:鼓励|提倡|倡导)")
_FREES = re.compile(r"可以|可(?=[\u3400-\u9fff])|鼓励|支持|提倡|自愿|自主")
_HOW_OFTEN = re.compile(r"每(?:年|半年|个?季度?|个?月|周|日|天|\d+个?[年月日天周])")
_ANY_TURN = re.compile(r"每|按[年季月]|季|年度|月度|逐[年月]|次月|一年|定期|年均|年收")
_TURN = re.compile(r"(?:每|按)个?(?P<unit>年|季度?|月|周|日|天)")
_UNIT_OF_TURN = {"季度": "季", "天": "日"}
_SEVERAL_TIMES = re.compile(r"[两二三四五六七八九十2-9]\s*次|个月")
_OF_COMPETENCE = ("牵头", "管辖")
_SAME_MATTER, _SHORTEST_DEED = 0.5, 2


@dataclass(frozen=True)
class _Given:
    """A clause that gives a deed to somebody: `matter` what it is about, `rest` the doer (由) or receiver (向) with the deed."""

    by: str
    matter: str
    rest: str
    span: tuple[int, int]


def another_doer(claim: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim has done by one what the passage has done by another (由市场监管部门审查); else None."""
    said = spoken(passage)
    held = list(_given(said))
    for one in _given(claim):
        near = [other for other in held if other.by == one.by and _same_matter(one.matter, other.matter)]
        other = max(near, key=lambda each: len(pairs(each.matter) & pairs(one.matter)), default=None)
        if other is not None and _same_doer(one.rest, other.rest, whole=one.by.endswith("给")) is False:
            return _amiss(f"{one.by}{one.rest}", f"{other.by}{other.rest}", one.span, other.span)
    return _another_bearer(claim, said)


def other_force(claim: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim makes a duty of what a passage only encourages, or leaves free what it demands."""
    said = spoken(passage)
    only = passage.modality in {Modality.ENCOURAGED, Modality.ALLOWED} or _ENCOURAGES.match(said)
    encouraged = bool(only) and not _BINDS.search(said)
    stronger = _OBLIGES.search(claim) if encouraged and not _FREES.search(claim) else None
    demanded = passage.modality in {Modality.REQUIRED, Modality.FORBIDDEN} and not _FREES.search(said)
    weaker = _LEAVES_FREE.search(claim) if demanded and not _BINDS.search(claim) else None
    if weaker is not None and weaker["deed"] and not _demands(weaker["deed"], said):
        weaker = None
    amiss = stronger or weaker
    if amiss is None:
        return None
    text = texts.OTHER_FORCE.format(written=amiss.group(), held=said.rstrip("。"))
    return Reason(text=text, claim_span=amiss.span(), passage_span=(0, len(said)), feature="force")


def _demands(deed: str, said: str) -> bool:
    """Whether a passage demands the very deed, a few words after the demand at most."""
    return bool(re.search(rf"(?:应当?|必须|须|要)[\u3400-\u9fff]{{0,6}}?{deed}", said))


def other_turn(claim: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim has a thing done once a year that the passage has done once a quarter; else None."""
    said = spoken(passage)
    own, held = list(_TURN.finditer(claim)), list(_TURN.finditer(said))
    units = [{_UNIT_OF_TURN.get(one["unit"], one["unit"]) for one in turns} for turns in (own, held)]
    if any(len(one) != 1 for one in units) or units[0] == units[1] or any(map(_SEVERAL_TIMES.search, (claim, said))):
        return None
    text = texts.STATED_OTHERWISE.format(written=own[0].group(), held=held[0].group())
    return Reason(text=text, claim_span=own[0].span(), passage_span=held[0].span(), feature="figure")


def leaves_open(claim: str, passage: Passage) -> bool:
    """Whether a passage says nothing of how often, or under whose lead, a claim has a thing done."""
    said = spoken(passage)
    often = bool(_HOW_OFTEN.search(claim)) and not _ANY_TURN.search(said)
    return often or any(word in claim and word not in said for word in _OF_COMPETENCE)


def _given(text: str) -> Iterator[_Given]:
    before = ""
    for clause in _CLAUSE.finditer(text):
        found = _BY.search(clause.group())
        if found is not None:
            start = clause.start() + found.start()
            matter = clause.group()[: found.start()]
            yield _Given(
                found["by"] or found["to"] or found["give"],
                matter if pairs(matter) else before,
                found["rest"] or found["receiver"],
                (start, clause.end()),
            )
        before = clause.group()


def _same_matter(one: str, other: str) -> bool:
    wanted, held = pairs(one), pairs(other)
    return bool(wanted) and bool(held) and len(wanted & held) >= _SAME_MATTER * min(len(wanted), len(held))


def _same_doer(one: str, other: str, *, whole: bool) -> bool | None:
    """Whether the same doer stands before the same deed; None where the deeds differ, so that nothing can be said. `whole`: no deed follows."""
    deed = (
        0
        if whole
        else next((length for length in range(min(len(one), len(other)), 1, -1) if one[-length:] == other[-length:]), 0)
    )
    if deed < _SHORTEST_DEED and not whole:
        return None
    first, second = (_COMMON.sub("", text[: len(text) - deed]) for text in (one, other))
    if len(first) < 2 or len(second) < 2:
        return None
    return bool(pairs(first) & pairs(second)) or set(first) <= set(second) or set(second) <= set(first)


def _another_bearer(claim: str, said: str) -> Reason | None:
    """承担…责任 said of another, under the same condition (直播推销商品构成商业广告的)."""
    for condition, clause, who, what in _borne(claim):
        for other, there, bearer, burden in _borne(said):
            if burden == what and _same_matter(condition, other) and not pairs(who) & pairs(bearer):
                return _amiss(clause.group(), there.group(), clause.span(), there.span())
    return None


def _borne(text: str) -> Iterator[tuple[str, re.Match[str], str, str]]:
    condition = ""
    for clause in _CLAUSE.finditer(text):
        found = _BEARS.match(clause.group())
        if found is not None and condition:
            yield condition, clause, found["who"], found["what"]
        elif _CONDITION.search(clause.group()):
            condition = clause.group()


def _amiss(written: str, held: str, claim_span: tuple[int, int], passage_span: tuple[int, int]) -> Reason:
    text = texts.STATED_OTHERWISE.format(written=written, held=held)
    return Reason(text=text, claim_span=claim_span, passage_span=passage_span, feature="entity")
