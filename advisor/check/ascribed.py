"""What a sentence ascribes to a document, without the words that ascribe it: the catalogue compares those on its own."""

from __future__ import annotations

import re

from advisor.check.mentions import ON_TRIAL
from advisor.grounding import find_titles, same_title
from advisor.types import Source

_BEFORE = re.compile(r"(?P<ground>根据|按照|依据|依照|对照|参照|据|按|依)?[\u3400-\u9fff]{0,6}")
_BEHIND = re.compile(
    r"(?:[（(][^）)]*[）)])?(?:第[一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+[款项])?)?(?:中|还|也|同时)?的?"
    r"(?P<verb>规定|要求|提出|明确|指出|强调|列明|写明|认为|显示)?[，,：:]?"
)
_SHORTEST = 6


def without_ascription(claim: str, source: Source) -> str:
    """The claim without an opening that names the source as the one who says it (根据《…》，《…》规定，); else the claim."""
    title = next(iter(find_titles(claim)), None)
    if title is None or not same_title(title.title, ON_TRIAL.sub("", source.title)):
        return claim
    before = _BEFORE.fullmatch(claim[: title.span[0]])
    behind = _BEHIND.match(claim, title.span[1])
    if before is None or behind is None or not (before["ground"] or behind["verb"]):
        return claim
    rest = claim[behind.end() :]
    return rest if len(rest) >= _SHORTEST else claim
