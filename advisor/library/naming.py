"""How sources are named and described in a sentence, and what a passage says without its notes; one wording for every room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import assert_never

from advisor.types import Basis, Category, Passage, Rank, Source, Validity

BASIS_LABEL: dict[Basis, str] = {
    Basis.FULL_TEXT: "已见全文",
    Basis.EXCERPT: "仅见原文片段",
    Basis.SECONDARY: "转述，未见原文",
    Basis.PAPER_ONLY: "仅据论文，引用前核原件",
    Basis.INFERRED: "推断，未见原文",
}

VALIDITY_SENTENCE: dict[Validity, str] = {
    Validity.IN_FORCE: "现行有效",
    Validity.AMENDED: "仍然有效，但已经修改，引用前应对照最新文本",
    Validity.SUPERSEDED: "已被后来的文件取代，不能再作现行依据",
    Validity.REPEALED: "已经废止，不能再作依据",
    Validity.EXPIRED: "期限已满，不能再作现行标准",
    Validity.DRAFT: "只是征求意见稿，尚未生效",
    Validity.UNKNOWN: "效力状态不明，未见废止或续期公告",
}


def source_name(source: Source) -> str:
    """How a source is named in a sentence: 《标题》（文号）, the paper as 论文."""
    if source.category is Category.PAPER:
        return "论文"
    number = _short_number(source.number) if source.number and source.rank is not Rank.LAW else ""
    return f"{quoted_title(source)}{number}"


_ORDER = re.compile(r"(?:国务院)?令第\d+号")
_LONG_NUMBER = 16


def _short_number(number: str) -> str:
    """（深府〔2013〕119号）; of a long one with several issuers only （令第117号）."""
    order = _ORDER.search(number)
    return f"（{order.group(0) if order and len(number) > _LONG_NUMBER else number}）"


def quoted_title(source: Source) -> str:
    """The title in 《》, titles inside it in 〈〉."""
    return in_marks(source.title)


def in_marks(title: str) -> str:
    """A title in 《》, titles inside it in 〈〉."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def validity_warning(source: Source) -> str | None:
    """One line where a cited document is not plainly in force; None for papers, news and tables, which cannot lapse."""
    if source.category in (Category.PAPER, Category.NEWS, Category.STATISTICS, Category.WORK_REPORT):
        return None
    name = source_name(source)
    match source.validity:
        case Validity.IN_FORCE:
            return None
        case Validity.AMENDED:
            return f"{name}已经修改，本库所见不是最新文本，引用前请对照新版。"
        case Validity.SUPERSEDED:
            return f"{name}已被取代，只能作为历史做法参考。"
        case Validity.REPEALED:
            return f"{name}已经废止，不能作为依据。"
        case Validity.EXPIRED:
            return f"{name}期限已满，只能作为历史做法参考，不是现行标准。"
        case Validity.DRAFT:
            return f"{name}是征求意见稿，尚未生效，不能作为依据。"
        case Validity.UNKNOWN:
            return f"{name}的效力状态不明，引用前请向发文机关核实。"
    assert_never(source.validity)


def staleness_warning(sources: Sequence[Source], *, as_of: str, days: int) -> str | None:
    """One line where the state of ranked sources was last checked more than so many days before an ISO day; else None."""
    today = date.fromisoformat(as_of)
    old = [one for one in sources if one.rank and (today - date.fromisoformat(one.checked_on)).days > days]
    if not old:
        return None
    titles = "、".join(source_name(one) for one in old)
    checked = min(one.checked_on for one in old)
    return f"以下文件的效力状态核对于{checked}，距今已超过{days}天，引用前请再核对是否有新的修改或废止：{titles}。"


_COMPARABILITY = "使用限制："


def spoken(passage: Passage) -> str:
    """What a passage says, without the note on comparability, which travels as a warning."""
    return spoken_text(passage.text)


def spoken_text(text: str) -> str:
    """The text of a passage without its note on comparability."""
    start = text.find(_COMPARABILITY)
    if start < 0:
        return text
    before = text[:start]
    return before[:-1] if before.endswith("（") else f"{before.rstrip('；')}）"
