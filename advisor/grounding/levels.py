"""The level of government bound to its noun: 县财政 for 市财政, 市级 for 省级, 示范城市 for 示范县, where the passage has it at another only.

Levels within such words are no scope (全省) and no place (鞍山市), and a short form hides them: 县级以上人民政府, 县政府.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.faults import Fault, otherwise
from advisor.grounding.reading import Reading, once_a_reading
from advisor.grounding.tokens import tokens_of

_LEVELS = "国省市县区乡镇村"
_NAMED = re.compile(f"(?P<level>国家|中央|[{_LEVELS}])(?P<grade>级)?(?:以上)?(?:人民)?(?=[\u4e00-\u9fff]{{2}})")
_SHORTENED = re.compile(f"国家级?|中央|人民(?=政府)|(?<=[{_LEVELS}])级?以上|(?<=[{_LEVELS}])级")
_AUTHORITY = re.compile(
    "政府|财政|商务|人社|人力|市场|教育|卫健|卫生|农业|林业|文旅|文化|发改|发展|工信|科技|住建|住房|交通|水利|应急|公安|民政|税务|网信|邮政"
    "|统计|生态|自然|行政|机关|党委|委|局|厅|人大|政协|法院|检察|主管|部门|直属|本级"
)
# 各县, 全市, 我省, 三镇: many of them or all of one, not an authority of that level.
_NO_AUTHORITY = frozenset("各全本我该同此某每两几一二三四五六七八九十的")
_NOUN = 2
# What holds a title that is awarded: 示范城市 and 示范县 are two programmes.
_TITLE_HOLDER = re.compile(
    "(?P<title>示范|试点|试验|领跑|标杆|样板|先行|百强)(?P<holder>城市|县域|基地|园区|企业|项目|单位|[省市县区乡镇村])(?![、（(和与及])"
)
_SAME_HOLDER = {"城市": "市", "县域": "县"}


def level_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """Faults of every level that the claim gives to an authority, a list or a title which the passages have at another."""
    faults = []
    for match in _NAMED.finditer(claim.folded):
        if not _stands_alone(claim, match.start()):
            continue
        level, noun = _shortened(match.group())[0], _shortened(claim.folded[match.end() :])[:_NOUN]
        if not match["grade"] and not _AUTHORITY.match(claim.folded, match.end()):
            continue
        if fault := _fault(claim, match, level, noun, passages):
            faults.append(fault)
    return [*faults, *_held_by_another(claim, passages)]


def _held_by_another(claim: Reading, passages: Sequence[Reading]) -> Iterator[Fault]:
    """Titles that the passages award to holders of another kind only."""
    for match in _TITLE_HOLDER.finditer(claim.folded):
        title = match["title"]
        rivals = [(one, other) for one in passages for other in _titles(one, title)]
        of_any = sum(one.folded.count(title) for one in passages) > len(rivals)
        if not rivals or of_any or any(_holder(other) == _holder(match) for _, other in rivals):
            continue
        reading, other = rivals[0]
        yield otherwise("level", claim.text[slice(*match.span())], match.span(), reading, other.span())


def _titles(reading: Reading, title: str) -> list[re.Match[str]]:
    return [one for one in _TITLE_HOLDER.finditer(reading.folded) if one["title"] == title]


def _holder(title: re.Match[str]) -> str:
    return _SAME_HOLDER.get(title["holder"], title["holder"])


def _stands_alone(claim: Reading, start: int) -> bool:
    """Whether a level begins a word, and is part of no place (海城市), no title and no number of places (两县)."""
    if start and claim.folded[start - 1] in _NO_AUTHORITY:
        return False
    taken = (*(one.span for one in claim.places), *(one.span for one in claim.titles))
    inside = any(first <= start < last for first, last in taken)
    return not inside and any(span[0] == start for span in tokens_of(claim).spans)


def _shortened(text: str) -> str:
    """Levels as one character: 国家级 and 中央 as 国, 县级以上人民政府 as 县政府."""
    return _SHORTENED.sub(lambda match: "国" if match.group()[0] in "国中" else "", text)


@once_a_reading
def _short_text(passage: Reading) -> str:
    return _shortened(passage.folded)


def _fault(claim: Reading, match: re.Match[str], level: str, noun: str, passages: Sequence[Reading]) -> Fault | None:
    own = _short_text(claim)
    rivals = []
    for passage in passages:
        held = _short_text(passage)
        listed = match["grade"] and re.search(f"{match['level']}(?:级|、)|、{match['level']}", passage.folded)
        if listed or f"{level}{noun}" in held:
            return None
        rivals += [(passage, one) for one in _LEVELS if f"{one}{noun}" in held and f"{one}{noun}" not in own]
    for passage, rival in rivals:
        name = "(?:国家|中央)" if rival == "国" else rival
        if found := re.search(f"{name}级?(?:以上)?(?:人民)?{noun}", passage.folded):
            words = claim.text[match.start() : match.end() + _NOUN]
            span = (match.start(), match.end() + _NOUN)
            return otherwise("level", words, span, passage, found.span())
    return None
