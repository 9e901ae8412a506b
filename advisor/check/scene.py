"""What a sentence of a draft leaves unsaid: its place, time and document, taken from its heading and earlier sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from advisor.check.blanks import without_blanks
from advisor.check.clauses import attributed_opening, opening_of, without_filler, without_reporter
from advisor.check.mentions import DocumentMention, find_documents, plain_title, with_order_first
from advisor.check.splitting import Unit, UnitKind, bare
from advisor.check.years import on_its_basis, with_years_of_parts, with_years_said, years_added, years_said
from advisor.grounding import find_periods, find_titles
from advisor.search.holdings import Holdings
from advisor.text import to_simplified
from advisor.types import Data, Period

_COMPARED = re.compile(r"(?:占|居|位列|位居|高于|低于|快于|慢于|超过|领先于?|比|较|与|同|和|跟)$")
_WHOLE_PROVINCE = re.compile(r"全省|我省|本省|省内|省级|(?<![\u3400-\u9fff])省(?=[\u3400-\u9fff]{1,6}[厅局委])|据省")
_IN_PASSING = re.compile(r"其中|包括|例如|如(?=[\u3400-\u9fff])")
_SHORT_NAME = 4
_RANKED = re.compile(r"^(?:范围内?)?(?:第[一二三四五1-9]|首|唯一|最|领先|前列|率先)")
_ABBREVIATES = re.compile(r"（[^（）]*(?:以下|下)简?称[^（）]*）|\([^()]*以下简称[^()]*\)")
_LEADS_IN = re.compile(r"^(?:以下|下列|下面|下述)[^：:。；;《》\d]{2,60}[：:](?=.{8})")
_POINTING = re.compile(
    r"(?:(?<![应专特谨])(?:该|此|上述|同一|这[一部]?部?)|^(?=[\u3400-\u9fff]{1,2}(?:第[一二三四五六七八九十百\d]+条|[还也](?:规定|明确|要求|提出|指出|鼓励|禁止)|(?:规定|明确|要求|提出|指出)[，,])))(?P<kind>办法|法|条例|规定|意见|方案|规划|纲要|措施|通知|指南|计划|规则|细则|文件|政策|论文|报告)(?![\u3400-\u9fff]{0,2}》)"
)
_THAT_PLACE = re.compile(r"(?:该(?=[市省县区](?![级域]))|当地)(?P<level>[市省县区]?)")
_CITYWIDE = re.compile(r"(?<![市\u3400-\u9fff])全市(?!上下|各|性|第|首|唯一|最|范围)")
_PROVINCEWIDE = re.compile(r"(?<![\u3400-\u9fff])(?:全省|我省)(?!上下|各|性|第|首|唯一|最|范围)")
_OUR_PROVINCE = re.compile(r"^(?:据)?省(?=里|政府|委|[\u3400-\u9fff]{1,6}[厅局委办])")
# A time of its own that is no date.
_OF_A_TIME = re.compile(r"普查|之间|以来|此前|往年|历年|历来|多年|前一年|上一年|头一年|届时|当年")
_WHOLE_CITY = re.compile(r"全市|市内|我市|本市")
_ATTRIBUTES = re.compile(
    r"(?:根据|按照|依据|依照|据|对照|参照)(?:该|此|上述)?[^，,。；《]{0,6}$|^(?:（[^）]*）|\([^)]*\))?(?:第[一二三四五六七八九十百\d、至和]+条)?[^，,。；]{0,10}?"
    r"(?:规定|提出|明确|要求|指出|鼓励|禁止|认为|称|显示|列出|写明|载明|写道|写进|讲|部署|支持|对|把|将|由|自)"
)
_RULING = re.compile(r"应当|不得|必须|可以|禁止|规定|要求|处.{0,12}罚款|第[一二三四五六七八九十百\d]+条|鼓励|提出|明确")
_OWN_TITLE = re.compile(r"《(?P<short>办法|条例|规定|意见|方案|规划|纲要|措施|通知|指南|计划|规则|细则)》")


class Told(Data):
    """A sentence or table row with what it is about.

    `claims` are what is looked up: the words of the sentence, with 我市 and 该办法 spelled out; the draft is not changed.
    `places`, `periods` are its own where it names any, else carried; `source_ids` likewise. Names of documents that are
    held are written in the claims as the catalogue has them, without their numbers: those are compared on their own.
    """

    unit: Unit
    claims: tuple[str, ...]
    places: tuple[str, ...] = ()
    own_places: bool = False
    periods: tuple[Period, ...] = ()
    own_periods: bool = False
    loosely_timed: bool = False
    """Whether its time is only taken over while it turns to a subject of its own: another time may be meant."""
    documents: tuple[DocumentMention, ...] = ()
    source_ids: tuple[str, ...] = ()
    topic: str = ""
    """What the sentence before was about, in the same paragraph, where this one names nothing of its own."""
    bound: bool = False
    """Whether the sentence ascribes what it says to a document, so that nothing else may bear it out."""
    spelled: tuple[tuple[str, str], ...] = ()
    """What was spelled out in the claims, and how the draft writes it."""

    @property
    def of_no_place(self) -> bool:
        """Whether neither the sentence nor the wording 全市 ties it to a place."""
        return not self.own_places and not _WHOLE_CITY.search(self.unit.text)

    def as_written(self, text: str) -> str:
        """Words of a claim as the draft writes them; what a source is quoted with stays as it is."""
        own, quoted, rest = text.partition("，来源")
        for spelled, written in self.spelled:
            own = own.replace(spelled, written)
        return f"{own}{quoted}{rest}"


class _Setting(Data):
    """What later sentences may take over."""

    places: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    source_ids: tuple[str, ...] = ()
    topic: str = ""


class SceneReader:
    """Reads the units of one draft in order and completes each from what stands before it."""

    def __init__(self, holdings: Holdings, *, today: date) -> None:
        self._holdings = holdings
        self._today = today
        self._year = today.year
        self._home: tuple[str, ...] = (holdings.city,)
        self._paragraph = -1
        self._here = _Setting()
        self._last_documents: tuple[str, ...] = ()
        self._carried = ""
        self._ours = False

    def title(self, text: str) -> None:
        """Take the place of the whole draft, and the year it calls 今年, from its title, where the title names one."""
        places = self.places_in(text)
        self._home = places or self._home
        years = {one.period.start[:4] for one in find_periods(text, today=self._today) if one.period.start}
        self._year = int(years.pop()) if len(years) == 1 else self._year

    def read(self, unit: Unit) -> Told:
        """The unit with what it is about."""
        if unit.paragraph != self._paragraph:
            self._paragraph = unit.paragraph
            self._carried = ""
            self._here = self._of_headings(unit.headings)
        written = self._written(unit)
        dated = tuple(with_years_said(text, self._year, self._here.periods) for text in written)
        texts = tuple(with_years_of_parts(text, self._here.periods, today=self._today) for text in dated)
        self._ours = any(_OUR_PROVINCE.match(text) for text in texts)
        joined = "；".join(texts)
        documents = tuple(find_documents(joined, self._holdings))
        own = self._own(joined, documents)
        pointed = self._pointed(joined)
        named = own.source_ids or pointed or self._ruled(joined, own)
        whole_city = not own.places and _WHOLE_CITY.search(joined)
        subjects = self._subject_places(joined) or (self._home if whole_city else ())
        others = (*self._around(joined), *own.places)
        opening = self._opening(own, named)
        named = named or (self._here.source_ids if opening else ())
        told = Told(
            unit=unit,
            claims=tuple(f"{opening}{self._spelled_out(text, pointed, subjects)}" for text in texts),
            places=tuple(dict.fromkeys(subjects or others)),
            own_places=bool(own.places),
            periods=own.periods
            or (() if self._elsewhere(subjects) or _OF_A_TIME.search(joined) else self._here.periods),
            own_periods=bool(own.periods),
            loosely_timed=not own.periods and self._names_its_own(joined),
            documents=documents,
            source_ids=named,
            topic=self._here.topic if len(_named(joined)) <= _SHORT_NAME else "",
            spelled=(
                *(((opening, ""),) if opening else ()),
                *self._spellings(joined, pointed, subjects),
                *years_added(dated, texts),
                *years_said(written, self._year, self._here.periods),
            ),
            bound=bool(named) and (bool(pointed) or self._ascribes(joined, documents)),
        )
        self._carried = self._goes_on(unit, told)
        passing = () if _IN_PASSING.match(bare(unit.text)) else subjects
        self._remember(own, named, passing, _named(joined) if len(_named(joined)) > _SHORT_NAME else self._here.topic)
        return told

    def _opening(self, own: _Setting, named: Sequence[str]) -> str:
        """The opening that a sentence before the semicolon leaves to one that names nothing of its own."""
        if not self._carried or own.places or named or own.source_ids:
            return ""
        return attributed_opening(self._carried, timed=not own.periods)

    @staticmethod
    def _goes_on(unit: Unit, told: Told) -> str:
        """What is left to the next sentence: the claim whose opening it may take over; empty after a full stop."""
        if unit.kind is not UnitKind.SENTENCE or not unit.text.rstrip().endswith(("；", ";")) or not told.claims:
            return ""
        return told.claims[0]

    def _written(self, unit: Unit) -> tuple[str, ...]:
        """What a unit says, apart from what it leaves open; a row of which nothing is left says nothing."""
        said = unit.claims if unit.kind is UnitKind.ROW else (bare(unit.text),)
        kept = (without_blanks(_LEADS_IN.sub("", _ABBREVIATES.sub("", on_its_basis(text)))) for text in said)
        return tuple(text for text in kept if text)

    def _names_its_own(self, text: str) -> bool:
        """Whether a sentence turns to a subject of its own, more than an indicator that goes on about the one before."""
        named = _named(text)
        return len(named) > _SHORT_NAME or bool(self._holdings.lexicon.entities.find(named))

    def _elsewhere(self, subjects: Sequence[str]) -> bool:
        """Whether a sentence turns to another place than the one before, so that its time is not taken over."""
        return bool(subjects) and bool(self._here.places) and not set(subjects) & set(self._here.places)

    def _around(self, text: str) -> tuple[str, ...]:
        """The place that a sentence takes over: the draft's own where it says 全市."""
        ours = self._ours or _WHOLE_CITY.search(text) or not self._here.places
        around = self._home if ours else self._here.places
        if any(set(self._holdings.lexicon.ancestors(place)) & set(self._home) for place in around):
            around = (*around, *self._home)
        if not _WHOLE_PROVINCE.search(text):
            return around
        ancestors = self._holdings.lexicon.ancestors(around[0])
        return (*around, *ancestors[-2:-1]) if len(ancestors) > 1 else around

    def _subject_places(self, text: str) -> tuple[str, ...]:
        """The places that a sentence is about: those named before its first verb."""
        return subject_places(text, self._holdings)

    def _ascribes(self, text: str, documents: Sequence[DocumentMention]) -> bool:
        held = [one for one in documents if one.source_id]
        return any(
            _ATTRIBUTES.search(text[: one.span[0]][-12:]) or _ATTRIBUTES.match(text[one.span[1] :].lstrip("）)"))
            for one in held
        )

    def places_in(self, text: str) -> tuple[str, ...]:
        """Canonical names of the places a text speaks of; not those in titles, nor the 全国 of 全国第一."""
        return places_in(text, self._holdings)

    def _own(self, text: str, documents: Sequence[DocumentMention]) -> _Setting:
        periods = find_periods(
            without_reporter(_without_titles(text)), today=self._today, named=self._holdings.lexicon.named_periods
        )
        dated = tuple(one.period for one in periods if (one.period.start or one.period.end) and not one.relative)
        sources = tuple(dict.fromkeys(one.source_id for one in documents if one.source_id))
        return _Setting(places=self.places_in(text), periods=dated, source_ids=sources)

    def _of_headings(self, headings: Sequence[str]) -> _Setting:
        """Place and time named by the nearest heading that names any; the title's place is the draft's own."""
        setting = _Setting(places=self._home)
        for heading in headings:
            own = self._own(heading, ())
            setting = _Setting(places=own.places or setting.places, periods=own.periods or setting.periods)
        return setting

    def _pointed(self, text: str) -> tuple[str, ...]:
        """The document that 该办法 or 《办法》 points back at."""
        match = _POINTING.search(text) or _OWN_TITLE.search(text)
        if match is None or not self._last_documents:
            return ()
        kind = match.group(1)
        for key in reversed(self._last_documents):
            if self._holdings.sources[key].title.split("（")[0].endswith(kind):
                return (key,)
        return self._last_documents[-1:] if kind in ("文件", "政策") else ()

    def _ruled(self, text: str, own: _Setting) -> tuple[str, ...]:
        """The document of the sentence before, where a rule goes on without naming anything of its own."""
        goes_on = _RULING.search(text) and not own.places and not own.source_ids
        return self._here.source_ids if goes_on else ()

    def _spelled_out(self, text: str, pointed: Sequence[str], subjects: Sequence[str]) -> str:
        """The text with 我市, 该市 and 该办法 replaced by the names they stand for, and documents by their titles."""
        text = with_order_first(self._with_catalogue_titles(text))
        if pointed:
            title = f"《{plain_title(self._holdings.sources[pointed[-1]])}》"
            text = _OWN_TITLE.sub(title, _POINTING.sub(title, text, count=1), count=1)
        for mention in sorted(self._holdings.lexicon.regions(text), key=lambda one: -one.start):
            if mention.name == self._holdings.city and mention.name not in mention.surface:
                text = f"{text[: mention.start]}{mention.name}市{text[mention.end :]}"
        text = _CITYWIDE.sub(f"{self._holdings.city}市", text)
        places = subjects or self._here.places
        text = _PROVINCEWIDE.sub(lambda match: self._province(match.group(), places) or match.group(), text)
        return _THAT_PLACE.sub(lambda match: _with_level(places[-1], match["level"]), text) if places else text

    def _province(self, written: str, places: Sequence[str]) -> str:
        """The name of the province that 全省 or 我省 stands for; empty where there is none."""
        around = self._home if written == "我省" or not places or self._ours else places
        line = (around[-1], *self._holdings.lexicon.ancestors(around[-1])) if around else ()
        return f"{line[-2]}省" if len(line) > 1 and not line[-2].endswith(("市", "区")) else ""

    def _spellings(self, text: str, pointed: Sequence[str], subjects: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Pairs of what the claims write and what the draft writes, longest first."""
        found: list[tuple[str, str]] = []
        for mention in find_documents(text, self._holdings):
            key = mention.source_id or mention.near
            if mention.title is not None and key:
                found.append((f"《{plain_title(self._holdings.sources[key])}》", f"《{mention.title}》"))
        pointing = _POINTING.search(text) or _OWN_TITLE.search(text)
        if pointed and pointing:
            found.append((f"《{plain_title(self._holdings.sources[pointed[-1]])}》", pointing.group()))
        for mentioned in self._holdings.lexicon.regions(text):
            if mentioned.name == self._holdings.city and mentioned.name not in mentioned.surface:
                found.append((f"{mentioned.name}市", mentioned.surface))
        if _CITYWIDE.search(text):
            found.append((f"{self._holdings.city}市", "全市"))
        for wide in _PROVINCEWIDE.findall(text):
            if name := self._province(wide, subjects or self._here.places):
                found.append((name, wide))
        for match in _THAT_PLACE.finditer(text):
            found.append((self._spelled_out(match.group(), (), subjects), match.group()))
        return tuple(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))

    def _with_catalogue_titles(self, text: str) -> str:
        for mention in reversed(find_documents(text, self._holdings)):
            if mention.title is None:
                continue
            key = mention.source_id or mention.near
            title = f"《{plain_title(self._holdings.sources[key])}》" if key else f"《{mention.title}》"
            end = mention.span[1]
            closing = text[end : end + 1] if text[end : end + 1] in "）)" else ""
            text = f"{text[: mention.span[0]]}{title}{text[end + len(closing) :]}" if key else text
        return text

    def _remember(self, own: _Setting, named: tuple[str, ...], subjects: tuple[str, ...], topic: str) -> None:
        self._here = _Setting(
            places=subjects or self._here.places,
            periods=own.periods or (() if self._elsewhere(subjects) else self._here.periods),
            source_ids=named or (() if own.places else self._here.source_ids),
            topic=topic,
        )
        self._last_documents = (*self._last_documents, *named)[-6:]


def places_in(text: str, holdings: Holdings) -> tuple[str, ...]:
    """Canonical names of the places a text speaks of; not those in titles, nor the 全国 of 全国第一."""
    masked = _without_titles(to_simplified(text).lower())
    mentions = [
        one
        for one in holdings.lexicon.regions(masked)
        if not _RANKED.match(masked[one.end :]) and not _COMPARED.search(masked[: one.start])
    ]
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def subject_places(text: str, holdings: Holdings) -> tuple[str, ...]:
    """The places named in what a text is about; not that of a rank, which only the whole text shows (全国第一)."""
    named = places_in(text, holdings)
    opening = tuple(place for place in places_in(opening_of(text), holdings) if place in set(named))
    return opening or (named[:1] if _begins_with_a_place(text, holdings) else ())


def _begins_with_a_place(text: str, holdings: Holdings) -> bool:
    mentions = holdings.lexicon.regions(to_simplified(without_filler(text)).lower())
    return any(one.start == 0 for one in mentions)


def _with_level(place: str, level: str) -> str:
    return place if level and place.endswith(level) else f"{place}{level}"


def _named(text: str) -> str:
    """The subject of a text's first clause."""
    return opening_of(text).split("，")[-1]


def _without_titles(text: str) -> str:
    """The text with the names of documents blanked; the length stays the same."""
    for title in find_titles(text):
        start, end = title.span
        text = f"{text[:start]}{'，' * (end - start)}{text[end:]}"
    return text
