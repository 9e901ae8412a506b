"""Periods named in a text: days, months, quarters, half-years, years, spans, plans; absolute, relative, yearless."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from advisor.grounding.numerals import fold_width, read_numeral
from advisor.types import Data, Period, PeriodKind


class PeriodMention(Data):
    """A period as it stands in a text.

    `relative`: worked out from today (去年, 近三年). `year_missing`: only a part of a year is named (上半年), so the
    period has no days. `span` counts characters of the text that was given.
    """

    period: Period
    span: tuple[int, int]
    text: str
    relative: bool = False
    year_missing: bool = False


_YEAR = r"(?:(?:19|20)\d{2}|[一二][九〇零][〇零一二三四五六七八九]{2})"
_SHORT_YEAR = r"(?<![\d近第前后满达超约每历续过逾共了.])[0-3]\d"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"\s*(?:-|—{1,2}|–|~|至|到)\s*"
_HALF = r"(?:[上下]半年)"
_QUARTER = r"(?:第?[一二三四1-4]季度|[首前][一二三两]个?季度)"
_EDGE = r"(?:年?[末底初]|末期?)"
_RELATIVE_YEAR = r"(?:今年|本年度?|去年|(?<![网线以])上年度?|上一年度?|前年|明年|来年|后年)"
_RELATIVE_OFFSETS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "后": 2}
_QUOTE = '[“"‘「『]?'
_CLOSE = '[”"’」』]?'

_AFTER_COUNT = "万亿千百余多来个家名人户元次场种项件台吨亩号条款字级美欧日港米公斤平小分度年至到"

_THIRD = rf"(?P<ten_days>[上中下])旬(?!{_TO}|[、和])"
_PART = rf"""(?:
    (?P<m1>{_MONTH})月份?(?:(?P<d1>{_DAY})[日号](?:{_TO}(?:(?P<m2>{_MONTH})月)?(?P<d2>{_DAY})[日号])?|(?P<edge_m>[末底])|{_THIRD}|(?:{_TO}(?P<m3>{_MONTH})月))?
  | (?P<m4>{_MONTH}){_TO}(?P<m5>{_MONTH})月份?
  | (?:头|(?<=年)前)(?P<first_months>[二两三四五六七八九2-9]|十一?|1[01])个月
  | (?P<half>{_HALF}) | (?P<quarter>{_QUARTER}) | (?P<edge>{_EDGE})
)"""
# Without a year a third of a month cannot be held against a date.
_PART_OF_NO_YEAR = _PART.replace(f"{_THIRD}|", "")
_ABSOLUTE = re.compile(
    rf"""(?=[12一二])(?<!\d)(?:
    (?P<iso>(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\d])
  | (?P<span1>{_YEAR})年?{_TO}(?P<span2>{_YEAR})年(?:度|间)?
  | (?P<y1>{_YEAR})年(?P<mm1>{_MONTH})月{_TO}(?P<y2>{_YEAR})年(?P<mm2>{_MONTH})月(?!\d)
  | (?P<y>{_YEAR})年度?的?{_PART}
  | (?P<y_code>(?:19|20)\d{{2}})(?P<code>[HQ][1-4])
  | (?P<year>{_YEAR})年(?:度|间|全年)?
  | (?P<month_iso>(?:19|20)\d{{2}}-(?:0[1-9]|1[0-2]))(?![\d-])
  | (?P<bare>(?<![\d.\-/])(?:19|20)\d{{2}})(?=[\u4e00-\u9fff])(?![{_AFTER_COUNT}])
  )""",
    re.VERBOSE,
)
_SHORT = re.compile(
    rf"""(?=[0-3])(?P<y>{_SHORT_YEAR})年(?:{_PART}|(?![内以间期来的限龄制前后个人里中多余]|左右|时间|历史|度假))""",
    re.VERBOSE,
)
_RELATIVE = re.compile(rf"(?=[今本去上前明来后])(?P<rel>{_RELATIVE_YEAR})(?:以来)?的?(?:{_PART})?", re.VERBOSE)
_RECENT = re.compile(r"(?:最近|近|过去|此前|前)(?P<n>[一二两三四五六七八九十]|\d{1,2})个?(?P<u>年|月)(?:来|内|间|里)?")
_YEARLESS = re.compile(
    rf"(?=[\d一二三四五六七八九十头上下第首前年末底初])(?:(?<![\d年.\-第/])|(?<=[每次同翌当]年)|(?<=度))(?:{_PART_OF_NO_YEAR})",
    re.VERBOSE,
)
_FOLLOWING = re.compile(
    rf"(?=[次翌第转隔同当该那这])(?:(?P<next>次年|翌年|第二年|转年|隔年)|(?P<same>同年|当年|该年|那年|这一?年))(?:{_PART})?",
    re.VERBOSE,
)
_PLAN = re.compile(
    rf"(?:{_QUOTE}(?P<p>十[一二三四五六七八九]五|[八九]五){_CLOSE}|[“\"‘「『](?P<q>十五)[”\"’」』]|(?P<r>十五)(?=期间|时期|规划|计划))"
    r"(?:期间|时期|末期?|初期?)?"
)
_MAY_NAME_TIME = re.compile(r"[年月]|季度|[一二三四五六七八九]五|十五|(?:19|20)\d{2}")
_QUARTER_OPENING = "首前"
_QUARTER_MONTHS = {(1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度", (1, 9): "前三季度"}


def _number(text: str) -> int:
    value = read_numeral(text)
    return int(value) if value is not None else 0


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _months(kind: PeriodKind, year: int, first: int, last: int, label: str) -> Period:
    return Period(kind=kind, start=f"{year:04d}-{first:02d}-01", end=_last_day(year, last), label=label)


def _year_period(year: int) -> Period:
    return _months(PeriodKind.YEAR, year, 1, 12, f"{year}年")


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _part_period(year: int, match: re.Match[str]) -> Period | None:
    """The part of a year that the groups of _PART name; None for an impossible day."""
    if match["half"]:
        first = 1 if match["half"][0] == "上" else 7
        return _months(PeriodKind.HALF_YEAR, year, first, first + 5, f"{year}年{match['half']}")
    if match["quarter"]:
        return _quarters(year, match["quarter"])
    if match["edge"]:
        month, day, name = (1, 1, "初") if "初" in match["edge"] else (12, 31, "末")
        moment = f"{year:04d}-{month:02d}-{day:02d}"
        return Period(kind=PeriodKind.POINT, start=moment, end=moment, label=f"{year}年{name}")
    if match["first_months"]:
        return _month_range(year, 1, _number(match["first_months"].replace("两", "二")))
    if match["m4"]:
        return _month_range(year, _number(match["m4"]), _number(match["m5"]))
    return _month_part(year, match)


def _quarters(year: int, text: str) -> Period:
    count = _number(text.strip("第首前个季度"))
    if text[0] in _QUARTER_OPENING and count:
        name = _QUARTER_MONTHS.get((1, 3 * count), f"前{'一二三四'[count - 1]}季度")
        return _months(PeriodKind.QUARTERS, year, 1, 3 * count, f"{year}年{name}")
    return _months(PeriodKind.QUARTERS, year, 3 * count - 2, 3 * count, f"{year}年{'一二三四'[count - 1]}季度")


def _month_range(year: int, first: int, last: int) -> Period | None:
    if first > last:
        return None
    if (first, last) in {(1, 6), (7, 12)}:
        return _months(PeriodKind.HALF_YEAR, year, first, last, f"{year}年{'上' if first == 1 else '下'}半年")
    if quarter := _QUARTER_MONTHS.get((first, last)):
        return _months(PeriodKind.QUARTERS, year, first, last, f"{year}年{quarter}")
    return _months(PeriodKind.MONTHS, year, first, last, f"{year}年{first}至{last}月")


def _month_part(year: int, match: re.Match[str]) -> Period | None:
    month = _number(match["m1"])
    if match["m3"]:
        return _month_range(year, month, _number(match["m3"]))
    if match["d1"] is None and match["edge_m"]:
        moment = _last_day(year, month)
        return Period(kind=PeriodKind.POINT, start=moment, end=moment, label=f"{year}年{month}月末")
    if match.groupdict().get("ten_days"):
        return _ten_days(year, month, match["ten_days"])
    if match["d1"] is None:
        return _months(PeriodKind.MONTH, year, month, month, f"{year}年{month}月")
    first = _day_or_none(year, month, _number(match["d1"]))
    if first is None:
        return None
    label = f"{year}年{month}月{first.day}日"
    if match["d2"] is None:
        return Period(kind=PeriodKind.POINT, start=first.isoformat(), end=first.isoformat(), label=label)
    last = _day_or_none(year, _number(match["m2"]) if match["m2"] else month, _number(match["d2"]))
    if last is None or last < first:
        return None
    label = f"{label}至{last.month}月{last.day}日"
    return Period(kind=PeriodKind.SPAN, start=first.isoformat(), end=last.isoformat(), label=label)


def _ten_days(year: int, month: int, name: str) -> Period:
    """The first, second or last third of a month."""
    first = 1 + 10 * "上中下".index(name)
    start = date(year, month, first).isoformat()
    end = _last_day(year, month) if name == "下" else date(year, month, first + 9).isoformat()
    return Period(kind=PeriodKind.MONTH, start=start, end=end, label=f"{year}年{month}月{name}旬")


def _span_of_years(first: int, last: int, label: str = "") -> Period:
    return Period(
        kind=PeriodKind.SPAN,
        start=f"{first:04d}-01-01",
        end=f"{last:04d}-12-31",
        label=label or f"{first}—{last}年",
    )


def _absolute(match: re.Match[str], today: date) -> Period | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
        moment = _day_or_none(year, month, day)
        if moment is None:
            return None
        label = f"{year}年{month}月{day}日"
        return Period(kind=PeriodKind.POINT, start=moment.isoformat(), end=moment.isoformat(), label=label)
    if match["span1"]:
        first, last = _number(match["span1"]), _number(match["span2"])
        return _span_of_years(first, last) if first <= last else None
    if match["y1"]:
        return _span_of_months(match)
    if match["code"]:
        year, number = int(match["y_code"]), int(match["code"][1])
        if match["code"][0] == "Q":
            return _quarters(year, f"{number}季度")
        return _month_range(year, 6 * number - 5, 6 * number) if number <= 2 else None
    if match["month_iso"]:
        year, month = (int(part) for part in match["month_iso"].split("-"))
        return _months(PeriodKind.MONTH, year, month, month, f"{year}年{month}月")
    if match["y"]:
        return _part_period(_number(match["y"]), match)
    return _year_period(_number(match["year"] or match["bare"]))


def _span_of_months(match: re.Match[str]) -> Period | None:
    first_year, first_month = _number(match["y1"]), _number(match["mm1"])
    last_year, last_month = _number(match["y2"]), _number(match["mm2"])
    if (first_year, first_month) > (last_year, last_month):
        return None
    label = f"{first_year}年{first_month}月至{last_year}年{last_month}月"
    start = f"{first_year:04d}-{first_month:02d}-01"
    return Period(kind=PeriodKind.SPAN, start=start, end=_last_day(last_year, last_month), label=label)


def _short(match: re.Match[str], today: date) -> Period | None:
    year = 2000 + int(match["y"])
    if match["m1"] or match["m4"] or match["first_months"] or match["half"] or match["quarter"] or match["edge"]:
        return _part_period(year, match)
    return _year_period(year) if 2010 <= year <= today.year + 10 else None


def _relative(match: re.Match[str], today: date) -> Period | None:
    year = today.year + _RELATIVE_OFFSETS[match["rel"][0]]
    if match["m1"] or match["m4"] or match["first_months"] or match["half"] or match["quarter"] or match["edge"]:
        return _part_period(year, match)
    return _year_period(year)


def _recent(match: re.Match[str], today: date) -> Period | None:
    count = _number(match["n"])
    if match["u"] == "年":
        start = f"{today.year - count:04d}-01-01"
        return Period(kind=PeriodKind.SPAN, start=start, end=today.isoformat(), label=match.group())
    month = today.year * 12 + today.month - 1 - count
    return Period(
        kind=PeriodKind.SPAN,
        start=f"{month // 12:04d}-{month % 12 + 1:02d}-01",
        end=today.isoformat(),
        label=match.group(),
    )


def _plan(match: re.Match[str], today: date) -> Period | None:
    name = match["p"] or match["q"] or match["r"]
    number = _number(name[:-1])
    first = 1951 + 5 * number
    if match.group().endswith(("末", "末期")):
        last = f"{first + 4:04d}-12-31"
        return Period(kind=PeriodKind.POINT, start=last, end=last, label=f"“{name}”末")
    return _span_of_years(first, first + 4, f"“{name}”期间")


def _yearless(match: re.Match[str], today: date) -> Period | None:
    if match["edge"] and not match["edge"].startswith("年"):
        return None
    sample = _part_period(2000, match)
    return sample and Period(kind=sample.kind, label=sample.label.removeprefix("2000年"))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None], bool, bool], ...] = (
    (_ABSOLUTE, _absolute, False, False),
    (_SHORT, _short, False, False),
    (_RELATIVE, _relative, True, False),
    (_RECENT, _recent, True, False),
    (_PLAN, _plan, False, False),
    (_YEARLESS, _yearless, False, True),
)


ANY_DAY = date(2000, 1, 1)
"""Stands for today where it does not matter which day that is: only where a time is named counts, or that one is."""


def find_periods(text: str, *, today: date, named: Mapping[str, tuple[str, str]] | None = None) -> list[PeriodMention]:
    """Periods named in a text, in order, none overlapping another.

    `named`: further names of periods, name -> (first ISO day, last ISO day); they go before every other reading.
    """
    if not named:
        return list(_found(text, today))
    mentions = list(_named(text, named))
    taken = [mention.span for mention in mentions]
    mentions += [mention for mention in _found(text, today) if _free(mention.span, taken)]
    return sorted(mentions, key=lambda mention: mention.span)


@lru_cache(maxsize=8_192)
def _found(text: str, today: date) -> tuple[PeriodMention, ...]:
    folded = fold_width(text)
    if not _MAY_NAME_TIME.search(folded):
        return ()
    mentions: list[PeriodMention] = []
    for pattern, reader, relative, year_missing in _READERS:
        taken = [mention.span for mention in mentions]
        for match in pattern.finditer(folded):
            period = reader(match, today) if _free(match.span(), taken) else None
            if period is not None:
                mentions.append(_mention(text, match.span(), period, relative=relative, year_missing=year_missing))
    mentions += _following(text, folded, mentions)
    return tuple(sorted(mentions, key=lambda mention: mention.span))


def _following(text: str, folded: str, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """次年三月, 同年: worked out from the last year named before."""
    found = []
    for match in _FOLLOWING.finditer(folded):
        dated = [one for one in mentions if one.span[1] <= match.start() and one.period.start and not one.relative]
        if not dated:
            continue
        year = int((max(dated, key=lambda one: one.span).period.start or "0")[:4]) + bool(match["next"])
        part = any(match[name] for name in ("m1", "m4", "first_months", "half", "quarter", "edge"))
        period = _part_period(year, match) if part else _year_period(year)
        if period is not None:
            mentions[:] = [one for one in mentions if _free(one.span, [match.span()])]
            found.append(_mention(text, match.span(), period))
    return found


def _mention(
    text: str, span: tuple[int, int], period: Period, *, relative: bool = False, year_missing: bool = False
) -> PeriodMention:
    return PeriodMention(
        period=period, span=span, text=text[span[0] : span[1]], relative=relative, year_missing=year_missing
    )


def _named(text: str, named: Mapping[str, tuple[str, str]]) -> Iterator[PeriodMention]:
    taken: list[tuple[int, int]] = []
    for name in sorted(named, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            span = (start, start + len(name))
            if _free(span, taken):
                taken.append(span)
                first, last = named[name]
                yield _mention(text, span, Period(kind=PeriodKind.SPAN, start=first, end=last, label=name))
            start = text.find(name, start + 1)


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def same_period(first: Period, second: Period) -> bool:
    """Whether two periods are the same days; never when either is undated."""
    return first.start is not None and (first.start, first.end) == (second.start, second.end)


def period_covers(outer: Period, inner: Period) -> bool:
    """Whether the inner period lies within the outer one; open ends reach forever, an undated period covers nothing."""
    if (outer.start or outer.end) is None or (inner.start or inner.end) is None:
        return False
    starts_within = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    ends_within = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts_within and ends_within


def date_spans(text: str) -> list[tuple[int, int]]:
    """Spans of everything that names a time rather than a length of time: digits in there are no quantities."""
    return [mention.span for mention in _found(text, ANY_DAY)]
