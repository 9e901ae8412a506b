"""What a draft leaves open to be filled in (〔待填：年月〕): it states nothing, and neither does the clause that waits for it."""

from __future__ import annotations

import re

_BLANK = re.compile(r"[〔【\[](?:待|此处)[^〔〕【】\[\]]*[〕】\]]|[×xX＿_]{2,}|……+")
_CLAUSE = re.compile(r"[^，,；;：:。]+[，,；;：:。]?")
_MARK = "\ue000"


def has_blank(text: str) -> bool:
    """Whether a text holds a place to be filled in."""
    return bool(_BLANK.search(text))


def without_blanks(text: str) -> str:
    """The text without the clauses that wait to be filled in; empty where nothing else is said."""
    if not has_blank(text):
        return text
    marked = _BLANK.sub(_MARK, text)
    kept = "".join(clause for clause in _CLAUSE.findall(marked) if _MARK not in clause)
    return kept.strip("，,；;：:。（）() ")
