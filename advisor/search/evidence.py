"""How well a passage fits a question: words covered, the thing asked about named, right place, right time, right slot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from advisor.search.covering import coverage
from advisor.search.doers import doing_asked
from advisor.search.filters import overlaps
from advisor.search.holdings import Holdings
from advisor.search.kinds import asks_elsewhere
from advisor.search.rates import asks_a_rate, is_rate_of_another
from advisor.search.slots import NUMERIC, OTHER_FAMILY, periods_in, required_focus, slot_fit
from advisor.text import normalise
from advisor.types import (
    Calculation,
    Category,
    Fit,
    Modality,
    Passage,
    Period,
    PeriodKind,
    QuestionKind,
    QuestionPlan,
    Rank,
    Source,
)

NATIONAL = "全国"


def fit(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> Fit:
    """All features of one passage for one question."""
    said, asked = holdings.said(passage), holdings.asked(passage)
    named = passage.source_id in plan.source_ids
    likeness = ask_similarity(plan.text, passage)
    terms = [word for word in plan.terms if not (named and word in plan.document_terms)]
    scene = is_rule(passage, holdings) and (QuestionKind.RULE in plan.kinds or bool(plan.unit_families))
    strange = _STRANGE_TO_A_RULE if scene else 1.0
    return Fit(
        coverage=coverage(terms, f"{said}|{asked}", holdings, strange=strange),
        text_coverage=coverage(terms, said, holdings, strange=strange),
        ask_similarity=likeness,
        focus=focus_fit(plan, passage, said, asked, holdings),
        slot=_slot(plan, passage, holdings, likeness),
        entities=entity_fit(plan, passage, said, holdings),
        region=region_fit(plan, passage, holdings),
        period=period_fit(plan, passage, holdings),
    )


def _slot(plan: QuestionPlan, passage: Passage, holdings: Holdings, likeness: float) -> float:
    """The sort of answer asked for; where a growth rate is, only that of the very thing."""
    own = slot_fit(plan, passage, holdings, ask_likeness=likeness)
    told = f"{holdings.said(passage)}|{holdings.asked(passage)}"
    return min(own, OTHER_FAMILY) if is_rate_of_another(plan, passage, told, holdings) else own


def is_rule(passage: Passage, holdings: Holdings) -> bool:
    """Whether the passage is a rule that binds the whole country: it speaks of platforms and goods in general."""
    return holdings.sources[passage.source_id].rank is not None and NATIONAL in holdings.regions_of(passage)


# In a question about a rule, words that the rule lacks are mostly its scene: who asks, which goods, on which platform.
_STRANGE_TO_A_RULE = 0.5


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[str]:
    kept = "".join(character for character in text if character.isalnum())
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1)) or frozenset(kept)


def ask_similarity(text: str, passage: Passage) -> float:
    """Likeness (Dice over character pairs) of the question to the nearest of the passage's asks; 0 without asks."""
    question = _pairs(text)
    return max(
        (2 * len(question & _pairs(ask)) / (len(question) + len(_pairs(ask)) or 1) for ask in passage.asks), default=0.0
    )


def focus_fit(plan: QuestionPlan, passage: Passage, said: str, asked: str, holdings: Holdings) -> float:
    """Whether the thing asked about stands in the text (1), only in the asks (0.8), or not (0); 1 when there is no focus.

    A statistics row is about its indicator: a growth rate is no answer to a level, nor the reverse.
    """
    if _is_look_alike(plan, passage, holdings):
        return 0.0
    if passage.row is not None:
        return _indicator_fit(plan, passage.row.indicator, holdings)
    focus = required_focus(plan, holdings)
    if not focus:
        return 1.0
    in_text = coverage(focus, said, holdings)
    return max(in_text, 0.8 * coverage(focus, f"{said}|{asked}", holdings))


def _is_look_alike(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> bool:
    """Whether a figure passage is about another indicator that only looks like the one asked for."""
    if not set(plan.kinds) & NUMERIC:
        return False
    lexicon = holdings.lexicon
    told = normalise(passage.row.indicator) if passage.row else normalise(passage.text)
    return lexicon.are_distinct(lexicon.distinct_terms(plan.text), lexicon.distinct_terms(told))


# Words that make another indicator of the one they are added to.
_DERIVED = ("增速", "增长率", "占比", "比重", "人均", "名次", "增量", "比例")
_OTHER_INDICATOR = 0.3


def _indicator_fit(plan: QuestionPlan, indicator: str, holdings: Holdings) -> float:
    name = normalise(indicator)
    asked = {word for word in _DERIVED if any(form in plan.text for form in holdings.lexicon.synonyms(word))}
    if plan.calculation is Calculation.RANK:
        asked.add("名次")
    if asks_a_rate(plan):
        asked.add("增速")
    derived = {word for word in _DERIVED if word in name}
    if bool(asked) != bool(derived):
        return _OTHER_INDICATOR
    focus = required_focus(plan, holdings)
    return max(coverage(focus, name, holdings), _OTHER_INDICATOR) if focus else 1.0


_SORTS_OF_PEOPLE = frozenset("男女")
# A rule or a measure speaks of platforms or produce in general; it answers for one that is named, as does the very document
# that is asked about.
_GENERAL_RULE = 0.6


def entity_fit(plan: QuestionPlan, passage: Passage, said: str, holdings: Holdings) -> float:
    """Share of the named things of the question that the passage speaks of, under any of their names."""
    if any(word in _SORTS_OF_PEOPLE and word not in said for word in plan.terms):
        return 0.0
    if not plan.entities:
        return 1.0
    held = {mention.name for mention in holdings.lexicon.entities.find(said)}
    share = sum(name in held for name in plan.entities) / len(plan.entities)
    of_rules = bool(set(plan.kinds) & {QuestionKind.RULE, QuestionKind.YES_NO}) or bool(_DUTY.search(plan.text))
    general = plan.asks_versions or QuestionKind.ADVICE in plan.kinds or (of_rules and is_rule(passage, holdings))
    general = general or (plan.bound and passage.source_id in plan.source_ids)
    return max(share, _GENERAL_RULE) if general else share


# Figures that a rule sets: how long, how much at most, how old.
_DUTY = re.compile(r"多久|期限|保存|罚|至少|最多|最高|上限|下限|几岁|周岁|多少[天日岁]|工作日|以内|不少于|不超过")
_BINDING = {Modality.REQUIRED, Modality.FORBIDDEN, Modality.ALLOWED, Modality.PROVIDED}
# A county's figure is not its city's.
_PART_OF_A_PLACE = 0.2
_OF_ONE_PLACE = {
    QuestionKind.FIGURE,
    QuestionKind.LIST,
    QuestionKind.DATE,
    QuestionKind.PERSON,
    QuestionKind.ENTITY,
    QuestionKind.CALCULATION,
    QuestionKind.COMPARISON,
}


def region_fit(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> float:
    """1 for the same place, 0.8 for a place inside it, 0 for another.

    National and provincial rules bind every place below, so they answer what is required or allowed there (0.7, 0.9);
    they do not answer how many or which ones a place has. Where no place is asked, a statistic is that of our own city.
    """
    if asks_elsewhere(plan.text):
        return _fit_with_other_places(plan, passage, holdings)
    if not plan.regions:
        return _fit_with_our_city(plan, passage, holdings)
    binding = QuestionKind.RULE in plan.kinds or (
        not _GRANTED.search(plan.text) and _may_be_ruled(plan, passage, holdings)
    )
    inside = _PART_OF_A_PLACE if set(plan.kinds) & NUMERIC else 0.8
    return max(_one_region_fit(name, passage, holdings, binding=binding, inside=inside) for name in plan.regions)


def _fit_with_other_places(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> float:
    """Where other places are asked about: 1 for a place that is neither our own city, in it or around it, nor the nation."""
    lies_in = holdings.vocabulary.lies_in
    within = [name for name in plan.regions if name not in (NATIONAL, holdings.city)]
    return float(
        any(
            region != NATIONAL
            and not holdings.is_ours(region)
            and (not within or any(lies_in(region, name) for name in within))
            for region in holdings.regions_of(passage)
        )
    )


_STANDING = re.compile(
    r"(?:是不是|是否|属于|算不算|有没有|是).{0,16}(?:试点|示范|试验区|综试区|基地县|名单|城市|首批|产业带)|获批|入选|列入|评上|认定为|被评"
)


# What is granted is granted by somebody: another's rules do not say what a place pays.
_GRANTED = re.compile(r"怎么补|补贴|补助|奖补|奖励|资助|扶持资金|[补奖](?:多少|几)|(?:多少|最高)[补奖]")


# Who leads or carries out is settled by each place; who supervises, fines or approves, by the rule.
_ARRANGED = re.compile(r"牵头|领头|挑头|抓总|组织|实施|落实|推[动进]|承办|分管")


def _may_be_ruled(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> bool:
    """Whether a rule for all places may answer: not what one place has or is, save a figure that the rule itself sets."""
    if not (set(plan.kinds) & _OF_ONE_PLACE or asks_of_a_standing(plan)):
        return True
    if doing_asked(plan.text) is not None and not _ARRANGED.search(plan.text):
        return is_rule(passage, holdings)
    return bool(_DUTY.search(plan.text)) and passage.modality in _BINDING and is_rule(passage, holdings)


def asks_of_a_standing(plan: QuestionPlan) -> bool:
    """Whether it is asked what a place is or was made (是不是试点城市): a rule for all places does not tell."""
    return QuestionKind.YES_NO in plan.kinds and bool(_STANDING.search(plan.text))


_ELSEWHERE = 0.5
_NOT_OF_ONE_PLACE = {
    QuestionKind.RULE,
    QuestionKind.VALIDITY,
    QuestionKind.COMPARISON,
    QuestionKind.LIST,
    QuestionKind.ENTITY,
    QuestionKind.DOCUMENT,
}


def _fit_with_our_city(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> float:
    """Where a statistic is asked and no place: less for another place; for the nation only where the city has the same.

    Who does something elsewhere is no answer to who does it here.
    """
    if doing_asked(plan.text) is not None and not (plan.source_ids or plan.entities):
        near = {NATIONAL, holdings.city, *holdings.lexicon.ancestors(holdings.city)}
        return 1.0 if near & set(holdings.regions_of(passage)) else _ELSEWHERE
    if not _asks_a_statistic(plan) or passage.modality in _BINDING:
        return 1.0
    spoken = holdings.regions_of(passage)
    if holdings.city in spoken:
        return 1.0
    if NATIONAL in spoken and not _is_a_statistic_of_our_city(plan, passage, holdings):
        return 1.0
    return _ELSEWHERE


def _is_a_statistic_of_our_city(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> bool:
    """Whether the tables hold, for our own city, an indicator that the question names or the passage tells."""
    tables = holdings.tables
    named = {row.indicator for row in holdings.rows_told_by(passage)}
    for one in tables.names.mentioned(plan.text):
        named |= {one.form, *(indicator.name for indicator in one.indicators)}
    return any(tables.rows_of(name, region=holdings.city) for name in named)


def _asks_a_statistic(plan: QuestionPlan) -> bool:
    """Whether a figure of some place is asked: not a ranking of places, a rule's figure, or that of a document or thing."""
    kinds = set(plan.kinds)
    if not kinds & NUMERIC or kinds & _NOT_OF_ONE_PLACE or plan.calculation is Calculation.RANK or plan.asks_versions:
        return False
    return not (plan.source_ids or plan.entities or _DUTY.search(plan.text))


def _one_region_fit(name: str, passage: Passage, holdings: Holdings, *, binding: bool, inside: float) -> float:
    spoken = holdings.regions_of(passage)
    lexicon = holdings.lexicon
    if name in spoken or (passage.row is None and name in passage.text):
        return 1.0
    if any(name in lexicon.ancestors(region) for region in spoken):
        return 0.0 if name == NATIONAL else inside
    source = holdings.sources[passage.source_id]
    if binding and source.rank is not None and any(region in (NATIONAL, *lexicon.ancestors(name)) for region in spoken):
        return 0.7 if source.rank is Rank.NORMATIVE_DOCUMENT else 0.9
    return 0.0


_DATED = {QuestionKind.FIGURE, QuestionKind.CALCULATION, QuestionKind.LIST, QuestionKind.ENTITY, QuestionKind.PERSON}
_PARTS_OF_YEAR = {PeriodKind.SPAN, PeriodKind.HALF_YEAR, PeriodKind.QUARTERS, PeriodKind.MONTHS, PeriodKind.MONTH}
_OTHER_STRETCH = 0.25


def period_fit(plan: QuestionPlan, passage: Passage, holdings: Holdings) -> float:
    """1 for the asked time, 0.4 where the passage is undated, 0 for another time; 1 when no time was asked.

    Where a time is only asserted (是2021年成立的吧) it is judged as a premise, not as a condition.
    """
    asked_plans, told_plans = (set(_FIVE_YEARS.findall(text)) for text in (plan.text, passage.text))
    if asked_plans and told_plans and not asked_plans & told_plans:
        return 0.0
    if not plan.periods or (QuestionKind.YES_NO in plan.kinds and not set(plan.kinds) & _DATED):
        return 1.0
    own = [passage.period] if passage.period and (passage.period.start or passage.period.end) else []
    spoken = [*own, *periods_in(passage.text)]
    exact = bool(set(plan.kinds) & NUMERIC)
    if passage.row is None and _issued_then(plan.periods, holdings.sources[passage.source_id]):
        return max([_OF_THAT_YEAR, *(_closeness(w, h, exact=exact) for w in plan.periods for h in spoken)])
    if not spoken:
        return 0.2 if set(plan.kinds) & _DATED and passage.source_id not in plan.source_ids else 0.4
    return max(_closeness(wanted, held, exact=exact) for wanted in plan.periods for held in spoken)


_OF_THAT_YEAR = 0.6
# One five-year plan is not another, though both look ahead to 2035.
_FIVE_YEARS = re.compile(r"十[一二三四五]五")
_UNDATED_CATEGORIES = {Category.PAPER, Category.STATISTICS, Category.NEWS}


def _issued_then(asked: Sequence[Period], source: Source) -> bool:
    """Whether the asked year is the one a document was issued in: 2024年那个意见 names the document, not a figure's time."""
    if source.category in _UNDATED_CATEGORIES or source.issued is None:
        return False
    return any(period.kind is PeriodKind.YEAR and (period.start or "")[:4] == source.issued[:4] for period in asked)


def speaks_of(periods: Sequence[Period], passage: Passage) -> bool:
    """Whether the passage speaks of a time that overlaps one of the periods."""
    own = [*([passage.period] if passage.period else []), *periods_in(passage.text)]
    return any(overlaps(wanted, held) for wanted in periods for held in own)


def _closeness(wanted: Period, held: Period, *, exact: bool) -> float:
    """How far one period stands for another. A half-year's flow is not a year's, nor the reverse."""
    if wanted.start == held.start and wanted.end == held.end:
        return 1.0
    if not overlaps(wanted, held):
        return 0.0
    if exact and PeriodKind.YEAR in (wanted.kind, held.kind) and {wanted.kind, held.kind} & _PARTS_OF_YEAR:
        return _OTHER_STRETCH
    return 0.85
