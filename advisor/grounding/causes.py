"""A cause, purpose or occasion that a claim gives where the passages give none of any sort.

What is told as the reason of a rule or a figure is the likeliest invention in free wording: both facts are right, only
the link between them is not. A link left to the reader's understanding is not seen either, so that such a claim is kept
from being shown, not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.faults import Fault, absent
from advisor.grounding.reading import Reading
from advisor.segmenting import part_of_speech, words_of

_LINKS = (
    "因为|由于|(?<!不)因此|因而|所以|导致|致使|使得|促使|得益于|归功于|归因于|源于|原因[是在]|从而|引发|造成|之所以|是因(?![子素])"
    "|在[^，。]{1,16}(?:带动|推动|拉动)下"
)
_OPENINGS = "为了|为着|旨在|鉴于|考虑到|出于|基于"
_OCCASIONS = "受[^，。]{1,12}(?:影响|推动|启发)|应[^，。]{2,14}(?:请求|要求|呼吁)"
_GIVEN = re.compile(
    rf"{_LINKS}|(?:^|[，。；：:])(?:(?:{_OPENINGS})(?=[^，]{{3,}}，)|(?:{_OCCASIONS})(?=[^，]{{0,6}}，))"
)
_PURPOSE = re.compile(r"(?:^|[。；])为(?=[^，。]{4,}，)")
_HELD = re.compile(
    rf"{_LINKS}|{_OPENINGS}|{_OCCASIONS}|因(?![子素特])|由此|故而|(?:^|[，。；])故(?![意障事乡居宫])|(?<!不)受(?!理)[^，。]{{1,10}}(?:所限|限制)|以致|致(?![力富敬辞])|使(?![用馆者])|让(?!利)|令|以便|以[^，。]{{2,10}}为目的"
    r"|随着|目的|理由|原因|缘|解释|带[动来]|推动|促|拉动|影响|于是|结果|靠|凭|请求|要求|怕|以免|免得|难免|防止|以防|谨防|避免|奔着|冲着|依据|根据|，以[^，。]{3,}"
    r"|服务于|着眼|(?<![行认作成称定改分变视准限均])为[^，。]{3,}，"
)


def cause_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first cause, purpose or occasion given, where no passage has a word for one."""
    found = _GIVEN.search(claim.folded) or _purpose(claim.folded)
    if found is None or any(_HELD.search(one.folded) for one in passages):
        return []
    start = found.start() + (found.group()[:1] in "，。；：:")
    return [absent("cause", "因果关系", claim.text[start : found.end()], (start, found.end()))]


def _purpose(text: str) -> re.Match[str] | None:
    """为 before a verb at the head of a sentence (为提高……，): a purpose; before a noun it names who benefits."""
    for found in _PURPOSE.finditer(text):
        following = next((word for word, start, _ in words_of(text) if start == found.end()), "")
        if part_of_speech(following).startswith("v"):
            return found
    return None
