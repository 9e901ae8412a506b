"""What is printed beside a sentence, short and in words: no note of an editor, no figure below zero, no mark of Markdown."""

from __future__ import annotations

import re

_STATE = re.compile(r"(效力状态为[^（，。；]*).*", re.DOTALL)
_BELOW_ZERO = re.compile(r"(?:(?:增减|变化|变动)率?为|(?<=“))[-－−](?P<amount>\d[\d,.]*)(?=\s*(?P<unit>[%％]?))")
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,2}[.．]\s+)+|\*\*|__|`")
_RULER = re.compile(r"\s*\|\s*")


def brief(quote: str, locator: str) -> str:
    """A quotation as it is printed: of a catalogue entry its name, origin and state, without the notes behind them."""
    shortened = _STATE.sub(r"\1。", quote) if locator == "目录" else quote
    return in_words(shortened)


def in_words(text: str) -> str:
    """The text with what fell told as a fall: 减少320512人 for 增减为-320512人."""
    return _BELOW_ZERO.sub(lambda match: f"{'下降' if match['unit'] else '减少'}{match['amount']}", text)


def unmarked(text: str) -> str:
    """A sentence or table row of a draft without the marks of Markdown."""
    said = _MARKS.sub("", text).strip()
    return "，".join(cell for cell in _RULER.split(said.strip("| ")) if cell) if said.startswith("|") else said


def balanced(words: str) -> str:
    """Words cut out of a sentence, without a quotation mark whose other half was cut off."""
    odd: set[int] = set()
    opened: list[int] = []
    for position, character in enumerate(words):
        if character == "“":
            opened.append(position)
        elif character == "”" and opened:
            opened.pop()
        elif character == "”":
            odd.add(position)
    odd.update(opened)
    return "".join(character for position, character in enumerate(words) if position not in odd)
