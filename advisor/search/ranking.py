"""Ordering passages by how well they answer, and judging whether the best of them answers at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

from advisor.grounding.answering import MODEL, answering
from advisor.search.holdings import Holdings
from advisor.types import (
    LAPSED,
    NEUTRAL_ODDS,
    RULED,
    Category,
    Modality,
    Passage,
    QuestionKind,
    QuestionPlan,
    Rank,
    ScoredPassage,
    Source,
)

ANSWER_WEIGHT = 0.05
# The answering model looks at the first of them, each 4 ms: eight or fourteen gain nothing. Beyond these bounds its log-odds
# tell nothing more.
LOOKED_AT, LEAST_ODDS, MOST_ODDS = 6, -5.0, 4.0
# Where the first passage is as sure and as far ahead as this (222 of 506 questions) as many come out right without the model.
PLAINLY_FIRST, PLAINLY_AHEAD = 0.8, 0.9
LEXICAL_WEIGHT = 0.25
DENSE_WEIGHT = 0.35
COVERAGE_WEIGHT = 0.35
TEXT_WEIGHT = 0.15
ASK_WEIGHT = 0.45
NAMED_DOCUMENT_BONUS = 0.35
HOME_BONUS = 0.06
AUTHORITY_STEP = 0.02
OUTDATED_PENALTY = 0.06
PAPER_PENALTY = 0.1
ENUMERATION_BONUS = 0.08
# A sentence that announces how many things it lists: 建议有四条, 分为三类.
ENUMERATION = re.compile(
    r"(?:建议|做法|措施|政策|内容|问题|不足)(?:有|包括)[:：]|[有是为共分成列出][一二三四五六七八九十两\d]+(?:条|项|个?方面|类|种|大|个|件)"
)

# A sentence that only names a heading tells nothing beside the others.
HEADING = re.compile(r"^第[一二三四五六七八九十]+[项条个]策略是")

_AUTHORITY = {
    Rank.LAW: 5,
    Rank.ADMINISTRATIVE_REGULATION: 4,
    Rank.DEPARTMENTAL_RULE: 3,
    Rank.LOCAL_GOVERNMENT_RULE: 2,
    Rank.NORMATIVE_DOCUMENT: 1,
}
_LAW_ASKED = {QuestionKind.RULE, QuestionKind.VALIDITY}


def authority(source: Source) -> int:
    """Order of authority: law 5 ... normative document 1, everything else 0; one less when no longer in force."""
    level = _AUTHORITY[source.rank] if source.rank else 0
    return level - (1 if source.validity in LAPSED else 0)


def rank(
    found: Sequence[ScoredPassage], plan: QuestionPlan, holdings: Holdings, *, model: Path = MODEL
) -> list[ScoredPassage]:
    """The passages with `score` replaced by how well each answers the plan, best first. Ties go by id.

    `model`: the folder of the answering model, which looks at the first of them.
    """
    return _best_first(_judged(in_first_order(found, plan, holdings), plan, model))


def in_first_order(found: Sequence[ScoredPassage], plan: QuestionPlan, holdings: Holdings) -> list[ScoredPassage]:
    """The passages by their words, meaning and fit alone, best first, as the answering model gets them."""
    top_lexical = max((one.lexical for one in found), default=0.0) or 1.0
    return _best_first([one.model_copy(update={"score": _fitting(one, top_lexical, plan, holdings)}) for one in found])


def _best_first(scored: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    return sorted(scored, key=lambda one: (-one.score, one.passage.id))


def _judged(ordered: Sequence[ScoredPassage], plan: QuestionPlan, model: Path) -> list[ScoredPassage]:
    """The first passages with what the answering model holds of them; the others as if it held that they do not answer.

    It is not asked where the first passage plainly answers.
    """
    if _is_plain(ordered):
        return list(ordered)
    found = answering(plan.text, [one.passage.text for one in ordered[:LOOKED_AT]], model=model)
    odds = [min(max(one, LEAST_ODDS), MOST_ODDS) for one in found]
    odds += [LEAST_ODDS] * (len(ordered) - len(odds))
    return [
        one.model_copy(
            update={
                "score": one.score + ANSWER_WEIGHT * (value - LEAST_ODDS),
                "fit": one.fit.model_copy(update={"answers": value}),
            }
        )
        for one, value in zip(ordered, odds, strict=True)
    ]


def _is_plain(ordered: Sequence[ScoredPassage]) -> bool:
    """Whether words and meaning alone are sure of the first passage, and the second is well behind it."""
    if not ordered:
        return True
    first = ordered[0]
    ahead = len(ordered) == 1 or ordered[1].score <= PLAINLY_AHEAD * first.score
    return ahead and confidence(first) >= PLAINLY_FIRST


def _fitting(one: ScoredPassage, top_lexical: float, plan: QuestionPlan, holdings: Holdings) -> float:
    fit = one.fit
    likeness = (
        LEXICAL_WEIGHT * one.lexical / top_lexical
        + DENSE_WEIGHT * max(one.dense, 0.0)
        + COVERAGE_WEIGHT * fit.coverage
        + TEXT_WEIGHT * fit.text_coverage
        + ASK_WEIGHT * fit.ask_similarity
    )
    fitting = (
        (0.35 + 0.65 * fit.region)
        * (0.45 + 0.55 * fit.period)
        * (0.55 + 0.45 * fit.slot)
        * (0.6 + 0.4 * fit.focus)
        * (0.5 + 0.5 * fit.entities)
    )
    source = holdings.sources[one.passage.source_id]
    return likeness * fitting + _standing(one.passage, source, plan, holdings)


def _standing(passage: Passage, source: Source, plan: QuestionPlan, holdings: Holdings) -> float:
    """What speaks for a passage beyond its words: the document named, the city advised, rank where rules are asked."""
    bonus = 0.0
    if source.id in plan.source_ids:
        bonus += NAMED_DOCUMENT_BONUS / len(plan.source_ids)
    if not plan.regions and holdings.city in holdings.regions_of(passage):
        bonus += HOME_BONUS
    if QuestionKind.RULE in plan.kinds and passage.modality in RULED:
        bonus += AUTHORITY_STEP * authority(source)
    if source.category is Category.PAPER and source.id not in plan.source_ids and _LAW_ASKED & set(plan.kinds):
        bonus -= PAPER_PENALTY if passage.modality is Modality.ADVISED else 2 * PAPER_PENALTY
    if QuestionKind.LIST in plan.kinds and ENUMERATION.search(passage.text):
        bonus += ENUMERATION_BONUS
    if source.validity in LAPSED and not plan.periods and source.id not in plan.source_ids:
        bonus -= OUTDATED_PENALTY
    if source.category is Category.NOT_HELD and source.id not in plan.source_ids:
        bonus -= OUTDATED_PENALTY
    return bonus


# Logistic model over fit features. Words and meaning: fitted by `python -m evals.fit_confidence` on held-back asks (answer
# held) and on the same asks with their statement taken away (answer not held). What the answering model adds: chosen on
# questions of the development set and of open blind sets, asked of the program itself.
CONFIDENCE_BIAS = -5.6
CONFIDENCE_WEIGHTS = {
    "coverage": 4.6, "text_coverage": 1.2, "ask_similarity": 3.2, "dense": 3.0, "focus": 1.4, "answers": 0.3,
}  # fmt: skip


def confidence(one: ScoredPassage) -> float:
    """Probability that the passage holds what was asked, from its words alone; place, time and slot are judged apart."""
    values = {
        "coverage": one.fit.coverage,
        "text_coverage": one.fit.text_coverage,
        "ask_similarity": one.fit.ask_similarity,
        "dense": max(one.dense, 0.0),
        "focus": one.fit.focus,
        "answers": one.fit.answers - NEUTRAL_ODDS,
    }
    total = CONFIDENCE_BIAS + sum(CONFIDENCE_WEIGHTS[name] * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
