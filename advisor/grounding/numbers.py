"""Quantities in a text: value, unit, bound (约, 余, 不超过), range and span, however they are written."""

from __future__ import annotations

import re
from functools import lru_cache

from advisor.grounding.documents import code_spans
from advisor.grounding.heads import first_characters
from advisor.grounding.numerals import HAN, HAN_DIGIT, HAN_SCALE, MIXED, fold_width, read_numeral
from advisor.grounding.periods import date_spans
from advisor.grounding.quantity import Bound, Quantity
from advisor.grounding.units import ONLY_AFTER_ARABIC, UNITS, UnitFamily

_BOUND_WORDS: dict[Bound, str] = {
    Bound.UP_TO: "最高不超过 不超过 不高于 不多于 不大于 至多 最多 最高 上限为 低于 少于 小于 以下 以内 之内 封顶 内 为限 为上限 打住"
    " 没有超过 没超过 未超过 不会超过 不能超过 不得超过 不应超过 不许超过 不超出 没超出 未超出 不会多于 不能多于 不得多于 不会高于 不能高于 不得高于"
    " 不会到 到不了 顶多 撑死 上限是",
    Bound.OVER: "至少 不少于 不低于 不小于 最低 最少 超过了 突破了 超过 突破 超出 超 逾 高于 多于 大于 过 破 上 满"
    " 余 多 以上 来 起 不止 不下 少说 少说也得 起码 最起码 起步 不能少于 不得少于 不会少于 不应少于 不能低于 不得低于 不会低于 不应低于 高达 多达"
    " 开外 还多 往上 出头 挂零 有余",
    Bound.NEARLY: "将近 接近 逼近 近 不足 不到 未达 不满",
    Bound.ABOUT: "大约 大概 约为 约 左右 上下 大致 许 前后",
}
_BOUND_OF = {word: bound for bound, words in _BOUND_WORDS.items() for word in words.split()}
_BEFORE = (
    "(?:最高|最多|最长|最低|最少|最短|至少|至多)(?:可|达|给予|获得|获|补助|奖励|补贴|资助|支持|奖补|不超过|按|至|为|享受|申请|一次性|要|有|保存|保留|留存|延长|补|发)*"
    "|(?:不超过|不高于|不低于|不少于|超过)[一-龥]{1,10}?的(?=[\\d百])|约占[一-龥]{0,8}?(?=[\\d百])|约占(?=[一二两三四五六七八九十])"
    "|(?:没有?|未|不会|不能|不得|不应|不许)(?:超过|超出|多于|高于|少于|低于)|不会到|到不了|顶多|撑死|不止|不下|少说也得|少说|最?起码|高达|多达|起步|上限[为是]"
    "|不超过|不超出|不高于|不多于|不大于|至多|低于|少于|小于|至少|不少于|不低于|不小于|最低|最少|超过了?|突破了?|超出|超|逾|高于|多于|大于"
    "|(?<![通经不超])过|(?<!突)破|上(?=[百千万亿])|(?<![圆丰充不未])满|将近|接近|逼近|(?<![附最临邻])近|不足|不到|未达|不满"
    "|大约|大概|约为|(?<![节预合签契条特制公])约(?:有(?=[\\d一二两三四五六七八九十百]))?|(?:大约|大概|差不多)[是为有]|大致"
)
_UNIT = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_AFTER = "出头|挂零|有余|以上|以下|以内|之内|左右|上下|封顶|开外|还多|往上|打住|为(?:上)?限|余(?!额)|多(?!少)|许|起步?(?![草来])|内(?![容部])"
_TO = r"(?:-|—{1,2}|–|~|至|到|以上(?=[^，,。；以]{2,9}以下))"
_NUMBER = rf"(?:{MIXED}|{HAN})"
_VAGUE_HEAD = r"(?:数|几|好几)(?=[十百千万亿])"

# A sign, not the dash of a range, a list (二等奖-500元) or a code: behind a word that a value follows.
_MINUS = r"(?:(?:(?<![^为是率幅速长比到至由从约减值额数（(：:，,、；;。\s])|(?<=^))[-−]|(?<![自担欠背胜抱])负)(?=\d)"
_STARTS = rf"\s\d−负\-¥￥$人第半前翻数几好{HAN_DIGIT}{HAN_SCALE}{first_characters(_BEFORE)}"
_CANDIDATE = re.compile(
    rf"""(?=[{_STARTS}])(?P<before>{_BEFORE})?\s?(?:人民币)?(?P<ordinal>第)?(?P<sign>[¥￥$])?
    (?:(?P<ratio>\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?)+)
      |(?<![从由])(?P<per_range>[百千万])分之(?P<per_low>{_NUMBER}){_TO}(?P=per_range)分之(?P<per_high>{_NUMBER})
      |(?P<per>[百千万])分之(?P<per_number>{_NUMBER})
      |(?P<denominator>[二三四五六七八九十两\d]{{1,3}})分之(?P<numerator>[一二三四五六七八九十\d]{{1,3}})
      |(?P<half>(?<=[过超])半数?|一半|半数)(?![年天月日小个])
      |(?P<half_unit>半(?=年|个月|个小时|小时|天|日))(?P<half_of>年|个月|个小时|小时|天|日)
      |(?<=[居入进列省国市])前(?P<top>\d+|[一二三四五六七八九十百]+)(?:名|位|强|列)?
      |翻(?:了)?(?P<fold>[一二两三四五])番
      |(?P<low>{_NUMBER})(?P<low_unit>[万亿]?(?:{_UNIT}))?{_TO}(?P<high>{_NUMBER})(?P<range_unit>{_UNIT})
      |(?P<minus>{_MINUS})?(?P<vague>{_VAGUE_HEAD})?(?P<number>{_NUMBER})
        (?P<middle>余|多(?!少)|来|几)?(?P<scale>[十百千]?[万亿]+|千(?=余))?(?P<middle2>余|多(?!少))?\s?
        (?:(?P<and_half>个半月|个半小时|年半)|(?P<unit>{_UNIT})(?:(?<=成)[半一二三四五六七八九](?![年天月个成]))?)?
    )(?P<after>{_AFTER})?""",
    re.VERBOSE,
)
_MAYBE = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两半]")
_ORDINAL_CLAUSES = frozenset("条章节款项目编")
_COUNTED_ORDINALS = frozenset("期届批次季版轮")
_NOT_ORDINALS = re.compile(r"第(?:[一二三]产业|三方|一书记|一时间|一线|一手|一步|一责任人)")
_NO_QUANTITY = re.compile(
    r"收拾|拾取|拾到|拾掇|一五一十|七嘴八舌|三心二意|一成不变|百分百|三次产业|(?<!第)[一二三]产业|千家万户|[一二三四五六七八九十]家(?:子|庄|屯|沟|堡|店|村|河)|万一"
    r"|十分(?!之)|百货|(?:[一二三四五六七八九1-9](?:[-—~至到、和]|年级[至到、和]))*[一二三四五六七八九1-9]年级|\[\d{1,2}\]|(?m:^)\s*\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）]"
)
_SHARES = frozenset("成‰")
_SHARE_PER = {"百": 1.0, "千": 0.1, "万": 0.01}
_SIZE_WORD = re.compile(r"级|大关|规模|量级|以上|左右")
_ONLY = re.compile(r"(?:仅有?|只有|共|各|满|为|不足|未满)$")
_VAGUE_HIGHEST = 9.9
_NEIGHBOURS = re.compile(r"(?P<a>[一二两三四五六七八九])(?P<b>[二三四五六七八九])(?P<rest>[十百千万亿]*)$")


def find_quantities(text: str) -> list[Quantity]:
    """Quantities of a text in order; times of the calendar, document numbers, codes and list marks are left out."""
    return list(_quantities(text))


@lru_cache(maxsize=8_192)
def _quantities(text: str) -> tuple[Quantity, ...]:
    masked = _masked(text)
    if not _MAYBE.search(masked):
        return ()
    return tuple(quantity for match in _CANDIDATE.finditer(masked) for quantity in _read(match, text, masked))


def _masked(text: str) -> str:
    """The text with everything blanked in which digits are not quantities; the length stays the same."""
    folded = fold_width(text)
    spans = [*date_spans(text), *code_spans(text), *(match.span() for match in _NO_QUANTITY.finditer(folded))]
    spans += [match.span() for match in _NOT_ORDINALS.finditer(folded)]
    for start, end in spans:
        folded = folded[:start] + "\0" * (end - start) + folded[end:]
    return folded


def _read(match: re.Match[str], text: str, masked: str) -> tuple[Quantity, ...]:
    if match["low"]:
        return _range(match, text, masked)
    if match["ratio"]:
        first = float(re.split("[:∶]", match["ratio"])[0])
        return _one(match, text, first, match["ratio"].replace("∶", ":"), family=UnitFamily.RATIO)
    if match["per_range"]:
        low, high = (_times(match[end], _SHARE_PER[match["per_range"]]) for end in ("per_low", "per_high"))
        return _one(match, text, low, "%", high=high)
    if match["per"]:
        return _one(match, text, _times(match["per_number"], _SHARE_PER[match["per"]]), "%")
    if match["denominator"]:
        return _fraction(match, text)
    if match["half"]:
        return _one(match, text, 50.0, "%")
    if match["half_unit"]:
        return _one(match, text, 0.5, match["half_of"])
    if match["fold"]:
        return _one(match, text, 2.0 ** (read_numeral(match["fold"]) or 1), "倍")
    if match["top"]:
        return _one(match, text, read_numeral(match["top"]), "名次", family=UnitFamily.RANK, bound=Bound.UP_TO)
    return _ordinal(match, text) if match["ordinal"] else _single(match, text, masked)


def _times(numeral: str, factor: float) -> float | None:
    value = read_numeral(numeral)
    return None if value is None else round(value * factor, 9)


def _one(
    match: re.Match[str],
    text: str,
    value: float | None,
    unit: str,
    *,
    high: float | None = None,
    written_unit: str | None = None,
    family: UnitFamily | None = None,
    bound: Bound | None = None,
    end: int | None = None,
) -> tuple[Quantity, ...]:
    """The quantity of a match, with the bound that its words around and within the numeral give."""
    if value is None:
        return ()
    approximator = _approximator(match)
    known = UNITS.get(unit)
    span = (match.start() + len(match.group()) - len(match.group().lstrip()), match.end() if end is None else end)
    return (
        Quantity(
            value=value,
            high=high,
            unit=unit,
            written_unit=unit if written_unit is None else written_unit,
            family=family or (known.family if known else UnitFamily.NUMBER),
            approximator=approximator,
            bound=bound or _bound(approximator),
            text=text[span[0] : span[1]],
            span=span,
        ),
    )


def _approximator(match: re.Match[str]) -> str | None:
    for name in ("before", "after", "middle", "middle2"):
        if match[name]:
            return match[name]
    return match["vague"]


def _bound(approximator: str | None) -> Bound:
    if approximator is None:
        return Bound.EXACT
    if approximator.startswith(("最高", "最多", "最长", "至多")):
        return Bound.UP_TO
    if approximator.startswith(("最低", "最少", "最短", "至少")):
        return Bound.OVER
    if approximator.endswith("的"):
        approximator = re.sub("(?<=[过于])[^过于]+的$", "", approximator)
    return _BOUND_OF.get(approximator, Bound.ABOUT)


def _fraction(match: re.Match[str], text: str) -> tuple[Quantity, ...]:
    upper, lower = read_numeral(match["numerator"]), read_numeral(match["denominator"])
    if not upper or not lower:
        return ()
    return _one(match, text, round(100 * upper / lower, 9), "%", written_unit=f"{match['denominator']}分之")


def _range(match: re.Match[str], text: str, masked: str) -> tuple[Quantity, ...]:
    low, high = read_numeral(match["low"]), read_numeral(match["high"])
    if low is None or high is None:
        return ()
    unit = match["range_unit"]
    low_unit = match["low_unit"] or unit
    scale = re.search(r"[十百千]?[万亿]+$", match["high"])
    if scale and not re.search("[万亿]", match["low"]) and low < (read_numeral(match["high"][: scale.start()]) or 0):
        low *= (read_numeral(scale.group()) or 1) if scale.group()[0] in "十百千" else _myriads(scale.group())
    if low_unit != unit and low_unit[-1:] != unit:
        return _one(match, text, high, unit)
    if "以上" in match.group():
        return _one(match, text, low, unit, high=high, bound=Bound.EXACT)
    if low >= high or masked[max(0, match.start() - 1) : match.start()] in {"从", "由"}:
        first = _one(match, text, low, unit, end=match.end("low_unit") if match["low_unit"] else match.end("low"))
        return first + tuple(
            quantity.model_copy(
                update={
                    "span": (match.start("high"), quantity.span[1]),
                    "text": text[match.start("high") : quantity.span[1]],
                }
            )
            for quantity in _one(match, text, high, unit)
        )
    return _one(match, text, low, unit, high=high)


def _myriads(scale: str) -> float:
    value = 1.0
    for character in scale:
        value *= 1e4 if character == "万" else 1e8
    return value


def _ordinal(match: re.Match[str], text: str) -> tuple[Quantity, ...]:
    unit = match["unit"] or ""
    value = read_numeral(match["number"])
    after = text[match.end("number") : match.end("number") + 1]
    if after in _ORDINAL_CLAUSES and after:
        return _one(match, text, value, after, family=UnitFamily.CLAUSE)
    if unit in _COUNTED_ORDINALS:
        return _one(match, text, value, unit, family=UnitFamily.RANK)
    return _one(match, text, value, "名次", written_unit=unit, family=UnitFamily.RANK)


def _single(match: re.Match[str], text: str, masked: str) -> tuple[Quantity, ...]:
    numeral, unit = match["number"], match["unit"] or ("元" if match["sign"] else "")
    if match["and_half"]:
        unit = match["and_half"].replace("半", "")
    han = not re.search(r"\d", numeral)
    if han and not _is_counted(match, numeral, unit, masked):
        return ()
    if not han and not unit and re.match(r"[A-Za-z]", masked[match.end("number") : match.end("number") + 1]):
        return ()
    if (
        not han
        and re.search(r"[A-Za-z.\-/]$", masked[: match.start("number")])
        and not (match["before"] or match["minus"])
    ):
        return ()
    low, high = _values(numeral, han)
    scale = _myriads_of(match["scale"])
    if match["vague"] and low is not None:
        high = low * _VAGUE_HIGHEST
    written = f"{_scale_word(numeral)}{match['scale'] or ''}{unit}"
    if unit == "成" and (
        tenth := re.match("(?P<of>[半一二三四五六七八九])(?![年天月个成])", masked[match.end("unit") :])
    ):
        low = None if low is None else low + (0.5 if tenth["of"] == "半" else (read_numeral(tenth["of"]) or 0) / 10)
    if match["and_half"]:
        low = None if low is None else low + 0.5
    if unit in _SHARES:
        scale, unit = scale * UNITS[unit].factor, "%"
    if match["minus"]:
        scale = -scale
    value = None if low is None else round(low * scale, 9)
    return _one(match, text, value, unit, high=None if high is None else round(high * scale, 9), written_unit=written)


def _values(numeral: str, han: bool) -> tuple[float | None, float | None]:
    """The value; for two bare Chinese digits side by side (两三, 七八) the range they mean."""
    if han and (pair := _NEIGHBOURS.match(numeral)):
        first = read_numeral(pair["a"] + pair["rest"])
        second = read_numeral(pair["b"] + pair["rest"])
        if first is not None and second is not None and first < second:
            return first, second
    return read_numeral(numeral), None


def _scale_word(numeral: str) -> str:
    scale = re.search(r"[万亿]+$", numeral)
    return scale.group() if scale else ""


def _myriads_of(scale: str | None) -> float:
    if not scale:
        return 1.0
    value = {"十": 10.0, "百": 100.0, "千": 1000.0}.get(scale[0], 1.0)
    return value * _myriads(scale.lstrip("十百千"))


def _is_counted(match: re.Match[str], numeral: str, unit: str, masked: str) -> bool:
    """Whether a Chinese numeral counts something here, rather than being part of a word (统一, 百姓, 一个)."""
    bare_scale = numeral[0] in "百千万亿"
    marked = bool(match["before"] or match["middle"] or match["vague"])
    if bare_scale and not marked and not (len(numeral) > 1 and unit):
        return len(numeral) > 1 and bool(_SIZE_WORD.match(masked[match.end() :]))
    if not unit:
        sized = numeral[-1] in "万亿" or bool(match["scale"])
        return sized and (marked or len(numeral) > 1)
    if unit in ONLY_AFTER_ARABIC:
        return len(numeral) > 1 and not bare_scale and unit not in {"点", "分"}
    if numeral == "一" and not marked and UNITS[unit].family in {UnitFamily.COUNT, UnitFamily.PEOPLE}:
        return bool(_ONLY.search(masked[: match.start("number")]))
    return True
