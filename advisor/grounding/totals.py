"""A text that says how many things there are of a sort, and not which."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"(?<=[共有是为分成出明])了?(?P<total>\d+[个大项]{0,2}(?:条|项|类|种|方面|情形|件|份|工程|方向|任务|举措|措施|原则|环节))(?P<rest>.*)"
)
_ITEMS_FOLLOW = re.compile(r"[：:；]|分别|包括|其中|依次|第一|、.*、")


def bare_total(text: str) -> str | None:
    """The total (13类) that a text gives without the items it counts; None where it gives none, or the items too."""
    found = _TOTAL.search(text)
    return found["total"] if found and not _ITEMS_FOLLOW.search(found["rest"]) else None
