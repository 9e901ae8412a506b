"""The facts that a directive takes for granted: it is free in what it orders, but not in what it says is so already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.grounding import ANY_DAY, find_periods, find_quantities

_ORDERS = r"(?:落实|执行|贯彻|遵守|遵循|完成|实现|兑现|坚持|把握|履行)(?:好|了)?"
_DEMAND = re.compile(
    rf"{_ORDERS}(?P<said>[^，,。；;]{{8,}}?)的?(?:规定|要求|制度|标准|原则|目标|任务|义务)(?:$|[，,。；;])"
)
_CAME_ABOUT = "成立|设立|组建|建成|建立|获批|启动|开工|投产|投用|印发|出台|发布|公布|施行|实施|生效"
_DATED_THING = re.compile(
    rf"(?P<when>(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)(?P<how>(?:起|正式|经[^，,。；]{{2,8}})*(?:{_CAME_ABOUT}))的"
    r"(?P<what>[^，,。；;的]{3,30}?)(?=的|(?:等|，|,|。|；|$)|(?:作用|优势|职能|功能))"
)


def taken_for_granted(directive: str) -> Iterator[str]:
    """The statements of fact inside a directive: what a rule demands, when a thing came about."""
    for match in _DATED_THING.finditer(directive):
        yield f"{match['what']}{match['when']}{match['how']}"
    demand = _DEMAND.search(directive)
    if demand is not None and _is_exact(demand["said"]):
        yield demand["said"]


def _is_exact(text: str) -> bool:
    """Whether a text gives a figure or a date that a source can give otherwise."""
    return bool(find_quantities(text)) or bool(find_periods(text, today=ANY_DAY))
