"""What a sentence ascribes to a document, without the words that ascribe it: the catalogue compares those on its own."""

from __future__ import annotations

import re

from advisor.check.mentions import ON_TRIAL
from advisor.grounding import find_titles, same_title
from advisor.types import Source

_BEFORE = re.compile(r"(?P<ground>根据|按照|依据|依照|对照|参照|据|按|依)?[\u3400-\u9fff]{0,6}")
_ISSUE = re.compile(r"[^，,；;。《》]{0,40}(?:印发|发布|公布|出台|制定|颁布|制发)的")
_BEHIND = re.compile(
    r"(?:[（(][^）)]*[）)])?(?:第[一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+[款项])?)?(?:中|还|也|同时)?的?"
    r"(?P<verb>规定|要求|提出|明确|指出|强调|列明|写明|认为|显示)?[，,：:]?"
)
_SHORTEST = 6


def without_ascription(claim: str, source: Source) -> str:
    """The claim without an opening that names the source as the one who says it (根据《…》，《…》规定，), or without
    what it says of its issue (商务部2024年印发的《…》); else the claim."""
    title = next(iter(find_titles(claim)), None)
    if title is None or not same_title(title.title, ON_TRIAL.sub("", source.title)):
        return claim
    opening = claim[: title.span[0]]
    issued, before = _ISSUE.fullmatch(opening), _BEFORE.fullmatch(opening)
    behind = _BEHIND.match(claim, title.span[1])
    if behind is None or not (issued or before):
        return claim
    rest = claim[behind.end() :]
    if len(rest) >= _SHORTEST and (behind["verb"] or (before and before["ground"])):
        return rest
    return claim[title.span[0] :] if issued else claim
