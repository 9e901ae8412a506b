"""From statements to running text: sources named once in a row, statements that begin alike told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from advisor.memo.attribution import Attributed, attribute
from advisor.memo.desk import Desk
from advisor.memo.types import Origin, Sentence, SentenceKind
from advisor.types import Passage

_BOUNDARY = re.compile(
    r"[，：；]$|(?:[年月日末初]|期间|时期|以来|全市|市|省|县|要|建议|提出|规定|要求|预计|建设|培育|目标)$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条规定，$")
_SAME_ARTICLE = "同条还规定，"
_LEAST_PREFIX = 3
_MOST_MERGED = 3
_LONGEST = 140
# What begins so is no phrase of its own.
_HANGS = re.compile(r"^(?:的|之|和|与|或|及|、|，|是|初|末|底|上半年|下半年|前|第|至|\d{1,2}月)")
_BREAKS_UP = re.compile(r"[，；]")


def told(passages: Sequence[Passage], desk: Desk, *, weight: int = 5) -> list[Sentence]:
    """The statements as sentences in the order given; those of one source that stand in a row are told together."""
    sentences: list[Sentence] = []
    for _, group in groupby(passages, key=lambda one: one.source_id):
        attributed = [attribute(one, desk) for one in group]
        place = ""
        for number, cluster in enumerate(_clusters(attributed)):
            sentences.append(_sentence(cluster, again=number > 0, same_place=place, weight=weight))
            place = cluster[0].passage.locator
    return sentences


def singly(passages: Sequence[Passage], desk: Desk, *, weight: int = 5) -> list[Sentence]:
    """Statements of one source each in a sentence of its own; from the second on the source is named in short."""
    attributed = [attribute(one, desk) for one in passages]
    return [_sentence([one], again=number > 0, weight=weight) for number, one in enumerate(attributed)]


def _clusters(attributed: Sequence[Attributed]) -> list[list[Attributed]]:
    """Neighbours that can be told in one sentence: same opening, and what they say begins alike."""
    clusters: list[list[Attributed]] = []
    for one in attributed:
        last = clusters[-1] if clusters else []
        if last and _joins(last, one):
            last.append(one)
        else:
            clusters.append([one])
    return clusters


def _joins(last: Sequence[Attributed], one: Attributed) -> bool:
    if len(last) >= _MOST_MERGED or (last[0].opening, last[0].remark) != (one.opening, one.remark):
        return False
    together = [*last, one]
    follows = one.opening.endswith("，") or bool(_shared(together))
    return follows and len(_merged(together)) <= _LONGEST


def _shared(attributed: Sequence[Attributed]) -> str:
    """The beginning that the statements share, cut back to where a phrase ends; empty where it is none."""
    shared = _common_beginning([one.body for one in attributed])
    while shared and not _BOUNDARY.search(shared):
        shared = shared[:-1]
    if any(_HANGS.match(one.body[len(shared) :]) for one in attributed):
        return ""
    return shared if len(shared) >= _LEAST_PREFIX else ""


def _common_beginning(texts: Sequence[str]) -> str:
    shortest = min(texts, key=len)
    for place, character in enumerate(shortest):
        if any(text[place] != character for text in texts):
            return shortest[:place]
    return shortest


def _merged(attributed: Sequence[Attributed]) -> str:
    """The statements as one sentence, what they share said once."""
    if len(attributed) == 1:
        return attributed[0].body
    shared = _shared(attributed)
    rests = [one.body[len(shared) :] for one in attributed]
    mark = "；" if not shared or any(_BREAKS_UP.search(rest) for rest in rests) else "，"
    return shared + mark.join(rests)


def _sentence(cluster: Sequence[Attributed], *, again: bool, weight: int, same_place: str = "") -> Sentence:
    first = cluster[0]
    opening = first.again if again else first.opening
    if again and same_place == first.passage.locator and _ARTICLE.search(opening):
        opening = _SAME_ARTICLE
    return Sentence(
        text=f"{opening}{_merged(cluster)}{first.remark}。",
        opening=opening,
        named=first.opening,
        source_id=first.passage.source_id,
        kind=SentenceKind.FACT,
        origin=Origin.STATEMENT,
        passage_ids=tuple(one.passage.id for one in cluster),
        weight=weight,
    )
