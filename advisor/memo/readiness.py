"""What keeps a draft from going out as a clean copy."""

from __future__ import annotations

from advisor.memo.layout import PLACEHOLDER
from advisor.memo.types import Memo, Sentence

PLACEHOLDERS = "还有{count}处〔待核实〕〔待填〕没有办结"
UNSUPPORTED = "有{count}句没有来源支持"


def open_places(memo: Memo) -> list[str]:
    """The placeholders that stand in the draft, in reading order."""
    texts = [memo.title, *(one.text for one in memo.sentences())]
    return [match.group() for text in texts for match in PLACEHOLDER.finditer(text)]


def unsupported(memo: Memo) -> list[Sentence]:
    """Sentences that say something of the world, or advise, and that nothing bears out."""
    return [one for one in memo.sentences() if not one.passes]


def obstacles(memo: Memo) -> tuple[str, ...]:
    """Why a clean copy cannot be given, one line each; empty where it can."""
    lines = []
    places, bare = open_places(memo), unsupported(memo)
    if places:
        lines.append(PLACEHOLDERS.format(count=len(places)))
    if bare:
        lines.append(UNSUPPORTED.format(count=len(bare)))
    return tuple(lines)
