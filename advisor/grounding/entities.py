"""Places and organisations in a text: by a lexicon that is handed in, and by the built-in list of places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from advisor.grounding.gazetteer import PLACE_ALIASES
from advisor.types import Data


class EntityMention(Data):
    """A name as it stands in a text, with the name it stands for."""

    canonical: str
    text: str
    span: tuple[int, int]


class Lexicon:
    """Names and what they stand for; the longest name wins. Build once, use for many texts."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """`aliases`: every written form (the canonical names too) -> canonical name."""
        self._canonical = dict(aliases)
        names = sorted((re.escape(name) for name in self._canonical if name), key=len, reverse=True)
        self._pattern = re.compile("|".join(names)) if names else None

    def find(self, text: str) -> list[EntityMention]:
        """All names in a text, in order, none overlapping another."""
        if self._pattern is None:
            return []
        return [
            EntityMention(canonical=self._canonical[match.group()], text=match.group(), span=match.span())
            for match in self._pattern.finditer(text)
        ]


_BUILT_IN = Lexicon(PLACE_ALIASES)
_ORGANISATION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,3}(?:省|市|县|区|国家|中央|全国))?[\u4e00-\u9fff]{0,10}?"
    r"(?:人民政府(?:办公厅|办公室)?|委员会|管理总局|监管总局|总局|办公厅|办公室|国务院(?:办公厅)?|政府|商务[部厅局]|财政[部厅局]|[\u4e00-\u9fff]{2}[部厅局](?![分署长门级])|"
    r"发改委|网信办|协会|商会|联合会|学会|集团|有限公司|公司|大学|学院|研究院|银行|法院|检察院"
    r"|(?<!主管)(?<!有关)(?<!相关)(?<!职能)(?:[\u4e00-\u9fff]{2}(?:监管|管理|保护|监督)?)(?<!主管)(?<!有关)(?<!相关)(?<!职能)(?<!行业)部门)"
)
_MAY_ORGANISE = re.compile(
    "政府|委员会|总局|办公[厅室]|国务院|[一-龥]{2}[部厅局]|发改委|网信办|[协商学]会|联合会|集团|公司|大学|学院|研究院|银行|法院|检察院"
)
_PLACE_SHAPE = re.compile(
    r"(?P<base>[\u4e00-\u9fff]{2})(?:市|县|省|镇|乡|区|自治州|自治县)(?!场|民|值|直|域|长|级|政|委|区|商|内|里|面|容|力|情|村|街|下|亲|间|别)"
)
_NO_BASE = frozenset(
    "各全该本我省市县级所在示范发城超上股都为入农业一二三两多几个座这那其他外某每等和与及的是在对由向从以被把将或强大小产商给镇乡区到至使让请经据有园社景片校库验税贸乡村郊山街厂院新老旧辖居属外"
)
_LEADING = re.compile(
    r"^.*(?:由|经|向|是|为|在|与|和|及|据|对|被|以|将|该|的|了|于|并|从|，|、|：|依托|会同|[一二两三]家)"
)


def find_entities(text: str, lexicon: Lexicon | None = None) -> list[EntityMention]:
    """Names of the lexicon in a text; without a lexicon, places of the built-in list."""
    return list(_places(text)) if lexicon is None else lexicon.find(text)


@lru_cache(maxsize=8_192)
def _places(text: str) -> tuple[EntityMention, ...]:
    return tuple(_BUILT_IN.find(text))


@lru_cache(maxsize=8_192)
def _organisations(text: str) -> tuple[EntityMention, ...]:
    found: list[EntityMention] = []
    if not _MAY_ORGANISE.search(text):
        return ()
    for match in _ORGANISATION.finditer(text):
        lead = _LEADING.match(match.group()[:-2])
        start = match.start() + (lead.end() if lead else 0)
        name = text[start : match.end()]
        if len(name) >= 3:
            found.append(EntityMention(canonical=name, text=name, span=(start, match.end())))
    return tuple(found)


@lru_cache(maxsize=8_192)
def shaped_places(text: str) -> frozenset[str]:
    """Names that by their shape are places (云岭市 -> 云岭), whether or not any list knows them."""
    found = (match["base"] for match in _PLACE_SHAPE.finditer(text))
    return frozenset(base for base in found if not _NO_BASE & set(base) and base not in PLACE_ALIASES)


def find_named_places(text: str, names: frozenset[str]) -> tuple[EntityMention, ...]:
    """Places of the built-in list and those of `names`, with or without 市, 县, 省 behind them."""
    if not names:
        return _places(text)
    lexicon = _lexicon_of(names)
    own = lexicon.find(text)
    taken = [mention.span for mention in own]
    listed = [one for one in _places(text) if all(one.span[1] <= start or end <= one.span[0] for start, end in taken)]
    return tuple(sorted([*own, *listed], key=lambda mention: mention.span))


@lru_cache(maxsize=1_024)
def _lexicon_of(names: frozenset[str]) -> Lexicon:
    return Lexicon({f"{name}{suffix}": name for name in names for suffix in ("", *"市县省镇乡区")})


def find_organisations(text: str) -> list[EntityMention]:
    """Authorities, companies, schools and associations by the shape of their names, in order."""
    return list(_organisations(text))


def same_organisation(first: str, second: str) -> bool:
    """Whether one name is the other or a shorter form of it: same ending, every character of the short one in order."""
    short, long = sorted((first, second), key=len)
    if short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
