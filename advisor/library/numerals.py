"""Whether a number stands in a text, in Arabic or Chinese numerals. Only what checking of knowledge files needs."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = "零一二三四五六七八九"
_ARABIC = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CHINESE_NUMERAL = "零〇一二两三四五六七八九十百千万亿半"


def number_stands_in(number: str, text: str) -> bool:
    """Whether `number` (Arabic, as written in `figures`) occurs in `text` as a whole number, in either script."""
    plain = unicodedata.normalize("NFKC", text)
    value = float(number)
    if any(float(found.replace(",", "")) == abs(value) for found in _ARABIC.findall(plain)):
        return True
    if value == 50 and re.search("一半|半数|对半", plain):
        return True
    if value != int(value):
        return False
    return any(_stands_alone(form, plain) for form in chinese_forms(abs(int(value))))


def chinese_forms(value: int) -> tuple[str, ...]:
    """The ways to write a whole number below one hundred million in Chinese numerals."""
    if value >= 10**8:
        return ()
    form = _below_100_million(value)
    forms = {form, form.replace("二千", "两千").replace("二百", "两百").replace("二万", "两万")}
    if value == 2:
        forms.add("两")
    forms |= {text[1:] for text in tuple(forms) if text.startswith("一十")}
    return tuple(sorted(forms))


def _stands_alone(form: str, text: str) -> bool:
    pattern = rf"(?<![{_CHINESE_NUMERAL}]){re.escape(form)}(?![{_CHINESE_NUMERAL[:-5]}十百千])"
    return re.search(pattern, text) is not None


def _below_100_million(value: int) -> str:
    high, low = divmod(value, 10_000)
    if not high:
        return _below_ten_thousand(low)
    if not low:
        return _below_ten_thousand(high) + "万"
    return f"{_below_ten_thousand(high)}万{'零' if low < 1000 else ''}{_below_ten_thousand(low)}"


def _below_ten_thousand(value: int) -> str:
    if value == 0:
        return "零"
    written, pending_zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            written += ("零" if pending_zero and written else "") + _DIGITS[digit] + name
            pending_zero = False
        else:
            pending_zero = True
    return written
