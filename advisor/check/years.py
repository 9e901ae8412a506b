"""Years that a draft only points at: 去年, 这一年, 上半年 after a year, written out for looking up; the draft is not changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from advisor.grounding import find_periods
from advisor.types import Period

# Not 比去年, 去年同期: what is compared with is told in the source's own words.
_SAID = re.compile(
    r"(?<![比较同与和])(?P<said>[去今前明后]年|(?:^|(?<=[，,；;]))(?:这一?|同|该)年)(?!同期|同月|相比)(?!来)"
)
_FROM_NOW = {"去年": -1, "今年": 0, "前年": -2, "明年": 1, "后年": 2}
_YEAR_OF_PART = re.compile(r"(?:19|20)\d\d年(?P<part>\d{1,2}[至—-]|[上下]半年|[一二三四前第首]|\d{1,2}月)")
_ON_ITS_BASIS = re.compile(
    r"(?P<part>[上下]半年|[一二三四前]季度)[（(][^（）()]*?(?P<year>(?:19|20)\d\d年)[^（）()]*[）)]"
)


def with_years_said(text: str, this_year: int, around: Sequence[Period]) -> str:
    """The text with 去年 and, after sentences of one year, 这一年 written out; `around`: the times that went before."""
    return _SAID.sub(lambda match: _meant(match["said"], this_year, around), text)


def years_said(written: Sequence[str], this_year: int, around: Sequence[Period]) -> tuple[tuple[str, str], ...]:
    """The years that were written out, and how the draft says them."""
    found = (match["said"] for text in written for match in _SAID.finditer(text))
    return tuple((_meant(said, this_year, around), said) for said in dict.fromkeys(found))


def _meant(said: str, this_year: int, around: Sequence[Period]) -> str:
    """The year that is meant; what is said itself where 这一年 follows no year, or several."""
    return f"{this_year + _FROM_NOW[said]}年" if said in _FROM_NOW else _only_year(around) or said


def _only_year(around: Sequence[Period]) -> str:
    years = {day[:4] for one in around for day in (one.start, one.end) if day}
    return f"{years.pop()}年" if len(years) == 1 else ""


def with_years_of_parts(text: str, around: Sequence[Period], *, today: date) -> str:
    """The text with the year before it, here or in `around`, put to every part of a year named without one (1至5月)."""
    starts, ends = ({(day or "")[:4] for day in days} for days in _days(around))
    year = f"{starts.pop()}年" if len(starts) == 1 and starts == ends and "" not in starts else ""
    added = 0
    for mention in find_periods(text, today=today):
        if mention.year_missing and year:
            start = mention.span[0] + added
            text = f"{text[:start]}{year}{text[start:]}"
            added += len(year)
        elif mention.period.start and not mention.relative:
            year = f"{mention.period.start[:4]}年"
    return text


def _days(around: Sequence[Period]) -> tuple[list[str | None], list[str | None]]:
    return [one.start for one in around], [one.end for one in around]


def years_added(written: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]]:
    """What was put before parts of a year, so that it can be taken away where the draft is quoted."""
    changed = [text for before, text in zip(written, texts, strict=True) if before != text]
    return [(match.group(), match["part"]) for text in changed for match in _YEAR_OF_PART.finditer(text)]


def on_its_basis(text: str) -> str:
    """上半年（按上下文推为2022年） as 2022年上半年: what the year rests on is no other time."""
    return _ON_ITS_BASIS.sub(r"\g<year>\g<part>", text)
