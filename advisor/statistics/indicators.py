"""From what a user calls an indicator to the indicators of the controlled list, through aliases and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from advisor.errors import BadInput
from advisor.library.tables import Indicator, IndicatorKind
from advisor.library.vocabulary import Vocabulary
from advisor.text import normalise, without_quotes
from advisor.types import Data

_NEAR_SHOWN = 6
_SHORTEST_MENTION = 3
_NEAR_ENOUGH = 0.2
_ALMOST_THE_NAME = 0.72
_CLEAR_LEAD = 0.12
_GROWTH = re.compile(r"(?:十年)?(?:增速|增幅|增长率|增减率)")
_NO_MATTER = re.compile(r"[的\s，,。？?：:、（）()]|是多少|多少|情况|数据|指标|统计")


class Resolution(Data):
    """What a name was understood as. `also`: other indicators that go by the same name, to be shown beside it."""

    asked: str
    indicator: Indicator
    also: tuple[Indicator, ...] = ()
    by_likeness: bool = False
    regions: tuple[str, ...] = ()
    """Places that stood in the name: 鞍山GDP."""


class Mentioned(Data):
    """Indicators named in a text: several where one alias stands for several."""

    indicators: tuple[Indicator, ...]
    form: str


class IndicatorNames:
    """Finds indicators by name."""

    def __init__(self, indicators: Mapping[str, Indicator], vocabulary: Vocabulary) -> None:
        self._indicators = indicators
        self._vocabulary = vocabulary

    def resolve(self, asked: str) -> Resolution:
        """The indicator meant. Raises BadInput, naming near indicators, where none is."""
        if not asked.strip():
            raise BadInput("没有写指标；请写指标名称，运行 advisor stats --list 看全部指标。")
        found = self._exact(asked) or self._without_places(asked) or self._alike(asked)
        if found is None:
            raise BadInput(self._unknown(asked))
        return found

    def mentioned(self, text: str) -> list[Mentioned]:
        """The indicators that a text names, under any name, in order; of names within one another the longest counts."""
        return [
            Mentioned(indicators=self._by_form[match.group(0)], form=match.group(0))
            for match in self._forms.finditer(self._key(text))
        ]

    def rest_of(self, text: str) -> str:
        """A text, synonyms replaced by formal terms, without the indicators it names."""
        return self._forms.sub("，", self._key(text))

    def speaks_of(self, indicators: Iterable[Indicator], word: str) -> bool:
        """Whether a word stands in a name or a usual question of one of the indicators."""
        key = self._key(word)
        known = (form for one in indicators for form in (one.name, *one.aliases, *one.asks))
        return any(key in self._key(form) for form in known)

    def near(self, asked: str) -> list[str]:
        """Names of the nearest indicators, nearest first."""
        ranked = self._ranked(asked)
        return [name for name, likeness in ranked[:_NEAR_SHOWN] if likeness >= _NEAR_ENOUGH]

    def growth_of(self, indicator: str) -> list[Indicator]:
        """The indicators that publish the growth of a level: 网上零售额增速 of 网上零售额."""
        return [
            one
            for name, one in self._indicators.items()
            if one.kind is IndicatorKind.GROWTH
            and name.startswith(indicator)
            and _GROWTH.fullmatch(name[len(indicator) :])
        ]

    def share_of(self, indicator: str) -> list[Indicator]:
        """The indicators that publish a place's share of a level: 常住人口占全市比重 of 常住人口."""
        return [
            one
            for name, one in self._indicators.items()
            if one.kind is IndicatorKind.SHARE and name.startswith(f"{indicator}占")
        ]

    def _exact(self, asked: str, *, regions: tuple[str, ...] = ()) -> Resolution | None:
        key, plain = self._key(asked), normalise(asked)
        everything = list(self._indicators.values())
        found = [
            *(one for one in everything if normalise(one.name) == plain),
            *(one for one in everything if plain in {normalise(alias) for alias in one.aliases}),
            *(one for one in everything if self._key(one.name) == key),
            *(one for one in everything if key in {self._key(alias) for alias in one.aliases}),
        ]
        found = list({one.name: one for one in found}.values())
        if not found:
            return None
        return Resolution(asked=asked, indicator=found[0], also=tuple(found[1:]), regions=regions)

    def _without_places(self, asked: str) -> Resolution | None:
        """The name with the places in it taken out and given as regions."""
        mentions = self._vocabulary.regions_in(asked)
        rest = asked
        for mention in reversed(mentions):
            rest = rest[: mention.start] + rest[mention.end :]
        if not mentions or not rest.strip():
            return None
        names = tuple(dict.fromkeys(mention.region.name for mention in mentions))
        return self._exact(rest, regions=names)

    def _alike(self, asked: str) -> Resolution | None:
        """An indicator whose name is almost what was written, and clearly more so than any other."""
        ranked = self._ranked(asked)
        if not ranked or ranked[0][1] < _ALMOST_THE_NAME:
            return None
        runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
        if ranked[0][1] - runner_up < _CLEAR_LEAD:
            return None
        return Resolution(asked=asked, indicator=self._indicators[ranked[0][0]], by_likeness=True)

    def _ranked(self, asked: str) -> list[tuple[str, float]]:
        wanted = _pairs(self._key(asked))
        scored = [
            (name, max(_likeness(wanted, _pairs(self._key(form))) for form in (name, *one.aliases)))
            for name, one in self._indicators.items()
        ]
        return sorted(scored, key=lambda pair: -pair[1])

    def _unknown(self, asked: str) -> str:
        near = self.near(asked)
        if near:
            return f"没有名为“{asked}”的指标；相近的有：{'、'.join(near)}。"
        return f"没有名为“{asked}”的指标，也没有相近的；运行 advisor stats --list 看全部指标。"

    def _key(self, name: str) -> str:
        """A name for comparing: folded, filler left out, every synonym replaced by its formal term."""
        text = _NO_MATTER.sub("", without_quotes(normalise(name)))
        return self._formal.sub(lambda match: self._formal_of[match.group(0)], text)

    @cached_property
    def _by_form(self) -> dict[str, tuple[Indicator, ...]]:
        """Names as `_key` writes them: an indicator's own name stands for it alone, an alias for all that share it."""
        own = {self._key(one.name): (one,) for one in self._indicators.values()}
        shared: dict[str, list[Indicator]] = {}
        for one in self._indicators.values():
            for alias in one.aliases:
                key = self._key(alias)
                if key not in own and len(key) >= _SHORTEST_MENTION:
                    shared.setdefault(key, []).append(one)
        return {**{form: tuple(dict.fromkeys(several)) for form, several in shared.items()}, **own}

    @cached_property
    def _forms(self) -> re.Pattern[str]:
        forms = sorted(self._by_form, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, forms)) or r"(?!)")

    @cached_property
    def _formal_of(self) -> dict[str, str]:
        return {
            normalise(word): normalise(group[0])
            for group in self._vocabulary.synonyms
            for word in group
            if len(word) > 1
        }

    @cached_property
    def _formal(self) -> re.Pattern[str]:
        words = sorted(self._formal_of, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def listing(indicators: Iterable[Indicator], counts: Mapping[str, int]) -> Sequence[tuple[Indicator, int]]:
    """The indicators with the number of figures held for each, those without any left out."""
    return [(one, counts[one.name]) for one in indicators if counts.get(one.name)]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset(text)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient over character pairs."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)
