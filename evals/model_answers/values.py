"""Lies about values: figures, units and magnitudes, dates, places, numbers of documents."""

from __future__ import annotations

import re
from random import Random

from evals.model_answers.bases import Base, Sort, quoted
from evals.model_answers.rewriting import Template, by_table, changed, everywhere, matches

_DIGITS = re.compile(r"(?<![\d.〔第月\-])\d+(?:\.\d+)?(?![\d.]*(?:年|月|日|〕|号|条|级|平台|-|[至到—]+\d{4}))")
# Numerals in front of a measure; 一 is left alone, since it stands in too many words.
_NUMERAL = re.compile(
    r"(?<![第十三一点十〇])[二两三四五六七八九](?=[十百千万]*(?:成|倍|个(?!月)|项|名|家|天|级|部门|万|亿|千|百|条|方面|类))"
)
# A ceiling that is raised, or a floor that is lowered, would still follow from the passage.
_AMOUNT, _UNIT = (
    r"[一二两三四五六七八九十百千万亿\d.]*",
    r"[\d.%一二两三四五六七八九十百千万亿元个家人户件年天日名成项月工作]*",
)
_CEILING_BEFORE = re.compile(rf"(?:不超过|不能超过|不足|不到|最高|最多|上限|可罚到?)[^，。；]{{0,4}}?{_AMOUNT}$")
_CEILING_AFTER = re.compile(rf"{_UNIT}(?:以下|以内|之内|以前|封顶|为限)")
_FLOOR_BEFORE = re.compile(rf"(?<!不)(?<!不能)(?:超过|不低于|不少于|至少|逾|满|达到)[^，。；]{{0,2}}?{_AMOUNT}$")
_FLOOR_AFTER = re.compile(rf"{_UNIT}以上")
_ROUNDED_AFTER = re.compile(r"[十百千万亿]*[余多几]")
_NUMERALS = "二三四五六七八九"
_SMALLEST_TO_SCRAMBLE = 2


def transposed_digits(base: Base, random: Random) -> str | None:
    """Two neighbouring digits of a figure change places, as a slip of the eye makes it."""
    found = [(match, other) for match in matches(_DIGITS, base.body) if (other := _transposed(match.group()))]
    return _with_false(base, found, random)


def _transposed(figure: str) -> str | None:
    if len(figure.replace(".", "")) < _SMALLEST_TO_SCRAMBLE:
        return None
    for at in range(len(figure) - 1):
        first, second = figure[at], figure[at + 1]
        if first.isdigit() and second.isdigit() and first != second and (at > 0 or second != "0"):
            return figure[:at] + second + first + figure[at + 2 :]
    return None


def other_leading_digit(base: Base, random: Random) -> str | None:
    """A figure that begins with another digit and is otherwise the same."""
    found = [(match, str((int(match.group()[0]) + random.choice((3, 4))) % 9 + 1) + match.group()[1:])
             for match in matches(_DIGITS, base.body) if match.group()[0] != "0"]  # fmt: skip
    return _with_false(base, [(match, other) for match, other in found if other != match.group()], random)


def other_last_digit(base: Base, random: Random) -> str | None:
    """A figure of several digits that ends in another one."""
    found = [(match, match.group()[:-1] + str((int(match.group()[-1]) + random.choice((3, 4, 6))) % 10))
             for match in matches(_DIGITS, base.body) if len(match.group()) > _SMALLEST_TO_SCRAMBLE]  # fmt: skip
    return _with_false(base, found, random)


def other_numeral(base: Base, random: Random) -> str | None:
    """Another Chinese numeral."""
    found = [(match, _other_numeral(match.group(), random)) for match in matches(_NUMERAL, base.body)
             if base.body.count(base.body[match.start() : match.end() + 1]) == 1]  # fmt: skip
    return _with_false(base, found, random)


def _other_numeral(numeral: str, random: Random) -> str:
    at = _NUMERALS.index(numeral.replace("两", "二"))
    return _NUMERALS[(at + random.choice((2, 3, 5))) % len(_NUMERALS)]


def _with_false(base: Base, found: list[tuple[re.Match[str], str]], random: Random) -> str | None:
    return _with_one(base, [one for one in found if not _still_follows(*one, base.body)], random)


def _still_follows(match: re.Match[str], other: str, text: str) -> bool:
    """Whether the sentence with the other figure would still follow: a raised ceiling, a lowered floor, a rounded end."""
    before, after = text[: match.start()], text[match.end() :]
    if _ROUNDED_AFTER.match(after):
        return other[0] == match.group()[0]
    rises = _value(other) > _value(match.group())
    is_ceiling = bool(_CEILING_BEFORE.search(before) or _CEILING_AFTER.match(after))
    is_floor = bool(_FLOOR_BEFORE.search(before) or _FLOOR_AFTER.match(after))
    return (is_ceiling and rises) or (is_floor and not rises)


def _value(figure: str) -> float:
    return float(figure) if figure[0].isdigit() else float(_NUMERALS.index(figure.replace("两", "二")) + 2)


def _with_one(base: Base, found: list[tuple[re.Match[str], str]], random: Random) -> str | None:
    """The body with one of the figures found replaced."""
    if not found:
        return None
    match, other = random.choice(found)
    return changed(base, base.body[: match.start()] + other + base.body[match.end() :])


_MAGNITUDES = (
    (r"(?<=\d)万亿元", "亿元"),
    (r"(?<=\d)亿元", "亿美元"),
    (r"(?<=[\d十百千])万元", "万美元"),
    (r"(?<=[\d百千])亿元", "万元"),
    (r"(?<=\d)万美元", "万元"),
    (r"(?<=\d)亿人", "百万人"),
    (r"(?<=\d)万人", "人"),
    (r"(?<=\d)元(?!以)", "万元"),
    (r"(?<=\d)[万亿]件", "件"),
)
_RATIOS = (
    (r"(?<=\d)%", "‰"),
    (r"(?<=[二两三五六八])成", "倍"),
    (r"(?<=\d)倍", "成"),
    (r"(?<=[一二两三四五十])倍", "成"),
)
_LENGTHS = (
    (r"(?<=[保存期近用])([35])年", r"\1个季度"),
    (r"(?<=满)一年", "一季"),
    (r"(?<=每)6个月", "6周"),
    (r"(?<=[\d七十])个?工作日", "小时"),
    (r"(?<!月\d)(?<!月\d\d)(?<=\d)日(?=[内。，])", "小时"),
    (r"(?<=[七五十])天", "小时"),
    (r"(?<![上下])半年", "半个月"),
    (r"两个钟头", "两昼夜"),
    (r"(?<=\d)小时", "天"),
    (r"三年(?=备查|之内)", "三个月"),
    (r"(?<=[期以])五年", "五个月"),
)
_LOWERED = re.compile(
    r"(?:超过|不低于|不少于|至少|不超过|[\d一二三四五六七八九十百千]万?亿?[元年%成]+(?:以上|以下|以内))"
)


def _unless_lowered(template: Template) -> Template:
    """The template, save where a figure is merely the end of a range: with a smaller unit it might still hold."""
    return lambda base, random: None if _LOWERED.search(base.body) else template(base, random)


other_magnitude = _unless_lowered(by_table(_MAGNITUDES))
"""Another currency or power of ten."""
other_ratio = _unless_lowered(by_table(_RATIOS))
"""Per cent, per mille, tenths and times exchanged."""
other_length = _unless_lowered(by_table(_LENGTHS))
"""Another unit of time."""

_STRETCHES = (
    (r"前三季度", "上半年"),
    (r"上半年", "第一季度"),
    (r"(?<!上)一季度", "1—2月"),
    (r"1—4月", "1—3月"),
    (r"1—10月", "1—5月"),
    (r"1至7月", "1至3月"),
    (r"头四个月", "头两个月"),
    (r"头七个月", "头三个月"),
    (r"年年中", "年年末"),
    (r"(?<=\d)年底", "年初"),
    (r"(?<=\d)年末", "年年中"),
    (r"4月中旬", "4月下旬"),
    (r"(?<=[1一])月和(?=[7七]月)", "月、四月和"),
    (r"在1月和7月", "在3月和9月"),
    (r"一月和七月", "三月和九月"),
    (r"三月底", "一月底"),
    (r"3月31日前", "1月31日前"),
    (r"次月内", "当月内"),
    (r"下一个月", "第三个月"),
    (r"每月召开", "每年召开"),
    (r"一个月开一次", "一年开一次"),
    (r"每季", "每年"),
    (r"年前三个月", "年前六个月"),
)
other_stretch = by_table(_STRETCHES)
"""Another part of the year, or another rhythm."""

_YEAR = re.compile(r"(?<!\d[到至—])(?<![\d.〔])(?:19|20)\d{2}(?=年(?![—至到]))")
_DAY = re.compile(r"(?<=年)(\d{1,2})月(\d{1,2})日")


def years_apart(base: Base, random: Random) -> str | None:
    """A year that is three to six years off."""
    found = [
        (match, str(int(match.group()) + random.choice((-6, -4, -3, 3, 4)))) for match in matches(_YEAR, base.body)
    ]
    return _with_one(base, found, random)


def exchanged_years(base: Base, random: Random) -> str | None:
    """Two years of the sentence change places."""
    years = list(dict.fromkeys(match.group() for match in matches(_YEAR, base.body)))
    if len(years) != _SMALLEST_TO_SCRAMBLE:
        return None
    other = dict(zip(years, reversed(years), strict=True))
    body = base.body
    for match in reversed(matches(_YEAR, body)):
        body = body[: match.start()] + other[match.group()] + body[match.end() :]
    return changed(base, body)


def other_day(base: Base, random: Random) -> str | None:
    """Another day of another month."""
    found = [
        (match, f"{(int(match[1]) + 4) % 12 + 1}月{(int(match[2]) + 12) % 27 + 1}日")
        for match in matches(_DAY, base.body)
    ]
    return _with_one(base, found, random)


# Places of the same rank close by, most of them named nowhere in the library; the smaller place before the larger.
_NEARBY = (
    (r"铁东区", "千山区"),
    (r"铁西区", "立山区"),
    (r"立山区", "铁西区"),
    (r"西柳", "佟二堡"),
    (r"岫岩县", "桓仁县"),
    (r"台安县", "盘山县"),
    (r"海城", "盖州"),
    (r"义乌", "永康"),
    (r"厦门", "宁德"),
    (r"福州", "漳州"),
    (r"泉州", "莆田"),
    (r"杭州", "宁波"),
    (r"深圳", "东莞"),
    (r"广州", "佛山"),
    (r"沈阳", "抚顺"),
    (r"大连", "丹东"),
    (r"营口", "盘锦"),
    (r"鞍山(?=市|[^市师新]|$)", "本溪"),
    (r"四川", "重庆"),
    (r"上海", "天津"),
    (r"浙江", "江苏"),
    (r"福建", "江西"),
    (r"黑龙江", "吉林"),
    (r"辽宁", "吉林"),
    (r"东北(?=首家|是)", "华北"),
)
_elsewhere = everywhere(_NEARBY)


def nearby_place(base: Base, random: Random) -> str | None:
    """A place close by in place of the right one; the opening then names no document, since its title has the right one."""
    opening = (
        ("据有关统计，" if base.sort is Sort.FIGURE else "据当地公布的文件，") if "《" in base.opening else base.opening
    )
    return _elsewhere(base.model_copy(update={"opening": opening}), random)


_WHERE = (
    (r"农村和偏远地区", "城市社区"),
    (r"偏远地区和农村地区", "中心城区和开发区"),
    (r"(?<=对|向)外地(?=经营者|商品|或进口)", "本地"),
    (r"到(?=农村和偏远地区)", "到城市社区和"),
    (r"住所地", "发货地"),
    (r"实际经营地", "收货地"),
    (r"从农村到城市|由农村到城市", "从城市到农村"),
    (r"版心左上角", "版心右下角"),
    (r"版心的左上角", "版心的右下角"),
    (r"本辖区|辖区内", "跨区域"),
    (r"首页、视频画面", "商品外包装、发货单"),
)
other_whereabouts = by_table(_WHERE)
"""Country for town, here for there."""

_AGENCY_CODES = (
    (r"鞍政发〔", "鞍政办发〔"),
    (r"鞍政办发〔", "鞍政发〔"),
    (r"(?<!家)国发〔", "国办发〔"),
    (r"国办发〔", "国发〔"),
    (r"辽政发〔", "辽政办发〔"),
    (r"闽政办〔", "闽政〔"),
    (r"深府〔", "深府办〔"),
    (r"深发〔", "深府〔"),
    (r"深府办规〔", "深府规〔"),
    (r"深商务规〔", "深商务〔"),
    (r"财办建〔", "财建〔"),
    (r"发改价格规〔", "发改价格〔"),
    (r"浙委办发〔", "浙委发〔"),
    (r"粤府办〔", "粤府〔"),
    (r"以令第", "以公告第"),
)
other_agency_code = by_table(_AGENCY_CODES)
"""The code of another office in a document's number."""

_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")
_ORDER = re.compile(r"(令第?)(\d+)(?=号)")


def scrambled_number(base: Base, random: Random) -> str | None:
    """The year or the serial number of a document written wrong: turned round, or the year displaced."""
    found = [(match, _scrambled(match, random)) for match in matches(_NUMBER, base.body)]
    found += [(match, f"{match[1]}{_turned(match[2])}") for match in matches(_ORDER, base.body)]
    return _with_one(base, found, random)


def _scrambled(match: re.Match[str], random: Random) -> str:
    year, serial = match.groups()
    if random.random() < 0.5:
        return f"〔{int(year) + random.choice((-3, 3, 4))}〕{serial}号"
    return f"〔{year}〕{_turned(serial)}号"


def _turned(serial: str) -> str:
    return serial[::-1] if serial[::-1] != serial and not serial.endswith("0") else str(int(serial) + 13)


def misnumbered_opening(base: Base, random: Random) -> str | None:
    """An opening that names the source by a wrong number of its own."""
    number = base.source.number
    if not base.names_no_source or number is None or "GB" in number:
        return None
    wrong = _ORDER.sub(lambda match: f"{match[1]}{_turned(match[2])}", number)
    wrong = _NUMBER.sub(lambda match: f"〔{match[1]}〕{_turned(match[2])}号", wrong)
    return None if wrong == number else f"按照{quoted(base.source.title)}（{wrong}），{base.body}"


VALUES: dict[str, tuple[Template, ...]] = {
    "wrong_figure": (transposed_digits, other_leading_digit, other_last_digit, other_numeral),
    "wrong_unit": (other_magnitude, other_length, other_ratio),
    "wrong_date": (other_stretch, years_apart, exchanged_years, other_day),
    "wrong_place": (nearby_place, other_whereabouts),
    "wrong_number": (other_agency_code, scrambled_number, misnumbered_opening),
}
