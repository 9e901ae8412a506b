"""Which statements a draft tells: what is known of the city, what is amiss, and what other places do, nearest the topic first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from advisor.memo.desk import Desk
from advisor.memo.figures import displaced, is_signed_off, newest_rows
from advisor.search.ranking import ENUMERATION, HEADING
from advisor.types import (
    LAPSED,
    RULED,
    STILL_VALID,
    Area,
    Basis,
    Category,
    Modality,
    Passage,
    PassageKind,
    Rank,
    Validity,
)

_TROUBLE = re.compile(
    r"(?<!解决)(?<!供应链)问题|不足|短板|滞后|瓶颈|困境|有限|缺乏|缺少|欠缺|亟待|亟需|流失|不满意|偏重|没有形成|不够|还需要|质优却价低|不畅|恶化|良莠不齐|价格战"
)
_OF_THE_FIELD = re.compile(r"直播|短视频|电商|电子商务|网络零售|网上零售|主播|网红|线上|消费品零售|快递")
_ON_LIVESTREAMS = re.compile(r"直播|电商|电子商务|主播|线上|网上")
_YEARS_OLD = 3
_ECHO = 0.72
_NEAR = 0.25
_NEAR_RULE = 0.3
_ON_THE_TOPIC = 0.6
_SIGNED_OFF = 0.5
_OTHER_PRODUCT, _ONE_PRODUCT = 1.0, 0.15
_SHARED_WORDS = ("直播", "短视频", "主播")
_ON_THE_PAPER = re.compile(r"论文|参考文献|关键词|这段|该段")
_RULES = RULED | {Modality.PLANNED}
_REPORTS = {Modality.DONE, Modality.FACT}
_TELLS_PRACTICE = {Modality.DONE, Modality.FACT, Modality.PROVIDED, Modality.PLANNED, Modality.ENCOURAGED}
_NO_PRACTICE = {Category.PAPER, Category.NOT_HELD, Category.STATISTICS, Category.DRAFT_FOR_COMMENT}
_ABOUT_ITSELF = re.compile(
    r"依据|制定的?$|截止|列为|加入制定依据|[共分]\d+个|[共分]\d+条|第一个方向|第一条是|政策\d+条|设有|出台|印发|落实国办发|适用于|分[^，。]{0,20}\d类|牵头|命名|列出任务|的原则|申报材料"
)
_TELLS_OF_A_PAPER = re.compile(r"(?:意见|号文?|政策|规划|文件)[^，。]{0,6}(?:提出|鼓励|规定|包括)")
_SEARCHED = 300
_NATIONAL = "全国"


class Chooser:
    """Chooses statements for one topic, and tells none twice. `taken` are those already told."""

    def __init__(
        self, topic: str, areas: Sequence[Area], regions: Sequence[str], desk: Desk, *, words: str, as_of: str
    ) -> None:
        self._desk = desk
        self._areas = tuple(areas)
        self._regions = tuple(regions)
        self._topic = topic
        self._query = f"{topic} {words}"
        self._fresh_from = str(int(as_of[:4]) - 1)
        self._old_before = str(int(as_of[:4]) - _YEARS_OLD)
        self._searches: dict[str, dict[str, float]] = {}
        self._said: list[frozenset[str]] = []
        self.taken: set[str] = set()

    def take(self, passages: Iterable[Passage]) -> list[Passage]:
        """Those not told yet; from now on they are."""
        fresh = list({one.id: one for one in passages if one.id not in self.taken}.values())
        self.taken |= {one.id for one in fresh}
        self._said += [_pairs(one.text) for one in fresh]
        return fresh

    def nearness(self, passage: Passage, area: Area | None = None) -> float:
        """How near a statement is to the topic, 0 to 1; where an area is given, to the topic within that area."""
        whole = self._scores("").get(passage.id, 0.0)
        if area is None:
            return whole
        words = self._desk.holdings.vocabulary.areas[area]
        within = self._scores(f"{words.name} {words.description}").get(passage.id, 0.0)
        return (whole + within) / 2

    def figures(self, area: Area | None, *, most: int) -> list[Passage]:
        """Published figures and facts of the city: general ones where no area is given."""
        found = [one for one in self._home_facts if (area in one.areas if area else self._is_general(one))]
        return self._best(found, lambda one: self._worth_as_figure(one, area), most)

    def plans(self, *, most: int) -> list[Passage]:
        """What the city means to do by papers still in force."""
        found = [
            one
            for one in self._home
            if one.modality in (Modality.PLANNED, Modality.STRIVEN)
            and not self._has_lapsed(one)
            and not self._desk.is_paper(one)
            and self._is_of_city(one)
            and _end(one)[:4] >= self._fresh_from
            and self._is_near(one)
            and self._product(one) < _OTHER_PRODUCT
        ]
        return self._best(found, self.nearness, most)

    def troubles(self, area: Area, *, most: int) -> list[Passage]:
        """What is amiss in an area, by the city's own sources and the paper."""
        found = [
            one
            for one in self._about_the_city
            if area in one.areas[:1]
            and one.modality in (Modality.ARGUED, Modality.FACT)
            and _TROUBLE.search(one.text)
            and not ENUMERATION.search(one.text)
            and not _ON_THE_PAPER.search(one.text)
        ]
        found = [one for one in found if self._product(one) < _OTHER_PRODUCT]
        return self._best(found, lambda one: self._worth_as_trouble(one, area), most)

    def elsewhere(self, areas: Sequence[Area], *, current: bool, most: int) -> list[Passage]:
        """What the other places do in these areas: by papers in force, or by lapsed ones and such of unknown state."""
        wanted = set(areas)
        found = [
            one
            for one in self._desk.holdings.passages.values()
            if self._is_practice(one) and wanted & set(one.areas[:2]) and self._is_current(one) is current
        ]
        return self._spread(found, most)

    def rules(self, area: Area, *, most: int, apart_from: Collection[str] = ()) -> list[Passage]:
        """Rules and national policies in force that are near the topic in an area; `apart_from` are told elsewhere."""
        found = [
            one
            for one in self._desk.holdings.passages.values()
            if area in one.areas
            and self._is_national(one)
            and self._desk.in_force(one)
            and one.order >= 0
            and one.modality in _RULES
            and one.ref not in apart_from
            and self.nearness(one, area) >= _NEAR_RULE
        ]
        return self._best(found, lambda one: self.nearness(one, area), most)

    def direct_rules(self, *, most: int, apart_from: Collection[str]) -> list[Passage]:
        """Rules in force on the very topic that no measure of the index rests on."""
        found = [
            one
            for one in self._desk.holdings.passages.values()
            if self.nearness(one) >= _ON_THE_TOPIC
            and one.order >= 0
            and one.modality in RULED
            and self._is_national(one)
            and self._desk.in_force(one)
            and one.ref not in apart_from
        ]
        return self._best(found, self.nearness, most)

    def _is_practice(self, passage: Passage) -> bool:
        source = self._desk.source(passage)
        asked = set(passage.regions or (source.region,)) & set(self._regions)
        told = passage.modality in _TELLS_PRACTICE and not _ABOUT_ITSELF.search(passage.text) and passage.row is None
        return bool(asked) and told and source.category not in _NO_PRACTICE and passage.order >= 0

    def _is_current(self, passage: Passage) -> bool:
        source = self._desk.source(passage)
        reported = source.category in (Category.WORK_PROJECT, Category.NEWS) and (source.issued or "") >= "2024"
        return source.validity in STILL_VALID or (source.validity is Validity.UNKNOWN and reported)

    def _spread(self, found: Sequence[Passage], most: int) -> list[Passage]:
        """The nearest, every place once before any is heard twice."""
        ordered = sorted(self._free(found), key=lambda one: (-self._worth_as_practice(one), one.order))
        rounds: dict[str, int] = {}
        ranked = []
        for one in ordered:
            region = self._desk.source(one).region
            ranked.append((rounds.get(region, 0), one))
            rounds[region] = rounds.get(region, 0) + 1
        chosen = [one for _, one in sorted(ranked, key=lambda pair: pair[0])[:most]]
        return self.take(sorted(chosen, key=lambda one: (self._desk.source(one).region, one.source_id, one.order)))

    def _best(self, found: Sequence[Passage], worth: Callable[[Passage], float], most: int) -> list[Passage]:
        ordered = sorted(self._free(found), key=lambda one: (-worth(one), one.order))
        chosen: list[Passage] = []
        for one in ordered:
            if len(chosen) >= most:
                break
            if not self._is_echo(one, chosen):
                chosen.append(one)
        return self.take(sorted(chosen, key=lambda one: (one.source_id, one.order)))

    def _is_echo(self, passage: Passage, chosen: Sequence[Passage]) -> bool:
        """Whether another statement told already says nearly the same."""
        own = _pairs(passage.text)
        told = [*self._said, *(_pairs(one.text) for one in chosen)]
        return any(len(own & other) >= _ECHO * min(len(own), len(other)) for other in told if own and other)

    def _is_near(self, passage: Passage) -> bool:
        """Whether a statement on things in general bears on the topic."""
        shares = any(word in self._topic and word in passage.text for word in _SHARED_WORDS)
        return bool(_OF_THE_FIELD.search(passage.text)) and (shares or self.nearness(passage) >= _NEAR)

    def _is_general(self, passage: Passage) -> bool:
        """Whether a statement belongs to no area, is on the whole city and bears on the topic."""
        return Area.GENERAL in passage.areas and self._is_of_city(passage) and self._is_near(passage)

    def _is_of_city(self, passage: Passage) -> bool:
        """Whether a statement is on the whole city, or on a place that the topic names."""
        places = self._desk.holdings.regions_of(passage)
        return self._desk.city.name in places or any(place in self._topic for place in places)

    def _product(self, passage: Passage) -> float:
        """What a statement loses for being on one product: much where the topic is on another, a little where on none."""
        named = self._products_in(passage.text)
        asked = self._products_in(self._topic)
        if not named or named & asked:
            return 0.0
        return _OTHER_PRODUCT if asked else _ONE_PRODUCT

    def _products_in(self, text: str) -> set[str]:
        return {
            product.name
            for product in self._desk.city.products
            if any(name in text for name in (product.name, *product.aliases))
        }

    def _free(self, found: Iterable[Passage]) -> list[Passage]:
        return [one for one in found if one.id not in self.taken]

    def _worth_as_trouble(self, passage: Passage, area: Area) -> float:
        home = 0.2 if self._is_home(passage) else 0.0
        return self.nearness(passage, area) + home - self._product(passage)

    def _worth_as_figure(self, passage: Passage, area: Area | None) -> float:
        source = self._desk.source(passage)
        worth = self.nearness(passage, area) + (0.35 if passage.figures else 0.0) - self._product(passage)
        worth += _SIGNED_OFF if is_signed_off(passage, self._desk) else 0.0
        worth += 0.15 if _OF_THE_FIELD.search(passage.text) else 0.0
        worth += 0.2 if self._desk.city.name in (passage.regions or (source.region,)) else 0.0
        worth -= 0.15 if passage.basis in (Basis.SECONDARY, Basis.INFERRED) or ENUMERATION.search(passage.text) else 0.0
        if passage.row is not None and not _ON_LIVESTREAMS.search(passage.text):
            worth -= 0.4 if _end(passage)[:4] < self._old_before else 0.0
        return worth - (0.2 if source.validity in LAPSED else 0.0)

    def _worth_as_practice(self, passage: Passage) -> float:
        worth = self.nearness(passage) + (0.2 if passage.figures else 0.0)
        worth += 0.1 if passage.modality is Modality.PROVIDED else 0.0
        return worth + (0.15 if _OF_THE_FIELD.search(passage.text) else 0.0)

    def _is_home(self, passage: Passage) -> bool:
        return bool(self._desk.home & set(self._desk.holdings.regions_of(passage)))

    def _has_lapsed(self, passage: Passage) -> bool:
        return self._desk.source(passage).validity in LAPSED

    def _is_national(self, passage: Passage) -> bool:
        source = self._desk.source(passage)
        return source.region == _NATIONAL and (source.rank is not None or source.category is Category.PARTY_REGULATION)

    def _scores(self, words: str) -> dict[str, float]:
        """Scores of one search, of the best 1; each search is made once."""
        if words not in self._searches:
            found = self._desk.retriever.search(f"{self._query} {words}".strip(), limit=_SEARCHED)
            top = max((one.score for one in found), default=0.0) or 1.0
            self._searches[words] = {one.passage.id: max(one.score, 0.0) / top for one in found}
        return self._searches[words]

    def _against_rules(self) -> set[str]:
        """Statements of what was done that by a notice runs against a prohibition: no achievement to report."""
        holdings = self._desk.holdings
        return {
            ref
            for notice in holdings.notices
            if any(
                holdings.by_ref[one].modality is Modality.FORBIDDEN for one in notice.evidence if one in holdings.by_ref
            )
            for ref in notice.concerns
        }

    @cached_property
    def _home(self) -> list[Passage]:
        """What is said of the city itself."""
        aside = displaced(self._desk)
        return [
            one
            for one in self._desk.holdings.passages.values()
            if one.order >= 0 and self._is_home(one) and one.id not in aside
        ]

    @cached_property
    def _about_the_city(self) -> list[Passage]:
        """What the city's sources say, of the city or in general."""
        return [
            one
            for one in self._desk.holdings.passages.values()
            if one.order >= 0
            and (self._is_home(one) or self._desk.source(one).region in self._desk.home)
            and one.id not in displaced(self._desk)
        ]

    @cached_property
    def _home_facts(self) -> list[Passage]:
        newest = newest_rows(self._home, self._desk)
        unfit = self._against_rules()
        return [
            one
            for one in self._home
            if one.modality in _REPORTS
            and not _ON_THE_PAPER.search(one.text)
            and not HEADING.match(one.text)
            and (one.kind is not PassageKind.STATISTICS or one.id in newest)
            and not _ABOUT_ITSELF.search(one.text)
            and not _TELLS_OF_A_PAPER.search(one.text)
            and one.ref not in unfit
            and self._desk.source(one).rank is None
        ]


def by_authority(passages: Sequence[Passage], desk: Desk) -> list[Passage]:
    """Rules in the order of authority: law, regulation, rule, normative paper, the rest; those of one source together."""
    order = {rank: place for place, rank in enumerate(Rank)}
    sources = {one.source_id: place for place, one in reversed(list(enumerate(passages)))}
    lowest = Rank.NORMATIVE_DOCUMENT
    return sorted(passages, key=lambda one: (order[desk.source(one).rank or lowest], sources[one.source_id]))


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(one for one in text if one.isalnum())
    return frozenset(plain[start : start + 2] for start in range(len(plain) - 1))


def _end(passage: Passage) -> str:
    period = passage.period
    return (period.end or period.start or "") if period else ""
