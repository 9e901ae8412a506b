"""What documents a question asks for: in which state, of which sort and time, issued by whom, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import Field

from advisor.answer.bench import Bench
from advisor.answer.composers.matters import OTHER_WAYS, matter_of, matters_apart
from advisor.grounding.entities import find_organisations, same_organisation
from advisor.library.catalogue_text import day_text
from advisor.library.period_syntax import parse_period
from advisor.search.evidence import NATIONAL
from advisor.search.filters import overlaps
from advisor.types import LAPSED, STILL_VALID, Category, Data, Period, QuestionPlan, Rank, Source, Validity

_STATES: tuple[tuple[re.Pattern[str], frozenset[Validity]], ...] = (
    (re.compile(r"失效|过时|无效|不再(?:有效|适用|执行)|不能再"), LAPSED),
    (re.compile(r"废止|作废"), frozenset({Validity.REPEALED, Validity.SUPERSEDED})),
    (re.compile(r"过期|到期|期满"), frozenset({Validity.EXPIRED})),
    (re.compile(rf"取代|替代(?!{OTHER_WAYS})|代替|替换|替掉"), frozenset({Validity.SUPERSEDED})),
    (re.compile(r"征求意见|草案|(?:尚未|还没有?|未)(?:正式)?(?:生效|施行|出台)"), frozenset({Validity.DRAFT})),
    (re.compile(r"(?:效力|状态).{0,6}不[明清]|不清楚.{0,4}有效"), frozenset({Validity.UNKNOWN})),
)
_IN_FORCE = re.compile(r"现行|有效|在用|生效|管用|(?:仍|还|正)在?(?:执行|施行|适用|能用)")
# 法规 is said of everything that binds: only the plain words for one sort narrow a list.
_SORTS: tuple[tuple[re.Pattern[str], frozenset[Rank], frozenset[Category]], ...] = (
    (re.compile(r"法律(?!法规|规定|文件|依据)"), frozenset({Rank.LAW}), frozenset({Category.LAW})),
    (re.compile(r"行政法规"), frozenset({Rank.ADMINISTRATIVE_REGULATION}), frozenset()),
    (
        re.compile(r"(?:部门|政府)?规章(?!制度)"),
        frozenset({Rank.DEPARTMENTAL_RULE, Rank.LOCAL_GOVERNMENT_RULE}),
        frozenset(),
    ),
    (re.compile(r"规范性文件"), frozenset({Rank.NORMATIVE_DOCUMENT}), frozenset()),
    (re.compile(r"规划|行动计划|纲要"), frozenset(), frozenset({Category.PLAN})),
    (re.compile(r"申报指南"), frozenset(), frozenset({Category.GUIDE})),
    (re.compile(r"合规指南"), frozenset(), frozenset({Category.COMPLIANCE_GUIDE})),
    (re.compile(r"(?<=属于)标准|标准(?=[有都里中类]|$|[?？])"), frozenset(), frozenset({Category.STANDARD})),
)
_ANY_SORT = re.compile(r"文件|政策|法规|办法|条例|意见|措施|依据|(?<!法律)规定")
_OF_THIS_SORT = re.compile(r"属于|这一?[档类]|类别[是为]|(?<![打计])算(?:是|作)?")
_BY_EFFECT = re.compile(r"施行|实施|生效|执行")
_SINCE = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:以后|以来|之后|及以后|后|起|至今|到现在)")
# 商务部等9部门, 国务院办公厅: the same authority to whoever asks what it has issued.
_PART_OF_ISSUER = re.compile(r"(?:办公[厅室])?(?:等.*)?$")
_LOCAL_LEVEL = re.compile(r"各地|各[省市]|地方|外地|[其别]他?的?(?:省|市|城市|地区)")
_NATIONAL_LEVEL = re.compile(r"国家(?!级)|法律|全国|中央|国务院|部门规章")


class DocumentAsk(Data):
    """Conditions on documents; an empty one admits every document."""

    states: frozenset[Validity] = frozenset()
    ranks: frozenset[Rank] = frozenset()
    categories: frozenset[Category] = frozenset()
    times: tuple[Period, ...] = ()
    by_effect: bool = False
    issuers: tuple[str, ...] = ()
    national: bool | None = Field(default=None, description="of the nation, of the places in it, or either")
    matters: tuple[tuple[str, ...], ...] = Field(default=(), description="what they are on; apart where joined by 和")
    within: tuple[str, ...] = Field(default=(), description="places documents are held of, in those named")

    @property
    def matter(self) -> tuple[str, ...]:
        """All words of what the documents are asked on."""
        return tuple(word for words in self.matters for word in words)

    @property
    def narrows(self) -> bool:
        """Whether anything but the matter and the place is asked of the documents."""
        return bool(self.states or self.ranks or self.categories or self.times or self.issuers)

    def admits(self, source: Source) -> bool:
        """Whether a document is of the sort, time, level and authority asked for, whatever its state."""
        if self.national is not None and self.national is not (source.region == NATIONAL):
            return False
        if (self.ranks or self.categories) and not self._is_of_the_sort(source):
            return False
        return self._is_of_the_time(source) and (not self.issuers or self._is_issued_so(source))

    def day_of(self, source: Source) -> str:
        """The day by which a document falls into the time asked, in words."""
        if source.effective and (self.by_effect or not source.issued):
            return f"自{day_text(source.effective)}起施行"
        return f"{day_text(source.issued or '')}成文或公布"

    def _day(self, source: Source) -> str | None:
        """The day that counts; what applies from its publication has no other day of effect."""
        first, second = (source.effective, source.issued) if self.by_effect else (source.issued, source.effective)
        return first or second

    def _is_of_the_sort(self, source: Source) -> bool:
        return source.rank in self.ranks or source.category in self.categories

    def _is_of_the_time(self, source: Source) -> bool:
        day = self._day(source)
        return not self.times or (day is not None and any(overlaps(parse_period(day), time) for time in self.times))

    def _is_issued_so(self, source: Source) -> bool:
        held = _issuers_of(source)
        return any(_is_among(wanted, held) for wanted in self.issuers)


def document_ask(plan: QuestionPlan, bench: Bench, *, today: date) -> DocumentAsk:
    """Read what documents are asked for."""
    issuers = _issuers(plan, bench)
    ranks, categories = _sorts(plan.text)
    return DocumentAsk(
        states=_states(plan),
        ranks=ranks,
        categories=categories,
        times=tuple(_times(plan, today)),
        by_effect=bool(_BY_EFFECT.search(plan.text)),
        issuers=issuers,
        national=True if _NATIONAL_LEVEL.search(plan.text) else False if _LOCAL_LEVEL.search(plan.text) else None,
        matters=matters_apart(matter_of(plan, bench, without=issuers), plan.text),
        within=tuple(_within(plan, bench)),
    )


def _states(plan: QuestionPlan) -> frozenset[Validity]:
    """The states asked for; those in force where 现行 or 目前 is asked and no other state is named."""
    named = frozenset[Validity]().union(*(states for words, states in _STATES if words.search(plan.text)))
    return named or (STILL_VALID if plan.asks_now or _IN_FORCE.search(plan.text) else named)


def _sorts(text: str) -> tuple[frozenset[Rank], frozenset[Category]]:
    """The sorts of document named; none where any document will do."""
    found = [(ranks, categories) for words, ranks, categories in _SORTS if words.search(text)]
    rest = text
    for words, _, _ in _SORTS:
        rest = words.sub("", rest)
    if not found or (_ANY_SORT.search(rest) and not _OF_THIS_SORT.search(text)):
        return frozenset(), frozenset()
    return frozenset().union(*(one for one, _ in found)), frozenset().union(*(one for _, one in found))


def _times(plan: QuestionPlan, today: date) -> Iterator[Period]:
    """The times asked; 2020年以来 goes on to this day."""
    since = _SINCE.search(plan.text)
    if since is None:
        yield from plan.periods
        return
    yield parse_period(f"{since['year']}..{today.isoformat()}")


def _issuers(plan: QuestionPlan, bench: Bench) -> tuple[str, ...]:
    """Authorities named in the question that have issued a document held."""
    held = {name for source in bench.holdings.sources.values() for name in _issuers_of(source)}
    named = dict.fromkeys(mention.text for mention in find_organisations(plan.text))
    return tuple(name for name in named if _is_among(name, held))


def _issuers_of(source: Source) -> set[str]:
    """The authorities that issued a document, each also without its office."""
    parts = re.split(r"[、，]", re.sub(r"（.*?）", "", source.issuer or ""))
    return {name for part in parts for name in (part, _PART_OF_ISSUER.sub("", part)) if name}


def _is_among(name: str, others: Iterable[str]) -> bool:
    return any(same_organisation(name, one) for one in others)


def _within(plan: QuestionPlan, bench: Bench) -> Iterator[str]:
    """The places that documents are held of and that lie in those the question names, the nation apart."""
    lies_in = bench.holdings.vocabulary.lies_in
    held = dict.fromkeys(source.region for source in bench.holdings.sources.values())
    places = [name for name in plan.regions if name != NATIONAL]
    return (name for name in held if any(lies_in(name, place) for place in places))
