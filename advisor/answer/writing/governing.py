"""Words that decide what a statement amounts to: without them it may say the opposite, or less, or more."""

from __future__ import annotations

import re
from enum import StrEnum

from advisor.grounding.reading import grams


class Governing(StrEnum):
    """What a word before a statement makes of it."""

    FORBIDS = "forbids"
    OBLIGES = "obliges"
    PERMITS = "permits"
    INTENDS = "intends"
    DENIES = "denies"


_WORDS: dict[Governing, re.Pattern[str]] = {
    Governing.FORBIDS: re.compile(
        r"不得|禁止|严禁|不准|不许|不允许|不可(?!避)|不能|不应|不宜|不要|不予|不适用|切勿|请勿|违法|违规|违反"
    ),
    Governing.OBLIGES: re.compile(r"应当|必须|(?<![供相适响反效对])应(?![用急对邀变])|务必|(?<!必)须|有义务"),
    Governing.PERMITS: re.compile(r"可以|允许|有权|鼓励|支持|可(?![能靠行见观])"),
    Governing.INTENDS: re.compile(r"拟(?!人)|计划|规划|建议|争取|力争|目标|预计|将(?![军近])"),
    Governing.DENIES: re.compile(r"不|未(?!成年)|无(?!人机|障碍)|没有|免|豁免|除外|例外|除"),
}
# A bound of a number denies nothing.
_BOUND = re.compile(r"不满|不足|不超过|不少于|不低于|不高于|不到|不及|未满|未达|未超过|除以")
_FORBIDDING = re.compile(r"(?:不得|禁止|严禁|不准|不许|不允许)(?P<what>(?:(?!但)[^。；;])*)")
# What is done by whoever is punished for it: 添加色素的，处罚款.
_PUNISHED = re.compile(
    r"(?P<what>[^，,。；;]*)的[，,](?=[^。；;]*(?:罚|没收|责令|追究|吊销|撤销|处分|禁止|不得|不予|取消|连带责任))"
)
# What says of a thing that it may not be: the words that deny, and those of a penalty.
_AGAINST = re.compile(r"[不禁未无违罚勿拒非免止否]|没有|没收|责任|追究|撤销|吊销")
_SAYS_IT = 0.6


def governing(text: str) -> frozenset[Governing]:
    """What the words of a text make of a statement that follows them."""
    unbound = _BOUND.sub("", text)
    return frozenset(kind for kind, words in _WORDS.items() if words.search(unbound))


def inverts(text: str, passage: str) -> bool:
    """Whether a text says as it stands what a passage forbids or punishes: the thing without the words that do."""
    found = (*_FORBIDDING.finditer(passage), *_PUNISHED.finditer(passage))
    return any(_says_bare(text, match["what"]) for match in found)


def _says_bare(text: str, forbidden: str) -> bool:
    own = grams(text)
    if not own or len(own & grams(forbidden)) / len(own) < _SAYS_IT:
        return False
    thing = _BOUND.sub("", forbidden)
    return all(
        _with_next(match) in thing or match.group() in thing for match in _AGAINST.finditer(_BOUND.sub("", text))
    )


def _with_next(match: re.Match[str]) -> str:
    return match.string[match.start() : match.end() + 1]
