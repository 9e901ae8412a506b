"""Reading numerals: Arabic, Chinese and mixed ones (1.2万亿, 一千二百, 3亿5千万, 二〇二二) as one exact number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "零": 0,
    "两": 2,
    "俩": 2,
    "半": 0,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

ARABIC = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
HAN_DIGIT = "〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
HAN_SCALE = "十百千万亿拾佰仟萬億廿卅"
SCALED = rf"{ARABIC}(?:\s?[十百千]?[万亿]+|\s?[十百千](?=[余多来几]?[\u4e00-\u9fff]))?"
MIXED = rf"(?:\d+(?:\.\d+)?[万亿千百](?=\d))*{SCALED}"
HAN = rf"[{HAN_DIGIT}{HAN_SCALE}]+(?:点[{HAN_DIGIT}]+[万亿]*)?"

_TOKEN = re.compile(rf"{ARABIC}|[^\s\d]")
_DIGIT_STRING = re.compile(rf"[{HAN_DIGIT}]+")
_FOLDED = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {
    ord("％"): ord("%"),
    ord("．"): ord("."),
    ord("－"): ord("-"),
    ord("／"): ord("/"),
    ord("～"): ord("~"),
    ord("＋"): ord("+"),
}

_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _FOLDED)))}]")


def fold_width(text: str) -> str:
    """Full-width letters, digits and number marks as half-width ones; the length stays the same, so spans stay true."""
    return text.translate(_FOLDED) if _WIDE.search(text) else text


@lru_cache(maxsize=8_192)
def read_numeral(text: str) -> float | None:
    """The number that a whole numeral states; None when the text is not one numeral.

    >>> read_numeral("1.2万亿"), read_numeral("三万五"), read_numeral("二〇二二")
    (1200000000000.0, 35000.0, 2022.0)
    """
    folded = fold_width(text).replace(" ", "")
    if not folded:
        return None
    if len(folded) > 1 and _DIGIT_STRING.fullmatch(folded):
        return float("".join(str(_DIGITS[character]) for character in folded))
    whole, point, fraction = folded.partition("点")
    if point:
        return _read_with_point(whole, fraction)
    value = _read_scaled(_TOKEN.findall(folded))
    return None if value is None else float(value)


def _read_with_point(whole: str, fraction: str) -> float | None:
    digits = _DIGIT_STRING.match(fraction)
    before = _read_scaled(_TOKEN.findall(whole))
    if digits is None or before is None:
        return None
    decimals = "".join(str(_DIGITS[character]) for character in digits.group())
    value = before + Decimal(f"0.{decimals}")
    for scale in fraction[digits.end() :]:
        if scale not in _MYRIADS:
            return None
        value *= _MYRIADS[scale]
    return float(value)


def _read_scaled(tokens: list[str]) -> Decimal | None:
    """Sum of sections: ten-scales within a section, 万 closing a section, 亿 closing all before it."""
    total = below_yi = section = Decimal(0)
    current: Decimal | None = None
    last_scale, after_zero = 1, False
    if not tokens:
        return None
    for token in tokens:
        if token in _TENS:
            section += (Decimal(1) if current is None else current) * _TENS[token]
            current, last_scale, after_zero = None, _TENS[token], False
        elif token in _MYRIADS:
            amount = section + (current or 0)
            if _MYRIADS[token] == 10_000:
                below_yi += (amount or Decimal(1)) * 10_000
            else:
                total += (below_yi + amount or Decimal(1)) * 100_000_000
                below_yi = Decimal(0)
            section, current, last_scale, after_zero = Decimal(0), None, _MYRIADS[token], False
        elif token in _DIGITS:
            after_zero = after_zero or _DIGITS[token] == 0
            current = Decimal(_DIGITS[token])
        elif token[0].isdecimal():
            current = Decimal(token.replace(",", ""))
            after_zero = after_zero or "." in token or len(token) > 1
        else:
            return None
    if current is not None and last_scale >= 100 and not after_zero:
        current *= last_scale // 10
    return total + below_yi + section + (current or 0)
