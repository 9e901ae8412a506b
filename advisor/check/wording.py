"""The reason why a sentence is held to be wrong, in words that can be set side by side: no single 已, no half word."""

from __future__ import annotations

import re

from advisor.check import texts
from advisor.check.briefly import balanced
from advisor.check.candidates import said_by
from advisor.check.disputes import Opposed
from advisor.types import Reason

_ENDS = re.compile(r"[，,；;。：:！!？?]")
_QUOTED = re.compile(r"“[^“”]*”")
_TO_THE_END = {"modality", "negation", "force"}
_BY_WHOM = {"entity", "issuer"}
_LONGEST, _LONGEST_CLAUSE = 24, 36
_PAIR = re.compile(r"写“[^“”]*”，来源写“[^“”]*”。?$")
_AFFIRMED = re.compile(r"写“[^“”]*”，来源对此是肯定的。?$")


def reason_of(opposed: Opposed) -> str:
    """What the draft writes and what the source writes; words of mode, denials and doers with the clause they stand in."""
    text = _reason_of(opposed)
    spans = ((opposed.claim, opposed.reason.claim_span), (said_by(opposed.passage), opposed.reason.passage_span))
    for words in (whole[slice(*span)] for whole, span in spans if span is not None):
        text = text.replace(f"“{words}”", f"“{balanced(words)}”")
    return text


def _reason_of(opposed: Opposed) -> str:
    reason, said = opposed.reason, said_by(opposed.passage)
    if reason.claim_span is None:
        return reason.text
    entire = reason.feature in _BY_WHOM
    if reason.feature not in _TO_THE_END and not entire:
        return reason.text
    written = _in_its_clause(opposed.claim, reason.claim_span, entire=entire)
    if _AFFIRMED.search(reason.text):
        return _AFFIRMED.sub(lambda _: f"写“{written}”，来源对此是肯定的", reason.text)
    if reason.passage_span is None or not _is_of_two(reason, opposed.claim, said):
        return reason.text
    held = _in_its_clause(said, reason.passage_span, entire=entire)
    if not written or not held:
        return reason.text
    return texts.STATED_OTHERWISE.format(written=written, held=held)


def _is_of_two(reason: Reason, claim: str, said: str) -> bool:
    """Whether a reason sets the very words at its spans side by side."""
    if reason.claim_span is None or reason.passage_span is None or not _PAIR.search(reason.text):
        return False
    words = [one[1:-1] for one in _QUOTED.findall(reason.text)]
    return len(words) == 2 and words[0] in claim and words[1] in said


def _in_its_clause(text: str, span: tuple[int, int], *, entire: bool) -> str:
    """Words with what follows them to the end of their clause; `entire`: the whole of it, empty where it is long."""
    start, end = span
    stop = _ENDS.search(text, end)
    end = stop.start() if stop else len(text)
    if entire:
        start = max((one.end() for one in _ENDS.finditer(text, 0, start)), default=0)
    if end - start <= (_LONGEST_CLAUSE if entire else _LONGEST):
        return text[start:end]
    if entire:
        return ""
    return f"{text[start : start + _LONGEST]}……"
