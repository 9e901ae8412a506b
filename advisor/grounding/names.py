"""Names of a claim held against passages: places, organisations, document numbers, titles, persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.documents import same_document_number, same_title, title_key
from advisor.grounding.entities import EntityMention, same_organisation
from advisor.grounding.faults import Fault, absent, otherwise, slight
from advisor.grounding.gazetteer import COUNTY_NAMES, PROVINCE_NAMES
from advisor.grounding.persons import person_faults
from advisor.grounding.reading import Reading, grams

_CLEARLY, _FEW = 2, 4
_SIMILAR_TITLE = 0.5
_COVERED_NAME = 0.75
_EXCEPTS, _EXCEPTED = (
    re.compile("(?:不含|不包括|不包含|不算|除了?|排除)$"),
    re.compile("[省市县区]?(?:以外|之外|除外|外(?![地省市资贸商]))"),
)
_NEAR_AUTHORITY = ("全市", "我市", "本市", "市政府", "市级")


def name_faults(claim: Reading, passages: Sequence[Reading], said: Reading | None) -> list[Fault]:
    """Faults of every name in the claim."""
    readings = [*passages, *([said] if said else [])]
    return [
        *_place_faults(claim, passages, readings),
        *_organisation_faults(claim, passages, readings, said),
        *_number_faults(claim, passages, readings),
        *_title_faults(claim, passages, readings),
        *person_faults(claim, passages, readings),
    ]


def _place_faults(claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading]) -> list[Fault]:
    faults = []
    held = {place.canonical for reading in readings for place in reading.places}
    for index, place in enumerate(claim.places):
        if _in_title(claim, place.span) or _in_organisation(claim, place.span):
            continue
        if place.canonical in held or any(place.canonical in reading.folded for reading in readings):
            fault = _misplaced(claim, place, passages)
            if fault is not None:
                faults.append(fault)
        elif not _holds_the_next(claim, index, held):
            faults.append(_unknown_place(claim, place, passages))
    return faults


def _in_title(claim: Reading, span: tuple[int, int]) -> bool:
    return any(title.span[0] <= span[0] < title.span[1] for title in claim.titles)


def _in_organisation(claim: Reading, span: tuple[int, int]) -> bool:
    return any(one.span[0] <= span[0] < one.span[1] for one in claim.organisations)


def _holds_the_next(claim: Reading, index: int, held: set[str]) -> bool:
    """辽宁鞍山 where the passage only says 鞍山, 鞍山海城 where it only says 海城."""
    place = claim.places[index]
    following = claim.places[index + 1] if index + 1 < len(claim.places) else None
    if following is None or following.canonical not in held:
        return False
    gap = following.span[0] - place.span[1]
    if place.canonical in PROVINCE_NAMES:
        return gap <= 1
    return gap == 0 and following.canonical in COUNTY_NAMES and place.canonical not in COUNTY_NAMES


def _unknown_place(claim: Reading, place: EntityMention, passages: Sequence[Reading]) -> Fault:
    others = [(reading, one) for reading in passages for one in reading.places]
    mentioned = {one.canonical for one in claim.places}
    strangers = [(reading, one) for reading, one in others if one.canonical not in mentioned]
    if strangers:
        reading, one = strangers[0]
        return otherwise("region", place.text, place.span, reading, one.span)
    if not others and any(word in reading.folded for reading in passages for word in _NEAR_AUTHORITY):
        return slight("region", f"来源没有写明地区“{place.text}”", place.span)
    return absent("region", "地区", place.text, place.span)


# 海城占鞍山的三成: the whole of which a share is told, not the place that it is told of.
_OF_A_WHOLE = "占"


def _misplaced(claim: Reading, place: EntityMention, passages: Sequence[Reading]) -> Fault | None:
    """What the claim says of this place, the passage says of another."""
    if all(other.canonical == place.canonical for reading in passages for other in reading.places):
        return None
    if _is_excepted(claim, place.canonical) and any(_is_excepted(one, place.canonical) for one in passages):
        return None
    if claim.folded[: place.span[0]].endswith(_OF_A_WHOLE):
        return None
    wanted = _said_of(claim, place.canonical)
    own = frozenset().union(*(_said_of(reading, place.canonical) for reading in passages))
    for reading in passages:
        for other in reading.places:
            if other.canonical == place.canonical or _together(claim, place.canonical, other.canonical):
                continue
            theirs = _said_of(reading, other.canonical)
            elsewhere, here = len((wanted & theirs) - own), len((wanted & own) - theirs)
            clearly = elsewhere >= _CLEARLY and elsewhere > 2 * here
            if clearly or (elsewhere and not here and len(wanted) <= _FEW):
                return otherwise("region", place.text, place.span, reading, other.span)
    return None


def _is_excepted(reading: Reading, place: str) -> bool:
    """Whether a text leaves a place out: 厦门以外的, 不含厦门. What it goes on to say is of all others."""
    return any(
        _EXCEPTS.search(reading.folded[: one.span[0]]) or _EXCEPTED.match(reading.folded[one.span[1] :])
        for one in reading.places
        if one.canonical == place
    )


def _said_of(reading: Reading, place: str) -> frozenset[str]:
    """Pairs of the stretches that follow a place, up to the next place; places side by side share what follows."""
    said: set[str] = set()
    if not reading.places:
        return frozenset()
    ends = [one.span[0] for one in reading.places[1:]] + [len(reading.folded)]
    group: list[str] = []
    for mention, end in zip(reading.places, ends, strict=True):
        group.append(mention.canonical)
        if end - mention.span[1] <= 1 and end < len(reading.folded):
            continue
        if place in group:
            said |= grams(_predicate(reading, mention.span, end))
        group = []
    return frozenset(said)


_CLEFT = ("的是", "的为", "的有", "的则是", "的就是", "的还有", "的包括")


def _predicate(reading: Reading, span: tuple[int, int], end: int) -> str:
    """What is said of a place: what follows it, or what stands before it in 争取省级的是台安县."""
    clause = reading.clause_at(span[0])
    before = reading.folded[clause.start : span[0]] if clause else ""
    return before if before.endswith(_CLEFT) else reading.folded[span[1] : end]


def _together(claim: Reading, first: str, second: str) -> bool:
    both = {first, second} <= {one.canonical for one in claim.places}
    return both and _said_of(claim, first) == _said_of(claim, second)


def _organisation_faults(
    claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading], said: Reading | None
) -> list[Fault]:
    faults = []
    held = [(reading, one) for reading in readings for one in reading.organisations]
    for name in claim.organisations:
        nearest = max((one for _, one in held), key=lambda one: _shared(name.text, one.text), default=None)
        known = nearest is not None and same_organisation(name.text, nearest.text)
        if known or any(name.text in reading.folded for reading in readings) or _in_title(claim, name.span):
            continue
        rivals = [(reading, one) for reading, one in held if one.text[-1] == name.text[-1] or _same_role(one, name)]
        if rivals:
            reading, one = rivals[0]
            faults.append(otherwise("issuer", name.text, name.span, reading, one.span))
        elif _spelt(name.text, readings) < _COVERED_NAME:
            faults.append(absent("issuer", "单位", name.text, name.span))
    return faults


def _shared(first: str, second: str) -> float:
    return 2 * len(set(first) & set(second)) / (len(set(first)) + len(set(second)))


_AUTHORITY = tuple("府厅局委部办署院")


def _same_role(first: EntityMention, second: EntityMention) -> bool:
    return first.text.endswith(_AUTHORITY) and second.text.endswith(_AUTHORITY)


def _spelt(name: str, readings: Sequence[Reading]) -> float:
    wanted = grams(name)
    if not wanted:
        return 1.0
    return max((len(wanted & reading.grams) / len(wanted) for reading in readings), default=0.0)


def _number_faults(claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading]) -> list[Fault]:
    faults = []
    for number in claim.numbers:
        held = [(reading, other) for reading in readings for other in reading.numbers]
        if any(same_document_number(number, other) for _, other in held):
            continue
        if number.number is None and any(number.text.lower() in reading.folded for reading in readings):
            continue
        rivals = [(reading, other) for reading, other in held if (other.number is None) == (number.number is None)]
        if rivals:
            reading, other = rivals[0]
            faults.append(otherwise("number", number.text, number.span, reading, other.span))
        else:
            faults.append(absent("number", "文号或编号", number.text, number.span))
    return faults


def _title_faults(claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading]) -> list[Fault]:
    faults = []
    for title in claim.titles:
        held = [(reading, other) for reading in readings for other in reading.titles]
        if any(same_title(title.title, other.title) for _, other in held):
            continue
        if any(title_key(title.title) in title_key(reading.text) for reading in readings):
            continue
        wanted = grams(title.title)
        similar = [(len(wanted & grams(other.title)) / (len(wanted) or 1), reading, other) for reading, other in held]
        best = max(similar, key=lambda one: one[0], default=None)
        if best is not None and best[0] >= _SIMILAR_TITLE:
            faults.append(otherwise("title", f"《{title.title}》", title.span, best[1], best[2].span))
        else:
            faults.append(absent("title", "文件", f"《{title.title}》", title.span))
    return faults
