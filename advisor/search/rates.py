"""What the growth rate that is asked for is the rate of, and whether a passage tells of that thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.grounding import ANY_DAY, find_periods
from advisor.library.tables import Indicator, IndicatorKind
from advisor.search.covering import coverage, word_match
from advisor.search.holdings import Holdings
from advisor.search.kinds import asks_by_how_much
from advisor.types import Passage, QuestionPlan

_GROWS = re.compile(r"增长|上涨|下降|提高|涨|降")
_RATE = r"(?:增速|增长率|增长速度|增长幅度|增幅|涨幅|降幅)"
_GREW = r"(?:增长|上涨|涨|下降|下跌|同比)"
# The rate is what is asked for, and not only spoken of: it stands before the asking word, or at the end.
_ASKED_RATE = re.compile(
    rf"(?P<noun>{_RATE})(?:[^，,。；;？?]{{0,8}}?(?:多少|几|多[高快大])|(?:呢|是|为)?[？?]?$)"
    rf"|{_GREW}了?(?:多少|几|百分之[几多])"
)
_OF_COMPARING = re.compile(r"同比|环比|年均|平均|实际|名义|累计|预计|[比较](?:上一?年|去年|前年|上年同期|同期)?")
_CLAUSE = re.compile(r"[，,。；;：:？?]")
_GROWTH_NAME = re.compile(rf"(?:十年)?{_RATE}$")
# Both the level and its rate are asked (零售额及增速).
_LEVEL_TOO = re.compile(r"(?:以?及其?|和|与|、)(?:同比)?$")
_IN_PER_CENT = ("%", "‰", "个百分点")
_SPOKEN_OF = 0.6


def asks_a_rate(plan: QuestionPlan) -> bool:
    """Whether the growth of something is asked for, and not its level."""
    return ("percent" in plan.unit_families and bool(_GROWS.search(plan.text))) or asks_by_how_much(plan.text)


def is_rate_of_another(plan: QuestionPlan, passage: Passage, told: str, holdings: Holdings) -> bool:
    """Whether a growth rate is asked for and the passage does not tell of the thing it is the rate of.

    `told`: what the passage says and is asked, normalised. Where the question names no thing, no rate is its rate.
    """
    asked = _ASKED_RATE.search(plan.text)
    if asked is None or plan.bound:
        return False
    before = plan.text[: asked.start()]
    if asked["noun"] and passage.row is not None and passage.row.unit not in _IN_PER_CENT:
        return not _LEVEL_TOO.search(before)
    clause = _thing_before(before, holdings)
    words = _words(clause, holdings) or [word for word in plan.terms if word not in plan.text]
    clause = clause or "".join(words)
    if not words:
        return not (plan.entities or plan.source_ids)
    levels, rest = _named(clause, holdings)
    measured = [passage.row.indicator] if passage.row is not None else _indicators_in(passage.text, holdings)
    if not levels or not measured:
        return not _are_told(words, told, holdings)
    same = any(name.startswith(levels) for name in measured)
    return not same or (bool(rest) and coverage(rest, told, holdings) < _SPOKEN_OF)


def _are_told(words: Sequence[str], told: str, holdings: Holdings) -> bool:
    """Whether the words stand in what is told, for the most part and the last thing among them at any rate."""
    things = [word for word in words if holdings.lexicon.is_thing(word)]
    head = (things or words)[-1]
    return word_match(head, told, holdings) > 0 and coverage(words, told, holdings) >= _SPOKEN_OF


def _thing_before(text: str, holdings: Holdings) -> str:
    """The last clause that names a thing, without the places and times in it."""
    spans = [(mention.start, mention.end) for mention in holdings.lexicon.regions(text)]
    spans += [mention.span for mention in find_periods(text, today=ANY_DAY)]
    kept = "".join(character for at, character in enumerate(text) if not any(start <= at < end for start, end in spans))
    clauses = [_OF_COMPARING.sub("", clause) for clause in _CLAUSE.split(kept)]
    return next((clause for clause in reversed(clauses) if _words(clause, holdings)), "")


def _words(clause: str, holdings: Holdings) -> list[str]:
    return holdings.lexicon.content_words(clause)


def _named(clause: str, holdings: Holdings) -> tuple[tuple[str, ...], list[str]]:
    """What the tables call the thing whose rate it is, as far as they publish one; and the words beside its name."""
    names = holdings.tables.names
    asked = f"{clause}增速"
    indicators = [one for mention in names.mentioned(asked) for one in mention.indicators]
    levels = tuple(dict.fromkeys(_levels(indicators, holdings)))
    return levels, _words(names.rest_of(asked), holdings) if levels else []


def _levels(indicators: Iterable[Indicator], holdings: Holdings) -> Iterable[str]:
    """The names, without the word for growth, of the rates that are these indicators or are published of them."""
    for one in indicators:
        if one.kind is IndicatorKind.GROWTH:
            yield _GROWTH_NAME.sub("", one.name)
        elif holdings.tables.names.growth_of(one.name):
            yield one.name


def _indicators_in(text: str, holdings: Holdings) -> list[str]:
    return [one.name for mention in holdings.tables.names.mentioned(text) for one in mention.indicators]
